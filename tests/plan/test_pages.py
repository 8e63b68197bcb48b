"""The pages through a browser's eyes: what stands on them, what a form says, what two editors see."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser

import pytest
from django.test import Client
from openpyxl import load_workbook

from springboard.accounts.models import User
from springboard.audit.models import Event
from springboard.organisations.models import Trust
from springboard.plan.models import Action, Finding
from tests.factories import ActionFactory, ActionFindingFactory, FindingFactory
from tests.plan.conftest import Place

Found = Callable[..., Finding]
Added = Callable[..., Action]


@pytest.fixture
def desk(client_for: Callable[[User], Client], quality_lead: User) -> Client:
    return client_for(quality_lead)


class FormReader(HTMLParser):
    """What a browser would send if the form of the page's main part were saved as it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.given: dict[str, str] = {}
        self.area = self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = dict(attrs)
        if tag == "input" and at.get("name"):
            self.given[str(at["name"])] = at.get("value") or ""
        if tag == "select":
            self.select = at.get("name") or ""
        if tag == "option" and "selected" in at:
            self.given[self.select] = at.get("value") or ""
        self.area = at.get("name") or "" if tag == "textarea" else self.area

    def handle_data(self, data: str) -> None:
        if self.area:
            self.given[self.area] = data.removeprefix("\n")
            self.area = ""


def filled_in(page: str) -> dict[str, str]:
    reader = FormReader()
    reader.feed(page.split("<main")[1])
    return reader.given


def text_of(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path, follow=True)
    assert response.status_code == status
    return response.content.decode()


# -- the plan
# --------------------------------------------------------------------------------------------------------
def test_an_empty_plan_says_what_will_be_here(desk: Client) -> None:
    page = text_of(desk, "/plan/")
    assert "No findings yet." in page
    assert "0 actions: is it done?" in page
    assert "0 + 0 + 0 + 0 + 0 + 0 + 0 = 0" in page


def test_the_plan_prints_both_sums_and_puts_unanswered_findings_first(
    desk: Client, found: Found, added: Added, trust: Trust, quality_lead: User
) -> None:
    trust.reinspection_on = date(2099, 2, 8)
    trust.save()
    answered = found("must", "Staff must be supervised.", core_service="acute_picu")
    waiting = found("warning_notice", "Restraint must be reviewed.", core_service="acute_picu")
    added(answered, owner=quality_lead, what="Protected hour")
    page = text_of(desk, "/plan/")
    assert "1 action: is it done?" in page
    assert "The same 1: is it better?" in page
    assert "Answer 1 finding" in page
    assert f"/plan/finding/{waiting.reference}#answer" in page
    assert "8 February 2099" in page
    assert (
        page.index("Restraint must be reviewed.")
        < page.index("Staff must be supervised.")
        < page.index("Protected hour")
    )


def test_a_filter_narrows_and_can_be_left(desk: Client, found: Found, added: Added) -> None:
    added(found("must", "One thing"), what="Huddle")
    added(found("should", "Other thing"), what="Card")
    page = text_of(desk, "/plan/?level=must")
    assert "Huddle" in page
    assert "Card" not in page
    assert "1 action: is it done?" in page
    assert "Show everything" in page
    nothing = text_of(desk, "/plan/?status=overdue&text=nowhere")
    assert "Nothing in the plan fits what you asked for." in nothing
    assert text_of(desk, "/plan/?level=<script>&page=-1&group=x&owner=1;2&text=%00")


def test_the_plan_reads_on_over_pages(desk: Client, trust: Trust) -> None:
    for n in range(60):
        finding = FindingFactory(trust=trust, reference=f"CQC-2026-03/M{n}", core_service="acute_picu")
        ActionFindingFactory(action=ActionFactory(trust=trust, number=n + 1), finding=finding)
    assert "Showing actions 1 to 25 of 60" in text_of(desk, "/plan/")
    for number, showing in ((2, "26 to 50"), (3, "51 to 60"), (99, "51 to 60")):
        page = text_of(desk, f"/plan/?page={number}&service=acute_picu")
        assert f"Showing actions {showing} of 60" in page
        assert "(continued)" in page
        assert "60 must-dos · 60 actions" in page
        assert "?service=acute_picu" in page  # the filter is kept from page to page


