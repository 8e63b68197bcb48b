"""CSV and XLSX of a report: whole, and never a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from springboard.accounts.models import User
from springboard.inspections.models import DraftFinding
from springboard.kernel.tables import as_csv
from tests.inspections.conftest import Underway

ClientFor = Callable[[User], Client]


def fetch(client: Client, name: str, report_id: int, kind: str) -> bytes:
    answer = client.get(reverse(f"inspections:{name}", args=[report_id, kind]))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    return bytes(answer.content)


def test_findings_come_out_whole(underway: Underway, client_for: ClientFor, quality_lead: User) -> None:
    report = underway()
    DraftFinding.objects.filter(report=report, number=2).update(text="=HYPERLINK(1)", quote="Zeile\x07 ü")
    client = client_for(quality_lead)
    rows = list(csv.DictReader(io.StringIO(fetch(client, "findings-export", report.pk, "csv").decode("utf-8-sig"))))
    assert [row["Reference"] for row in rows] == [
        "CQC-2026-03/M1", "CQC-2026-03/M2", "CQC-2026-03/M3", "CQC-2026-03/S1"
    ]  # fmt: skip
    assert rows[1]["What was found"] == "'=HYPERLINK(1)"
    assert rows[0]["Regulations"] == "18(2)(a) Staffing (2014 Regulations)"
    assert rows[1]["Worked out, not printed"] == "the chapter it stands in"
    sheet = load_workbook(io.BytesIO(fetch(client, "findings-export", report.pk, "xlsx")))["Findings"]
    assert (sheet.max_row, sheet["C3"].value, sheet["C3"].data_type) == (5, "=HYPERLINK(1)", "s")
    assert sheet["J3"].value == "Zeile ü"


def test_ratings_come_out_whole(underway: Underway, client_for: ClientFor, quality_lead: User) -> None:
    report = underway()
    client = client_for(quality_lead)
    rows = list(csv.DictReader(io.StringIO(fetch(client, "ratings-export", report.pk, "csv").decode("utf-8-sig"))))
    safe = next(row for row in rows if row["Key question"] == "Safe")
    assert (safe["Rating"], safe["Before"], len(rows)) == ("Inadequate", "Requires improvement", 4)
    sheet = load_workbook(io.BytesIO(fetch(client, "ratings-export", report.pk, "xlsx")))["Ratings"]
    assert sheet.max_row == 5


def test_only_the_kinds_there_are(underway: Underway, client_for: ClientFor, quality_lead: User) -> None:
    address = reverse("inspections:findings-export", args=[underway().pk, "exe"])
    assert client_for(quality_lead).get(address).status_code == 404


def test_no_cell_of_a_csv_is_a_formula() -> None:
    cells = ["=1", "+1", "-1", "@x", "\tx", "plain"]
    row = next(csv.reader(io.StringIO(as_csv(cells, [cells]).decode("utf-8-sig").splitlines()[1])))
    assert row == ["'=1", "'+1", "'-1", "'@x", "'\tx", "plain"]
