"""Home: where we are, what needs a decision, and how long until CQC comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from springboard.accounts.permissions import Permission
from springboard.home.queries import Today
from springboard.home.rules.buckets import Buckets, heaps
from springboard.home.rules.waiting import challenges_open
from springboard.nhsuk.filters import away, count, long_date
from springboard.organisations.scope import Scope
from springboard.plan.choices import Delivery
from springboard.plan.rules.board.rows import ActionRow, FindingRow
from springboard.plan.rules.titles import without_citation

MOST_DECISIONS = 5
MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing to decide: what it is, why now, and the button in words. ``status`` and ``level`` may be empty."""

    title: str
    why: str
    button: str
    href: str
    level: str = ""
    reference: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Bucket:
    code: str
    heading: str
    number: int
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Notice:
    level: str
    reference: str
    text: str
    href: str
    deadline: date | None
    when: str


@dataclass(frozen=True, slots=True)
class Countdown:
    """Until CQC comes back. ``cannot`` are actions due only after that day."""

    days: int
    on: date
    open_strong: int
    done_strong: int
    cannot: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    title: str
    day: str
    summary: str
    empty: bool
    may_upload: bool
    buckets: tuple[Bucket, ...]
    rest_words: str
    sum_words: str
    decisions: tuple[Decision, ...]
    more_decisions: int
    claimed: tuple[ActionRow, ...]
    countdown: Countdown | None
    notices: tuple[Notice, ...]


STRONG = frozenset({"warning_notice", "condition", "requirement_notice", "must", "breach"})
PLAN = "plan:plan"


def home_page(scope: Scope, seen: Today) -> HomePage:
    """Build home for one person from what their scope holds."""
    sorted_heaps = heaps(seen.tally)
    decisions, number = _decisions(scope, seen)
    return HomePage(
        title="Where we are today",
        day=long_date(timezone.localdate()),
        summary=f"{count(seen.findings, 'finding')} and {count(sorted_heaps.total, 'action')} that you can see.",
        empty=not seen.findings and not sorted_heaps.total and not seen.mine.reviews,
        may_upload=scope.may(Permission.REPORT_UPLOAD),
        buckets=_buckets(sorted_heaps),
        rest_words=_rest(sorted_heaps),
        sum_words=sorted_heaps.sum_in_words,
        decisions=tuple(decisions[:MOST_DECISIONS]),
        more_decisions=max(0, number - MOST_DECISIONS),
        claimed=seen.claimed,
        countdown=_countdown(seen),
        notices=tuple(_notice(n.level, n.reference, n.text, n.deadline, seen=n.pk in seen.seen) for n in seen.notices),
    )


def _buckets(heap: Buckets) -> tuple[Bucket, ...]:
    plan = reverse(PLAN)
    return (
        Bucket("assured", "Assured", heap.assured, "Somebody independent has seen it.", f"{plan}?status=assured"),
        Bucket(
            "claimed", "Only claimed", heap.claimed, "The owner says done. Nobody independent has looked.",
            f"{plan}?status=claimed",
        ),
        Bucket("stuck", "Stuck", heap.stuck, "Cannot go on until somebody helps.", f"{plan}?only=stuck"),
        Bucket("worse", "Got worse", heap.worse, "The measure shows a real change for worse.", f"{plan}?outcome=worse"),
    )  # fmt: skip


def _rest(heap: Buckets) -> str:
    order = (Delivery.OVERDUE, Delivery.AT_RISK, Delivery.ON_TRACK, Delivery.NOT_STARTED, Delivery.REOPENED)
    parts = [f"{heap.rest[state]} {state.label.lower()}" for state in order if heap.rest.get(state)]
    return f"The other {heap.rest_total}: {', '.join(parts)}." if parts else ""


def _decisions(scope: Scope, seen: Today) -> tuple[list[Decision], int]:
    """The first of each kind, and how many there are in all."""
    mine, numbers = seen.mine.actions, seen.mine.numbers
    challenges = challenges_open(scope, seen.challenges, timezone.localdate())
    decisions = [
        *(_review(review.report_id, review.title, review.drafts, review.pending) for review in seen.mine.reviews),
        *_answers(seen.mine.first, seen.mine.waits),
        *(_challenge(finding) for finding in challenges),
        *(_action(action, seen, "Tell us how it goes") for action in mine.urgent),
        *(_action(action, seen, "Help or decide") for action in mine.sponsored),
    ]
    unread = numbers["urgent"] - len(mine.urgent) + numbers["sponsored"] - len(mine.sponsored)
    return decisions, len(decisions) + unread


def _review(report_id: int, title: str, drafts: int, pending: int) -> Decision:
    return Decision(
        title=f"Confirm what was read: {title}",
        why=f"{drafts - pending} of {drafts} confirmed. Nothing enters the plan until you accept it.",
        button="Go on reviewing" if pending < drafts else "Start reviewing",
        href=reverse("inspections:review", args=[report_id]),
    )


def _answers(first: tuple[FindingRow, ...], number: int) -> list[Decision]:
    if not first:
        return []
    strongest = first[0]
    return [
        Decision(
            title=f"{count(number, 'finding')} {'has' if number == 1 else 'have'} no answer yet",
            why=f"The first: {without_citation(strongest.text)}",
            button=f"Answer {count(number, 'finding')}",
            href=f"{reverse(PLAN)}?only=waiting",
            level=strongest.level,
            reference=strongest.reference,
        )
    ]


def _challenge(finding: FindingRow) -> Decision:
    return Decision(
        title="A factual accuracy challenge is open",
        why=f"CQC must have it by {long_date(finding.challenge_deadline)} ({away(finding.challenge_deadline)}).",
        button="Open the challenge",
        href=reverse("plan:finding", args=[finding.reference]),
        level=finding.level,
        reference=finding.reference,
    )


def _action(action: ActionRow, seen: Today, button: str) -> Decision:
    known = seen.mine.findings
    finding = next((known[pk] for pk in action.finding_ids if pk in known), None)
    return Decision(
        title=action.what,
        why=f"Stuck: {action.stuck_why}" if action.stuck else action.status.why,
        button=button,
        href=reverse("plan:action", args=[action.number]),
        level=action.level,
        reference=f"{action.reference}, for {finding.reference}" if finding else action.reference,
        status=action.status.state.value,
    )


def _countdown(seen: Today) -> Countdown | None:
    given = seen.countdown
    if given is None:
        return None
    return Countdown((given.on - timezone.localdate()).days, given.on, given.still_open, given.done, given.late)


def _notice(level: str, reference: str, text: str, deadline: date | None, *, seen: bool) -> Notice:
    """Everybody in the trust is told of enforcement; the link is for those who may open the finding."""
    href = reverse("plan:finding", args=[reference]) if seen else ""
    return Notice(level, reference, without_citation(text), href, deadline, away(deadline))