@pytest.mark.parametrize(
    ("group", "bands"), [("service", 2), ("programme", 1), ("key_question", 2), ("owner", 2), ("level", 2)]
)
def test_each_grouping(group: str, bands: int, desk: Client, found: Found, added: Added, quality_lead: User) -> None:
    added(found(core_service="crisis", key_questions=["safe"]), owner=quality_lead)
    added()
    page = text_of(desk, f"/plan/?group={group}")
    assert page.count("sb-plan__band") == bands
    assert "Showing actions 1 to 2 of 2" in page


def test_words_from_outside_are_only_words(desk: Client, found: Found, added: Added) -> None:
    bad = "<script>alert(1)</script>\"'{{ 1111*7 }}"
    action = added(found("must", bad, quote=bad), what=bad, impact=bad)
    paths = ("/plan/", "/plan/findings/", f"/plan/A-{action.number}", "/plan/finding/CQC-2026-03/M1", "/plan/print/",
             f"/plan/actions/{action.pk}/change/", f"/plan/?text={bad}")  # fmt: skip
    for path in paths:
        page = text_of(desk, path)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page
        assert "7777" not in page.split("<main")[1].split("{{")[0]


def test_the_table_says_what_it_leaves_out(desk: Client, found: Found, added: Added) -> None:
    added(found("must", "One"))
    decided = found("should", "Two is decided")
    desk.post(f"/plan/findings/{decided.pk}/decide/", {"version": "1", "text": "Because"})
    page = text_of(desk, "/plan/")
    assert "Two is decided" not in page
    assert "2 findings to put right: 0 not answered + 1 answered by actions + 1 answered by a decision = 2." in page
    assert "Answered by a decision (1)" in page
    assert "Show the 1 finding answered by a decision" in page
    asked = text_of(desk, "/plan/?only=decided")
    assert "Two is decided" in asked
    assert "Showing findings 1 to 1 of 1" in asked
    assert "Two is decided" in desk.get("/plan/plan.csv?only=decided").content.decode()
    assert "Nothing is left to do" in text_of(desk, "/plan/?level=should")


def test_print_has_the_whole_plan_and_its_key(desk: Client, trust: Trust) -> None:
    for n in range(60):
        ActionFactory(trust=trust, number=n + 1)
    page = text_of(desk, "/plan/print/")
    assert page.count("sb-plan__action ") == 60
    assert "What the tags and marks mean" in page


def test_the_grid_leads_to_its_findings(desk: Client, found: Found) -> None:
    found(core_service="crisis", key_questions=["safe"])
    found("good_practice", core_service="crisis", key_questions=["safe"])
    page = text_of(desk, "/plan/grid/")
    assert "service=crisis&amp;key_question=safe&amp;to_put_right=yes" in page
    listed = text_of(desk, "/plan/findings/?service=crisis&key_question=safe&to_put_right=yes")
    assert "Showing 1 to 1 of 1" in listed


def test_titles_leave_the_citation_to_its_own_place(desk: Client, found: Found) -> None:
    text = "Staff must have supervision. (Regulation 18(2)(a))."
    finding = found("must", text, regulations=[{"instrument": "2014", "number": "18", "paragraphs": "(2)(a)"}])
    for path in ("/plan/", "/plan/findings/", "/", "/my-work/", "/search/?q=supervision"):
        page = text_of(desk, path)
        assert "Staff must have supervision." in page
        assert text not in page
    page = text_of(desk, f"/plan/finding/{finding.reference}")
    assert f"<p>{text}</p>" in page
    assert "Regulation 18(2)(a)" in page.split("<h1")[0].split("<main")[1]
    assert text in desk.get("/plan/plan.csv").content.decode()


