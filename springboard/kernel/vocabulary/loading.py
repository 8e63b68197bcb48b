"""Reads the YAML files beside this module, once; and the one way names are compared."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import yaml

_NOT_WORD = re.compile(r"[^a-z0-9]+")


@cache
def load(name: str) -> dict[str, Any]:
    """The content of ``<name>.yaml`` in this folder."""
    text = resources.files(__package__).joinpath(f"{name}.yaml").read_text("utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load(text, Loader=loader)  # noqa: S506  (both are safe loaders; the C one starts ten times faster)
    if not isinstance(data, dict):
        raise TypeError(f"{name}.yaml must hold a mapping")
    return data


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A name reduced to what is compared: lower case, no punctuation, "&" as "and"."""
    lowered = name.lower().replace("&", " and ").replace("’", "").replace("'", "")
    return _NOT_WORD.sub(" ", lowered).strip()
