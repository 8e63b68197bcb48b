"""Authenticator app, recovery codes, keys, and the rule that everybody needs one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client

from springboard.accounts.adapters import MFAAdapter
from springboard.accounts.models import User
from springboard.audit.models import Event
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
Member = Callable[..., User]


def code_for(secret: str) -> str:
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def actions() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("action", flat=True))


def set_up_app(client: Client, capture: Any) -> str:
    """Through the page, as a person does; returns the secret."""
    page = client.get("/account/2fa/app/activate/").content.decode()
    secret = "".join(re.search(r'<code class="sb-code">([A-Z2-7 ]+)</code>', page)[1].split())  # type: ignore[index]
    with capture(execute=True):
        answer = client.post("/account/2fa/app/activate/", {"code": code_for(secret)})
    assert answer["Location"] == "/account/2fa/recovery-codes/"
    return secret


@pytest.fixture
def inside(client: Client, member: Member, sign_in: Any) -> tuple[Client, User]:
    """Signed in, and asked for the password once more (``reauthenticate``)."""
    user = member("staff")
    sign_in(client, user)
    answer = client.get("/account/2fa/app/activate/")
    assert answer["Location"].startswith("/account/reauthenticate/")
    wrong = client.post(answer["Location"], {"password": "wrong"})
    assert "That is not your password" in wrong.content.decode()
    assert client.post(answer["Location"], {"password": PASSWORD})["Location"] == "/account/2fa/app/activate/"
    return client, user


def test_setting_up_an_app_and_signing_in_with_it(
    inside: tuple[Client, User], sign_in: Any, django_capture_on_commit_callbacks: Any
) -> None:
    client, user = inside
    wrong = client.post("/account/2fa/app/activate/", {"code": "000000"}).content.decode()
    assert "That code is not right" in wrong
    secret = set_up_app(client, django_capture_on_commit_callbacks)
    assert {"second_factor.added"} <= set(actions())
    assert "An authenticator app was set up" in str(mail.outbox[0].body)
    client.post("/account/logout/")

    answer = sign_in(client, user)
    assert answer["Location"] == "/account/2fa/authenticate/"
    assert client.get("/account/").status_code == 302
    page = client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "That code is not right" in page.content.decode()
    assert actions()[-1] == "account.second_factor_failed"
    done = client.post("/account/2fa/authenticate/", {"code": code_for(secret)})
    assert (done.status_code, done["Location"]) == (302, "/")
    assert client.get("/account/").status_code == 200


def test_wrong_codes_close_the_door_too(
    inside: tuple[Client, User], sign_in: Any, django_capture_on_commit_callbacks: Any
) -> None:
    client, user = inside
    secret = set_up_app(client, django_capture_on_commit_callbacks)
    client.post("/account/logout/")
    sign_in(client, user)
    for _ in range(5):
        client.post("/account/2fa/authenticate/", {"code": "000000"})
    page = client.post("/account/2fa/authenticate/", {"code": code_for(secret)}).content.decode()
    assert "Too many wrong attempts. Wait 15 minutes" in page


def test_recovery_codes_work_once(
    inside: tuple[Client, User], sign_in: Any, django_capture_on_commit_callbacks: Any
) -> None:
    client, user = inside
    set_up_app(client, django_capture_on_commit_callbacks)
    page = client.get("/account/2fa/recovery-codes/").content.decode()
    codes = re.findall(r'<code class="sb-code">([0-9a-zA-Z-]+)</code>', page)
    assert len(codes) == 10
    download = client.get("/account/2fa/recovery-codes/download/")
    assert download["Content-Type"] == "text/plain"
    assert codes[3] in download.content.decode()
    client.post("/account/logout/")
    for expected in (302, 200):
        sign_in(client, user)
        assert client.post("/account/2fa/authenticate/", {"code": codes[0]}).status_code == expected
        client.post("/account/logout/")


def test_new_codes_replace_the_old(inside: tuple[Client, User], django_capture_on_commit_callbacks: Any) -> None:
    client, _ = inside
    set_up_app(client, django_capture_on_commit_callbacks)
    assert "The 10 codes you still have" in client.get("/account/2fa/recovery-codes/generate/").content.decode()
    before = client.get("/account/2fa/recovery-codes/download/").content
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/account/2fa/recovery-codes/generate/")
    assert client.get("/account/2fa/recovery-codes/download/").content != before
    assert "second_factor.renewed" in actions()


def test_removing_the_app_removes_the_codes(
    inside: tuple[Client, User], sign_in: Any, django_capture_on_commit_callbacks: Any
) -> None:
    client, user = inside
    set_up_app(client, django_capture_on_commit_callbacks)
    assert "Remove the authenticator app?" in client.get("/account/2fa/app/deactivate/").content.decode()
    client.post("/account/2fa/app/deactivate/")
    assert not Authenticator.objects.filter(user=user).exists()
    assert actions().count("second_factor.removed") == 2
    client.post("/account/logout/")
    assert sign_in(client, user)["Location"] == "/"


def test_secrets_lie_encrypted_in_the_database(
    inside: tuple[Client, User], django_capture_on_commit_callbacks: Any
) -> None:
    client, user = inside
    secret = set_up_app(client, django_capture_on_commit_callbacks)
    stored = str(list(Authenticator.objects.filter(user=user).values_list("data", flat=True)))
    assert secret not in stored
    assert "secret" in stored


def test_an_older_key_still_reads_and_a_lost_one_matches_nothing(settings: Any) -> None:
    adapter = MFAAdapter()
    settings.SECRET_KEY = "first"
    hidden = adapter.encrypt("JBSWY3DPEHPK3PXP")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "second", ["first"]
    assert adapter.decrypt(hidden) == "JBSWY3DPEHPK3PXP"
    settings.SECRET_KEY_FALLBACKS = []
    lost = adapter.decrypt(hidden)
    assert lost != "JBSWY3DPEHPK3PXP"
    assert code_for(lost).isdigit()
    assert adapter.decrypt("not a token") != adapter.decrypt("not a token")


def test_the_picture_has_no_inline_style(inside: tuple[Client, User]) -> None:
    client, _ = inside
    page = client.get("/account/2fa/app/activate/").content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    picture = MFAAdapter().build_totp_svg("otpauth://totp/x?secret=ABC")
    assert 'xmlns="http://www.w3.org/2000/svg"' in picture
    assert "style" not in picture
    assert "style=" not in page


def test_the_key_pages_hand_the_options_to_a_script_of_ours(inside: tuple[Client, User]) -> None:
    client, _ = inside
    page = client.get("/account/2fa/keys/add/").content.decode()
    options = re.search(r'data-options="([^"]+)"', page)
    assert options is not None
    assert "&#34;challenge&#34;" in options[1]
    assert "accounts/security-key.js" in page
    assert "onclick" not in page
    bad = client.post("/account/2fa/keys/add/", {"name": "My key", "credential": ""}).content.decode()
    assert "Your key did not answer" in bad
    for credential in ("{}", "[]", "null", "7", '{"id": 1}', "not json"):
        answer = client.post("/account/2fa/keys/add/", {"name": "x", "credential": credential})
        assert answer.status_code == 200, credential
    assert not Authenticator.objects.exists()


def test_where_it_is_asked_for_nobody_goes_on_without(
    client: Client, member: Member, sign_in: Any, settings: Any
) -> None:
    settings.REQUIRE_MFA = True
    user = member("staff")
    sign_in(client, user)
    for path in ("/", "/account/", "/plan/", "/account/password/change/"):
        assert client.get(path)["Location"] == "/account/2fa/", path
    page = client.get("/account/2fa/").content.decode()
    assert "Your trust asks for a second factor" in page
    assert client.get("/health/").status_code == 200
    assert client.get("/account/reauthenticate/").status_code == 200
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert client.get("/account/")["Location"] == "/account/2fa/"
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    assert client.get("/account/").status_code == 200
    client.post("/account/logout/")
    assert client.get("/account/login/").status_code == 200


def test_the_administrator_s_page_says_which_factor_somebody_has(
    client_for: Any, member: Member, inside: tuple[Client, User], django_capture_on_commit_callbacks: Any
) -> None:
    client, user = inside
    set_up_app(client, django_capture_on_commit_callbacks)
    page = client_for(member("administrator")).get(f"/organisation/people/{user.pk}/").content.decode()
    assert "an authenticator app" in page