def test_the_grid_leads_a_lead_to_say_which_key_question(
    desk: Client, found: Found, client_for: Callable[[User], Client], member: Callable[..., User], place: Place
) -> None:
    finding = found(core_service="acute_picu")
    page = text_of(desk, "/plan/grid/")
    assert "No key question stated" in page
    assert "Safe</th>" not in page
    assert "Say which for 1 finding" in page
    assert "Say which for" not in text_of(client_for(member("ward_manager", unit=place.hazel)), "/plan/grid/")
    assert "Say which key question it is about" in text_of(desk, f"/plan/finding/{finding.reference}")
    typed = {"version": "1", "key_questions": ["safe", "caring"]}
    said = desk.post(f"/plan/findings/{finding.pk}/key-questions/", typed, follow=True).content.decode()
    assert "Safe, Caring" in said
    page = text_of(desk, "/plan/grid/")
    assert "No key question stated" not in page
    assert "Effective, Responsive or Well-led" in page


# -- a finding
# -------------------------------------------------------------------------------------------------------
def test_a_finding_tells_its_source_and_asks_for_an_answer(desk: Client, found: Found) -> None:
    found("must", "Staff must be supervised.", quote="Staff were not supervised", page=41, deadline=date(2099, 2, 8),
          regulations=[{"instrument": "2009", "number": "18", "paragraphs": "(2)"}])  # fmt: skip
    page = text_of(desk, "/plan/finding/CQC-2026-03/M1")
    for words in (
        "“Staff were not supervised”",
        "page 41",
        "Not answered yet",
        "Regulation 18(2) of 2009",
        "8 February 2099",
    ):
        assert words in page
    assert "/plan/actions/add/?finding=" in page


def test_a_reference_is_found_in_any_case(desk: Client, found: Found, added: Added) -> None:
    added(found())
    assert "CQC-2026-03/M1:" in text_of(desk, "/plan/finding/cqc-2026-03/m1")
    assert "A-1:" in text_of(desk, "/plan/a-1")


def test_a_challenge_is_recorded_with_its_deadline(desk: Client, found: Found) -> None:
    finding = found()
    path = f"/plan/findings/{finding.pk}/respond/"
    typed = {
        "version": "1",
        "response": "challenged",
        "sent_on-day": "9",
        "sent_on-month": "11",
        "sent_on-year": "2026",
    }
    refused = desk.post(path, typed)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Write what is not accurate and how you know." in page
    assert 'value="2026"' in page
    done = desk.post(path, {**typed, "challenge_text": "There were 12 beds"}, follow=True)
    assert done.status_code == 200
    assert "23 November 2026" in done.content.decode()
    assert "There were 12 beds" in done.content.decode()


def test_noting_a_must_is_not_offered(desk: Client, found: Found) -> None:
    must, praise = found(), found("good_practice")
    answer = {"version": "1", "response": "noted"}
    assert desk.post(f"/plan/findings/{must.pk}/respond/", answer).status_code == 422
    assert desk.post(f"/plan/findings/{praise.pk}/respond/", answer).status_code == 302


def test_a_decision_written_by_two_people_shows_both(desk: Client, found: Found) -> None:
    finding = found()
    path = f"/plan/findings/{finding.pk}/decide/"
    assert desk.post(path, {"version": "1", "text": "Hers"}).status_code == 302
    conflict = desk.post(path, {"version": "1", "text": "His"})
    page = conflict.content.decode()
    assert conflict.status_code == 409
    assert "Nothing was overwritten" in page
    assert "<td>His</td><td>Hers</td>" in page
    assert 'name="version" value="2"' in page or 'name="version" type="hidden" value="2"' in page or 'value="2"' in page
    assert desk.post(path, {"version": "2", "text": "His"}).status_code == 302


def test_merged_on_the_page_and_undone_there(desk: Client, found: Found) -> None:
    keep = found("must", "Staff must have regular supervision.", core_service="crisis")
    other = found("must", "Staff must have regular supervision.", core_service="crisis", source_reference="CQC-2025-09")
    assert "Nearly the same words. Same service." in text_of(desk, f"/plan/finding/{keep.reference}")
    desk.post(f"/plan/findings/{keep.pk}/merge/", {"other": other.pk})
    page = text_of(desk, f"/plan/finding/{keep.reference}")
    assert f"Undo the merge of {other.reference}" in page
    assert "Merged into another" in text_of(desk, f"/plan/finding/{other.reference}")
    desk.post(f"/plan/findings/{other.pk}/unmerge/")
    other.refresh_from_db()
    assert other.merged_into is None


