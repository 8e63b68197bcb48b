"""A rating the reader missed or misread, put right by a person: during the review, and after its end too."""

from __future__ import annotations

from django.db import transaction

from springboard.accounts.models import User
from springboard.audit.services import record
from springboard.inspections.choices import KeyQuestion, RatingWord
from springboard.inspections.models import Inspection, Rating, Report
from springboard.inspections.rules.rating_rows import RatingRow, chosen, rows_to_choose
from springboard.inspections.services.locating import read_report_for
from springboard.organisations.scope import Scope
from springboard.plan.rules import Refused
from springboard.plan.rules.words import clean


@transaction.atomic
def put_rating(
    *,
    by: User,
    scope: Scope,
    report_id: int,
    row: str,
    key_question: str,
    rating: str,
    why: str,
    page: int | None = None,
) -> tuple[Rating, bool]:
    """Add one rating of a report, or correct the one it has for this row and key question; the rating, and whether it
    is new. ``row`` is a ``RatingRow.key``. It counts in the grid at once when the review is finished.

    Refuses a row, key question or rating that does not exist, a page the report does not have, no reason, a rating
    that is that already, and a report that was withdrawn or not read.
    """
    report = read_report_for(scope, report_id)
    reason = clean(why, name="why you add or correct it", field="why", needed=True, longest=1000)
    if key_question not in KeyQuestion.values:
        raise Refused("Choose the key question, or Overall.", field="key_question")
    if rating not in RatingWord.values:
        raise Refused("Choose one of CQC's four ratings, or Not rated.", field="rating")
    if page is not None and not report.pages.filter(number=page).exists():
        raise Refused(f"This report has no page {page}.", field="page")
    inspection = Inspection.objects.get(report=report)
    place = chosen(row, rows_to_choose(_printed(inspection), report.trust.name))
    known = _known(inspection, place, key_question)
    if known is None:
        return _added(report, by, inspection, place, key_question, rating, reason, page), True
    return _corrected(report, by, known, rating, reason, page), False


def _printed(inspection: Inspection) -> list[RatingRow]:
    rows = Rating.objects.filter(inspection=inspection).order_by("pk").values_list("scope", "core_service", "name")
    return [RatingRow(*row) for row in rows]


def _known(inspection: Inspection, place: RatingRow, key_question: str) -> Rating | None:
    here = Rating.objects.filter(
        inspection=inspection, scope=place.scope, core_service=place.core_service, key_question=key_question
    )
    return (here.filter(name=place.name) if place.named else here).order_by("pk").first()


def _added(
    report: Report,
    by: User,
    inspection: Inspection,
    place: RatingRow,
    key_question: str,
    rating: str,
    why: str,
    page: int | None,
) -> Rating:
    made = Rating.objects.create(
        inspection=inspection,
        scope=place.scope,
        core_service=place.core_service,
        name=place.name[:200],
        key_question=key_question,
        rating=rating,
        page=page,
        by_hand=True,
        why=why,
    )
    facts = {"report": str(report), "why": why, "page": page}
    record(by=by, action="rating.added", on=made, trust_id=report.trust_id, facts=facts)
    return made


def _corrected(report: Report, by: User, known: Rating, rating: str, why: str, page: int | None) -> Rating:
    if known.rating == rating:
        raise Refused(f"It is {known.get_rating_display()} already. Nothing was changed.", field="rating")
    was = known.get_rating_display()
    known.rating, known.change, known.why = rating, "", why
    known.corrected = known.corrected or not known.by_hand
    known.page = page or known.page
    known.save()
    facts = {"report": str(report), "rating": [was, known.get_rating_display()], "why": why}
    record(by=by, action="rating.corrected", on=known, trust_id=report.trust_id, facts=facts)
    return known
