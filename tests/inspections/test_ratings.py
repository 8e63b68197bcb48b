"""The grid, its timeline and the panel, as pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from springboard.accounts.models import User
from springboard.inspections import queries, services
from springboard.inspections.models import Inspection, Report
from springboard.inspections.presenters.panel import history_words
from springboard.inspections.presenters.ratings import points_of, was_words
from springboard.inspections.rules.grid import Cell, RatingFact
from springboard.organisations.models import Trust
from springboard.organisations.scope import Scope
from springboard.plan import services as plan
from springboard.plan.models import Finding
from springboard.plan.services.acting import ActionFields
from tests import factories
from tests.inspections.conftest import Underway

ClientFor = Callable[[User], Client]
GRID = "inspections:ratings"


@pytest.fixture
def history(trust: Trust) -> list[Inspection]:
    """Three inspections: all Good in 2021, Safe falls in 2023 and again in 2026."""
    made = []
    for year, safe in ((2021, "good"), (2023, "requires_improvement"), (2026, "inadequate")):
        report = factories.ReportFactory(trust=trust, reference=f"CQC-{year}-03", state="reviewed", title=f"Of {year}")
        inspection = factories.InspectionFactory(report=report, trust=trust, held_on=date(year, 3, 1))
        for question, rating in (("safe", safe), ("effective", "good"), ("caring", "outstanding"),
                                 ("responsive", "good"), ("well_led", "good"), ("overall", "good")):  # fmt: skip
            factories.RatingFactory(inspection=inspection, key_question=question, rating=rating)
        factories.RatingFactory(
            inspection=inspection, scope="trust", core_service="", name="Northmoor", key_question="overall"
        )
        made.append(inspection)
    return made


def raised(scope: Scope, by: User, level: str, **more: object) -> Finding:
    facts = {
        "source_kind": "cqc_report",
        "source_reference": "CQC-2026-03",
        "core_service": "acute_picu",
        "key_questions": ["safe"],
        "raised_on": date(2026, 3, 27),
    }
    return plan.raise_finding(by=by, trust_id=scope.trust_id, level=level, **{"text": f"A {level}.", **facts, **more})  # type: ignore[arg-type]


def test_without_ratings_the_page_says_what_will_be_here(client_for: ClientFor, quality_lead: User) -> None:
    page = client_for(quality_lead).get(reverse(GRID)).content.decode()
    assert "No ratings yet" in page


def test_the_grid_shows_what_counts_now_and_what_it_was(
    history: list[Inspection], client_for: ClientFor, quality_lead: User
) -> None:
    page = client_for(quality_lead).get(reverse(GRID)).content.decode()
    assert re.search(r"Inadequate</strong>\s*<span class=\"sb-rating__note\">was Req. imp.", page)
    assert "same as 2023" in page
    assert "March 2026, shown below" in page
    assert page.index("March 2021") < page.index("March 2023") < page.index("March 2026")


def test_a_rating_carried_forward_says_from_when(
    history: list[Inspection], client_for: ClientFor, quality_lead: User
) -> None:
    history[2].ratings.filter(key_question="caring").delete()
    page = client_for(quality_lead).get(reverse(GRID)).content.decode()
    assert "from March 2023" in page
    assert "given March" not in page


def test_the_grid_as_it_stood_then(history: list[Inspection], client_for: ClientFor, quality_lead: User) -> None:
    page = client_for(quality_lead).get(reverse(GRID), {"at": history[0].pk}).content.decode()
    assert "as it stood after <strong>CQC-2021-03" in page
    assert "Inadequate" not in page.split("sb-grid--wide")[1].split("sb-key")[0]
    for odd in ("x", "0", "99999999999999999999"):
        assert client_for(quality_lead).get(reverse(GRID), {"at": odd}).status_code == 200


def test_a_report_under_review_is_not_in_the_grid_but_announced(
    underway: Underway, client_for: ClientFor, quality_lead: User
) -> None:
    underway()
    page = client_for(quality_lead).get(reverse(GRID)).content.decode()
    assert "A newer report is being reviewed" in page
    assert "0 of 4 confirmed" in page
    assert "sb-rating--inadequate" not in page


def test_enforcement_stands_out_with_its_own_deadline(
    history: list[Inspection], client_for: ClientFor, quality_lead: User, scope: Scope
) -> None:
    raised(scope, quality_lead, "warning_notice", deadline=timezone.localdate() + timedelta(days=6))
    page = client_for(quality_lead).get(reverse(GRID)).content.decode()
    assert "in 6 days" in page
    assert "Acute wards and intensive care: A warning_notice." in page
    assert re.search(r"Inadequate</strong>.*?Notice", page, re.DOTALL)


def test_a_finding_is_called_without_the_regulation_cited_at_its_end(
    history: list[Inspection], client_for: ClientFor, quality_lead: User, scope: Scope
) -> None:
    said = "The trust must put right the alarms{} (Regulation 12(2)(a))."
    raised(scope, quality_lead, "warning_notice", text=said.format(" of Kestrel Ward"))
    raised(scope, quality_lead, "must", text=said.format(" of Linnet Ward"))
    raised(scope, quality_lead, "breach", text=said.format(" of Merlin Ward"))
    client = client_for(quality_lead)
    assert ": The trust must put right the alarms of Kestrel Ward.</span>" in client.get(reverse(GRID)).content.decode()
    panel = panel_of(client, "acute_picu", "safe")
    assert "The trust must put right the alarms of Linnet Ward." in panel
    assert "(Regulation 12(2)(a))" not in panel


def test_a_cell_explains_itself_and_what_would_lift_it(
    history: list[Inspection], client_for: ClientFor, quality_lead: User, scope: Scope
) -> None:
    notice = raised(scope, quality_lead, "warning_notice")
    raised(scope, quality_lead, "breach", regulations=[{"instrument": "2014", "number": "12"}])
    fields = ActionFields(what="Safety huddles at each shift change")
    plan.add_action(by=quality_lead, scope=scope, fields=fields, finding_ids=[notice.pk])
    address = reverse("inspections:rating", args=["acute_picu", "safe"])
    page = client_for(quality_lead).get(address).content.decode()
    panel = page.split('id="panel"')[1]
    assert "Safe: Inadequate" in panel
    assert "Was Requires improvement in 2023 and Good in 2021" in panel
    assert "warning notice" in panel
    assert "Indicative, not a CQC rating" in panel
    assert "A-1" in panel
    assert "Safety huddles" in panel
    assert "no action answers it yet" in panel, "the breach"
    assert "not yet verified with CQC" in panel
    assert "What it would do." in panel


def panel_of(client: Client, row: str, question: str) -> str:
    page = client.get(reverse("inspections:rating", args=[row, question])).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page.split('id="panel"')[1]))


def test_the_panel_lists_a_notice_with_its_section_and_link(
    history: list[Inspection], client_for: ClientFor, quality_lead: User, scope: Scope
) -> None:
    raised(scope, quality_lead, "warning_notice", reference="CQC-2026-03/W1", quote="Section 29A warning notice: x")
    raised(scope, quality_lead, "requirement_notice", reference="CQC-2026-03/R1", key_questions=["effective"])
    client = client_for(quality_lead)
    assert "A warning notice (W1, section 29A). Enforcement normally means Inadequate." in panel_of(
        client, "acute_picu", "safe"
    )
    assert "A requirement notice (R1). It normally keeps Effective at Requires improvement or lower." in panel_of(
        client, "acute_picu", "effective"
    )
    overall = panel_of(client, "acute_picu", "overall")
    assert "A warning notice (W1, section 29A). It stands under Safe." in overall
    assert "A requirement notice (R1). It stands under Effective." in overall
    assert "W1" not in panel_of(client, "acute_picu", "caring")
    page = client.get(reverse("inspections:rating", args=["acute_picu", "safe"])).content.decode()
    assert f'<a href="{reverse("plan:finding", args=["CQC-2026-03/W1"])}">W1</a>' in page


def chips(client: Client) -> list[bool]:
    """Whether each cell of the first row shows the notice."""
    page = client.get(reverse(GRID)).content.decode()
    row = page.split("<tbody>")[1].split("</tr>")[0]
    return ["Notice" in cell for cell in row.split("<td")[1:]]


def test_a_notice_under_no_key_question_is_shown_on_the_overall_rating_and_in_every_panel(
    history: list[Inspection], client_for: ClientFor, quality_lead: User, scope: Scope
) -> None:
    raised(scope, quality_lead, "warning_notice", reference="CQC-2026-03/W1", key_questions=[])
    client = client_for(quality_lead)
    assert chips(client) == [False, False, False, False, False, True]
    for question in ("safe", "caring", "overall"):
        said = panel_of(client, "acute_picu", question)
        assert said.count("Nobody has said yet under which key question it stands") == 1
        assert "stands under no key question yet" not in said, "said once"
        assert "o open breach or enforcement" not in said


def test_a_notice_in_its_cell_and_one_without_a_service(
    history: list[Inspection], client_for: ClientFor, quality_lead: User, scope: Scope
) -> None:
    raised(scope, quality_lead, "warning_notice")
    raised(scope, quality_lead, "condition", core_service="")
    raised(scope, quality_lead, "requirement_notice", key_questions=["caring"])
    client = client_for(quality_lead)
    assert chips(client) == [True, False, False, False, False, False], "a requirement notice has no chip"
    page = client.get(reverse(GRID)).content.decode()
    assert "No service said: A condition." in page
    assert "A requirement_notice." not in page, "above the grid stand warning notices and conditions"


@pytest.mark.parametrize("question", ["safe", "effective", "caring", "responsive", "well_led", "overall"])
@pytest.mark.parametrize("row", ["acute_picu", "trust"])
def test_every_cell_has_a_panel(
    row: str, question: str, history: list[Inspection], client_for: ClientFor, quality_lead: User
) -> None:
    answer = client_for(quality_lead).get(reverse("inspections:rating", args=[row, question]))
    assert answer.status_code == 200
    assert 'id="panel"' in answer.content.decode()


@pytest.mark.parametrize(("row", "question"), [("crisis", "safe"), ("acute_picu", "kind"), ("x", "safe")])
def test_a_cell_that_is_not_there_is_404(
    row: str, question: str, history: list[Inspection], client_for: ClientFor, quality_lead: User
) -> None:
    assert client_for(quality_lead).get(reverse("inspections:rating", args=[row, question])).status_code == 404


def test_the_rules_are_listed_with_their_source(client_for: ClientFor, quality_lead: User) -> None:
    page = client_for(quality_lead).get(reverse("inspections:rating-rules")).content.decode()
    assert "Not verified" in page
    assert "Ratings principles" in page


def test_a_withdrawn_report_leaves_the_grid(
    history: list[Inspection], scope: Scope, quality_lead: User, client_for: ClientFor
) -> None:
    services.withdraw(by=quality_lead, scope=scope, report_id=history[2].report_id, why="the wrong file")
    assert [row.reference for row in queries.inspections(scope)] == ["CQC-2021-03", "CQC-2023-03"]
    assert "sb-rating--inadequate" not in client_for(quality_lead).get(reverse(GRID)).content.decode()


def test_the_timeline_looks_ahead_only_to_days_that_come(history: list[Inspection], scope: Scope) -> None:
    rows, today = queries.inspections(scope), date(2026, 11, 24)
    ahead = points_of(rows, rows[-1].id, date(2027, 2, 8), today)
    assert ahead[-1].text == "CQC is expected back in 76 days."
    assert len(points_of(rows, rows[-1].id, date(2026, 2, 8), today)) == 3
    assert [point.change for point in ahead] == ["", "same", "same", ""]


def test_words_of_a_cell() -> None:
    assert was_words(Cell("safe", "good", date(2026, 1, 1))) == "first rating"
    assert was_words(Cell("safe", "good", date(2026, 1, 1), was="inadequate")) == "was Inadequate"
    assert was_words(Cell("safe", "good", date(2026, 1, 1), was="good")) == "same as before"
    assert was_words(Cell("safe", "not_rated")) == ""
    known = tuple(
        RatingFact(y, date(y, 1, 1), "service", "crisis", "", "safe", "good") for y in (2019, 2021, 2023, 2026)
    )
    assert history_words(Cell("safe", "good", history=known)) == "Was Good in 2023, Good in 2021 and Good in 2019"


def test_inspections_of_another_trust_stay_there(history: list[Inspection], other_trust: Trust, scope: Scope) -> None:
    report: Report = factories.ReportFactory(trust=other_trust, state="reviewed")
    other = factories.InspectionFactory(report=report, trust=other_trust)
    factories.RatingFactory(inspection=other)
    assert other.pk not in {row.id for row in queries.inspections(scope)}
    assert other.pk not in {fact.inspection_id for fact in queries.rating_facts(scope)}


def test_an_external_viewer_sees_the_enforcement_they_were_given(
    trust: Trust, client_for: ClientFor, member: Callable[..., User]
) -> None:
    wards = [factories.UnitFactory(trust=trust, name=name) for name in ("Hazel", "Linden")]
    for ward in wards:
        factories.FindingFactory(trust=trust, level="warning_notice", text=f"Notice about {ward.name}.", unit=ward)
    page = client_for(member("external_viewer", unit=wards[0])).get("/ratings/").content.decode()
    assert "Notice about Hazel." in page
    assert "Notice about Linden." not in page
    assert "Notice about Linden." in client_for(member("staff", unit=wards[0])).get("/ratings/").content.decode()
