"""Two people and one finding, at the same moment, on real transactions."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable

import pytest
from django.db import connection
from django.db.utils import OperationalError

from springboard.accounts.models import User
from springboard.inspections import services
from springboard.inspections.models import DraftFinding, Report
from springboard.inspections.rules import AlreadyHere, DraftEdit
from springboard.organisations.models import Trust
from springboard.organisations.scope import Scope
from springboard.plan.models import Finding
from springboard.plan.rules import Refused
from tests.inspections.conftest import Underway, found

pytestmark = pytest.mark.django_db(transaction=True)


def together(*jobs: Callable[[], object]) -> list[object]:
    """Run the jobs at the same moment, each with a connection of its own; what each returned or refused."""
    barrier, answers = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(place: int, job: Callable[[], object]) -> None:
        barrier.wait()
        give_up = time.monotonic() + 20
        while time.monotonic() < give_up:
            try:
                answers[place] = job()  # type: ignore[call-overload]
                break
            except (Refused, AlreadyHere) as refusal:
                answers[place] = refusal  # type: ignore[call-overload]
                break
            except OperationalError as locked:  # a database in memory does not wait for its lock: a person would
                if "locked" not in str(locked):
                    raise
                time.sleep(0.02)
        connection.close()

    threads = [threading.Thread(target=run, args=(place, job)) for place, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert None not in answers, "a job came to no end"
    return answers  # type: ignore[return-value]


def test_a_finding_accepted_by_two_is_in_the_plan_once(underway: Underway, quality_lead: User, scope: Scope) -> None:
    draft = underway().drafts.first()
    assert draft

    def accept() -> object:
        return services.accept(by=quality_lead, scope=scope, draft_id=draft.pk, version=1)

    answers = together(accept, accept)
    assert sorted(isinstance(answer, Refused) for answer in answers) == [False, True]
    assert Finding.objects.count() == 1


def test_of_two_edits_one_is_kept_and_the_other_is_shown(underway: Underway, quality_lead: User, scope: Scope) -> None:
    draft = underway().drafts.first()
    assert draft

    def save(text: str) -> Callable[[], object]:
        edit = DraftEdit("must", text, core_service="acute_picu")
        return lambda: services.save_draft(by=quality_lead, scope=scope, draft_id=draft.pk, version=1, edit=edit)

    answers = together(save("One."), save("Two."))
    (refused,) = [answer for answer in answers if isinstance(answer, Refused)]
    assert {row.field for row in refused.differences} >= {"text"}  # type: ignore[attr-defined]
    kept = DraftFinding.objects.get(pk=draft.pk)
    assert (kept.text, kept.version) in {("One.", 2), ("Two.", 2)}


def test_a_report_is_read_by_one_worker(uploaded: Underway) -> None:
    report = uploaded()

    def read() -> bool:
        claim = services.claim_reading(report_id=report.pk)
        return bool(claim) and services.keep_results(report_id=report.pk, claim=claim, found=found(), images={})

    assert sorted(together(read, read)) == [False, True]  # type: ignore[type-var]
    assert DraftFinding.objects.count() == 4


def test_two_reports_of_a_month_finished_together_get_two_references(uploaded: Underway) -> None:
    one, two = uploaded(b"%PDF- 1"), uploaded(b"%PDF- 2")

    def read(report: Report) -> Callable[[], object]:
        claim = services.claim_reading(report_id=report.pk) or ""
        return lambda: services.keep_results(report_id=report.pk, claim=claim, found=found(), images={})

    assert together(read(one), read(two)) == [True, True]
    assert set(Report.objects.values_list("reference", flat=True)) == {"CQC-2026-03", "CQC-2026-03b"}


def test_one_file_uploaded_twice_in_the_same_second_is_kept_once(trust: Trust, quality_lead: User) -> None:
    def upload() -> object:
        return services.receive_report(
            by=quality_lead, trust_id=trust.pk, name="r.pdf", content=io.BytesIO(b"%PDF- same")
        )

    answers = together(upload, upload)
    assert sorted(isinstance(answer, AlreadyHere) for answer in answers) == [False, True]
    assert Report.objects.count() == 1
