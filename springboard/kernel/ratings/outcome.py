"""What a calculation answers: the rating, why, what would change it, and the rules it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from springboard.kernel.ratings.rules import Setting
from springboard.kernel.ratings.scale import RATING_NAMES, sentence
from springboard.kernel.reports.model import RatingWord

INDICATIVE: Final = "Indicative, not a CQC rating"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason as a clause ("two of five are Inadequate…"); ``rule`` is the setting it rests on, if any."""

    clause: str
    rule: Setting | None = None
    references: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The clause as a sentence."""
        return sentence(self.clause)


@dataclass(frozen=True, slots=True)
class NextStep:
    """The least that would lift a result by one: ratings to raise, and how many more Outstanding."""

    rating: RatingWord
    raise_to_reach: int
    more_outstanding: int
    sentence: str


@dataclass(frozen=True, slots=True)
class RuleUsed:
    """One rule behind a result, in words, with its source."""

    code: str
    says: str
    verified: bool
    source: str
    on: bool = True
    why_on: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A worked-out rating. Always indicative: CQC's professional judgement overrides every rule here."""

    rating: RatingWord
    because: tuple[Reason, ...]
    next_step: NextStep | None = None
    rules_used: tuple[RuleUsed, ...] = ()
    indicative: bool = True
    percentage: int | None = None

    @property
    def label(self) -> str:
        """What a page must print beside it."""
        return INDICATIVE

    @property
    def unverified(self) -> int:
        """How many of the rules used could not be checked against CQC's own page."""
        return sum(not rule.verified for rule in self.rules_used)

    @property
    def sentence(self) -> str:
        """The whole explanation in one or two sentences."""
        why = "; and ".join(reason.clause for reason in self.because)
        first = f"{RATING_NAMES[self.rating]}, because {why}." if why else f"{RATING_NAMES[self.rating]}."
        return f"{first} {self.next_step.sentence}" if self.next_step else first

    @property
    def rules_sentence(self) -> str:
        """How many rules stand behind it and how many of them are unverified; empty when none was used."""
        if not self.rules_used:
            return ""
        of = "1 rule" if len(self.rules_used) == 1 else f"{len(self.rules_used)} rules"
        if not self.unverified:
            return f"{of} used, all checked against CQC's guidance."
        return f"{of} used, {self.unverified} not yet verified with CQC."


def merge_rules(*groups: tuple[RuleUsed, ...]) -> tuple[RuleUsed, ...]:
    """Rules of several results as one list, each code once, in the order first met."""
    seen: dict[str, RuleUsed] = {}
    for group in groups:
        for rule in group:
            seen.setdefault(rule.code, rule)
    return tuple(seen.values())
