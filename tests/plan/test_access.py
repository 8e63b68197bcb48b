"""Permission × route × status, and another trust's things are not there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import get_resolver

from springboard.accounts.models import User
from springboard.organisations.models import Trust
from springboard.plan.models import Action, Finding
from tests.factories import ProgrammeFactory
from tests.plan.conftest import Place

Found = Callable[..., Finding]
Added = Callable[..., Action]

READS = {
    "plan": "/plan/", "grid": "/plan/grid/", "print": "/plan/print/", "export-csv": "/plan/plan.csv",
    "export-xlsx": "/plan/plan.xlsx", "findings": "/plan/findings/", "findings-csv": "/plan/findings/findings.csv",
    "findings-xlsx": "/plan/findings/findings.xlsx", "finding": "/plan/finding/{reference}",
    "action": "/plan/A-{number}",
}  # fmt: skip
RAISES = {"finding-raise": "/plan/findings/raise/"}
ADDS = {"action-add": "/plan/actions/add/"}
CHANGES = {"action-change": "/plan/actions/{action}/change/"}
TIES = {"finding-tie": "/plan/findings/{finding}/tie/", "action-untie": "/plan/actions/{action}/untie/{finding}/"}
ANSWERS = {
    f"finding-{name}": f"/plan/findings/{{finding}}/{name}/"
    for name in (
        "respond",
        "cqc-answer",
        "key-questions",
        *("decide", "undecide", "merge", "unmerge", "withdraw", "restore"),
    )
}
AGREES = {"action-agree": "/plan/actions/{action}/agree/"}
PROGRAMMES_ADD = {"programme-add": "/plan/programmes/add/"}
PROGRAMMES_CHANGE = {
    f"programme-{name}": f"/plan/programmes/{{programme}}/{name}/" for name in ("rename", "close", "reopen")
}
PROGRAMMES = {"programmes": "/plan/programmes/", **PROGRAMMES_ADD, **PROGRAMMES_CHANGE}
UPDATES = {
    f"action-{name}": f"/plan/actions/{{action}}/{name}/"
    for name in ("update", "stuck", "unstuck", "claim", "not-done")
}
WITHDRAWS = {"action-withdraw": "/plan/actions/{action}/withdraw/"}
POSTS = {**PROGRAMMES_ADD, **PROGRAMMES_CHANGE, **ANSWERS, **TIES, **AGREES, **UPDATES, **WITHDRAWS}
EVERY = {**READS, **PROGRAMMES, **RAISES, **ADDS, **CHANGES, **POSTS}

# Which kinds of route each role may enter; whatever is missing is a 403.
MAY = {
    "quality_lead": [READS, RAISES, ADDS, CHANGES, ANSWERS, AGREES, PROGRAMMES, UPDATES, WITHDRAWS, TIES],
    "executive": [READS, RAISES, ADDS, CHANGES, ANSWERS, AGREES, PROGRAMMES, UPDATES, WITHDRAWS, TIES],
    "unit_lead": [READS, RAISES, ADDS, CHANGES, ANSWERS, AGREES, PROGRAMMES, UPDATES, WITHDRAWS, TIES],
    "ward_manager": [READS, RAISES, ADDS, CHANGES, UPDATES, WITHDRAWS, TIES],
    "staff": [READS, RAISES],
    "expert_by_experience": [READS, RAISES],
    "administrator": [READS],
    "board": [READS],
    "external_viewer": [READS],
}


def test_the_table_names_every_route() -> None:
    routes = get_resolver("springboard.plan.urls").reverse_dict
    assert {name for name in routes if isinstance(name, str)} == set(EVERY)


@pytest.fixture
def things(found: Found, added: Added, place: Place) -> dict[str, object]:
    finding = found("gap", unit_id=place.hazel.pk)
    action = added(finding, unit_id=place.hazel.pk)
    programme = ProgrammeFactory(trust=finding.trust)
    ids = {"programme": programme.pk, "finding": finding.pk}
    return {**ids, "action": action.pk, "reference": finding.reference, "number": action.number}


def go(client: Client, name: str, things: dict[str, object]) -> int:
    path = EVERY[name].format(**things)
    return (client.post(path) if name in POSTS else client.get(path)).status_code


@pytest.mark.parametrize("role", MAY)
def test_every_route_for_every_role(
    role: str,
    things: dict[str, object],
    client_for: Callable[[User], Client],
    member: Callable[..., User],
    place: Place,
) -> None:
    client = client_for(member(role, unit=place.hazel))
    open_ = {name for routes in MAY[role] for name in routes}
    for name in EVERY:
        status = go(client, name, things)
        if name not in open_:
            assert status == 403, (role, name)
        elif name in POSTS:
            assert status in {302, 403, 422}, (role, name, status)  # let in; the empty form or the rule says no
        else:
            assert status == 200, (role, name)


@pytest.mark.parametrize("name", EVERY)
def test_another_trusts_things_are_not_there(
    name: str,
    things: dict[str, object],
    client_for: Callable[[User], Client],
    member: Callable[..., User],
    other_trust: Trust,
) -> None:
    client = client_for(member("quality_lead", trust_=other_trust))
    status = go(client, name, things)
    assert status == (404 if "{" in EVERY[name] else 422 if name in POSTS else 200)


@pytest.mark.parametrize("name", [name for name in EVERY if "{" in EVERY[name] and name not in PROGRAMMES_CHANGE])
def test_another_wards_things_are_not_there(
    name: str,
    things: dict[str, object],
    client_for: Callable[[User], Client],
    member: Callable[..., User],
    place: Place,
) -> None:
    client = client_for(member("unit_lead", unit=place.linden))
    assert go(client, name, things) == 404


@pytest.mark.parametrize("name", EVERY)
def test_strangers_are_asked_to_sign_in(name: str, things: dict[str, object], client: Client) -> None:
    path = EVERY[name].format(**things)
    answer = client.post(path) if name in POSTS else client.get(path)
    assert answer.status_code == 302
    assert "/account/" in answer["Location"]


@pytest.mark.parametrize("name", POSTS)
def test_nothing_is_changed_by_a_link(
    name: str, things: dict[str, object], client_for: Callable[[User], Client], quality_lead: User
) -> None:
    assert client_for(quality_lead).get(POSTS[name].format(**things)).status_code == 405


def test_a_post_without_its_token_is_refused(things: dict[str, object], quality_lead: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(quality_lead)
    assert client.post(f"/plan/findings/{things['finding']}/decide/", {"version": 1, "text": "x"}).status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/plan/A-0", "/plan/A-999999999", "/plan/A-9999999999", "/plan/finding/x", "/plan/finding/..", "/plan/finding/%00",
     "/plan/finding/" + "x" * 200, "/plan/findings/99999999999999999999/decide/", "/plan/actions/0/change/"],
)  # fmt: skip
def test_what_is_not_there(path: str, client_for: Callable[[User], Client], quality_lead: User) -> None:
    assert client_for(quality_lead).get(path).status_code in {404, 405}


def test_the_form_for_what_may_not_be_changed_says_so(
    found: Found, added: Added, client_for: Callable[[User], Client], member: Callable[..., User], place: Place
) -> None:
    action = added(found("must", core_service="acute_picu"))
    answer = client_for(member("ward_manager", unit=place.hazel)).get(f"/plan/actions/{action.pk}/change/")
    assert answer.status_code == 403
    assert "not change it" in answer.content.decode()
