"""Adding people, giving and ending roles, closing accounts, inviting."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from smtplib import SMTPException
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from springboard.accounts.models import User
from springboard.audit.models import Event
from springboard.organisations import services
from springboard.organisations.models import Membership, Trust
from springboard.organisations.queries import scope_for, works_elsewhere
from springboard.organisations.rules import ChangedMeanwhile, Refused
from tests.factories import MembershipFactory, UnitFactory, UserFactory
from tests.organisations.conftest import Tree

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
DAY = datetime.timedelta(days=1)
SITE = "https://springboard.example.test"


def refusal(act: Callable[..., Any], **values: Any) -> Refused:
    before = (User.objects.count(), Membership.objects.count(), Event.objects.count())
    with pytest.raises(Refused) as caught:
        act(**values)
    assert (User.objects.count(), Membership.objects.count(), Event.objects.count()) == before
    return caught.value


def add(by: User | None, trust: Trust, **values: Any) -> Membership:
    facts = {"email": "jo@example.test", "name": "Jo Example", "role": "staff"}
    return services.add_person(by=by, trust_id=trust.pk, **{**facts, **values})


def test_somebody_new_has_an_account_nobody_can_use_yet(trust: Trust, administrator: User) -> None:
    made = add(administrator, trust, email="Jo@Example.test", job_title="Nurse")
    assert (made.user.email, made.user.job_title, made.user.has_usable_password()) == (
        "jo@example.test",
        "Nurse",
        False,
    )
    actions = list(Event.objects.filter(trust_id=trust.pk).order_by("pk").values_list("action", "object_label"))
    assert actions == [("person.added", "Jo Example"), ("role.given", "Jo Example")]


def test_somebody_from_another_trust_keeps_their_account(trust: Trust, other_trust: Trust, administrator: User) -> None:
    there = UserFactory(email="jo@example.test", name="Jo Elsewhere")
    MembershipFactory(user=there, trust=other_trust)
    made = add(administrator, trust)
    there.refresh_from_db()
    assert (made.user_id, there.name) == (there.pk, "Jo Elsewhere")


def test_all_or_nothing(tree: Tree, trust: Trust, administrator: User) -> None:
    assert refusal(add, by=administrator, trust=trust, role="ward_manager").field == "unit"
    assert refusal(add, by=administrator, trust=trust, role="external_viewer").field == "ends_on"
    assert refusal(add, by=administrator, trust=trust, email="nobody").field == "email"
    assert refusal(add, by=administrator, trust=trust, name=" ").field == "name"
    assert refusal(add, by=administrator, trust=trust, role="quality_lead", unit_id=tree.heron.pk).field == "unit"
    assert not User.objects.filter(email="jo@example.test").exists()


def test_roles_in_units(tree: Tree, trust: Trust, other_trust: Trust, administrator: User, member: Any) -> None:
    person = member("staff")
    ok = {"by": administrator, "trust_id": trust.pk, "user_id": person.pk, "role": "ward_manager"}
    far = UnitFactory(trust=other_trust, name="Far")
    closed = UnitFactory(trust=trust, name="Old", closed_on=TODAY())
    assert refusal(services.give_role, **ok, unit_id=far.pk).field == "unit"
    assert "closed" in refusal(services.give_role, **ok, unit_id=closed.pk).text
    services.give_role(**ok, unit_id=tree.heron.pk)
    assert "already has the role" in refusal(services.give_role, **ok, unit_id=tree.heron.pk).text
    services.give_role(**ok, unit_id=tree.kestrel.pk)
    event = Event.objects.order_by("-pk").first()
    assert event is not None
    assert (event.object_type, event.object_id, event.facts["unit"]) == ("accounts.user", str(person.pk), "Kestrel")


def test_a_whole_trust_role_is_held_once(trust: Trust, administrator: User, member: Any) -> None:
    person = member("quality_lead")
    same = {"by": administrator, "trust_id": trust.pk, "user_id": person.pk, "role": "quality_lead"}
    assert "already has the role" in refusal(services.give_role, **same).text


def test_nobody_gives_or_ends_their_own_role(trust: Trust, administrator: User) -> None:
    mine = {"by": administrator, "trust_id": trust.pk}
    assert "yourself" in refusal(services.give_role, **mine, user_id=administrator.pk, role="quality_lead").text
    assert "yourself" in refusal(add, by=administrator, trust=trust, email=administrator.email, role="board").text
    held = administrator.memberships.get()
    assert "your own role" in refusal(services.end_role, **mine, membership_id=held.pk).text
    dates = {"starts_on": None, "ends_on": TODAY()}
    assert "your own role" in refusal(services.change_dates, **mine, membership_id=held.pk, **dates).text


def test_a_stranger_gets_no_role_without_being_added(trust: Trust, administrator: User) -> None:
    stranger = UserFactory()
    facts = {"by": administrator, "trust_id": trust.pk, "user_id": stranger.pk, "role": "staff"}
    assert "not in this trust" in refusal(services.give_role, **facts).text


def test_ending_a_role_closes_the_door_at_once_and_keeps_the_row(
    trust: Trust, other_trust: Trust, administrator: User, member: Any
) -> None:
    person = member("quality_lead")
    held = person.memberships.get()
    far = {"by": administrator, "trust_id": other_trust.pk, "membership_id": held.pk}
    assert "not one of this trust" in refusal(services.end_role, **far).text
    assert scope_for(person) is not None
    services.end_role(by=administrator, trust_id=trust.pk, membership_id=held.pk)
    assert scope_for(person) is None
    count = Event.objects.count()
    services.end_role(by=administrator, trust_id=trust.pk, membership_id=held.pk)
    assert Event.objects.count() == count
    again = services.give_role(by=administrator, trust_id=trust.pk, user_id=person.pk, role="quality_lead")
    assert again.pk != held.pk
    assert scope_for(person) is not None


def test_a_role_that_ran_out_can_be_given_anew(trust: Trust, administrator: User) -> None:
    person = UserFactory()
    MembershipFactory(user=person, trust=trust, role="external_viewer", ends_on=TODAY() - DAY)
    facts = {"by": administrator, "trust_id": trust.pk, "user_id": person.pk, "role": "external_viewer"}
    services.give_role(**facts, ends_on=TODAY() + DAY)
    assert scope_for(person) is not None
    assert person.memberships.count() == 2


def test_dates_change_by_the_same_rules(trust: Trust, administrator: User) -> None:
    held = MembershipFactory(trust=trust, role="external_viewer", ends_on=TODAY() + DAY)
    facts = {"by": administrator, "trust_id": trust.pk, "membership_id": held.pk, "starts_on": None}
    assert refusal(services.change_dates, **facts, ends_on=None).field == "ends_on"
    assert refusal(services.change_dates, **facts, ends_on=TODAY() - DAY).field == "ends_on"
    assert services.change_dates(**facts, ends_on=TODAY() + 9 * DAY).ends_on == TODAY() + 9 * DAY


def test_details_change_and_the_old_address_is_told(
    trust: Trust, administrator: User, member: Any, django_capture_on_commit_callbacks: Any
) -> None:
    person = member("staff", name="Jo", email="jo@example.test")
    EmailAddress.objects.create(user=person, email="jo@example.test", primary=True, verified=True)
    facts = {
        "by": administrator,
        "trust_id": trust.pk,
        "user_id": person.pk,
        "version": 1,
        "name": "Jo",
        "job_title": "",
    }
    with django_capture_on_commit_callbacks(execute=True):
        services.change_person(**facts, email="JO.NEW@example.test")
    person.refresh_from_db()
    assert (person.email, person.version) == ("jo.new@example.test", 2)
    assert not EmailAddress.objects.filter(email="jo@example.test").exists()
    assert [message.to for message in mail.outbox] == [["jo@example.test"]]
    with pytest.raises(ChangedMeanwhile):
        services.change_person(**{**facts, "name": "Joanna"}, email="jo.new@example.test")


def test_an_address_somebody_has_is_refused(trust: Trust, administrator: User, member: Any) -> None:
    person, taken = member("staff"), UserFactory(email="taken@example.test")
    facts = {
        "by": administrator,
        "trust_id": trust.pk,
        "user_id": person.pk,
        "version": 1,
        "name": "x",
        "job_title": "",
    }
    assert refusal(services.change_person, **facts, email=taken.email.upper()).field == "email"


@pytest.mark.parametrize("act", ["change", "close", "open", "second_factor"])
def test_an_account_that_is_not_this_trust_s_alone_is_left_to_the_operator(
    act: str, trust: Trust, other_trust: Trust, administrator: User, member: Any
) -> None:
    shared, operator, stranger = member("staff"), member("staff", is_staff=True), UserFactory()
    MembershipFactory(user=shared, trust=other_trust)
    how: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
        "change": (services.change_person, {"version": 1, "name": "X", "email": "x@example.test", "job_title": ""}),
        "close": (services.close_person, {}),
        "open": (services.open_person, {}),
        "second_factor": (services.remove_second_factor, {}),
    }
    service, extra = how[act]
    for who, word in ((shared, "another trust"), (operator, "operates"), (stranger, "not in this trust")):
        facts = {"by": administrator, "trust_id": trust.pk, "user_id": who.pk}
        assert word in refusal(service, **facts, **extra).text


def test_who_has_a_role_in_two_trusts_keeps_the_account_when_one_ends_it(
    trust: Trust, other_trust: Trust, administrator: User, member: Any, client_for: Any
) -> None:
    shared = member("staff", name="Sam Shared")
    elsewhere = MembershipFactory(user=shared, trust=other_trust)
    client = client_for(administrator)
    page = client.get(reverse("organisations:person", args=[shared.pk])).content.decode()
    assert "also has a role in another trust here" in page
    assert other_trust.name not in page
    for word in ("Close the account", "Change details", "Remove the second factor"):
        assert word not in page
    here = Membership.objects.get(user=shared, trust=trust)
    client.post(reverse("organisations:end-role", args=[shared.pk, here.pk]))
    here.refresh_from_db()
    shared.refresh_from_db()
    assert here.ended_at
    assert shared.is_active
    assert scope_for(shared, other_trust.pk)
    facts = {"by": administrator, "trust_id": trust.pk, "user_id": shared.pk}
    assert "You can end their roles in your trust" in refusal(services.close_person, **facts).text
    elsewhere.ended_at = timezone.now()
    elsewhere.save()
    page = client.get(reverse("organisations:person", args=[shared.pk])).content.decode()
    assert "Close the account" in page
    services.close_person(**facts)
    shared.refresh_from_db()
    assert not shared.is_active


@pytest.mark.parametrize(
    ("starts", "ends", "live"), [(None, None, True), (1, None, True), (None, 0, True), (None, -1, False)]
)
def test_a_role_elsewhere_counts_until_its_last_day(
    starts: int | None, ends: int | None, live: bool, trust: Trust, other_trust: Trust, member: Any
) -> None:
    day = {None: None, **{n: timezone.localdate() + n * DAY for n in (-1, 0, 1)}}
    person = member("staff")
    MembershipFactory(user=person, trust=other_trust, starts_on=day[starts], ends_on=day[ends])
    assert works_elsewhere(trust.pk, person.pk) is live


def test_closing_and_opening(trust: Trust, administrator: User, member: Any, client_for: Any) -> None:
    person = member("quality_lead")
    client = client_for(person)
    facts = {"by": administrator, "trust_id": trust.pk}
    services.close_person(**facts, user_id=person.pk)
    assert client.get("/account/").status_code == 302
    person.refresh_from_db()
    assert scope_for(person) is None
    services.open_person(**facts, user_id=person.pk)
    assert client.get("/account/").status_code == 200
    assert "your own account" in refusal(services.close_person, **facts, user_id=administrator.pk).text
    actions = list(Event.objects.order_by("pk").values_list("action", flat=True))
    assert actions == ["person.closed", "person.opened"]


def test_a_lost_phone(trust: Trust, administrator: User, member: Any, django_capture_on_commit_callbacks: Any) -> None:
    person = member("staff")
    for kind in ("totp", "recovery_codes"):
        Authenticator.objects.create(user=person, type=kind, data={})
    facts = {"by": administrator, "trust_id": trust.pk}
    with django_capture_on_commit_callbacks(execute=True):
        assert services.remove_second_factor(**facts, user_id=person.pk) == 2
    assert not Authenticator.objects.exists()
    assert [message.to for message in mail.outbox] == [[person.email]]
    assert "Your account" in refusal(services.remove_second_factor, **facts, user_id=administrator.pk).text


def test_an_invitation_carries_a_link_that_works_once(
    trust: Trust, administrator: User, client: Any, member: Any
) -> None:
    person = add(administrator, trust, name="O'Brien & Sons", email="new@example.test").user
    assert services.invite_person(by=administrator, trust_id=trust.pk, user_id=person.pk, site=SITE)
    body = str(mail.outbox[0].body)
    assert "O'Brien & Sons" in body
    assert trust.name in body
    link = next(word for word in body.split() if word.startswith(f"{SITE}/account/password/reset/key/"))
    page = client.get(link.removeprefix(SITE), follow=True)
    assert b"Set your password" in page.content
    where = page.redirect_chain[-1][0]
    words = {"password1": "three random words indeed", "password2": "three random words indeed"}
    done = client.post(where, words, follow=True)
    assert b"Your password is set" in done.content
    person.refresh_from_db()
    assert person.has_usable_password()
    again = client.get(link.removeprefix(SITE), follow=True)
    assert b"This link is no longer good" in again.content


def test_an_invitation_that_cannot_be_sent_is_said_and_recorded(
    trust: Trust, administrator: User, member: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object, **__: object) -> None:
        raise SMTPException("no")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", down)
    person = member("staff")
    assert services.invite_person(by=administrator, trust_id=trust.pk, user_id=person.pk, site=SITE) is False
    assert Event.objects.order_by("-pk").values_list("action", flat=True)[0] == "person.invitation_not_sent"


def test_nobody_is_invited_who_is_closed_or_elsewhere(
    trust: Trust, other_trust: Trust, administrator: User, member: Any
) -> None:
    closed, stranger = member("staff", is_active=False), UserFactory()
    MembershipFactory(user=stranger, trust=other_trust)
    facts = {"by": administrator, "trust_id": trust.pk, "site": SITE}
    assert "closed" in refusal(services.invite_person, **facts, user_id=closed.pk).text
    assert "not in this trust" in refusal(services.invite_person, **facts, user_id=stranger.pk).text
    assert mail.outbox == []
