"""Changing what was read before it enters the plan: edit, split, add by hand, and who has it open."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from springboard.accounts.models import User
from springboard.audit.services import record
from springboard.inspections.choices import DraftOrigin, DraftState
from springboard.inspections.models import DraftFinding, Report
from springboard.inspections.rules import (
    INSTRUMENTS,
    OPEN_FOR,
    DraftEdit,
    check_edit,
    check_pending,
    differences,
    draft_reference,
    regulation_words,
    service_name,
)
from springboard.inspections.services.locating import draft_for, report_in_review
from springboard.inspections.words import EDITED
from springboard.organisations.models import Unit
from springboard.organisations.scope import Scope
from springboard.plan.choices import KEY_QUESTIONS, Level
from springboard.plan.rules import ChangedMeanwhile, Refused
from springboard.plan.rules.words import clean

_EDITED = ("level", "text", "core_service", "trust_wide", "unit_id", "key_questions", "regulations", "deadline")


def open_draft(*, by: User, scope: Scope, draft_id: int) -> None:
    """Note who has this finding open, so that another reviewer is told. Takes nothing from anybody: whoever opened
    it within the last minutes stays noted."""
    stale = Q(open_by=None) | Q(open_by=by) | Q(open_at__lt=timezone.now() - OPEN_FOR)
    DraftFinding.objects.filter(pk=draft_id, report__trust_id=scope.trust_id, state=DraftState.PENDING).filter(
        stale
    ).update(open_by=by, open_at=timezone.now())


@transaction.atomic
def save_draft(*, by: User, scope: Scope, draft_id: int, version: int, edit: DraftEdit) -> DraftFinding:
    """Keep a reviewer's changes without deciding yet.

    Refuses what ``check_edit`` refuses, another trust's unit, and a finding that somebody changed or decided
    meanwhile (``ChangedMeanwhile`` carries both versions).
    """
    draft = draft_for(scope, draft_id)
    changed = apply_edit(draft, by=by, version=version, edit=edit)
    if changed:
        draft.save()
        facts = {EDITED[name]: [_said(name, value) for value in both] for name, both in changed.items()}
        record(by=by, action="draft.changed", on=draft, trust_id=scope.trust_id, label=label(draft), facts=facts)
    return draft


@transaction.atomic
def split(*, by: User, scope: Scope, draft_id: int, version: int, first: str, second: str) -> DraftFinding:
    """Make two findings of one; both keep the quote and the place. Returns the second, which is new.

    Refuses an empty half, and a finding that somebody changed or decided meanwhile.
    """
    draft = draft_for(scope, draft_id)
    check_unchanged(draft, version, None)
    halves = [clean(half, name="what was found in both halves", field="text", needed=True) for half in (first, second)]
    new = _copy(draft, halves[1])
    new.changed_by = by
    new.save()
    draft.text, draft.version, draft.changed_by = halves[0], draft.version + 1, by
    draft.save()
    facts = {"new": label(new)}
    record(by=by, action="draft.split", on=draft, trust_id=scope.trust_id, label=label(draft), facts=facts)
    return new


@transaction.atomic
def add_by_hand(
    *, by: User, scope: Scope, report_id: int, edit: DraftEdit, page: int | None = None, quote: str = ""
) -> DraftFinding:
    """Add something the reader did not find. It waits for review like the others.

    Refuses a page the report does not have, and what ``check_edit`` refuses.
    """
    return add_draft(report_in_review(scope, report_id), by=by, edit=edit, page=page, quote=quote)


def add_draft(report: Report, *, by: User, edit: DraftEdit, page: int | None, quote: str) -> DraftFinding:
    """A new draft of a report that is locked already. Refuses a page the report does not have."""
    if page is not None and not report.pages.filter(number=page).exists():
        raise Refused(f"This report has no page {page}.")
    draft = DraftFinding(report=report, origin=DraftOrigin.BY_HAND, page=page, level=edit.level, number=0)
    draft.order = _place_after(report, page)
    draft.quote = clean(quote, name="the report's exact words")
    draft.number = next_number(report, edit.level)
    apply_edit(draft, by=by, version=draft.version, edit=edit)
    draft.version = 1
    draft.save()
    record(by=by, action="draft.added", on=draft, trust_id=report.trust_id, label=label(draft), facts={"page": page})
    return draft


def apply_edit(draft: DraftFinding, *, by: User, version: int, edit: DraftEdit) -> dict[str, Any]:
    """Put a reviewer's values on a draft that nobody else changed; returns what differs, as facts for the record.

    Nothing is saved here. A new kind of finding gets the next number of that kind.
    """
    check_edit(edit)
    check_unchanged(draft, version, edit)
    _check_unit(draft.report, edit.unit_id)
    wanted = _values(edit)
    changed = {name: [getattr(draft, name), value] for name, value in wanted.items() if getattr(draft, name) != value}
    if not changed:
        return {}
    if draft.pk and "level" in changed:
        draft.number = next_number(draft.report, edit.level)
    for name, value in wanted.items():
        setattr(draft, name, value)
    draft.version += 1
    draft.changed_by = by
    return changed


def check_unchanged(draft: DraftFinding, version: int, edit: DraftEdit | None) -> None:
    """Refuses a finding decided or changed by somebody since the page was opened; nothing of theirs is lost."""
    check_pending(draft.state)
    if draft.version != version:
        theirs = DraftEdit(**{name: _frozen(getattr(draft, name)) for name in _EDITED})
        shown = differences(edit, theirs) if edit else ()
        raise ChangedMeanwhile("this finding", differences=shown, version=draft.version)


def next_number(report: Report, level: str) -> int:
    """The next number within a level of a report; a number once given is never given again."""
    given = DraftFinding.objects.filter(report=report, level=level).aggregate(last=Max("number"))["last"]
    return int(given or 0) + 1


def label(draft: DraftFinding) -> str:
    return draft_reference(draft.report.reference, draft.level, draft.number)


def _values(edit: DraftEdit) -> dict[str, Any]:
    return {
        "level": edit.level,
        "text": clean(edit.text, name="what was found", field="text", needed=True),
        "core_service": edit.core_service,
        "trust_wide": edit.trust_wide,
        "unit_id": edit.unit_id,
        "key_questions": list(edit.key_questions),
        "regulations": [dict(row) for row in edit.regulations],
        "deadline": edit.deadline,
    }


def _said(name: str, value: Any) -> Any:
    """A value of a draft as the record keeps it: in words, so that it can be read when codes and numbers have gone."""
    if name == "level":
        return str(Level(value).label)
    if name == "core_service":
        return service_name(value)
    if name == "unit_id":
        return str(Unit.objects.get(pk=value)) if value else ""
    if name == "key_questions":
        return ", ".join(KEY_QUESTIONS[code] for code in value)
    if name == "regulations":
        return "; ".join(f"{regulation_words(row)} ({INSTRUMENTS[row['instrument']]})" for row in value)
    return value


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _check_unit(report: Report, unit_id: int | None) -> None:
    if unit_id and not Unit.objects.filter(pk=unit_id, trust_id=report.trust_id).exists():
        raise Refused("That ward or team is not part of this trust.", field="unit")


def _copy(draft: DraftFinding, text: str) -> DraftFinding:
    kept = (
        "report", "level", "quote", "page", "rects", "section", "service_printed", "core_service", "trust_wide",
        "unit_id", "key_questions", "regulations", "activities", "deadline", "deadline_printed", "inferred",
    )  # fmt: skip
    return DraftFinding(
        **{name: getattr(draft, name) for name in kept},
        text=text,
        origin=DraftOrigin.SPLIT,
        split_from=draft,
        order=_between(draft),
        number=next_number(draft.report, draft.level),
    )


def _between(draft: DraftFinding) -> float:
    """A place right after the draft, before the next one."""
    after = DraftFinding.objects.filter(report=draft.report, order__gt=draft.order).order_by("order").first()
    return (draft.order + after.order) / 2 if after else draft.order + 1


def _place_after(report: Report, page: int | None) -> float:
    """After the last finding on this page or an earlier one; at the end when no page is known."""
    drafts = DraftFinding.objects.filter(report=report)
    if page is not None:
        before = drafts.filter(page__lte=page).order_by("-order").first()
        return _between(before) if before else 0.5
    last = drafts.aggregate(last=Max("order"))["last"]
    return float(last or 0) + 1
