"""A form drawn for one trust never writes into another, whichever window the person switched in."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from springboard.accounts.models import User
from springboard.audit.models import Event
from springboard.inspections.models import Report
from springboard.organisations.drawn_for import FIELD
from springboard.organisations.models import Membership, Trust, Unit
from springboard.plan.models import Finding
from tests import factories

ROOT = Path(__file__).resolve().parents[2] / "springboard"
TEMPLATES = sorted(path for path in ROOT.glob("*/jinja2/**/*.jinja") if 'method="post"' in path.read_text("utf-8"))
FORM = re.compile(r"<form\b[^>]*\bmethod=\"post\".*?</form>", re.DOTALL)


@pytest.fixture
def in_both(trust: Trust, other_trust: Trust, member: Callable[..., User]) -> User:
    user = member("quality_lead", name="Somebody in two trusts")
    for where in (trust, other_trust):
        factories.MembershipFactory(user=user, trust=where, role="administrator")
    factories.MembershipFactory(user=user, trust=other_trust, role="quality_lead")
    return user


def look_at(client: Client, trust: Trust) -> None:
    client.post(reverse("switch-trust"), {"trust": trust.pk})


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))


def test_what_was_meant_for_one_trust_is_not_written_into_another(
    in_both: User, trust: Trust, other_trust: Trust, client_for: Callable[[User], Client]
) -> None:
    client = client_for(in_both)
    look_at(client, trust)
    form = reverse("organisations:add-unit")
    drawn = hidden(client.get(form).content.decode())
    assert drawn[FIELD] == str(trust.pk)
    look_at(client, other_trust)
    before = Event.objects.count()
    unit = {"kind": "directorate", "name": "Kestrel directorate (example)"}
    answer = client.post(form, {**drawn, **unit}, headers={"Referer": f"http://testserver{form}?a=1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert f"You have switched to {other_trust.name} in another window" in page
    assert "Nothing was changed" in page
    assert f"Open {trust.name} again" in page
    assert not Unit.objects.filter(name__startswith="Kestrel").exists()
    assert Event.objects.count() == before
    again = client.post(reverse("switch-trust"), hidden(page))
    assert again["Location"] == f"{form}?a=1"
    assert client.post(form, {**drawn, **unit}).status_code == 302
    assert Unit.objects.get(name__startswith="Kestrel").trust_id == trust.pk


def test_a_finding_meant_for_one_trust_is_not_raised_in_another(
    in_both: User, trust: Trust, other_trust: Trust, client_for: Callable[[User], Client]
) -> None:
    client = client_for(in_both)
    look_at(client, trust)
    drawn = hidden(client.get(reverse("plan:finding-raise")).content.decode())
    look_at(client, other_trust)
    assert client.post(reverse("plan:finding-raise"), {**drawn, "text": "x"}).status_code == 409
    assert not Finding.objects.exists()


def test_a_report_meant_for_one_trust_is_not_uploaded_to_another(
    in_both: User, trust: Trust, other_trust: Trust, client_for: Callable[[User], Client]
) -> None:
    client = client_for(in_both)
    look_at(client, trust)
    drawn = hidden(client.get(reverse("inspections:upload")).content.decode())
    look_at(client, other_trust)
    answer = client.post(reverse("inspections:upload"), {**drawn, "file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")})
    assert answer.status_code == 409
    assert not Report.objects.exists()
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("reports/*") if path.is_file()]


def test_a_trust_one_no_longer_belongs_to_is_not_offered(
    in_both: User, trust: Trust, other_trust: Trust, client_for: Callable[[User], Client]
) -> None:
    client = client_for(in_both)
    look_at(client, trust)
    drawn = hidden(client.get(reverse("organisations:add-unit")).content.decode())
    look_at(client, other_trust)
    Membership.objects.filter(user=in_both, trust=trust).update(ended_at="2026-01-01T00:00:00Z")
    answer = client.post(reverse("organisations:add-unit"), drawn)
    assert answer.status_code == 409
    assert "You have no role any more" in answer.content.decode()
    assert trust.name not in answer.content.decode()


@pytest.mark.parametrize("said", ["x", "0", "", "9" * 40, "1\x00"])
def test_a_trust_that_is_none_is_refused_in_words(
    said: str, in_both: User, client_for: Callable[[User], Client]
) -> None:
    answer = client_for(in_both).post(reverse("organisations:add-unit"), {FIELD: said, "name": "Kestrel"})
    assert answer.status_code == 409
    assert not Unit.objects.filter(name="Kestrel").exists()


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "x", ""])
def test_switching_leads_nowhere_else(
    back: str, in_both: User, other_trust: Trust, client_for: Callable[[User], Client]
) -> None:
    answer = client_for(in_both).post(reverse("switch-trust"), {"trust": other_trust.pk, "back": back})
    assert answer["Location"] == reverse("home")


def test_signing_out_works_from_any_window(
    in_both: User, trust: Trust, other_trust: Trust, client_for: Callable[[User], Client]
) -> None:
    client = client_for(in_both)
    look_at(client, other_trust)
    assert client.post(reverse("account_logout"), {FIELD: str(trust.pk)}).status_code == 302
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_form_that_is_sent_carries_the_fields(path: Path) -> None:
    """``csrf_input`` is Django's token with the trust beside it (``organisations.drawn_for``): no form writes the token
    out by itself, and none is without it."""
    text = path.read_text("utf-8")
    forms = FORM.findall(text)
    assert len(forms) == text.count('method="post"')
    assert all(form.count("{{ csrf_input }}") == 1 for form in forms)


def test_no_template_and_no_script_sends_in_another_way() -> None:
    for path in ROOT.glob("*/jinja2/**/*.jinja"):
        text = path.read_text("utf-8")
        assert "csrf_token" not in text, path
        assert "csrfmiddlewaretoken" not in text, path
        assert "formmethod" not in text, path
        assert not re.search(r"method=['\"]?POST", text), path
    for path in ROOT.glob("*/static/**/*.js"):
        if "nhsuk-frontend" not in str(path):
            text = path.read_text("utf-8")
            assert not re.search(r"method:|XMLHttpRequest|sendBeacon|FormData", text), f"{path} sends by itself"
