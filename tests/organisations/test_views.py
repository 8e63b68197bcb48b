"""The pages of the organisation: who may, what they show, what they do, what they refuse."""

from __future__ import annotations

import datetime
import html
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from springboard.accounts.models import User
from springboard.accounts.permissions import Permission as P  # noqa: N817
from springboard.accounts.roles import ROLES
from springboard.organisations import urls
from springboard.organisations.models import Site, Trust, Unit
from tests.factories import EventFactory, MembershipFactory, SiteFactory, UnitFactory, UserFactory
from tests.organisations.conftest import Tree

pytestmark = pytest.mark.django_db
Member = Callable[..., User]

# name → the permission of its first line, and whether it is for POST only
ROUTES: dict[str, tuple[P, bool]] = {
    "tree": (P.ORGANISATION_VIEW, False),
    "unit": (P.ORGANISATION_VIEW, False),
    "add-unit": (P.ORGANISATION_MANAGE, False),
    "change-unit": (P.ORGANISATION_MANAGE, False),
    "move-unit": (P.ORGANISATION_MANAGE, False),
    "close-unit": (P.ORGANISATION_MANAGE, False),
    "reopen-unit": (P.ORGANISATION_MANAGE, True),
    "sites": (P.ORGANISATION_MANAGE, False),
    "change-site": (P.ORGANISATION_MANAGE, False),
    "people": (P.PEOPLE_MANAGE, False),
    "add-person": (P.PEOPLE_MANAGE, False),
    "person": (P.PEOPLE_MANAGE, False),
    "change-person": (P.PEOPLE_MANAGE, False),
    "give-role": (P.PEOPLE_MANAGE, False),
    "end-role": (P.PEOPLE_MANAGE, True),
    "invite": (P.PEOPLE_MANAGE, True),
    "close-person": (P.PEOPLE_MANAGE, True),
    "open-person": (P.PEOPLE_MANAGE, True),
    "forget-second-factor": (P.PEOPLE_MANAGE, True),
    "import": (P.PEOPLE_MANAGE, False),
    "import-confirm": (P.PEOPLE_MANAGE, True),
    "template": (P.PEOPLE_MANAGE, False),
    "export": (P.PEOPLE_MANAGE, False),
}


@pytest.fixture
def admin(client_for: Any, administrator: User) -> Client:
    return client_for(administrator)  # type: ignore[no-any-return]


def path_of(name: str, tree: Tree, person: User) -> str:
    pattern = next(str(route.pattern) for route in urls.organisation if route.name == name)
    values = {
        "<int:unit_id>": tree.heron.pk,
        "<int:site_id>": tree.lakeside.pk,
        "<int:user_id>": person.pk,
        "<int:membership_id>": person.memberships.first().pk,  # type: ignore[union-attr]
        "<slug:kind>": "xlsx",
    }
    for part, value in values.items():
        pattern = pattern.replace(part, str(value))
    return f"/organisation/{pattern}"


def test_the_list_of_routes_is_complete() -> None:
    assert {route.name for route in urls.organisation} == set(ROUTES)
    for route in urls.organisation:
        assert route.callback.permission == ROUTES[str(route.name)][0]


@pytest.mark.parametrize("role", [role.code for role in ROLES])
@pytest.mark.parametrize("name", ROUTES)
def test_route_by_role(name: str, role: str, tree: Tree, member: Member, client_for: Any) -> None:
    person = member(role, unit=tree.heron)
    permission, post = ROUTES[name]
    client = client_for(person)
    act = client.post if post else client.get
    held = permission in next(one for one in ROLES if one.code == role).permissions
    answer = act(path_of(name, tree, member("staff")))
    assert (answer.status_code == 403) is not held
    if held:
        assert answer.status_code == (302 if post else 200)
    if held and post:
        assert client.get(path_of(name, tree, person)).status_code == 405


@pytest.mark.parametrize("name", ROUTES)
def test_nobody_signed_in_is_sent_to_sign_in(name: str, tree: Tree, client: Client, member: Member) -> None:
    answer = client.get(path_of(name, tree, member("staff")))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/?next=/organisation/")


@pytest.mark.parametrize("name", ROUTES)
def test_another_trust_s_things_are_not_there(
    name: str, tree: Tree, other_trust: Trust, member: Member, client_for: Any
) -> None:
    stranger = MembershipFactory(trust=other_trust, role="administrator").user
    client, path = client_for(stranger), path_of(name, tree, member("staff"))
    answer = client.post(path) if ROUTES[name][1] else client.get(path)
    about_one_thing = re.search(r"\d", path) is not None
    assert (answer.status_code == 404) is about_one_thing


