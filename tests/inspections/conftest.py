"""Reports as the reader would give them, and a report under review made through the services."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from springboard.accounts.models import User
from springboard.inspections import services
from springboard.inspections.models import DraftFinding, Report
from springboard.kernel.reports import model as read
from springboard.organisations.models import Trust
from springboard.organisations.queries import scope_for
from springboard.organisations.scope import Scope

ACUTE = "Acute wards for adults of working age and psychiatric intensive care units"
Underway = Callable[..., Report]


def found(
    *,
    findings: int = 3,
    provider: str | None = "Northmoor Partnership NHS Foundation Trust",
    published: date | None = date(2026, 3, 27),
    pages: int = 4,
    unread: tuple[read.Unread, ...] = (read.Unread(4, "a table that is a picture"),),
) -> read.Report:
    """What a reader finds in a small report: musts on page 2, one should, four ratings."""
    musts = tuple(
        read.Finding(
            level="must",
            text=f"The trust must ensure that staff complete training number {number}.",
            quote=f"The trust must ensure that staff complete training number {number}. (Regulation 18(2)(a))",
            page=2,
            rects=(read.Rect(2, 60, 100.0 * number, 500, 100.0 * number + 12),),
            service=ACUTE,
            key_question="safe",
            regulations=(read.Regulation("2014", "18", "(2)(a)", "Staffing", inferred=number == 1, why="no year"),),
            section="Action the trust MUST take",
            inferred=(read.Inference("key_question", "the chapter it stands in"),) if number == 2 else (),
        )
        for number in range(1, findings + 1)
    )
    should = read.Finding(
        level="should", text="The trust should offer carers a contact.", quote="…a contact.", page=3, trust_wide=True
    )
    return read.Report(
        provider=read.Provider(provider),
        title=ACUTE,
        era="inspection_report",
        published=published,
        inspected_from=date(2026, 1, 20),
        inspected_to=date(2026, 1, 22),
        services=(read.Service(ACUTE, "acute_picu"),),
        ratings=(
            read.Rating("service", ACUTE, "safe", "inadequate", previous="requires_improvement", page=1),
            read.Rating("service", ACUTE, "caring", "good", page=1),
            read.Rating("service", ACUTE, "overall", "requires_improvement", page=1),
            read.Rating("trust", "Northmoor", "overall", "requires_improvement", page=1),
        ),
        scores=(read.StatementScore("service", ACUTE, "safe", "Learning culture", 1, 2),),
        findings=(*musts, should),
        pages=tuple(read.Page(n, 595, 842, ("must",) if n == 2 else ("narrative",)) for n in range(1, pages + 1)),
        unread=unread,
    )


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path: Path) -> None:
    """Uploaded files of a test go away with it."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def scope(quality_lead: User) -> Scope:
    made = scope_for(quality_lead)
    assert made
    return made


@pytest.fixture
def uploaded(trust: Trust, quality_lead: User) -> Underway:
    """``uploaded(b"…")``: a report that waits to be read."""

    def make(content: bytes = b"%PDF-1.7 one", *, by: User | None = None, name: str = "report.pdf") -> Report:
        return services.receive_report(by=by or quality_lead, trust_id=trust.pk, name=name, content=io.BytesIO(content))

    return make


@pytest.fixture
def underway(uploaded: Underway) -> Underway:
    """``underway()``: a report that has been read and waits for review."""

    def make(content: bytes = b"%PDF-1.7 one", **facts: object) -> Report:
        report = uploaded(content)
        claim = services.claim_reading(report_id=report.pk)
        assert claim
        images = dict.fromkeys(range(1, 5), "")
        assert services.keep_results(report_id=report.pk, claim=claim, found=found(**facts), images=images)  # type: ignore[arg-type]
        report.refresh_from_db()
        return report

    return make


@pytest.fixture
def musts() -> Callable[[Report], list[DraftFinding]]:
    def get(report: Report) -> list[DraftFinding]:
        return list(DraftFinding.objects.filter(report=report, level="must").order_by("order"))

    return get
