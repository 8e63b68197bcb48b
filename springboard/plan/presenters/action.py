"""The page of an action: its whole story in the order it happened, the two answers on top."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from springboard.nhsuk.filters import away, long_date, short_date
from springboard.plan.choices import Effort, Priority, UpdateKind
from springboard.plan.panels import Panel
from springboard.plan.presenters.finding import SourceView, source_view
from springboard.plan.presenters.words import Link, counted, finding_href, history_href, regulations_in_words, shortened
from springboard.plan.queries.pages import ActionPage
from springboard.plan.rules.acting import missing_for_agreement
from springboard.plan.rules.board import FindingRow

Fact = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class FoundView:
    """What was found, in the words of the source."""

    id: int
    level: str
    reference: str
    href: str
    text: str
    meta: str
    source: SourceView
    may_untie: bool
    also: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class LineView:
    """One dated line of what was done."""

    day: str
    kind: str
    lead: str
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class Step:
    """The one next thing: a button in words, where it leads, and whether it is a form on this page."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class ActionStory:
    """Everything ``plan/action.jinja`` prints."""

    id: int
    version: int
    reference: str
    what: str
    level: str
    over: str
    status: str
    status_why: str
    outcome: str
    outcome_why: str
    stuck: str
    help_asked: str
    found: tuple[FoundView, ...]
    impact: str
    lines: tuple[LineView, ...]
    done_meta: str
    claimed: str
    facts: tuple[Fact, ...]
    missing: tuple[str, ...]
    agreed: str
    withdrawn: str
    next_step: Step | None
    panels: tuple[Panel, ...]
    history_href: str
    change_href: str
    may_change: bool
    may_agree: bool
    may_update: bool
    may_claim: bool
    may_take_back: bool


def action_story(page: ActionPage) -> ActionStory:
    """The page for what is known of an action. No queries."""
    row, action = page.row, page.action
    missing = tuple(missing_for_agreement(impact=action.impact, owner_id=action.owner_id, due=action.due))
    return ActionStory(
        id=row.id,
        version=action.version,
        reference=row.reference,
        what=action.what,
        level=page.findings[0].level if page.findings else "",
        over=_over(page),
        status=row.status.state.value,
        status_why=row.status.why,
        outcome=row.outcome.state.value,
        outcome_why=row.outcome.why,
        stuck=action.stuck_why,
        help_asked=action.help_asked,
        found=tuple(_found(page, finding) for finding in page.findings),
        impact=action.impact,
        lines=_lines(page),
        done_meta=counted(len(page.updates), "update") if page.updates else "nothing written yet",
        claimed=f"{action.claimed_by} said on {long_date(action.claimed_on)} that it is done."
        if action.claimed_on
        else "",
        facts=_facts(page),
        missing=() if action.agreed_on else missing,
        agreed=f"Agreed {long_date(action.agreed_on)} by {action.agreed_by}" if action.agreed_on else "",
        withdrawn=f"Withdrawn {long_date(action.withdrawn_on)}: {action.withdrawn_why}" if action.withdrawn_on else "",
        next_step=_next(page, missing),
        panels=page.panels,
        history_href=history_href("plan.action", row.id) if page.may_see_history else "",
        change_href=reverse("plan:action-change", args=[row.id]),
        may_change=page.may_change,
        may_agree=page.may_agree and not action.agreed_on,
        may_update=page.may_update,
        may_claim=page.may_claim and bool(action.agreed_on) and not action.claimed_on,
        may_take_back=page.may_update and bool(action.claimed_on),
    )


def _over(page: ActionPage) -> str:
    if not page.findings:
        return "Not tied to a finding"
    first = page.findings[0]
    deadline = f"put right by {long_date(first.deadline)} ({away(first.deadline)})" if first.deadline else ""
    return " · ".join(filter(None, [regulations_in_words(first.regulations), deadline]))


def _found(page: ActionPage, finding: FindingRow) -> FoundView:
    meta = " · ".join(filter(None, [regulations_in_words(finding.regulations)]))
    return FoundView(
        finding.id,
        finding.level,
        finding.reference,
        finding_href(finding.reference),
        shortened(finding.text, 400),
        meta,
        source_view(finding.source, page.links.get(finding.id)),
        page.may_change and finding.id in page.tied,
        tuple(Link(source.reference, finding_href(source.reference)) for source in finding.merged),
    )


_LEADS = {
    UpdateKind.STUCK: "Stuck:",
    UpdateKind.HELP: "Help given:",
    UpdateKind.CLAIMED: "Owner said it is done.",
    UpdateKind.TAKEN_BACK: "Not done after all:",
}


def _lines(page: ActionPage) -> tuple[LineView, ...]:
    action = page.action
    added = LineView(short_date(action.added_on), "added", "Added to the plan.", "", str(action.added_by or ""))
    lines = [
        (timezone.localtime(u.at).date(), 1, _line(u.kind, u.text, str(u.by), short_date(u.at))) for u in page.updates
    ]
    if action.agreed_on:
        agreed = LineView(short_date(action.agreed_on), "agreed", "Agreed.", "", str(action.agreed_by))
        lines.append((action.agreed_on, 0, agreed))
    lines.sort(key=lambda line: line[:2])
    return (added, *(line for _, _, line in lines))


def _line(kind: str, text: str, by: str, day: str) -> LineView:
    return LineView(day, kind, _LEADS.get(UpdateKind(kind), ""), text, by)


def _facts(page: ActionPage) -> tuple[Fact, ...]:
    action = page.action
    open_ = f"has {counted(page.owner_open, 'open action')}" if action.owner else ""
    title = action.owner.job_title if action.owner else ""
    due = f"said done {short_date(action.claimed_on)}" if action.claimed_on else away(action.due)
    given = (
        ("Owner", str(action.owner or "Nobody yet"), " · ".join(filter(None, [title, open_]))),
        ("Sponsor", str(action.sponsor or ""), action.sponsor.job_title if action.sponsor else ""),
        ("Ward or team", str(action.unit or ""), ""),
        ("Programme", str(action.programme or ""), ""),
        ("Starts", long_date(action.starts_on), ""),
        ("Due", long_date(action.due) or "No date yet", due),
        ("Priority", Priority(action.priority).label if action.priority else "", ""),
        ("Effort", Effort(action.effort).label if action.effort else "", ""),
    )
    return tuple(fact for fact in given if fact[1])


def _next(page: ActionPage, missing: tuple[str, ...]) -> Step | None:
    """The one green button: what this person can do next about this action."""
    action = page.action
    if action.withdrawn_on or action.claimed_on:
        return None
    if not action.agreed_on:
        if missing and page.may_change:
            return Step("Complete this action", reverse("plan:action-change", args=[action.pk]))
        return Step("Agree this action", "#agree") if page.may_agree and not missing else None
    if page.may_update and action.stuck_since:
        return Step("Say what helped", "#unstuck")
    return Step("Write an update", "#update") if page.may_update else None