@pytest.mark.parametrize("number", ["0", "-1", "9" * 18, "9" * 19, "9" * 40, "x"])
def test_numbers_out_of_any_range_are_answered_in_words(number: str, desk: Client, found: Found, added: Added) -> None:
    finding = found()
    action = added(finding)
    assert desk.post(f"/plan/findings/{finding.pk}/merge/", {"other": number}).status_code in {404, 422}
    decided = desk.post(f"/plan/findings/{finding.pk}/decide/", {"version": number, "text": "x"})
    assert decided.status_code in {409, 422}
    change = {"version": number, "what": "x", "owner": number, "unit": number}
    assert desk.post(f"/plan/actions/{action.pk}/change/", change).status_code in {409, 422}
    assert desk.post("/plan/actions/add/", {"what": "x", "finding": number}).status_code in {302, 404}
    assert desk.get(f"/plan/?owner={number}&page={number}").status_code == 200
    if number.isdigit():
        assert desk.post(f"/plan/findings/{number}/decide/", {"version": 1, "text": "x"}).status_code == 404
        assert desk.post(f"/plan/actions/{number}/agree/", {"version": 1}).status_code == 404
        assert desk.post(f"/plan/actions/{action.pk}/untie/{number}/").status_code in {404, 422}


def test_withdrawn_and_brought_back(desk: Client, found: Found) -> None:
    finding = found()
    desk.post(f"/plan/findings/{finding.pk}/withdraw/", {"version": "1", "why": "Entered twice"})
    page = text_of(desk, f"/plan/finding/{finding.reference}")
    assert "Entered twice" in page
    assert "Bring it back" in page
    assert desk.post(f"/plan/findings/{finding.pk}/restore/", {"version": "2"}).status_code == 302


def test_a_nurse_raises_what_she_found(
    client_for: Callable[[User], Client], member: Callable[..., User], place: Place
) -> None:
    nurse = client_for(member("staff", unit=place.hazel))
    page = text_of(nurse, "/plan/findings/raise/")
    assert "Choose a ward or team" in page
    assert "Choose a service" not in page
    assert "Must do" not in page
    assert "CQC report" not in page
    assert "The whole trust" not in page
    typed = {"text": "No lamp in the corridor", "level": "gap", "source_kind": "own_looking", "place": "unit"}
    missing = nurse.post("/plan/findings/raise/", typed)
    assert (missing.status_code, Finding.objects.count()) == (403, 0)
    assert nurse.post("/plan/findings/raise/", {**typed, "unit": place.rowan.pk}).status_code == 422
    for not_hers in ({"level": "must"}, {"source_kind": "cqc_report"}):
        assert nurse.post("/plan/findings/raise/", {**typed, "unit": place.hazel.pk, **not_hers}).status_code == 422
    assert not Finding.objects.exists()
    done = nurse.post("/plan/findings/raise/", {**typed, "unit": place.hazel.pk}, follow=True)
    assert "No lamp in the corridor" in done.content.decode()