def test_acts_on_another_trust_s_people_change_nothing(
    tree: Tree, other_trust: Trust, member: Member, client_for: Any
) -> None:
    stranger, person = UserFactory(), member("staff")
    MembershipFactory(user=stranger, trust=other_trust, role="administrator")
    client = client_for(stranger)
    for name in ("close-person", "forget-second-factor", "end-role", "open-person", "invite"):
        client.post(path_of(name, tree, person))
    person.refresh_from_db()
    assert person.is_active
    assert person.memberships.get().ended_at is None
    assert mail.outbox == []


def test_the_tree_page(tree: Tree, member: Member, admin: Client, client_for: Any) -> None:
    member("ward_manager", unit=tree.heron)
    page = admin.get("/organisation/").content.decode()
    assert "2 directorates, 2 services, 2 wards and teams" in page
    assert "CQC: Acute wards for adults of working age and psychiatric intensive care units" in page
    assert "1 person" in page
    assert "Add a unit" in page
    slice_ = client_for(member("staff", unit=tree.adult)).get("/organisation/").content.decode()
    assert "Heron" in slice_
    assert "Crisis team" not in slice_
    assert "Your part of" in slice_
    assert "Add a unit" not in slice_


def test_the_tree_costs_the_same_whatever_its_size(
    tree: Tree, trust: Trust, admin: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(40):
        UnitFactory(trust=trust, name=f"Ward {number}", parent=tree.adult)
    with django_assert_max_num_queries(8):
        admin.get("/organisation/")
    with django_assert_max_num_queries(9):
        admin.get(f"/organisation/units/{tree.adult.pk}/")


def test_an_empty_trust_says_what_to_do(trust: Trust, admin: Client) -> None:
    assert "will stand here" in admin.get("/organisation/").content.decode()


def test_text_is_printed_as_text_everywhere(tree: Tree, trust: Trust, admin: Client, member: Member) -> None:
    evil = "<script>alert(1)</script>"
    Unit.objects.filter(pk=tree.heron.pk).update(name=evil)
    Site.objects.filter(pk=tree.lakeside.pk).update(name=evil)
    person = member("staff", name=evil, job_title=evil, unit=tree.heron)
    EventFactory(trust_id=trust.pk, actor_name=evil, action=evil, object_label=evil, facts={evil: [evil, evil]})
    for path in (
        "/organisation/", f"/organisation/units/{tree.heron.pk}/", "/organisation/sites/", "/history/",
        f"/organisation/units/{tree.heron.pk}/change/", "/organisation/people/", f"/organisation/people/{person.pk}/",
        "/organisation/people/add/", f"/organisation/people/?q={evil}",
    ):  # fmt: skip
        page = admin.get(path).content.decode()
        assert "<script>alert" not in page, path
        assert html.escape(evil)[:10] in page, path


def test_adding_changing_moving_closing_and_opening_a_unit(tree: Tree, trust: Trust, admin: Client) -> None:
    added = admin.post(
        "/organisation/units/add/",
        {"kind": "team", "name": "Plover", "parent": tree.adult.pk, "site": tree.lakeside.pk, "core_service": ""},
    )
    unit = Unit.objects.get(name="Plover")
    assert added["Location"] == f"/organisation/units/{unit.pk}/"
    base = added["Location"]
    admin.post(f"{base}change/", {"name": "Plover ward", "site": "", "version": 1})
    admin.post(f"{base}move/", {"parent": tree.crisis.pk, "version": 2})
    today = timezone.localdate()
    day = {"closed_on-day": today.day, "closed_on-month": today.month, "closed_on-year": today.year}
    admin.post(f"{base}close/", {**day, "version": 3})
    unit.refresh_from_db()
    assert (unit.name, unit.parent, unit.closed_on, unit.version) == ("Plover ward", tree.crisis, today, 4)
    page = admin.get(base).content.decode()
    assert "Closed on" in page
    admin.post(f"{base}reopen/", {"version": 4})
    unit.refresh_from_db()
    assert unit.closed_on is None


def test_a_refusal_stands_beside_its_field_and_what_was_typed_stays(tree: Tree, admin: Client) -> None:
    page = admin.post("/organisation/units/add/", {"kind": "team", "name": "Heron", "parent": tree.adult.pk})
    text = page.content.decode()
    assert page.status_code == 200
    assert "There is already a unit called Heron in Adult wards." in text
    assert 'value="Heron"' in text
    assert 'href="#id_name"' in text
    wrong = admin.post("/organisation/units/add/", {"kind": "nonsense", "name": "", "parent": "999999"})
    assert wrong.status_code == 200
    assert "There is a problem" in wrong.content.decode()


def test_somebody_was_faster(tree: Tree, admin: Client) -> None:
    Unit.objects.filter(pk=tree.heron.pk).update(version=5)
    page = admin.post(f"/organisation/units/{tree.heron.pk}/change/", {"name": "New name", "site": "", "version": 1})
    text = page.content.decode()
    assert "Somebody else changed Heron" in html.unescape(text)
    assert 'value="New name"' in text


def test_sites(tree: Tree, other_trust: Trust, admin: Client) -> None:
    assert admin.post("/organisation/sites/", {"name": "Mill"}).status_code == 302
    assert "already a site called Mill" in admin.post(
        "/organisation/sites/", {"name": "mill"}
    ).content.decode().replace("mill.", "Mill.")
    admin.post(f"/organisation/sites/{tree.lakeside.pk}/", {"postcode": "zz1 1zz"})
    assert Site.objects.get(pk=tree.lakeside.pk).postcode == "ZZ1 1ZZ"
    far = SiteFactory(trust=other_trust)
    assert admin.get(f"/organisation/sites/{far.pk}/").status_code == 404


def test_adding_and_inviting_a_person(tree: Tree, admin: Client) -> None:
    form = {
        "name": "Jo Example",
        "email": "Jo@Example.test",
        "role": "ward_manager",
        "unit": tree.heron.pk,
        "invite": "on",
    }
    answer = admin.post("/organisation/people/add/", form)
    jo = User.objects.get(email="jo@example.test")
    assert answer["Location"] == f"/organisation/people/{jo.pk}/"
    assert "http://testserver/account/password/reset/key/" in str(mail.outbox[0].body)
    page = admin.get(answer["Location"]).content.decode()
    assert "Ward or team manager, Heron" in page
    assert "on its way" in page
    again = admin.post("/organisation/people/add/", form).content.decode()
    assert "already has the role" in again
    assert len(mail.outbox) == 1


def test_an_external_viewer_needs_a_last_day(admin: Client) -> None:
    form = {"name": "Viewer", "email": "v@example.test", "role": "external_viewer"}
    assert "Enter the last day" in admin.post("/organisation/people/add/", form).content.decode()
    last = {"ends_on-day": "31", "ends_on-month": "December", "ends_on-year": "2098"}
    assert admin.post("/organisation/people/add/", {**form, **last}).status_code == 302
    assert mail.outbox == []


def test_roles_on_the_person_s_page(tree: Tree, admin: Client, member: Member) -> None:
    person = member("staff", unit=tree.heron)
    base = f"/organisation/people/{person.pk}/"
    admin.post(f"{base}roles/add/", {"role": "board", "unit": ""})
    held = person.memberships.get(role="board")
    assert "Board member" in admin.get(base).content.decode()
    admin.post(f"{base}roles/{held.pk}/end/")
    page = admin.get(base).content.decode()
    assert "ended" in page
    assert "Before" in page
    wrong = admin.post(f"{base}roles/add/", {"role": "ward_manager", "unit": ""}).content.decode()
    assert "Choose the unit" in wrong


def test_one_s_own_page_offers_no_roles_and_refuses_them(admin: Client, administrator: User) -> None:
    base = f"/organisation/people/{administrator.pk}/"
    page = admin.get(base).content.decode()
    assert "This is you." in page
    assert "Give a role" not in page
    assert "cannot give yourself" in admin.post(f"{base}roles/add/", {"role": "board"}).content.decode()
    admin.post(f"{base}close/")
    administrator.refresh_from_db()
    assert administrator.is_active


def test_details_and_account(admin: Client, member: Member) -> None:
    person = member("staff", name="Jo")
    base = f"/organisation/people/{person.pk}/"
    form = {"name": "Joanna", "email": person.email, "job_title": "Matron", "version": 1}
    assert admin.post(f"{base}change/", form).status_code == 302
    assert "Somebody else changed" in html.unescape(
        admin.post(f"{base}change/", {**form, "name": "Other"}).content.decode()
    )
    admin.post(f"{base}close/")
    assert "The account is closed" in admin.get(base).content.decode()
    admin.post(f"{base}invite/")
    assert "is closed. Open it first" in html.unescape(admin.get(base).content.decode())
    admin.post(f"{base}open/")
    person.refresh_from_db()
    assert (person.is_active, person.name) == (True, "Joanna")


def test_the_people_page(trust: Trust, admin: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(60):
        MembershipFactory(trust=trust, user=UserFactory(name=f"Lark-{number:02}"))
    with django_assert_max_num_queries(9):
        page = admin.get("/organisation/people/").content.decode()
    assert "1 to 50 of 61" in page
    assert "51 to 61 of 61" in admin.get("/organisation/people/?page=2").content.decode()
    assert "1 person found" in admin.get("/organisation/people/?q=LARK-07").content.decode()
    assert "Nobody like that here" in admin.get("/organisation/people/?q=zzz").content.decode()
    assert admin.get("/organisation/people/", {"q": "a\x00b ' % _ \\ 💥"}).status_code == 200
    for page_number in ("0", "-1", "x", "9" * 30, "٣"):
        assert admin.get("/organisation/people/", {"page": page_number}).status_code == 200


def preview(client: Client, data: bytes, name: str = "units.csv") -> Any:
    return client.post("/organisation/import/", {"file": SimpleUploadedFile(name, data)})


def hidden(page: str) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in re.findall(r'name="(rows|shown)" value="([^"]*)"', page)}


CSV = b"Kind,Name,Part of\nDirectorate,Acute care,\nService,Adult wards,Acute care\n"


def test_import_looks_first_and_then_does_it(trust: Trust, admin: Client) -> None:
    page = preview(admin, CSV).content.decode()
    assert "Nothing has been changed yet" in page
    assert Unit.objects.count() == 0
    done = admin.post("/organisation/import/confirm/", hidden(page), follow=True)
    assert "2 new, 0 changed" in done.content.decode()
    assert Unit.objects.get(name="Adult wards").parent == Unit.objects.get(name="Acute care")


def test_import_shows_what_is_wrong_and_offers_no_button(trust: Trust, admin: Client) -> None:
    page = preview(admin, CSV + b"Galaxy,X,\n").content.decode()
    assert "is not a kind of unit" in page
    assert "Do it" not in page
    assert hidden(page) == {}


def test_a_confirmation_holds_for_what_was_shown_only(trust: Trust, admin: Client) -> None:
    form = hidden(preview(admin, CSV).content.decode())
    UnitFactory(trust=trust, kind="directorate", name="Acute care")
    again = admin.post("/organisation/import/confirm/", form).content.decode()
    assert "Look again" in again
    assert Unit.objects.count() == 1
    done = admin.post("/organisation/import/confirm/", hidden(again), follow=True)
    assert "1 new, 0 changed" in done.content.decode()


def test_a_confirmation_of_somebody_else_or_made_up_is_refused(
    trust: Trust, admin: Client, member: Member, client_for: Any
) -> None:
    form = hidden(preview(admin, CSV).content.decode())
    other = client_for(member("administrator"))
    for client, sent in ((other, form), (admin, {**form, "rows": form["rows"][:-3] + "abc"}), (admin, {})):
        answer = client.post("/organisation/import/confirm/", sent, follow=True)
        assert "open too long" in answer.content.decode()
    assert Unit.objects.count() == 0


def test_import_refuses_what_it_cannot_read(admin: Client) -> None:
    assert "Choose the file" in admin.post("/organisation/import/").content.decode()
    assert "not a spreadsheet" in preview(admin, b"%PDF-1.7\x00").content.decode()
    assert "The file is empty" in preview(admin, b"").content.decode()


def test_new_people_are_invited_in_the_background_when_asked(
    trust: Trust, admin: Client, django_capture_on_commit_callbacks: Any
) -> None:
    data = b"Name,E-mail,Role\nJo,jo@example.test,Staff member\nAl,al@example.test,Board member\n"
    form = hidden(preview(admin, data).content.decode())
    with django_capture_on_commit_callbacks(execute=True):
        admin.post("/organisation/import/confirm/", {**form, "invite": "on"})
    assert sorted(message.to[0] for message in mail.outbox) == ["al@example.test", "jo@example.test"]


def test_nobody_is_invited_unasked(trust: Trust, admin: Client, django_capture_on_commit_callbacks: Any) -> None:
    data = b"Name,E-mail,Role\nJo,jo@example.test,Staff member\n"
    with django_capture_on_commit_callbacks(execute=True):
        admin.post("/organisation/import/confirm/", hidden(preview(admin, data).content.decode()))
    assert User.objects.filter(email="jo@example.test").exists()
    assert mail.outbox == []


@pytest.mark.parametrize("what", ["export", "import/template"])
@pytest.mark.parametrize("kind", ["xlsx", "units", "sites", "people"])
def test_files_come_with_a_name_and_type(tree: Tree, admin: Client, what: str, kind: str) -> None:
    answer = admin.get(f"/organisation/{what}/{kind}/")
    end = "xlsx" if kind == "xlsx" else "csv"
    assert re.search(rf'attachment; filename="[a-z-]+\.{end}"', answer["Content-Disposition"])
    assert answer.content[:4] == b"PK\x03\x04" if end == "xlsx" else answer.content[:3] == b"\xef\xbb\xbf"
    if what == "export" and kind == "units":
        assert "Ward or team,Heron,Acute care › Adult wards,,Lakeside" in answer.content.decode("utf-8-sig")


def test_an_unknown_table_is_not_there(admin: Client) -> None:
    assert admin.get("/organisation/export/secrets/").status_code == 404
    assert admin.get("/organisation/import/template/secrets/").status_code == 404


def test_export_and_import_through_the_pages_change_nothing(tree: Tree, admin: Client, member: Member) -> None:
    member("staff", unit=tree.heron, name="Jo")
    data = admin.get("/organisation/export/xlsx/").content
    page = admin.post("/organisation/import/", {"file": io.BytesIO(data)}).content.decode()
    assert "There is nothing to do" in page


HISTORY_READERS = {role.code for role in ROLES if P.HISTORY_VIEW in role.permissions and role.whole_trust}


@pytest.mark.parametrize("role", [role.code for role in ROLES])
def test_who_reads_what_of_the_record(role: str, tree: Tree, trust: Trust, member: Member, client_for: Any) -> None:
    person, other = member(role, unit=tree.adult), member("staff")
    client = client_for(person)
    EventFactory(trust_id=trust.pk, object_type="organisations.unit", object_id=str(tree.heron.pk))
    whole, lead = role in HISTORY_READERS, role == "unit_lead"

    def status(query: str) -> int:
        return int(client.get(f"/history/{query}").status_code)

    assert status("") == (200 if whole else 403)
    assert status(f"?object=organisations.unit:{tree.heron.pk}") == (200 if whole or lead else 403)
    assert status(f"?object=organisations.unit:{tree.crisis.pk}") == (200 if whole else 404 if lead else 403)
    assert status("?object=plan.finding:1") == (404 if whole or lead else 403)
    assert status(f"?person={other.pk}") == (200 if whole else 404 if lead else 403)
    assert status(f"?person={person.pk}") == (200 if whole or lead else 403)


def test_the_record_reads_in_plain_words_and_stays_in_the_trust(
    tree: Tree, trust: Trust, other_trust: Trust, admin: Client, administrator: User
) -> None:
    admin.post(f"/organisation/units/{tree.heron.pk}/move/", {"parent": tree.crisis.pk, "version": 1})
    EventFactory(trust_id=other_trust.pk, object_label="Secret of another trust")
    for query in ("", f"?object=organisations.unit:{tree.heron.pk}", f"?person={administrator.pk}"):
        page = admin.get(f"/history/{query}").content.decode()
        text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
        assert "Administrator moved Heron" in text
        assert "part of: Adult wards → Crisis team" in text
        assert "Secret" not in page


def test_pages_of_the_record(trust: Trust, admin: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(60):
        EventFactory(trust_id=trust.pk, object_label=f"Thing {number:02}")
    with django_assert_max_num_queries(7):
        first = admin.get("/history/").content.decode()
    older = re.search(r'href="(/history/\?before=\d+)"', first)
    assert older is not None
    second = admin.get(older[1]).content.decode()
    assert "Thing 59" in first
    assert "Thing 09" in second
    assert "Thing 10" not in second
    for query in ("before=x", "before=" + "9" * 40, "object=", "object=a:b", "object=../../etc", "person=x", "person="):
        assert admin.get(f"/history/?{query}").status_code in {200, 404}


def test_nobody_and_nothing_of_another_trust_has_a_history_here(tree: Tree, other_trust: Trust, admin: Client) -> None:
    stranger = MembershipFactory(trust=other_trust).user
    theirs = UnitFactory(trust=other_trust)
    EventFactory(trust_id=other_trust.pk, object_type="organisations.unit", object_id=str(theirs.pk))
    absent = (f"person={stranger.pk}", f"object=organisations.unit:{theirs.pk}", f"object=organisations.unit:{10**60}",
              "object=made.up:1")  # fmt: skip
    assert [admin.get(f"/history/?{query}").status_code for query in absent] == [404] * len(absent)
    quiet = admin.get(f"/history/?object=organisations.unit:{tree.heron.pk}")
    assert "Nothing yet" in quiet.content.decode()  # ours, and nothing has happened to it


def test_your_account(tree: Tree, trust: Trust, client_for: Any, member: Member) -> None:
    person = member("ward_manager", unit=tree.heron, name="Jo Example")
    page = client_for(person).get("/account/").content.decode()
    for words in (
        "Jo Example",
        person.email,
        trust.name,
        "Ward or team manager, Heron",
        "Second factor: none",
        "Sign out",
    ):
        assert words in page
    assert "Look at this one" not in page


def test_an_account_without_a_role_says_so_and_can_leave(client_for: Any, member: Member) -> None:
    person = member("staff")
    person.memberships.update(ends_on=timezone.localdate() - datetime.timedelta(days=1))
    client = client_for(person)
    page = client.get("/account/").content.decode()
    assert "You have no role at the moment" in page
    assert "Sign out" in page
    assert client.get("/organisation/").status_code == 403


def test_switching_trusts(trust: Trust, other_trust: Trust, client_for: Any, member: Member) -> None:
    person = member("administrator")
    MembershipFactory(user=person, trust=other_trust, role="administrator")
    third = UnitFactory().trust
    client = client_for(person)
    assert trust.name in client.get("/organisation/").content.decode()
    assert client.post("/account/trust/", {"trust": other_trust.pk}).status_code == 302
    assert other_trust.name in client.get("/organisation/").content.decode()
    for nonsense in (third.pk, "x", "", "9" * 40):
        client.post("/account/trust/", {"trust": nonsense})
        assert other_trust.name in client.get("/organisation/").content.decode()


def test_a_trust_that_was_left_does_not_lock_its_person_out(
    trust: Trust, other_trust: Trust, client_for: Any, member: Member
) -> None:
    person = member("staff")
    held = MembershipFactory(user=person, trust=other_trust, role="staff")
    client = client_for(person)
    client.post("/account/trust/", {"trust": other_trust.pk})
    held.ended_at = timezone.now()
    held.save()
    assert trust.name in client.get("/organisation/").content.decode()


def test_what_was_meant_for_a_trust_that_was_left_goes_to_no_other(
    trust: Trust, other_trust: Trust, client_for: Any, member: Member
) -> None:
    person = member("administrator")
    held = MembershipFactory(user=person, trust=other_trust, role="administrator")
    client = client_for(person)
    client.post("/account/trust/", {"trust": other_trust.pk})
    held.ended_at = timezone.now()
    held.save()
    assert client.post("/organisation/sites/", {"name": "Their new site"}).status_code == 403
    assert not Site.objects.filter(name="Their new site").exists()
    assert trust.name in client.get("/organisation/").content.decode()  # from here on they see where they are
    assert client.post("/organisation/sites/", {"name": "Our new site"}).status_code == 302
    assert Site.objects.get(name="Our new site").trust == trust


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xc2\xa0", b"\xff\xfe \x00", b"\xef\xbb\xbf\n\n"])
def test_a_file_of_marks_and_spaces_is_empty(data: bytes, admin: Client) -> None:
    page = admin.post("/organisation/import/", {"file": SimpleUploadedFile("a.csv", data)})
    assert page.status_code == 200
    assert "The file is empty" in page.content.decode()


def test_adding_somebody_of_another_trust_shows_nothing_of_their_signing_in(
    other_trust: Trust, admin: Client, member: Member, client_for: Any
) -> None:
    theirs = member("quality_lead", trust_=other_trust)
    EventFactory(
        trust_id=None, actor_id=theirs.pk, action="account.signed_in", object_type="accounts.user",
        object_id=str(theirs.pk), facts={"address": "192.0.2.77"},
    )  # fmt: skip
    admin.post("/organisation/people/add/", {"name": "x", "email": theirs.email, "role": "staff"})
    page = admin.get(f"/history/?person={theirs.pk}").content.decode()
    assert "gave a role to" in page
    assert "192.0.2.77" not in page
    at_home = client_for(member("administrator", trust_=other_trust))
    assert "192.0.2.77" in at_home.get(f"/history/?person={theirs.pk}").content.decode()
