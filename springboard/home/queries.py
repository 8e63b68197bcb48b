"""What home, my work and search read from the rooms below; each takes the scope."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from springboard.accounts.permissions import Permission
from springboard.home.rules.waiting import CHALLENGE_SOON
from springboard.inspections import queries as inspections
from springboard.organisations.models import Trust
from springboard.organisations.scope import Scope
from springboard.plan.models import Finding
from springboard.plan.queries import overview
from springboard.plan.queries.loading import Loaded
from springboard.plan.queries.visible import visible_actions, visible_findings
from springboard.plan.queries.waiting import Waits, waiting_for, waiting_rows
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
    """What waits for one person. ``waits`` are the unanswered findings they may answer, ``first`` of them whole."""

    loaded: Loaded
    waits: tuple[Waits, ...]
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


def mine(scope: Scope, most: int) -> Mine:
    """The person's own actions, ``most`` of the findings they can answer, and reports to confirm. Reads nothing of
    anybody else's: eight queries at most."""
    waits = tuple(waiting_for(scope))
    return Mine(
        loaded=overview.actions_of(scope),
        waits=waits,
        first=tuple(waiting_rows(scope, waits[:most])),
        reviews=_reviews(scope) if scope.may(Permission.REPORT_REVIEW) else (),
    )


def today(scope: Scope, *, strong: Iterable[str], most: int) -> Today:
    """The trust in figures counted by the database, and what waits for this person: the same number of queries
    however large the plan is. ``strong`` are the levels of the countdown, ``most`` lines of each list."""
    notices = () if scope.external else tuple(inspections.notices_in_force(scope))
    seen = visible_findings(scope).filter(pk__in=[notice.pk for notice in notices])
    return Today(
        mine=mine(scope, 1),
        findings=overview.findings_standing(scope),
        tally=tuple(overview.tally_actions(scope)),
        claimed=tuple(overview.claimed_longest(scope, most)),
        challenges=tuple(overview.open_challenges(scope, CHALLENGE_SOON)),
        notices=notices,
        seen=frozenset(seen.values_list("pk", flat=True)),
        countdown=_countdown(scope, strong, most),
    )


def _countdown(scope: Scope, strong: Iterable[str], most: int) -> Countdown | None:
    """Shown while CQC is expected and the day has not passed."""
    on = Trust.objects.values_list("reinspection_on", flat=True).get(pk=scope.trust_id)
    if on is None or on < timezone.localdate():
        return None
    done, still_open = overview.done_and_open(scope, strong)
    return Countdown(on, done, still_open, tuple(overview.late_for(scope, on, most)))


def _reviews(scope: Scope) -> tuple[ReviewWaiting, ...]:
    return tuple(
        ReviewWaiting(report.pk, report.title, report.reference, drafts, pending)
        for report, drafts, pending in inspections.waiting_for_review(scope)
    )


def open_actions(scope: Scope) -> int:
    """How many actions this person owns and has not said are done: the number beside My work. One query."""
    mine = visible_actions(scope).filter(owner_id=scope.user_id, claimed_on__isnull=True, withdrawn_on__isnull=True)
    return mine.count()
