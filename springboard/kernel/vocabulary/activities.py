"""Regulated activities: the closed list of what a provider is registered to do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from springboard.kernel.vocabulary.loading import load, plain


@dataclass(frozen=True, slots=True)
class RegulatedActivity:
    """One regulated activity; ``unverified`` says what could not be checked."""

    code: str
    name: str
    unverified: str | None = None


@lru_cache(maxsize=1)
def regulated_activities() -> tuple[RegulatedActivity, ...]:
    """All regulated activities we know, as CQC's API names them."""
    rows = load("regulated_activities")["activities"]
    return tuple(RegulatedActivity(r["code"], r["name"], r.get("unverified")) for r in rows)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, RegulatedActivity]:
    return {plain(a.name): a for a in regulated_activities()}


def activity_named(text: str) -> RegulatedActivity | None:
    """The activity with this name, whatever its punctuation; ``None`` when it is none of them."""
    return _by_name().get(plain(text))
