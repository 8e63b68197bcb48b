"""Reads reference data from YAML strictly: an unknown, missing, doubled or wrongly typed key is refused in
words.

A file of a trust goes through the same door as our own, so a slip of the keyboard never becomes a silent
default.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import yaml

from springboard.frameworks.model import FrameworkError, Provenance

_MOST_BYTES = 1_000_000
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
W = TypeVar("W", bound=str)


class _StrictLoader(_Loader):  # type: ignore[misc]
    """A safe loader that refuses a key written twice: YAML itself would keep the last in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """A mapping whose keys are words, each written once."""
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if not isinstance(key, str):
                raise FrameworkError(f"Near line {node.start_mark.line + 1}: '{key}' is no key.")
            if keys.count(key) > 1:
                raise FrameworkError(f"Near line {node.start_mark.line + 1}: '{key}' is written twice.")
        found: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return found


@dataclass(slots=True)
class Doc:
    """A mapping of a YAML file that remembers which of its keys were read. ``where`` is for messages."""

    data: dict[str, Any]
    where: str
    read: set[str] = field(default_factory=set)

    def value(self, key: str, kind: type | tuple[type, ...], called: str) -> Any:
        """The value of a key that must be there and of this kind."""
        self.read.add(key)
        if key not in self.data:
            raise FrameworkError(f"{self.where}: '{key}' is missing.")
        found = self.data[key]
        kinds = kind if isinstance(kind, tuple) else (kind,)
        # True is a whole number to Python and not to anybody else
        if not isinstance(found, kind) or (isinstance(found, bool) and bool not in kinds):
            raise FrameworkError(f"{self.where}: '{key}' must be {called}, not '{found}'.")
        return found

    def has(self, key: str) -> bool:
        """Whether the key is written and not null."""
        self.read.add(key)
        return self.data.get(key) is not None

    def text(self, key: str) -> str:
        """Text that is not empty, as one line."""
        found: str = self.value(key, str, "text")
        if not found.strip():
            raise FrameworkError(f"{self.where}: '{key}' is empty.")
        return " ".join(found.split())

    def text_or_none(self, key: str) -> str | None:
        """Text, or ``None`` when the key is not written or null."""
        return self.text(key) if self.has(key) else None

    def whole(self, key: str) -> int:
        """A whole number."""
        found: int = self.value(key, int, "a whole number")
        return found

    def whole_or_none(self, key: str) -> int | None:
        """A whole number, or ``None`` when the key is not written or null."""
        return self.whole(key) if self.has(key) else None

    def flag(self, key: str, default: bool | None = None) -> bool:
        """True or false; ``default`` stands in when the key is not written."""
        if default is not None and not self.has(key):
            return default
        found: bool = self.value(key, bool, "true or false")
        return found

    def day_or_none(self, key: str) -> date | None:
        """A date, or ``None`` for an open one (the key itself must be written)."""
        found = self.value(key, (date, type(None)), "a date like 2024-01-31 or null")
        if isinstance(found, datetime):
            raise FrameworkError(f"{self.where}: '{key}' must be a date without a time.")
        return found if isinstance(found, date) else None

    def choice(self, key: str, allowed: Sequence[W]) -> W:
        """One of the words allowed."""
        found = self.text(key)
        for word in allowed:
            if word == found:
                return word
        raise FrameworkError(f"{self.where}: '{key}' must be one of {', '.join(allowed)}; it is '{found}'.")

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, possibly empty."""
        found = self.value(key, list, "a list")
        if not all(isinstance(item, str) and item.strip() for item in found):
            raise FrameworkError(f"{self.where}: '{key}' must be a list of texts.")
        return tuple(" ".join(item.split()) for item in found)

    def part(self, key: str) -> Doc:
        """A mapping inside this one."""
        return Doc(self.value(key, dict, "a mapping"), f"{self.where}, {key}")

    def parts(self, key: str) -> list[Doc]:
        """A list of mappings."""
        found = self.value(key, list, "a list")
        if not all(isinstance(item, dict) for item in found):
            raise FrameworkError(f"{self.where}: '{key}' must be a list of mappings.")
        return [Doc(item, f"{self.where}, {key} {number}") for number, item in enumerate(found, start=1)]

    def done(self) -> None:
        """Refuses keys that nobody read: most likely a spelling mistake."""
        if extra := sorted(set(self.data) - self.read):
            raise FrameworkError(f"{self.where}: unknown {', '.join(extra)}. Known: {', '.join(sorted(self.read))}.")

    def provenance(self) -> Provenance:
        """Version, source and what is unverified: every file must say."""
        return Provenance(self.where, self.text("version"), self.text("source"), self.texts("unverified"))


def read_yaml(text: str, where: str) -> Doc:
    """YAML text as a document. Refuses over 1 MB, YAML that does not parse, and anything but a mapping."""
    if len(text) > _MOST_BYTES:
        raise FrameworkError(f"{where}: too large for reference data (over 1 MB).")
    try:
        data = yaml.load(text, Loader=_StrictLoader)  # noqa: S506  (built on the safe loader)
    except FrameworkError as error:
        raise FrameworkError(f"{where}: {error}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise FrameworkError(f"{where}: this is not valid YAML. {_place(error)}") from error
    if not isinstance(data, dict):
        raise FrameworkError(f"{where}: the file must hold a mapping (key: value).")
    return Doc(data, where)


def read_file(file: Traversable) -> Doc:
    """A YAML file as a document. Refuses what cannot be opened or is not UTF-8."""
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FrameworkError(f"{file.name}: the file cannot be read as text ({type(error).__name__}).") from error
    return read_yaml(text, file.name)


def own(name: str) -> Doc:
    """One of Springboard's own data files, by its name without ``.yaml``."""
    return read_file(own_folder().joinpath(f"{name}.yaml"))


def own_folder() -> Traversable:
    """The folder of Springboard's own data, also inside a wheel."""
    return resources.files("springboard.frameworks").joinpath("data")


def _place(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"Look at line {mark.line + 1}." if mark is not None else "Check dates, quotes and indentation."
