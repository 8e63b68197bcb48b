"""Signing in and out, wrong passwords, the lock, the record of all of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from springboard.accounts.models import User
from springboard.audit.models import Event
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
Member = Callable[..., User]


def actions() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("action", flat=True))


def test_signing_in_and_out_is_on_the_record(client: Client, member: Member, sign_in: Any) -> None:
    user = member("staff")
    answer = sign_in(client, user)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.post("/account/logout/")["Location"] == "/account/login/"
    assert actions() == ["account.signed_in", "account.signed_out"]
    event = Event.objects.get(action="account.signed_in")
    assert (event.actor_id, event.object_id, event.trust_id) == (user.pk, str(user.pk), None)
    assert event.facts == {"way": "password", "address": "127.0.0.1"}


def test_the_address_may_be_typed_in_any_case(client: Client, member: Member, sign_in: Any) -> None:
    member("staff", email="jo@example.test")
    assert sign_in(client, " JO@Example.test ").status_code == 302


def test_next_is_followed_inside_and_never_outside(client: Client, member: Member, sign_in: Any) -> None:
    user = member("staff")
    assert client.get("/account/?x=1")["Location"] == "/account/login/?next=/account/%3Fx%3D1"
    assert sign_in(client, user, QUERY_STRING="next=/account/")["Location"] == "/account/"
    client.post("/account/logout/")
    assert sign_in(client, user, QUERY_STRING="next=https://evil.example/")["Location"] == "/"


def test_signing_out_needs_a_post(client: Client, member: Member, sign_in: Any) -> None:
    sign_in(client, member("staff"))
    page = client.get("/account/logout/")
    assert "Sign out?" in page.content.decode()
    assert client.get("/account/").status_code == 200


def test_a_wrong_password_says_the_same_as_an_unknown_address(client: Client, member: Member, sign_in: Any) -> None:
    user = member("staff")
    wrong = sign_in(client, user, "not the password").content.decode()
    unknown = sign_in(client, "nobody@example.test", "not the password").content.decode()
    said = "That e-mail address and password do not belong together"
    assert said in wrong
    assert said in unknown
    assert actions() == ["account.sign_in_failed"]
    event = Event.objects.get()
    assert (event.actor_id, event.actor_name, event.object_id) == (None, "Somebody not signed in", str(user.pk))
    assert "nobody@example.test" not in str(Event.objects.values())


def test_empty_fields_are_named(client: Client, db: None) -> None:
    page = client.post("/account/login/", {"login": "", "password": ""}).content.decode()
    assert "Enter your e-mail address" in page
    assert "Enter your password" in page
    assert client.post("/account/login/", {"login": "x" * 3000 + "\x00", "password": "\x00"}).status_code == 200


def test_five_wrong_passwords_close_the_door_for_fifteen_minutes(client: Client, member: Member, sign_in: Any) -> None:
    user = member("staff")
    with time_machine.travel("2026-11-23 09:00:00+00:00", tick=False) as clock:
        for _ in range(5):
            assert sign_in(client, user, "wrong").status_code == 200
        shut = sign_in(client, user)
        assert shut.status_code == 429
        assert "Wait 15 minutes, then try again" in shut.content.decode()
        clock.shift(14 * 60)
        assert sign_in(Client(REMOTE_ADDR="10.0.0.9"), user).status_code == 429
        clock.shift(61)
        assert sign_in(client, user).status_code == 302
    assert actions() == ["account.sign_in_failed"] * 5 + ["account.locked", "account.signed_in"]


def test_the_door_is_shut_for_one_account_only(member: Member, sign_in: Any) -> None:
    first, second = member("staff"), member("staff")
    for _ in range(5):
        sign_in(Client(), first, "wrong")
    assert sign_in(Client(), first).status_code == 429
    assert sign_in(Client(), second).status_code == 302


def test_an_unknown_address_is_shut_in_the_same_way(sign_in: Any, db: None) -> None:
    answers = [sign_in(Client(), "nobody@example.test", "wrong").status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]
    assert actions() == []


def test_one_address_cannot_try_many_accounts(member: Member, sign_in: Any) -> None:
    answers = [sign_in(Client(), f"person{n}@example.test", "wrong").status_code for n in range(11)]
    assert answers == [200] * 10 + [429]
    assert sign_in(Client(REMOTE_ADDR="10.0.0.9"), member("staff")).status_code == 302


def test_too_many_attempts_of_any_kind_get_a_plain_page(sign_in: Any, db: None) -> None:
    for n in range(30):
        sign_in(Client(), f"person{n}@example.test", "wrong")
    page = sign_in(Client(), "person99@example.test", "wrong")
    assert page.status_code == 429
    assert "Too many attempts in a short time" in page.content.decode()


def test_a_closed_account_is_told_so_only_with_the_right_password(client: Client, member: Member, sign_in: Any) -> None:
    user = member("staff", is_active=False)
    assert "do not belong together" in sign_in(client, user, "wrong").content.decode()
    answer = sign_in(client, user)
    assert answer["Location"] == "/account/inactive/"
    assert "Your account is closed" in client.get("/account/inactive/").content.decode()
    assert client.get("/account/").status_code == 302
    assert "account.signed_in" not in actions()


def test_there_is_no_sign_up(client: Client, db: None) -> None:
    for path in ("/account/signup/", "/account/email/", "/account/confirm-email/", "/account/password/set/"):
        assert client.get(path).status_code == 404, path
    assert "There is no sign-up here" in client.get("/account/login/").content.decode()
    assert client.get("/account/login/", headers={"accept": "application/json"})["Content-Type"].startswith("text/html")


def test_a_forgotten_password(client: Client, member: Member, sign_in: Any) -> None:
    user = member("staff", name="O'Brien", email="jo@example.test")
    for _ in range(5):
        sign_in(client, user, "wrong")
    page = client.post("/account/password/reset/", {"email": "JO@example.test"}, follow=True)
    assert "Look in your e-mail" in page.content.decode()
    (message,) = mail.outbox
    assert message.to == ["jo@example.test"]
    assert "Hello O'Brien" in str(message.body)
    link = next(word for word in str(message.body).split() if word.startswith("http://testserver/"))
    form = client.get(link, follow=True)
    where = form.redirect_chain[-1][0]
    assert link not in where
    short = client.post(where, {"password1": "short", "password2": "short"}).content.decode()
    assert "too short" in short
    unequal = client.post(where, {"password1": "a longer new password", "password2": "another one"}).content.decode()
    assert "You must type the same password each time" in unequal
    done = client.post(where, {"password1": "a longer new password", "password2": "a longer new password"}, follow=True)
    assert "Your password is set" in done.content.decode()
    user.refresh_from_db()
    assert user.check_password("a longer new password")
    assert "account.password_changed" in actions()
    assert mail.outbox[-1].subject == "Springboard: your account was changed"


def test_a_new_password_opens_the_door_again(client: Client, member: Member, sign_in: Any) -> None:
    user = member("staff", email="jo@example.test")
    for _ in range(5):
        sign_in(client, user, "wrong")
    client.post("/account/password/reset/", {"email": user.email})
    link = next(word for word in str(mail.outbox[0].body).split() if word.startswith("http://testserver/"))
    where = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(where, {"password1": "a longer new password", "password2": "a longer new password"})
    assert sign_in(client, user, "a longer new password").status_code == 302


def test_an_unknown_or_closed_address_gets_the_same_page_and_no_mail(client: Client, member: Member) -> None:
    closed = member("staff", is_active=False)
    for email in ("nobody@example.test", closed.email):
        page = client.post("/account/password/reset/", {"email": email}, follow=True)
        assert "Look in your e-mail" in page.content.decode()
    assert mail.outbox == []


def test_changing_the_password(client: Client, member: Member, sign_in: Any) -> None:
    user = member("staff")
    sign_in(client, user)
    words = {"oldpassword": "wrong", "password1": "a longer new password", "password2": "a longer new password"}
    assert "That is not your current password" in client.post("/account/password/change/", words).content.decode()
    done = client.post("/account/password/change/", {**words, "oldpassword": PASSWORD})
    assert (done.status_code, done["Location"]) == (302, "/account/")
    assert client.get("/account/").status_code == 200
    assert actions()[-1] == "account.password_changed"
    assert [message.to for message in mail.outbox] == [[user.email]]


def test_somebody_without_a_password_is_not_offered_one(client_for: Any, member: Member) -> None:
    user = member("staff")
    user.set_unusable_password()
    user.save()
    page = client_for(user).get("/account/password/change/")
    assert "You have no password here" in page.content.decode()


def test_the_session_cookie_is_kept_from_scripts_and_ends_with_the_browser(
    client: Client, member: Member, sign_in: Any
) -> None:
    sign_in(client, member("staff"))
    cookie = client.cookies["springboard_session"]
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"
    assert not cookie["expires"]


def test_a_form_without_its_token_is_refused(member: Member, sign_in: Any) -> None:
    assert sign_in(Client(enforce_csrf_checks=True), member("staff")).status_code == 403
