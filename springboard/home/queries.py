"""What home, my work and search read from the rooms below; each takes the scope."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date

from django.utils import timezone

from springboard.accounts.permissions import Permission
from springboard.home.rules.waiting import CHALLENGE_SOON, MyActions, my_actions
from springboard.inspections import queries as inspections
from springboard.organisations.scope import Scope
from springboard.plan.models import Finding
from springboard.plan.queries import overview
from springboard.plan.queries.board import View, view
from springboard.plan.queries.visible import visible_actions, visible_findings
from springboard.plan.queries.waiting import findings_whole, waiting_for
from springboard.plan.rules.board.facts import Board
from springboard.plan.rules.board.rows import ActionRow, FindingRow


@dataclass(frozen=True, slots=True)
class ReviewWaiting:
    """A report whose findings have been read and wait to be confirmed."""

    report_id: int
    title: str
    reference: str
    drafts: int
    pending: int


@dataclass(frozen=True, slots=True)
class Mine:
    """What waits for one person. ``actions`` are the first of each heap of theirs, ``numbers`` says how many each heap
    holds; ``findings`` are those they answer, by id. ``waits`` are the unanswered findings the person may answer,
    ``first`` of them whole."""

    actions: MyActions[ActionRow]
    numbers: Mapping[str, int]
    findings: Mapping[int, FindingRow]
    waits: int
    first: tuple[FindingRow, ...]
    reviews: tuple[ReviewWaiting, ...]


@dataclass(frozen=True, slots=True)
class Countdown:
    """Until CQC comes back: actions for the strongest findings said done and still open, and some due too late."""

    on: date
    done: int
    still_open: int
    late: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """Everything home is made of. ``seen`` are the notices whose finding the person may open."""

    mine: Mine
    findings: int
    tally: tuple[overview.Tally, ...]
    claimed: tuple[ActionRow, ...]
    challenges: tuple[FindingRow, ...]
    notices: tuple[Finding, ...]
    seen: frozenset[int]
    countdown: Countdown | None


def mine(scope: Scope, most: int, board: Board | None = None) -> Mine:
    """The person's own actions, ``most`` of each heap, ``most`` of the findings they can answer, and reports to
    confirm. Three queries with the board at hand."""
    board = board or view(scope).board
    waits = waiting_for(scope, board)
    facts = my_actions(scope, board.people.get(scope.user_id, ()))
    heaps = {heap.name: getattr(facts, heap.name) for heap in fields(facts)}
    rows = overview.actions_whole(scope, board, [row.id for heap in heaps.values() for row in heap[:most]])
    shown = {name: tuple(rows[row.id] for row in heap[:most] if row.id in rows) for name, heap in heaps.items()}
    first = [row.id for row in waits[:most]]
    findings = findings_whole(scope, board, {*first, *(pk for row in rows.values() for pk in row.finding_ids)})
    return Mine(
        actions=MyActions(**shown),
        numbers={name: len(heap) for name, heap in heaps.items()},
        findings=findings,
        waits=len(waits),
        first=tuple(findings[pk] for pk in first if pk in findings),
        reviews=_reviews(scope) if scope.may(Permission.REPORT_REVIEW) else (),
    )


def today(scope: Scope, *, strong: Iterable[str], most: int) -> Today:
    """The trust in figures counted by the database, and what waits for this person: the same number of queries
    however large the plan is. ``strong`` are the levels of the countdown, ``most`` lines of each list."""
    seen_ = view(scope)
    board = seen_.board
    notices = () if scope.external else tuple(inspections.notices_in_force(scope))
    seen = visible_findings(scope).filter(pk__in=[notice.pk for notice in notices])
    return Today(
        mine=mine(scope, most, board),
        findings=len(board.standing),
        tally=tuple(overview.tally_actions(scope, board)),
        claimed=tuple(overview.claimed_longest(scope, most)),
        challenges=tuple(overview.open_challenges(scope, CHALLENGE_SOON)),
        notices=notices,
        seen=frozenset(seen.values_list("pk", flat=True)),
        countdown=_countdown(scope, seen_, strong, most),
    )


def _countdown(scope: Scope, seen: View, strong: Iterable[str], most: int) -> Countdown | None:
    """Shown while CQC is expected and the day has not passed."""
    on = seen.asker.reinspection_on
    if on is None or on < timezone.localdate():
        return None
    done, still_open = overview.done_and_open(seen.board, strong)
    return Countdown(on, done, still_open, tuple(overview.late_for(scope, seen.board, most)))


def _reviews(scope: Scope) -> tuple[ReviewWaiting, ...]:
    return tuple(
        ReviewWaiting(report.pk, report.title, report.reference, drafts, pending)
        for report, drafts, pending in inspections.waiting_for_review(scope)
    )


def open_actions(scope: Scope) -> int:
    """How many actions this person owns and has not said are done: the number beside My work. One query."""
    mine = visible_actions(scope).filter(owner_id=scope.user_id, claimed_on__isnull=True, withdrawn_on__isnull=True)
    return mine.count()
