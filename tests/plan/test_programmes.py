"""Programmes: added, renamed, closed and opened again; refused in words, recorded, and only for the whole trust."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from springboard.accounts.models import User
from springboard.audit.models import Event
from springboard.organisations.models import Trust
from springboard.organisations.scope import Scope
from springboard.plan import queries, services
from springboard.plan.models import Action, Programme
from springboard.plan.rules import ChangedMeanwhile, NotYours, Refused
from springboard.plan.services import NotThereError
from tests.factories import ProgrammeFactory
from tests.plan.conftest import Place

Added = Callable[..., Action]


@pytest.fixture
def lead(quality_lead: User, lead_scope: Scope) -> dict[str, Any]:
    return {"by": quality_lead, "scope": lead_scope}


def test_a_programme_from_its_first_day_to_its_last(lead: dict[str, Any], added: Added, lead_scope: Scope) -> None:
    programme = services.add_programme(**lead, name="  Fewer   restraints ")
    assert programme.name == "Fewer restraints"
    action = added(programme_id=programme.pk)
    services.rename_programme(**lead, programme_id=programme.pk, was="Fewer restraints", name="Less restraint")
    for _ in range(2):
        services.close_programme(**lead, programme_id=programme.pk)
    action.refresh_from_db()
    assert str(action.programme) == "Less restraint"
    assert queries.programmes(lead_scope) == []
    (row,) = queries.programmes_page(lead_scope).rows
    assert (row.name, row.actions, row.still_open, row.closed_on is None) == ("Less restraint", 1, 1, False)
    with pytest.raises(Refused, match=r"is closed\. Choose another"):
        added(programme_id=programme.pk)
    kept = services.ActionFields(what="Another word", programme_id=programme.pk)
    services.change_action(**lead, action_id=action.pk, version=action.version, fields=kept)
    services.reopen_programme(**lead, programme_id=programme.pk)
    said = Event.objects.filter(action__startswith="programme.").order_by("id").values_list("action", flat=True)
    assert [name.removeprefix("programme.") for name in said] == ["added", "renamed", "closed", "reopened"]


@pytest.mark.parametrize(
    ("name", "sentence"), [("", "Write"), (" \x00 ", "Write"), ("x" * 121, "Shorten"), ("less RESTRAINT", "already")]
)
def test_names_that_are_refused(name: str, sentence: str, lead: dict[str, Any]) -> None:
    services.add_programme(**lead, name="Less restraint")
    other = services.add_programme(**lead, name="Other")
    with pytest.raises(Refused, match=sentence):
        services.add_programme(**lead, name=name)
    with pytest.raises(Refused, match=sentence):
        services.rename_programme(**lead, programme_id=other.pk, was="Other", name=name)
    assert Programme.objects.count() == 2


def test_nobody_overwrites_a_name_they_have_not_seen(lead: dict[str, Any]) -> None:
    programme = services.add_programme(**lead, name="One")
    services.rename_programme(**lead, programme_id=programme.pk, was="One", name="Two")
    with pytest.raises(ChangedMeanwhile) as conflict:
        services.rename_programme(**lead, programme_id=programme.pk, was="One", name="Three")
    assert [(d.mine, d.theirs) for d in conflict.value.differences] == [("Three", "Two")]


def test_only_for_the_whole_trust_and_never_another_trusts(
    member: Callable[..., User], scope_of: Callable[[User], Scope], place: Place, trust: Trust, lead: dict[str, Any],
    other_trust: Trust,
) -> None:  # fmt: skip
    person = member("unit_lead", unit=place.acute)
    with pytest.raises(NotYours, match="whole trust"):
        services.add_programme(by=person, scope=scope_of(person), name="Mine")
    theirs = ProgrammeFactory(trust=other_trust)
    with pytest.raises(NotThereError):
        services.close_programme(**lead, programme_id=theirs.pk)
    assert queries.programmes_page(lead["scope"]).rows == ()


def test_the_page(client_for: Callable[[User], Client], quality_lead: User, member: Callable[..., User], place: Place,
                  trust: Trust) -> None:  # fmt: skip
    desk, path = client_for(quality_lead), "/plan/programmes/"
    assert "No programme yet." in desk.get(path).content.decode()
    assert desk.post(f"{path}add/", {"name": ""}).status_code == 422
    page = desk.post(f"{path}add/", {"name": "<b>Less restraint"}, follow=True).content.decode()
    assert "&lt;b&gt;Less restraint" in page
    assert "Programmes</a>" in desk.get("/plan/").content.decode()
    pk = Programme.objects.get().pk
    rename = f"{path}{pk}/rename/"
    assert desk.post(rename, {"was": "<b>Less restraint", "name": "Two"}).status_code == 302
    conflict = desk.post(rename, {"was": "<b>Less restraint", "name": "Three"})
    assert conflict.status_code == 409
    assert "<td>Three</td><td>Two</td>" in conflict.content.decode()
    assert desk.post(rename, {"was": "Two", "name": "Three"}).status_code == 302
    assert "Closed" in desk.post(f"{path}{pk}/close/", follow=True).content.decode()
    assert desk.post(rename, {"was": "Three", "name": "Four"}).status_code == 422
    assert desk.post(f"{path}{pk}/reopen/").status_code == 302
    unit_lead = client_for(member("unit_lead", unit=place.acute))
    page = unit_lead.get(path).content.decode()
    assert "Three" in page
    assert "Add the programme" not in page
    assert unit_lead.post(f"{path}add/", {"name": "Mine"}).status_code == 403
    stranger = ProgrammeFactory()
    assert desk.post(f"{path}{stranger.pk}/close/").status_code == 404
