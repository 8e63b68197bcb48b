"""Bad and good uploads through the page itself: each gets a sentence, and is kept or refused whole."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from corpus.bad import OUTCOMES, bad_files
from springboard.accounts.models import User
from springboard.inspections import services, tasks
from springboard.inspections.models import DraftFinding, Report
from springboard.inspections.rules import MOST_WAITING
from springboard.inspections.views import uploading
from springboard.organisations.models import Trust
from springboard.organisations.scope import Scope
from springboard.plan.rules import Refused
from tests.inspections.conftest import Underway, found

ClientFor = Callable[[User], Client]
EXAMPLE = Path(__file__).resolve().parents[2] / "springboard" / "home" / "example" / "reports"


def send(client: Client, content: bytes, name: str = "report.pdf") -> object:
    return client.post(reverse("inspections:upload"), {"file": SimpleUploadedFile(name, content)})


def stored() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_fifty_uploads_in_a_minute_are_answered_in_words(
    uploaded: Underway, client_for: ClientFor, quality_lead: User, trust: Trust, other_trust: Trust
) -> None:
    for number in range(MOST_WAITING - 1):
        uploaded(f"CQC report number {number}".encode())
    Report.objects.filter(sha256=Report.objects.first().sha256).update(  # type: ignore[union-attr]
        state="reading", claim="c" * 32, heartbeat=timezone.now()
    )
    client = client_for(quality_lead)
    assert send(client, b"CQC report number 19").status_code == 302  # type: ignore[attr-defined]
    files = len(stored())
    for number in range(20, 50):
        answer = send(client, f"CQC report number {number}".encode())
        assert answer.status_code == 429  # type: ignore[attr-defined]
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert "20 reports of your trust are waiting to be read" in page
    assert "This file was not kept" in page
    assert (Report.objects.count(), len(stored())) == (MOST_WAITING, files), "refused whole"
    assert "already here" in send_again(client, b"CQC report number 3"), "the same file is still led to the first"
    content = io.BytesIO(b"CQC of the neighbours")
    assert services.receive_report(by=quality_lead, trust_id=other_trust.pk, name="a", content=content).pk
    Report.objects.filter(trust=trust, state="waiting").update(
        state="unreadable", problem_happened="x", problem_code="x"
    )
    assert send(client, b"CQC report number 50").status_code == 302  # type: ignore[attr-defined]


def send_again(client: Client, content: bytes) -> str:
    given = {"file": SimpleUploadedFile("report.pdf", content)}
    return client.post(reverse("inspections:upload"), given, follow=True).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_real_report_goes_from_upload_to_review(client_for: ClientFor, quality_lead: User) -> None:
    client = client_for(quality_lead)
    (example, *_) = sorted(EXAMPLE.glob("*crisis.pdf"))
    answer = client.post(reverse("inspections:upload"), {"file": SimpleUploadedFile("a.pdf", example.read_bytes())})
    report = Report.objects.get()
    assert answer.url == reverse("inspections:report", args=[report.pk])  # type: ignore[attr-defined]
    assert report.state == "to_review", report.problem_happened
    assert DraftFinding.objects.filter(report=report, level="must").count() >= 10
    image = client.get(reverse("inspections:page-image", args=[report.pk, 8]))
    assert b"".join(image.streaming_content).startswith(b"\x89PNG")  # type: ignore[attr-defined]
    progress = client.get(reverse("inspections:progress", args=[report.pk])).json()
    assert progress["finished"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", sorted(OUTCOMES))
def test_every_bad_file_gets_a_sentence_and_the_worker_survives(
    name: str, client_for: ClientFor, quality_lead: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "READ_SECONDS", 20)
    client = client_for(quality_lead)
    answer = send(client, bad_files()[name], name)
    report = Report.objects.first()
    if report is None:
        assert answer.status_code == 422  # type: ignore[attr-defined]
        assert "Nothing was kept" in answer.content.decode()  # type: ignore[attr-defined]
        assert stored() == []
        return
    assert len([path for path in stored() if "pages" not in path.parts]) == 1
    if report.state == "to_review":
        assert "read" in OUTCOMES[name]
        return
    assert report.state == "unreadable"
    assert report.problem_code in OUTCOMES[name]
    assert not DraftFinding.objects.exists()
    page = client.get(reverse("inspections:report", args=[report.pk])).content.decode()
    for words in ("What happened", "What was kept", "What to do", "Read it again"):
        assert words in page


@pytest.mark.django_db
def test_too_large_is_refused_while_it_arrives(
    client_for: ClientFor, quality_lead: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "MAX_UPLOAD_BYTES", 2 * 1024 * 1024)
    answer = send(client_for(quality_lead), b"%PDF-1.7" + b" " * (5 * 1024 * 1024))
    assert answer.status_code == 413  # type: ignore[attr-defined]
    assert "larger than 2 MB" in answer.content.decode()  # type: ignore[attr-defined]
    assert not Report.objects.exists()
    assert stored() == []


@pytest.mark.django_db
def test_many_files_in_one_request_are_counted_together(
    client_for: ClientFor, quality_lead: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "MAX_UPLOAD_BYTES", 2 * 1024 * 1024)
    files = [SimpleUploadedFile(f"{n}.pdf", b"%PDF-1.7" + b" " * (1024 * 1024)) for n in range(4)]
    kept: list[int] = []
    taken = uploading.StopAtLimit.receive_data_chunk

    def counted(self: uploading.StopAtLimit, raw_data: bytes, start: int) -> bytes:
        passed_on = taken(self, raw_data, start)
        kept.append(len(passed_on))
        return passed_on

    monkeypatch.setattr(uploading.StopAtLimit, "receive_data_chunk", counted)
    answer = client_for(quality_lead).post(reverse("inspections:upload"), {"file": files[0], "more": files[1:]})
    assert answer.status_code == 413
    assert "larger than 2 MB" in answer.content.decode()
    assert sum(kept) <= 2 * 1024 * 1024
    assert not Report.objects.exists()
    assert stored() == []


@pytest.mark.django_db
def test_the_upload_needs_its_token(quality_lead: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(quality_lead)
    assert send(client, b"%PDF-1.7").status_code == 403  # type: ignore[attr-defined]
    assert not Report.objects.exists()


@pytest.mark.django_db
def test_no_file_is_a_sentence_too(client_for: ClientFor, quality_lead: User) -> None:
    answer = client_for(quality_lead).post(reverse("inspections:upload"), {})
    assert answer.status_code == 422
    assert "Choose the report first" in answer.content.decode()


def test_the_same_file_twice_leads_to_the_first(client_for: ClientFor, quality_lead: User, underway: Underway) -> None:
    report = underway(b"%PDF-1.7 the same")
    answer = send(client_for(quality_lead), b"%PDF-1.7 the same", "another name.pdf")
    assert answer.url == reverse("inspections:report", args=[report.pk])  # type: ignore[attr-defined]
    assert Report.objects.count() == 1
    page = client_for(quality_lead).get(answer.url)  # type: ignore[attr-defined]
    assert page.status_code == 200


def test_the_day_of_the_first_upload_is_the_day_in_london(uploaded: Underway) -> None:
    """Half past midnight in London on 1 July is still 30 June in UTC."""
    report = uploaded()
    Report.objects.filter(pk=report.pk).update(uploaded_at=datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    with pytest.raises(Refused, match="uploaded on 1 July 2026"):
        uploaded()


def test_a_withdrawn_file_may_come_again(uploaded: Underway, quality_lead: User, scope: Scope) -> None:
    first = uploaded()
    services.withdraw(by=quality_lead, scope=scope, report_id=first.pk, why="the wrong file")
    assert uploaded().pk != first.pk


def test_another_trust_may_upload_the_same_file(uploaded: Underway, other_trust: Trust, quality_lead: User) -> None:
    uploaded()
    other = services.receive_report(
        by=quality_lead, trust_id=other_trust.pk, name="r", content=io.BytesIO(b"%PDF-1.7 one")
    )
    assert other.trust_id == other_trust.pk


def test_a_failed_upload_leaves_no_file(uploaded: Underway, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("the record cannot be written")

    monkeypatch.setattr("springboard.inspections.services.receiving.record", broken)
    with pytest.raises(RuntimeError):
        uploaded()
    assert not Report.objects.exists()
    assert stored() == []


def test_a_report_of_another_provider_is_kept_and_asked_about(
    client_for: ClientFor, quality_lead: User, underway: Underway, scope: Scope
) -> None:
    report = underway(provider="Southfell Partnership NHS Foundation Trust")
    client = client_for(quality_lead)
    assert report.provider_check == "differs"
    page = client.get(reverse("inspections:report", args=[report.pk])).content.decode()
    assert "This report is about <strong>Southfell Partnership NHS Foundation Trust</strong>" in page
    assert "Northmoor Partnership" in page
    review = client.get(reverse("inspections:review", args=[report.pk]))
    assert review.url == reverse("inspections:report", args=[report.pk])  # type: ignore[attr-defined]
    draft = report.drafts.first()
    assert draft
    with pytest.raises(Refused):
        services.accept(by=quality_lead, scope=scope, draft_id=draft.pk, version=draft.version)
    client.post(reverse("inspections:ours", args=[report.pk]))
    report.refresh_from_db()
    assert report.provider_check == "confirmed"
    services.accept(by=quality_lead, scope=scope, draft_id=draft.pk, version=draft.version)
    with pytest.raises(Refused):
        services.confirm_provider(by=quality_lead, scope=scope, report_id=report.pk)


def test_progress_while_it_waits_and_without_javascript(
    client_for: ClientFor, quality_lead: User, uploaded: Underway
) -> None:
    report = uploaded()
    client = client_for(quality_lead)
    page = client.get(reverse("inspections:report", args=[report.pk])).content.decode()
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    assert "Waiting for its turn" in page
    claim = services.claim_reading(report_id=report.pk)
    assert claim
    services.beat(report_id=report.pk, claim=claim, done=3, total=12)
    progress = client.get(reverse("inspections:progress", args=[report.pk])).json()
    assert progress == {"done": 3, "total": 12, "text": "25% read", "finished": False}


def test_reap_makes_the_jobs_again(uploaded: Underway, monkeypatch: pytest.MonkeyPatch) -> None:
    report = uploaded()
    Report.objects.filter(pk=report.pk).update(uploaded_at="2026-01-01T00:00Z")
    monkeypatch.setattr(tasks, "read_in_child", lambda *_, **__: found())
    assert tasks.reap() == 1
    report.refresh_from_db()
    assert report.state == "to_review"
    assert tasks.reap() == 0
