"""Filters of the plan as they stand in the address: unknown values are left out, never an error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from urllib.parse import urlencode

from springboard.kernel.text.folding import fold
from springboard.plan.choices import KEY_QUESTIONS, Delivery, Level, Outcome
from springboard.plan.rules.board.rows import ActionRow, FindingRow

GROUPINGS: Final = {
    "service": "service",
    "programme": "programme",
    "key_question": "key question",
    "owner": "owner",
    "level": "finding level",
}
ONLY: Final = ("waiting", "decided", "stuck", "not_agreed", "late_for_reinspection", "mine")
# "Only …" that is about findings: no action can be one of these.
ABOUT_FINDINGS: Final = frozenset({"waiting", "decided"})
# Filters that are about actions: a finding without an action cannot match them.
ABOUT_ACTIONS: Final = ("status", "outcome", "owner", "only")
# Nothing is left to do, as far as "in time for the re-inspection" goes.
DONE: Final = frozenset({Delivery.CLAIMED.value, Delivery.ASSURED.value})
NO_FINDING: Final = "none"
ACROSS: Final = "trust"


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for. Empty means everything."""

    level: str = ""
    status: str = ""
    outcome: str = ""
    only: str = ""
    service: str = ""
    key_question: str = ""
    owner: str = ""
    text: str = ""
    group: str = "service"
    page: int = 1

    def but(self, **changes: str | int) -> Filters:
        """These filters with some changed, from the first page again."""
        return replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]

    @property
    def narrowed(self) -> bool:
        return self.but(group="service") != Filters()

    @property
    def about_actions(self) -> bool:
        """Whether a filter is on that only an action can match."""
        return any(getattr(self, name) for name in ABOUT_ACTIONS) and self.only not in ABOUT_FINDINGS

    @property
    def for_actions(self) -> Filters:
        """These filters without "only" what is about findings, which no action can be."""
        return self.but(only="") if self.only in ABOUT_FINDINGS else self

    def query(self) -> str:
        """As the address writes it: ``?level=must&page=2``, nothing when nothing is asked."""
        default = Filters()
        names = ("level", "status", "outcome", "only", "service", "key_question", "owner", "text", "group", "page")
        given = {name: getattr(self, name) for name in names if getattr(self, name) != getattr(default, name)}
        return f"?{urlencode(given)}" if given else ""


def parse(given: Mapping[str, str], *, services: Iterable[str]) -> Filters:
    """Filters from an address. A value that is not in its list is dropped."""
    lists: dict[str, Iterable[str]] = {
        "level": [*Level.values, NO_FINDING],
        "status": Delivery.values,
        "outcome": Outcome.values,
        "only": ONLY,
        "service": [*services, ACROSS],
        "key_question": [*KEY_QUESTIONS, NO_FINDING],
        "group": GROUPINGS,
    }
    kept = {name: given[name] for name, allowed in lists.items() if given.get(name) in set(allowed)}
    owner = given.get("owner", "")
    return Filters(**kept, owner=owner if _whole(owner) else "", text=_text(given), page=_page(given.get("page", "")))


def _whole(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 10


def _page(value: str) -> int:
    return max(1, int(value)) if _whole(value) else 1


def _text(given: Mapping[str, str]) -> str:
    return " ".join(given.get("text", "").replace("\x00", "").split())[:200]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and when: what "mine" and "ready in time" mean."""

    user_id: int
    reinspection_on: date | None = None


def matches(
    action: ActionRow, findings: Sequence[FindingRow], filters: Filters, asker: Asker, *, but: str = ""
) -> bool:
    """Whether an action answers to every filter, leaving out the one named ``but`` (for counting its
    values)."""
    return (
        (but == "level" or filters.level in {"", action.level or NO_FINDING})
        and (but == "status" or filters.status in {"", action.status.state})
        and (but == "outcome" or filters.outcome in {"", action.outcome.state})
        and (but == "only" or only_holds(filters.only, action, asker))
        and (filters.owner in {"", str(action.owner_id)})
        and (not filters.service or any(in_service(f, filters.service) for f in findings))
        and (not filters.key_question or in_question(findings, filters.key_question))
        and (not filters.text or _says(filters.text, action.search_text, *(f.search_text for f in findings)))
    )


def only_holds(only: str, action: ActionRow, asker: Asker) -> bool:
    """Whether the action is one of "only …": stuck, not agreed, mine, late for the re-inspection."""
    if only == "stuck":
        return action.stuck
    if only == "not_agreed":
        return action.agreed_on is None
    if only == "mine":
        return asker.user_id in {action.owner_id, action.sponsor_id}
    if only == "late_for_reinspection":
        return late_for(action, asker.reinspection_on)
    return only == ""


def late_for(action: ActionRow, day: date | None) -> bool:
    """An open action that is due after the day CQC comes back, or has no due date at all."""
    is_open = action.status.state not in DONE
    return day is not None and is_open and (action.due is None or action.due > day)


def finding_matches(finding: FindingRow, filters: Filters) -> bool:
    """Whether a finding itself answers to the filters that can be asked of a finding."""
    return (
        filters.level in {"", finding.level}
        and (not filters.service or in_service(finding, filters.service))
        and (not filters.key_question or in_question([finding], filters.key_question))
        and (not filters.text or _says(filters.text, finding.search_text))
    )


def in_service(finding: FindingRow, service: str) -> bool:
    return finding.core_service == ("" if service == ACROSS else service)


def in_question(findings: Iterable[FindingRow], code: str) -> bool:
    if code == NO_FINDING:
        return any(not finding.key_questions for finding in findings)
    return any(code in finding.key_questions for finding in findings)


def _says(text: str, *where: str) -> bool:
    everything = " ".join(where)
    return all(word in everything for word in fold(text).split())


def matching(
    actions: Iterable[ActionRow], findings: Mapping[int, FindingRow], filters: Filters, asker: Asker, *, but: str = ""
) -> list[ActionRow]:
    """The actions that answer to the filters, in the order given."""
    return [
        action
        for action in actions
        if matches(action, [findings[i] for i in action.finding_ids if i in findings], filters, asker, but=but)
    ]
