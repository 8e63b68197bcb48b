"""The page of a finding: what was found, what we answer, what we do about it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from springboard.nhsuk.filters import away, date_time, long_date, short_date
from springboard.plan.choices import KEY_QUESTIONS, ChallengeOutcome, Response, SourceKind
from springboard.plan.panels import Panel, SourceLink
from springboard.plan.presenters.rows import ActionView, action_view
from springboard.plan.presenters.words import (
    Link,
    counted,
    finding_href,
    history_href,
    regulations_in_words,
    title,
    where,
)
from springboard.plan.queries import service_names
from springboard.plan.queries.pages import FindingPage
from springboard.plan.rules.answering import STATE_NAMES, AnswerState, may_be_noted
from springboard.plan.rules.board.rows import Source

Fact = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where a finding came from: its own reference, the report, the page."""

    id: int
    reference: str
    href: str
    label: str
    report_href: str
    page: str
    page_href: str


@dataclass(frozen=True, slots=True)
class SimilarView:
    """A suggestion with why. ``keep`` and ``other`` are the way round that the rules allow."""

    id: int
    reference: str
    level: str
    title: str
    href: str
    why: str


@dataclass(frozen=True, slots=True)
class FindingStory:
    """Everything ``plan/finding.jinja`` prints."""

    id: int
    version: int
    level: str
    reference: str
    title: str
    whole_text: str
    quote: str
    under: str
    state: str
    state_name: str
    source: SourceView
    merged: tuple[SourceView, ...]
    merged_into: Link | None
    facts: tuple[Fact, ...]
    response: str
    response_name: str
    challenge: str
    challenge_due: str
    challenge_away: str
    challenge_answer: str
    decision: str
    decision_meta: str
    withdrawn: str
    actions: tuple[ActionView, ...]
    elsewhere: str
    similar: tuple[SimilarView, ...]
    merges: tuple[tuple[str, str], ...]
    panels: tuple[Panel, ...]
    history_href: str
    add_href: str
    next_waiting: Link | None
    may_answer: bool
    may_add: bool
    may_tie: bool
    may_be_noted: bool
    standing: bool
    asks_answer: bool
    open_challenge: bool
    questions_known: bool


def finding_story(page: FindingPage) -> FindingStory:
    """The page for what was found. No queries."""
    row, finding = page.row, page.finding
    standing = row.state not in {AnswerState.MERGED, AnswerState.WITHDRAWN}
    heading = title(row.text, 220)
    return FindingStory(
        id=row.id,
        version=finding.version,
        level=row.level,
        reference=row.reference,
        title=heading,
        whole_text=_whole_text(row.text, heading, finding.quote),
        quote=finding.quote,
        under=" · ".join(filter(None, [_put_right(page), regulations_in_words(row.regulations)])),
        state=row.state.value,
        state_name=STATE_NAMES[row.state],
        source=source_view(row.source, page.links.get(row.id)),
        merged=tuple(source_view(source, page.links.get(source.id)) for source in row.merged),
        merged_into=Link(row.merged_into, finding_href(row.merged_into)) if row.merged_into else None,
        facts=_facts(page),
        response=row.response,
        response_name=Response(row.response).label,
        challenge=finding.challenge_text,
        challenge_due=long_date(row.challenge_deadline),
        challenge_away=away(row.challenge_deadline),
        challenge_answer=_challenge_answer(page),
        decision=row.decision,
        decision_meta=f"{row.decided_by}, {long_date(row.decided_on)}" if row.decision else "",
        withdrawn=f"Withdrawn {long_date(finding.withdrawn_on)}: {finding.withdrawn_why}"
        if finding.withdrawn_on
        else "",
        actions=tuple(action_view(action, row.level) for action in page.actions),
        elsewhere=_elsewhere(page.elsewhere),
        similar=tuple(_similar(page)) if page.may_answer and standing else (),
        merges=_merges(page),
        panels=page.panels,
        history_href=history_href("plan.finding", row.id) if page.may_see_history else "",
        add_href=f"{reverse('plan:action-add')}?finding={row.id}",
        next_waiting=_next(page),
        may_answer=page.may_answer,
        may_add=page.may_add and standing,
        may_tie=page.may_tie and standing,
        may_be_noted=may_be_noted(row.level),
        standing=standing,
        asks_answer=row.state == AnswerState.WAITING,
        open_challenge=row.response == Response.CHALLENGED and not row.challenge_outcome,
        questions_known=bool(row.key_questions),
    )


def _whole_text(text: str, heading: str, quote: str) -> str:
    """The exact text, unless the heading or the quote says it already to the letter."""
    return "" if text.rstrip(".") in {heading.rstrip("."), quote.rstrip(".")} else text


def _put_right(page: FindingPage) -> str:
    day = page.row.deadline
    return f"put right by {long_date(day)}, {away(day)}" if day else ""


def source_view(source: Source, link: SourceLink | None) -> SourceView:
    """A source as a page prints it; the link comes from the room the source belongs to, when it has one."""
    label = link.label if link else source.title or source.source_reference or SourceKind(source.kind).label
    page = f"page {source.page}" if source.page else ""
    return SourceView(
        source.id,
        source.reference,
        finding_href(source.reference),
        label,
        link.href if link else "",
        page,
        link.page_href if link else "",
    )


def _facts(page: FindingPage) -> tuple[Fact, ...]:
    row, finding = page.row, page.finding
    questions = ", ".join(KEY_QUESTIONS[code] for code in KEY_QUESTIONS if code in row.key_questions)
    by = f"by {finding.raised_by}" if finding.raised_by else ""
    given = (
        ("Where", where(row, service_names()), ""),
        ("Key question", questions or "Not stated", ""),
        ("Found by", SourceKind(row.source.kind).label, ""),
        ("Raised", long_date(row.raised_on), by),
        ("Put right by", long_date(row.deadline), away(row.deadline)),
    )
    return tuple(fact for fact in given if fact[1])


def _challenge_answer(page: FindingPage) -> str:
    outcome = page.row.challenge_outcome
    if not outcome:
        return ""
    return f"{ChallengeOutcome(outcome).label} ({long_date(page.finding.challenge_outcome_on)})."


def _elsewhere(number: int) -> str:
    return f"{counted(number, 'action')} of other wards or services also answer this." if number else ""


def _similar(page: FindingPage) -> list[SimilarView]:
    return [
        SimilarView(one.id, one.reference, one.level, title(one.text, 140), finding_href(one.reference), one.why)
        for one in page.similar
    ]


def _merges(page: FindingPage) -> tuple[tuple[str, str], ...]:
    """What was merged and undone, by whom: nothing of it is forgotten."""
    lines = []
    for merge in page.merges:
        text = f"{merge.merged.reference} merged into {merge.into.reference} by {merge.by}"
        undone = f"; undone {date_time(merge.undone_at)} by {merge.undone_by}" if merge.undone_at else ""
        lines.append((short_date(merge.at), f"{text}{undone}."))
    return tuple(lines)


def _next(page: FindingPage) -> Link | None:
    row = page.next_waiting
    if row is None:
        return None
    return Link(f"Next without an answer: {row.reference} ({page.waiting:,} left)", finding_href(row.reference))
