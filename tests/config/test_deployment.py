"""``springboard check`` says in words what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from springboard.audit import triggers
from springboard.config import deployment
from tests import factories

GOOD_KEY = "k" * 60


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch, settings: Any, db: None) -> None:
    settings.DEMO, settings.SECURE, settings.SECURE_SSL_REDIRECT = False, True, True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS, settings.SECURE_HSTS_PRELOAD = 1, True, True
    for name, value in {
        "SPRINGBOARD_SECRET_KEY": GOOD_KEY,
        "SPRINGBOARD_HOSTS": "springboard.example.test",
        "SPRINGBOARD_PROXY_HTTPS": "yes",
        "SPRINGBOARD_PROXY_COUNT": "1",
        "SPRINGBOARD_EMAIL_URL": "smtp://mail.example.test:587",
    }.items():
        monkeypatch.setenv(name, value)


def words(*, stops: bool | None = None) -> str:
    found = deployment.problems()
    return "\n".join(item.words for item in found if stops is None or item.stops == stops)


def test_nothing_is_wrong_but_the_served_files_of_a_test_run(production: None) -> None:
    assert words() == "The served files (styles, icons) have not been put in place."


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SPRINGBOARD_SECRET_KEY", "", "SPRINGBOARD_SECRET_KEY is not set"),
        ("SPRINGBOARD_SECRET_KEY", "short", "has 5 characters"),
        ("SPRINGBOARD_HOSTS", "*", "any name would be answered"),
        ("SPRINGBOARD_OIDC_ISSUER", "http://issuer.example.test", "does not begin with https"),
        ("SPRINGBOARD_OIDC_ISSUER", "https://issuer.example.test", "SPRINGBOARD_OIDC_CLIENT_ID is not"),
    ],
)
def test_what_stops(production: None, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str) -> None:
    monkeypatch.setenv(name, value)
    assert said in words(stops=True)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SPRINGBOARD_EMAIL_URL", "", "No SMTP server"),
        ("SPRINGBOARD_PROXY_HTTPS", "no", "no proxy is said to end HTTPS"),
        ("SPRINGBOARD_PROXY_COUNT", "0", "lock out everybody"),
        ("SPRINGBOARD_HOSTS", "localhost", "names this machine only"),
    ],
)
def test_what_is_only_looked_at(
    production: None, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    assert said in words(stops=False)


def test_django_own_deployment_check_is_clean(production: None) -> None:
    assert [item for item in deployment.problems() if "security." in item.words] == []


def test_a_data_folder_that_cannot_be_written_is_said(production: None, settings: Any) -> None:
    settings.MEDIA_ROOT = "/proc/springboard"
    assert "The data folder cannot be written to" in words(stops=True)


def test_a_data_folder_others_can_look_into_is_said(production: None, settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    tmp_path.chmod(0o700)
    assert "Other users of this machine" not in words()
    tmp_path.chmod(0o750)
    assert "Other users of this machine" in words(stops=False)


def test_a_record_that_can_be_changed_stops(production: None) -> None:
    triggers.remove(connection)
    try:
        assert "its triggers are missing" in words(stops=True)
    finally:
        triggers.install(connection)
    assert "its triggers are missing" not in words()


def test_the_example_s_known_password_stops_production_and_not_the_demo(production: None, settings: Any) -> None:
    person = factories.UserFactory()
    factories.MembershipFactory(user=person, trust=factories.TrustFactory(is_example=True))
    assert "The example trust is in this database" in words(stops=True)
    settings.DEMO = True
    assert "The example trust" not in words()
    settings.DEMO, person.is_active = False, False
    person.save()
    assert "The example trust" not in words()
