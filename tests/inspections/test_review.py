"""Reviewing: nothing enters the plan without a click, and no click is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from springboard.accounts.models import User
from springboard.audit.models import Event
from springboard.inspections import queries, services
from springboard.inspections.models import DraftFinding, Inspection, Report
from springboard.inspections.presenters.strip import strip_of, unread_line
from springboard.inspections.rules import DraftEdit
from springboard.kernel.reports import model as read
from springboard.organisations.scope import Scope
from springboard.plan import services as plan
from springboard.plan.models import Finding
from springboard.plan.rules import ChangedMeanwhile, Refused
from tests import factories
from tests.inspections.conftest import ACUTE, Underway

ClientFor = Callable[[User], Client]
Musts = Callable[[Report], list[DraftFinding]]


def edit(**more: object) -> DraftEdit:
    return DraftEdit(**{"level": "must", "text": "Staff must be trained.", "core_service": "acute_picu", **more})  # type: ignore[arg-type]


def form(draft: DraftFinding, **more: object) -> dict[str, object]:
    return {
        "version": draft.version,
        "level": draft.level,
        "text": draft.text,
        "service": "trust" if draft.trust_wide else draft.core_service,
        "unit": "",
        "key_questions": draft.key_questions,
        "reg-0": "18(2)(a) Staffing",
        "instrument-0": "2014",
        "do": "accept",
        **more,
    }


def address(draft: DraftFinding) -> str:
    return reverse("inspections:draft", args=[draft.report_id, draft.pk])


def test_reading_puts_nothing_into_the_plan(underway: Underway) -> None:
    underway()
    assert not Finding.objects.exists()


def test_accepting_puts_one_finding_into_the_plan(
    underway: Underway, musts: Musts, quality_lead: User, scope: Scope
) -> None:
    draft = musts(underway())[0]
    finding = services.accept(by=quality_lead, scope=scope, draft_id=draft.pk, version=draft.version)
    draft.refresh_from_db()
    assert (draft.state, draft.finding, draft.reviewed_by) == ("accepted", finding, quality_lead)
    assert (finding.reference, finding.source_reference, finding.page) == ("CQC-2026-03/M1", "CQC-2026-03", 2)
    assert (finding.core_service, finding.key_questions, finding.source_title) == ("acute_picu", ["safe"], ACUTE)
    assert finding.regulations[0]["inferred"] is False, "somebody looked at it"
    assert finding.raised_on.isoformat() == "2026-03-27"
    assert Event.objects.filter(action="draft.accepted", object_id=str(draft.pk)).count() == 1
    with pytest.raises(ChangedMeanwhile):
        services.accept(by=quality_lead, scope=scope, draft_id=draft.pk, version=draft.version)
    assert Finding.objects.count() == 1


def test_when_the_plan_refuses_nothing_is_accepted(
    underway: Underway, musts: Musts, quality_lead: User, scope: Scope
) -> None:
    report = underway()
    draft = musts(report)[0]
    plan.raise_finding(
        by=quality_lead, trust_id=scope.trust_id, reference="CQC-2026-03/M1", level="must", text="x",
        source_kind="cqc_report", source_reference="CQC-2026-03", raised_on=report.published,
    )  # fmt: skip
    with pytest.raises(Refused, match="already in the register"):
        services.accept(by=quality_lead, scope=scope, draft_id=draft.pk, version=draft.version)
    draft.refresh_from_db()
    assert (draft.state, draft.finding_id) == ("pending", None)


def test_accepting_keeps_what_was_edited_and_what_was_read(
    underway: Underway, musts: Musts, quality_lead: User, scope: Scope
) -> None:
    draft = musts(underway())[1]
    finding = services.accept(
        by=quality_lead, scope=scope, draft_id=draft.pk, version=draft.version, edit=edit(level="should")
    )
    draft.refresh_from_db()
    assert (finding.level, finding.text, finding.reference) == ("should", "Staff must be trained.", "CQC-2026-03/S2")
    assert draft.as_read["level"] == "must"
    assert draft.as_read["text"].startswith("The trust must ensure")


def test_saving_without_deciding(underway: Underway, musts: Musts, quality_lead: User, scope: Scope) -> None:
    draft = musts(underway())[0]
    saved = services.save_draft(by=quality_lead, scope=scope, draft_id=draft.pk, version=1, edit=edit())
    assert (saved.version, saved.state, saved.text) == (2, "pending", "Staff must be trained.")
    again = services.save_draft(by=quality_lead, scope=scope, draft_id=draft.pk, version=2, edit=edit())
    assert again.version == 2, "nothing differs, so nothing is written"


@pytest.mark.parametrize(
    "wrong",
    [{"text": "  "}, {"level": "gap"}, {"level": "x"}, {"trust_wide": True}, {"unit_id": 987654}],
)
def test_an_edit_that_could_not_stand_is_refused(
    wrong: dict[str, object], underway: Underway, musts: Musts, quality_lead: User, scope: Scope
) -> None:
    draft = musts(underway())[0]
    with pytest.raises(Refused):
        services.save_draft(by=quality_lead, scope=scope, draft_id=draft.pk, version=1, edit=edit(**wrong))


def test_another_trust_s_ward_is_refused(
    underway: Underway, musts: Musts, quality_lead: User, scope: Scope, other_trust: object
) -> None:
    ward = factories.UnitFactory(trust=other_trust)
    draft = musts(underway())[0]
    with pytest.raises(Refused, match="not part of this trust"):
        services.save_draft(by=quality_lead, scope=scope, draft_id=draft.pk, version=1, edit=edit(unit_id=ward.pk))


def test_splitting_makes_two_with_the_same_quote(
    underway: Underway, musts: Musts, quality_lead: User, scope: Scope
) -> None:
    report = underway()
    draft = musts(report)[0]
    new = services.split(by=quality_lead, scope=scope, draft_id=draft.pk, version=1, first="One.", second="Two.")
    first, second, third, *_ = report.drafts.all()
    assert (first.pk, second.pk) == (draft.pk, new.pk), "the new one stands right after"
    assert (first.text, first.number, second.text, second.number) == ("One.", 1, "Two.", 4)
    assert (second.quote, second.rects, second.origin, second.split_from) == (draft.quote, draft.rects, "split", first)
    assert third.number == 2
    with pytest.raises(Refused):
        services.split(by=quality_lead, scope=scope, draft_id=draft.pk, version=2, first="One.", second=" ")


def test_merging_keeps_both_references(underway: Underway, musts: Musts, quality_lead: User, scope: Scope) -> None:
    before = plan.raise_finding(
        by=quality_lead, trust_id=scope.trust_id, level="must", text="Staff training.", source_kind="audit",
        source_reference="AUD-31", raised_on=underway(b"%PDF- other").published,
    )  # fmt: skip
    draft = musts(underway())[0]
    finding = services.merge(by=quality_lead, scope=scope, draft_id=draft.pk, version=1, into_id=before.pk)
    finding.refresh_from_db()
    draft.refresh_from_db()
    assert (draft.state, finding.merged_into) == ("merged", before)
    plan.unmerge(by=quality_lead, scope=scope, finding_id=finding.pk)
    finding.refresh_from_db()
    assert finding.merged_into is None


def test_a_refused_merge_leaves_the_finding_to_review(
    underway: Underway, musts: Musts, quality_lead: User, scope: Scope
) -> None:
    weaker = plan.raise_finding(
        by=quality_lead, trust_id=scope.trust_id, level="should", text="Staff training.", source_kind="audit",
        source_reference="AUD-31", raised_on=underway(b"%PDF- other").published,
    )  # fmt: skip
    draft = musts(underway())[0]
    with pytest.raises(Refused):
        services.merge(by=quality_lead, scope=scope, draft_id=draft.pk, version=1, into_id=weaker.pk)
    draft.refresh_from_db()
    assert (draft.state, Finding.objects.count()) == ("pending", 1)


def test_leaving_out_says_why_and_can_be_taken_back(
    underway: Underway, musts: Musts, quality_lead: User, scope: Scope
) -> None:
    draft = musts(underway())[0]
    with pytest.raises(Refused):
        services.reject(by=quality_lead, scope=scope, draft_id=draft.pk, version=1, why=" ")
    out = services.reject(by=quality_lead, scope=scope, draft_id=draft.pk, version=1, why="Said twice.")
    assert (out.state, out.why_rejected) == ("rejected", "Said twice.")
    with pytest.raises(ChangedMeanwhile):
        services.accept(by=quality_lead, scope=scope, draft_id=draft.pk, version=out.version)
    back = services.bring_back(by=quality_lead, scope=scope, draft_id=draft.pk)
    assert (back.state, back.why_rejected, back.reviewed_by) == ("pending", "", None)
    with pytest.raises(Refused):
        services.bring_back(by=quality_lead, scope=scope, draft_id=draft.pk)


def test_several_at_once_leave_out_what_changed_meanwhile(
    underway: Underway, musts: Musts, quality_lead: User, scope: Scope
) -> None:
    report = underway()
    one, two, three = musts(report)
    services.save_draft(by=quality_lead, scope=scope, draft_id=two.pk, version=1, edit=edit())
    seen = {draft.pk: 1 for draft in (one, two, three)}
    assert services.accept_many(by=quality_lead, scope=scope, report_id=report.pk, seen=seen) == (2, 1)
    two.refresh_from_db()
    assert two.state == "pending"
    finding = Finding.objects.get(reference="CQC-2026-03/M1")
    assert finding.regulations[0]["inferred"] is True, "nobody looked at each one"


def test_adding_by_hand(underway: Underway, quality_lead: User, scope: Scope) -> None:
    report = underway()
    new = services.add_by_hand(by=quality_lead, scope=scope, report_id=report.pk, edit=edit(), page=4, quote="“…”")
    assert (new.origin, new.number, new.version, new.state, new.page) == ("by_hand", 4, 1, "pending", 4)
    assert list(report.drafts.all())[-1].pk == new.pk
    first = services.add_by_hand(by=quality_lead, scope=scope, report_id=report.pk, edit=edit(), page=1)
    assert report.drafts.first() == first
    with pytest.raises(Refused, match="no page 9"):
        services.add_by_hand(by=quality_lead, scope=scope, report_id=report.pk, edit=edit(), page=9)


def test_finishing_asks_about_what_is_left(underway: Underway, musts: Musts, quality_lead: User, scope: Scope) -> None:
    report = underway()
    left = dict(report.drafts.values_list("pk", "version"))
    common = {"by": quality_lead, "scope": scope, "report_id": report.pk}
    with pytest.raises(Refused, match="4 findings are still to review"):
        services.finish_review(**common)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="went on reviewing"):
        services.finish_review(**common, rest="leave_out", seen={1: 1})  # type: ignore[arg-type]
    assert not Inspection.objects.filter(in_grid=True).exists()
    services.finish_review(**common, rest="leave_out", seen=left)  # type: ignore[arg-type]
    report.refresh_from_db()
    assert (report.state, report.reviewed_by) == ("reviewed", quality_lead)
    assert set(report.drafts.values_list("state", flat=True)) == {"rejected"}
    assert Inspection.objects.get(report=report).in_grid
    draft = musts(report)[0]
    with pytest.raises(Refused, match="not being reviewed"):
        services.bring_back(by=quality_lead, scope=scope, draft_id=draft.pk)


def test_finishing_can_accept_the_rest(underway: Underway, quality_lead: User, scope: Scope) -> None:
    report = underway()
    left = dict(report.drafts.values_list("pk", "version"))
    services.finish_review(by=quality_lead, scope=scope, report_id=report.pk, rest="accept", seen=left)
    assert Finding.objects.count() == 4


def test_withdrawing_keeps_the_record_and_refuses_what_is_in_the_plan(
    underway: Underway, musts: Musts, quality_lead: User, scope: Scope
) -> None:
    gone = services.withdraw(by=quality_lead, scope=scope, report_id=underway(b"%PDF- x").pk, why="the wrong file")
    assert (gone.state, gone.reference, gone.withdrawn_by) == ("withdrawn", "CQC-2026-03", quality_lead)
    report = underway()
    assert report.reference == "CQC-2026-03b", "a reference is never given twice"
    draft = musts(report)[0]
    services.accept(by=quality_lead, scope=scope, draft_id=draft.pk, version=1)
    with pytest.raises(Refused, match="1 finding of this report is in the plan"):
        services.withdraw(by=quality_lead, scope=scope, report_id=report.pk, why="no")


def test_pages_are_handed_out_without_overlap(
    underway: Underway, quality_lead: User, scope: Scope, member: Callable[..., User]
) -> None:
    report = underway()
    other, nurse = member("quality_lead", name="Deputy"), member("staff")
    common = {"by": quality_lead, "scope": scope, "report_id": report.pk}
    services.share_pages(**common, reviewer=quality_lead, first_page=1, last_page=2)  # type: ignore[arg-type]
    share = services.share_pages(**common, reviewer=other, first_page=3, last_page=4)  # type: ignore[arg-type]
    for person, first, last in ((other, 2, 3), (nurse, 4, 4), (other, 3, 99), (other, 4, 3)):
        with pytest.raises(Refused):
            services.share_pages(**common, reviewer=person, first_page=first, last_page=last)  # type: ignore[arg-type]
    services.stop_sharing(**common, share_id=share.pk)  # type: ignore[arg-type]
    assert report.shares.count() == 1


# The screen -----------------------------------------------------------------------------------------------------------


def test_the_screen_shows_the_page_the_quote_and_what_was_worked_out(
    underway: Underway, musts: Musts, client_for: ClientFor, quality_lead: User
) -> None:
    draft = musts(underway())[1]
    page = client_for(quality_lead).get(address(draft)).content.decode()
    assert "Finding 2 of 4" in page
    assert "will be <strong>CQC-2026-03/M2</strong>" in page
    assert "the chapter it stands in" in page
    assert "training number 2. (Regulation 18(2)(a))" in page
    assert '<rect x="58' in page
    assert "1 part we could not read: page 4 (a table that is a picture)" in page
    assert page.count('name="key_questions"') == 5


def test_start_leads_to_my_own_pages_first(
    underway: Underway, client_for: ClientFor, quality_lead: User, scope: Scope
) -> None:
    report = underway()
    start = reverse("inspections:review", args=[report.pk])
    client = client_for(quality_lead)
    first, *_, last = report.drafts.all()
    assert client.get(start).url == address(first)  # type: ignore[attr-defined]
    services.share_pages(
        by=quality_lead, scope=scope, report_id=report.pk, reviewer=quality_lead, first_page=3, last_page=4
    )
    assert client.get(start).url == address(last)  # type: ignore[attr-defined]


def test_accepting_on_the_screen_goes_to_the_next(
    underway: Underway, musts: Musts, client_for: ClientFor, quality_lead: User
) -> None:
    one, two, _ = musts(underway())
    answer = client_for(quality_lead).post(address(one), form(one, text="Edited here."))
    assert answer.url == address(two)  # type: ignore[attr-defined]
    assert Finding.objects.get().text == "Edited here."


def test_mistakes_on_the_screen_keep_what_was_typed(
    underway: Underway, musts: Musts, client_for: ClientFor, quality_lead: User
) -> None:
    draft = musts(underway())[0]
    wrong = form(draft, **{"text": "Half a <b>thought</b>", "reg-0": "99 Nothing", "service": "trust", "unit": ""})
    answer = client_for(quality_lead).post(address(draft), wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "There is no regulation 99 in the 2014 Regulations" in page
    assert "Half a &lt;b&gt;thought&lt;/b&gt;" in page
    assert not Finding.objects.exists()


@pytest.mark.parametrize(
    "hostile",
    [
        {"level": "x"},
        {"level": ""},
        {"text": "\x00\x01"},
        {"text": "x" * 20_000},
        {"service": "nowhere"},
        {"unit": "99999999999999999999"},
        {"key_questions": ["evil"]},
        {"version": "x"},
        {"version": "-1"},
        {"version": "9" * 30},
        {"do": "drop table"},
        {"do": ["accept", "merge"], "into": "x"},
        {"deadline-day": "31", "deadline-month": "2", "deadline-year": "2026"},
        {"reg-0": "(" * 300},
    ],
)
def test_hostile_forms_are_refused_in_words(
    hostile: dict[str, object], underway: Underway, musts: Musts, client_for: ClientFor, quality_lead: User
) -> None:
    draft = musts(underway())[0]
    answer = client_for(quality_lead).post(address(draft), form(draft, **hostile))
    assert answer.status_code in {409, 422}
    assert not Finding.objects.exists()


def test_another_row_for_a_regulation_without_javascript(
    underway: Underway, musts: Musts, client_for: ClientFor, quality_lead: User
) -> None:
    draft = musts(underway())[0]
    answer = client_for(quality_lead).post(address(draft), form(draft, do="add-regulation", text=""))
    page = answer.content.decode()
    assert 'name="reg-1"' in page
    assert "There is a problem" not in page
    both = form(draft, **{"reg-1": "17(1)", "instrument-1": "2014"})
    client_for(quality_lead).post(address(draft), both)
    assert [row["number"] for row in Finding.objects.get().regulations] == ["18", "17"]


def test_the_second_of_two_reviewers_sees_both_versions(
    underway: Underway, musts: Musts, client_for: ClientFor, quality_lead: User, member: Callable[..., User]
) -> None:
    draft = musts(underway())[0]
    other = member("quality_lead", name="Deputy")
    client_for(other).post(address(draft), form(draft, do="save", text="Theirs."))
    answer = client_for(quality_lead).post(address(draft), form(draft, text="Mine."))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<td>Mine.</td><td>Theirs.</td>" in page
    assert not Finding.objects.exists()
    draft.refresh_from_db()
    assert draft.text == "Theirs."
    assert f'name="version" value="{draft.version}"' in page
    client_for(quality_lead).post(address(draft), form(draft, text="Mine."))
    assert Finding.objects.get().text == "Mine.", "saved again knowingly"


def test_a_reviewer_is_told_who_has_it_open(
    underway: Underway, musts: Musts, client_for: ClientFor, quality_lead: User, member: Callable[..., User]
) -> None:
    draft = musts(underway())[0]
    other = member("quality_lead", name="Deputy")
    client_for(other).get(address(draft))
    page = client_for(quality_lead).get(address(draft)).content.decode()
    assert "Deputy opened this finding just now." in page
    draft.refresh_from_db()
    assert draft.open_by == other, "looking takes nothing from anybody"


def test_a_like_finding_is_suggested_with_why_and_merged_with_one_click(
    underway: Underway, musts: Musts, client_for: ClientFor, quality_lead: User, scope: Scope
) -> None:
    before = plan.raise_finding(
        by=quality_lead, trust_id=scope.trust_id, reference="CQC-2023-09/M9", level="must", core_service="acute_picu",
        text="The trust must ensure that staff complete training number 1.", source_kind="cqc_report",
        source_reference="CQC-2023-09", raised_on=underway(b"%PDF- z").published,
    )  # fmt: skip
    draft = musts(underway())[0]
    client = client_for(quality_lead)
    page = client.get(address(draft)).content.decode()
    assert "Looks like" in page
    assert "CQC-2023-09/M9" in page
    client.post(address(draft), form(draft, do="merge", into=before.pk))
    draft.refresh_from_db()
    assert draft.state == "merged"


def test_only_what_the_plan_accepts_is_offered_for_merging(
    underway: Underway, musts: Musts, client_for: ClientFor, quality_lead: User, scope: Scope
) -> None:
    draft = musts(underway())[0]
    given = {"by": quality_lead, "trust_id": scope.trust_id, "source_kind": "cqc_report", "raised_on": date(2023, 9, 1)}
    words = {"text": draft.text, "core_service": "acute_picu", "source_reference": "CQC-2023-09"}
    for level, letter in (("should", "S"), ("outstanding_practice", "P")):
        plan.raise_finding(**given, **words, level=level, reference=f"CQC-2023-09/{letter}1")  # type: ignore[arg-type]
    client = client_for(quality_lead)
    assert "Looks like" not in client.get(address(draft)).content.decode(), "a should cannot speak for a must"
    merge = reverse("inspections:merge", args=[draft.report_id, draft.pk])
    page = client.get(merge, {"words": "CQC-2023-09"}).content.decode()
    assert "Nothing in the plan looks like it." in page
    assert page.count("Cannot be merged with it. ") == 2
    assert "then CQC-2023-09/S1 can be merged into it there." in page
    assert "Good practice and something to put right cannot be one finding." in page
    assert "Merge with it" not in page
    plan.raise_finding(**given, **words, level="must", reference="CQC-2023-09/M1")  # type: ignore[arg-type]
    assert "CQC-2023-09/M1" in client.get(address(draft)).content.decode()
    page = client.get(merge, {"words": "CQC-2023-09"}).content.decode()
    offered = re.findall(r'name="into" value="(\d+)"', page)
    assert len(offered) == 2  # suggested, and found
    for into in set(offered):
        services.merge(by=quality_lead, scope=scope, draft_id=draft.pk, version=1, into_id=int(into))


def test_small_pages_do_what_they_say(
    underway: Underway, musts: Musts, client_for: ClientFor, quality_lead: User
) -> None:
    report = underway()
    one, two, three = musts(report)
    client = client_for(quality_lead)
    split = reverse("inspections:split", args=[report.pk, one.pk])
    assert client.get(split).status_code == 200
    assert client.post(split, {"first": "", "second": "b", "version": 1}).status_code == 422
    client.post(split, {"first": "a", "second": "b", "version": 1})
    assert report.drafts.count() == 5
    reject = reverse("inspections:reject", args=[report.pk, two.pk])
    assert client.get(reject).status_code == 200
    assert client.post(reject, {"why": "other", "other": "", "version": 1}).status_code == 422
    client.post(reject, {"why": "other", "other": "A picture caption", "version": 1})
    two.refresh_from_db()
    assert (two.state, two.why_rejected) == ("rejected", "A picture caption")
    assert "Review it again" in client.get(address(two)).content.decode()
    client.post(reverse("inspections:bring-back", args=[report.pk, two.pk]))
    merge = reverse("inspections:merge", args=[report.pk, three.pk])
    assert client.get(merge, {"words": "nothing like it"}).status_code == 200
    assert client.post(merge, {"into": "x", "version": "1"}).url == merge  # type: ignore[attr-defined]


def test_accepting_several_on_the_page(
    underway: Underway, musts: Musts, client_for: ClientFor, quality_lead: User
) -> None:
    report = underway()
    several = reverse("inspections:several", args=[report.pk])
    client = client_for(quality_lead)
    page = client.get(several, {"which": "plain"}).content.decode()
    plain = [draft for draft in report.drafts.all() if f'value="{draft.pk}:1"' in page]
    assert [(draft.level, draft.number) for draft in plain] == [("must", 3), ("should", 1)], "no guesses among them"
    client.post(several, {"seen": [f"{draft.pk}:1" for draft in plain] + ["junk", "1:x"]})
    assert Finding.objects.count() == 2
    assert client.post(several, {}).url == several  # type: ignore[attr-defined]


def test_adding_on_the_page_can_accept_at_once(underway: Underway, client_for: ClientFor, quality_lead: User) -> None:
    report = underway()
    add = reverse("inspections:add-by-hand", args=[report.pk])
    client = client_for(quality_lead)
    page = client.get(add, {"page": "4"}).content.decode()
    assert 'value="acute_picu" selected' in page, "the report's only service"
    given = {"level": "must", "text": "What the picture says.", "service": "acute_picu", "page": "4", "reg-0": ""}
    assert client.post(add, {**given, "text": "", "do": "accept"}).status_code == 422
    client.post(add, {**given, "do": "accept"})
    assert Finding.objects.get().reference == "CQC-2026-03/M4"
    client.post(add, {**given, "do": "later"})
    assert report.drafts.filter(origin="by_hand", state="pending").count() == 1
    for odd in ("99", "x", "-1", "9" * 40):
        assert client.get(add, {"page": odd}).status_code == 200


def test_finishing_and_unread_parts_on_the_page(underway: Underway, client_for: ClientFor, quality_lead: User) -> None:
    report = underway()
    client = client_for(quality_lead)
    finish = reverse("inspections:finish", args=[report.pk])
    page = client.get(finish).content.decode()
    assert "4 findings nobody has decided" in page
    assert "a table that is a picture" in page
    assert client.post(finish, {}).status_code == 422
    block = report.unread.get()
    client.post(reverse("inspections:unread", args=[report.pk, block.pk]), {"done": "yes"})
    block.refresh_from_db()
    assert block.dealt_with_by == quality_lead
    seen = [f"{pk}:{version}" for pk, version in report.drafts.values_list("pk", "version")]
    answer = client.post(finish, {"rest": "accept", "seen": seen})
    assert answer.url == reverse("inspections:ratings")  # type: ignore[attr-defined]
    page = client.get(reverse("inspections:ratings")).content.decode()
    assert "Inadequate" in page
    assert "Acute wards" in page


def test_a_misread_rating_is_put_right_before_it_reaches_the_grid(
    underway: Underway, client_for: ClientFor, quality_lead: User
) -> None:
    report = underway()
    check = reverse("inspections:check-ratings", args=[report.pk])
    client = client_for(quality_lead)
    rating = report.inspection.ratings.get(key_question="safe")
    assert client.get(check).status_code == 200
    client.post(check, {f"rating-{rating.pk}": "splendid"})
    rating.refresh_from_db()
    assert rating.rating == "inadequate"
    client.post(check, {f"rating-{rating.pk}": "requires_improvement"})
    rating.refresh_from_db()
    assert (rating.rating, rating.corrected) == ("requires_improvement", True)


def test_sharing_on_the_page(
    underway: Underway, client_for: ClientFor, quality_lead: User, member: Callable[..., User]
) -> None:
    report = underway()
    share = reverse("inspections:share", args=[report.pk])
    other = member("quality_lead", name="Deputy")
    client = client_for(quality_lead)
    client.post(share, {"reviewer": quality_lead.pk, "first_page": 1, "last_page": 2})
    client.post(share, {"reviewer": other.pk, "first_page": 3, "last_page": 4})
    assert client.post(share, {"reviewer": other.pk, "first_page": 1, "last_page": 4}).status_code == 422
    assert client.post(share, {"reviewer": "0", "first_page": "x"}).status_code == 422
    page = client.get(address(report.drafts.first())).content.decode()
    assert "You have pages 1 to 2." in page
    assert "Deputy has pages 3 to 4." in page
    taken = report.shares.get(reviewer=other)
    client.post(reverse("inspections:end-share", args=[report.pk, taken.pk]))
    assert report.shares.count() == 1


def test_a_long_report_s_empty_pages_are_drawn_together(underway: Underway, quality_lead: User, scope: Scope) -> None:
    report = underway(pages=300)
    cells = strip_of(queries.board(scope, report.pk), 2)
    assert [(cell.number, cell.last) for cell in cells] == [(1, 1), (2, 2), (3, 3), (4, 4), (5, 300)]
    assert (cells[1].dots, cells[1].action_section, cells[1].current) == (("todo",) * 3, True, True)
    assert (cells[3].unread, cells[4].label) == (True, "Pages 5 to 300: no findings")
    short = strip_of(queries.board(scope, underway(b"%PDF- short", pages=34).pk), None)
    assert len(short) == 34


def test_pages_that_could_not_be_read_are_named_once(underway: Underway, scope: Scope) -> None:
    long = "a table that fell apart so that nobody could tell which rating belongs to which row"
    blocks = tuple(read.Unread(2, f"{long} {n}") for n in range(16))
    one_page = underway(unread=blocks)
    assert unread_line(queries.board(scope, one_page.pk)) == "16 parts we could not read: page 2"
    spread = tuple(read.Unread(n, long) for n in range(1, 11))
    many = underway(b"%PDF- many", pages=12, unread=spread)
    assert unread_line(queries.board(scope, many.pk)).endswith("page 8 and 2 more pages")
