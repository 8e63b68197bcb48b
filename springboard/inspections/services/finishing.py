"""The end of a review: what is left is asked about, and the ratings appear in the grid."""

from __future__ import annotations

from typing import Final, Literal

from django.db import transaction
from django.utils import timezone

from springboard.accounts.models import User
from springboard.audit.services import record
from springboard.inspections.choices import DraftState, RatingWord, ReportState
from springboard.inspections.models import DraftFinding, Inspection, Rating, Report
from springboard.inspections.services.accepting import accept_many
from springboard.inspections.services.locating import report_in_review
from springboard.inspections.words import REST
from springboard.organisations.scope import Scope
from springboard.plan.rules import Refused

LEFT_OUT_AT_END: Final = "Left out when the review was finished."
Rest = Literal["accept", "leave_out", "none"]


@transaction.atomic
def finish_review(
    *, by: User, scope: Scope, report_id: int, rest: Rest = "none", seen: dict[int, int] | None = None
) -> Report:
    """End the review and show the report's ratings in the grid.

    ``rest`` says what becomes of findings nobody decided: ``accept`` them, ``leave_out`` all, or ``none`` when there
    are none left; ``seen`` are their ids and versions as the person saw them. Refuses ``none`` while some are left,
    and any choice when somebody changed one meanwhile.
    """
    report = report_in_review(scope, report_id)
    left = DraftFinding.objects.select_for_update().filter(report=report, state=DraftState.PENDING)
    now = dict(left.values_list("pk", "version"))
    _check_rest(rest, now, seen or {})
    if rest == "accept":
        accept_many(by=by, scope=scope, report_id=report_id, seen=now)
    elif rest == "leave_out":
        _leave_out(report, by)
    report.state, report.reviewed_by, report.reviewed_at = ReportState.REVIEWED, by, timezone.now()
    report.save(update_fields=["state", "reviewed_by", "reviewed_at"])
    Inspection.objects.filter(report=report).update(in_grid=True)
    facts = {"rest": REST[rest], "left": len(now)}
    record(by=by, action="report.reviewed", on=report, trust_id=scope.trust_id, facts=facts)
    return report


def _check_rest(rest: str, now: dict[int, int], seen: dict[int, int]) -> None:
    if rest not in {"accept", "leave_out", "none"}:
        raise Refused("Choose what becomes of the findings that are left.")
    if rest == "none" and now:
        things = "1 finding is" if len(now) == 1 else f"{len(now)} findings are"
        raise Refused(f"{things} still to review. Choose what becomes of them.")
    if rest != "none" and seen != now:
        raise Refused("Somebody went on reviewing meanwhile. The review is not finished: look at what is left now.")


def _leave_out(report: Report, by: User) -> None:
    for draft in DraftFinding.objects.filter(report=report, state=DraftState.PENDING):
        draft.state, draft.why_rejected = DraftState.REJECTED, LEFT_OUT_AT_END
        draft.reviewed_by, draft.reviewed_at = by, timezone.now()
        draft.version += 1
        draft.save()


@transaction.atomic
def correct_rating(*, by: User, scope: Scope, report_id: int, rating_id: int, rating: str) -> Rating:
    """Put right a rating that was misread, while the review lasts. Refuses a word that is no rating."""
    report = report_in_review(scope, report_id)
    if rating not in RatingWord.values:
        raise Refused("Choose one of CQC's four ratings, or Not rated.")
    row = Rating.objects.get(pk=rating_id, inspection__report=report)
    if row.rating == rating:
        return row
    facts = {"rating": [row.get_rating_display(), RatingWord(rating).label]}
    row.rating, row.corrected, row.change = rating, True, ""
    row.save()
    record(by=by, action="rating.corrected", on=row, trust_id=scope.trust_id, facts=facts)
    return row