# -- an action
# -------------------------------------------------------------------------------------------------------
def test_from_finding_to_agreed_and_claimed(desk: Client, found: Found, quality_lead: User) -> None:
    finding = found("must", "Staff must be supervised.")
    add = f"/plan/actions/add/?finding={finding.pk}"
    assert "Staff must be supervised." in text_of(desk, add)
    assert desk.post(add, {"finding": finding.pk}).status_code == 422
    page = desk.post(add, {"finding": finding.pk, "what": "Protected hour"}, follow=True).content.decode()
    assert "it needs what changes for the person using the service, an owner and a due date" in " ".join(page.split())
    action = Action.objects.get()
    assert list(action.findings.all()) == [finding]
    refused = desk.post(f"/plan/actions/{action.pk}/agree/", {"version": "1"})
    assert refused.status_code == 422
    assert "An agreed action needs what changes for the person" in refused.content.decode()
    whole = {
        "version": "1", "what": "Protected hour", "impact": "I know who supervises my nurse.", "owner": quality_lead.pk,
        "due-day": "1", "due-month": "1", "due-year": "2099",
    }  # fmt: skip
    assert desk.post(f"/plan/actions/{action.pk}/change/", whole).status_code == 302
    assert desk.post(f"/plan/actions/{action.pk}/agree/", {"version": "2"}).status_code == 302
    assert desk.post(f"/plan/actions/{action.pk}/update/", {"text": "Rosters are changed"}).status_code == 302
    assert desk.post(f"/plan/actions/{action.pk}/stuck/", {"why": "No cover", "help_asked": "Bank"}).status_code == 302
    assert "Say what helped" in text_of(desk, "/plan/A-1")
    assert desk.post(f"/plan/actions/{action.pk}/unstuck/", {"text": "Two days paid"}).status_code == 302
    action.refresh_from_db()
    claim = {"version": action.version, "text": "All rosters have it"}
    page = desk.post(f"/plan/actions/{action.pk}/claim/", claim, follow=True).content.decode()
    for words in ("Claimed, not checked", "Nobody independent has looked yet.", "All rosters have it", "Two days paid"):
        assert words in page
    action.refresh_from_db()
    reopened = desk.post(f"/plan/actions/{action.pk}/not-done/", {"version": action.version, "why": "Nights missed"})
    assert reopened.status_code == 302


def test_two_editors_of_an_action_see_both_versions(desk: Client, added: Added) -> None:
    action = added(what="Do it")
    path = f"/plan/actions/{action.pk}/change/"
    assert desk.post(path, {"version": "1", "what": "Hers"}).status_code == 302
    conflict = desk.post(path, {"version": "1", "what": "His"})
    assert conflict.status_code == 409
    page = conflict.content.decode()
    assert "<td>His</td><td>Hers</td>" in page
    assert ">\nHis</textarea>" in page
    assert desk.post(path, {"version": "2", "what": "His"}).status_code == 302
    action.refresh_from_db()
    assert action.what == "His"


def test_saving_an_action_unchanged_keeps_everything(
    desk: Client, added: Added, member: Callable[..., User], place: Place
) -> None:
    owner = member("ward_manager", unit=place.hazel)
    action = added(owner=owner, unit_id=place.hazel.pk, priority="high", starts_on=date(2098, 1, 1))
    owner.is_active = False
    owner.save()
    path = f"/plan/actions/{action.pk}/change/"
    assert desk.post(path, filled_in(text_of(desk, path))).status_code == 302
    before = {field.name: getattr(action, field.name) for field in Action._meta.fields}
    action.refresh_from_db()
    assert {name: getattr(action, name) for name in before} == before
    assert not Event.objects.filter(action="action.changed").exists()


BAD_TYPING: list[dict[str, str]] = [
    {"due-day": "31", "due-month": "2", "due-year": "2027"},
    {"due-day": "1"},
    {"owner": "x"},
    {"unit": "9999"},
    {"what": "x" * 3000},
    {"priority": "urgent"},
]


