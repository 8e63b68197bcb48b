"""A trust's own changes to a rule set: other values, rules switched on or off, "we have read it at CQC"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TypeVar, cast

from springboard.kernel.ratings.rules import RuleSet, Setting, settings_of
from springboard.kernel.ratings.scale import RuleError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change:
    """A change to one setting; what is ``None`` stays as it was. ``source`` says where the new value was
    read.
    """

    code: str
    source: str
    value: int | str | None = None
    on: bool | None = None
    verified: bool | None = None


def with_changes(rules: RuleSet, changes: Iterable[Change]) -> RuleSet:
    """The rule set with these changes made; the original is left as it is.

    Refuses a code the rules do not have, two changes of one code, a change without a source, and every value
    the rules themselves refuse (thresholds under 1, words that are no ratings, bands out of order). A new
    value is unverified unless the change says it was verified.
    """
    wanted = _by_code(changes)
    known = {setting.code for setting in settings_of(rules)}
    if unknown := sorted(set(wanted) - known):
        names = ", ".join(unknown)
        raise RuleError(f"No such rule in '{rules.code}': {names}. Its rules: {', '.join(sorted(known))}.")
    return _replaced(rules, {setting.code: _changed(setting, wanted) for setting in settings_of(rules)})


def _by_code(changes: Iterable[Change]) -> dict[str, Change]:
    wanted: dict[str, Change] = {}
    for change in changes:
        if change.code in wanted:
            raise RuleError(f"The rule '{change.code}' is changed twice.")
        if not change.source.strip():
            raise RuleError(f"The change to '{change.code}' has no source. Say where its value was read.")
        wanted[change.code] = change
    return wanted


def _changed(setting: Setting, wanted: dict[str, Change]) -> Setting:
    change = wanted.get(setting.code)
    if change is None:
        return setting
    value = setting.value if change.value is None else change.value
    if type(value) is not type(setting.value):
        raise RuleError(f"The rule '{setting.code}' cannot be '{value}': it is now {setting.value}.")
    kept = setting.verified if value == setting.value else False
    return replace(
        setting,
        value=value,
        source=change.source,
        on=setting.on if change.on is None else change.on,
        verified=kept if change.verified is None else change.verified,
    )


def _replaced(part: T, settings: dict[str, Setting]) -> T:
    """A copy of a rule set, or of a part of it, with its settings replaced by code."""
    if isinstance(part, Setting):
        return cast("T", settings[part.code])
    if isinstance(part, tuple):
        return cast("T", tuple(_replaced(item, settings) for item in part))
    if not is_dataclass(part) or isinstance(part, type):
        return part
    changed = {f.name: _replaced(getattr(part, f.name), settings) for f in fields(part)}
    return cast("T", replace(part, **changed))