@pytest.mark.parametrize("typed", BAD_TYPING)
def test_a_mistyped_action_is_kept_and_explained(typed: dict[str, str], desk: Client) -> None:
    answer = desk.post("/plan/actions/add/", {"what": "Do it", "impact": "Safer on the ward", **typed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "What you typed is still here." in page
    assert "Safer on the ward" in page
    assert not Action.objects.exists()


def test_one_action_answers_two_findings_and_can_be_untied(desk: Client, found: Found, added: Added) -> None:
    one, two = found("must", "One"), found("should", "Two")
    action = added(one, what="Huddle")
    path = f"/plan/findings/{two.pk}/tie/"
    for typed, sentence in (("", "Write the action"), ("118", "such as A-118"), ("A-99", "There is no action A-99")):
        refused = desk.post(path, {"action": typed})
        assert refused.status_code == 422
        assert sentence in refused.content.decode()
    assert "Huddle" in desk.post(path, {"action": " a-1 "}, follow=True).content.decode()
    assert "Answered by 1 action shown elsewhere" in text_of(desk, "/plan/")
    assert desk.post(f"/plan/actions/{action.pk}/untie/{one.pk}/").status_code == 302
    assert desk.post(f"/plan/actions/{action.pk}/untie/{one.pk}/").status_code == 422
    assert "Answer 1 finding" in text_of(desk, "/plan/")


def test_every_change_leads_to_the_record(desk: Client, found: Found, added: Added) -> None:
    finding = found()
    action = added(finding)
    for kind, thing in (("finding", finding), ("action", action)):
        href = f"/history/?object=plan.{kind}:{thing.pk}"
        assert href in text_of(desk, thing.get_absolute_url())
        assert f"{thing}" in text_of(desk, href)


def test_withdrawing_an_action_says_why(desk: Client, added: Added) -> None:
    action = added()
    given = {"withdraw-version": "1", "withdraw-why": ""}
    assert desk.post(f"/plan/actions/{action.pk}/withdraw/", given).status_code == 422
    given["withdraw-why"] = "Another action does it"
    page = desk.post(f"/plan/actions/{action.pk}/withdraw/", given, follow=True).content.decode()
    assert "Another action does it" in page
    assert "0 actions: is it done?" in text_of(desk, "/plan/")


# -- out again
# -------------------------------------------------------------------------------------------------------
RISKY = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1"]


def test_every_row_comes_out_as_csv_and_no_cell_is_a_formula(desk: Client, found: Found, added: Added) -> None:
    for text in RISKY:
        added(found("must", f"x{text}", quote="q"), what=f"={text}")
    found("must", "=HYPERLINK(1)")
    answer = desk.get("/plan/plan.csv")
    assert answer["Content-Disposition"].startswith('attachment; filename="plan-')
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 1 + len(RISKY) + 1
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@", "＝")) for row in rows for cell in row)
    assert rows[1][0] == "Not answered yet"
    assert rows[1][3] == "'=HYPERLINK(1)"


def test_the_workbook_holds_text_not_formulas(desk: Client, found: Found, added: Added, quality_lead: User) -> None:
    added(found("must", "=1+1", deadline=date(2027, 2, 8)), what="=2+2", owner=quality_lead)
    book = load_workbook(io.BytesIO(desk.get("/plan/plan.xlsx").content))
    sheet = book.active
    heading = [cell.value for cell in sheet[1]]
    row = dict(zip(heading, sheet[2], strict=True))
    assert (row["What was found"].data_type, row["What was found"].value) == ("s", "=1+1")
    assert (row["What we will do"].data_type, row["Owner"].value) == ("s", "Head of quality")
    assert row["Put right by"].value.date() == date(2027, 2, 8)
    assert sheet.freeze_panes == "A2"


def test_what_comes_out_is_what_was_asked_for(desk: Client, found: Found, added: Added) -> None:
    added(found("must", "One"), what="Huddle")
    added(found("should", "Two"), what="Card")
    found("good_practice", "Three")
    csv_of = lambda path: desk.get(path).content.decode("utf-8-sig")  # noqa: E731
    assert "Huddle" in csv_of("/plan/plan.csv?level=must")
    assert "Card" not in csv_of("/plan/plan.csv?level=must")
    assert "Three" in csv_of("/plan/findings/findings.csv")
    assert "Three" not in csv_of("/plan/findings/findings.csv?state=waiting")
    book = load_workbook(io.BytesIO(desk.get("/plan/findings/findings.xlsx").content))
    assert book.active.max_row == 4


def test_services_and_pages_agree_on_who_may(
    client_for: Callable[[User], Client], member: Callable[..., User], found: Found, added: Added, place: Place
) -> None:
    """A ward manager reads the service's finding, is not offered to answer it, and is refused in words who
    tries."""
    finding = found("must", "Staff must be supervised.", core_service="acute_picu")
    manager = client_for(member("ward_manager", unit=place.hazel))
    page = text_of(manager, f"/plan/finding/{finding.reference}")
    assert "Record a decision" not in page
    on_rowan = added(finding)
    assert "Change the action" not in text_of(manager, f"/plan/{on_rowan.reference}")
    refused = manager.post(f"/plan/actions/{on_rowan.pk}/update/", {"text": "Not mine"})
    assert refused.status_code == 403
    assert "Nothing was changed." in refused.content.decode()
    assert "Only the owner of this action" in refused.content.decode()
