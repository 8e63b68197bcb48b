"""Tying an action to a finding of one's own makes nothing of others' one's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from springboard.accounts.models import User
from springboard.organisations.scope import Scope
from springboard.plan import services
from springboard.plan.models import Action, Finding
from springboard.plan.rules.refusals import NotYours
from tests.plan.conftest import Place

pytestmark = pytest.mark.django_db


def test_a_ward_cannot_take_over_an_action_of_the_whole_trust(
    place: Place,
    found: Callable[..., Finding],
    added: Callable[..., Action],
    member: Callable[..., User],
    scope_of: Callable[[User], Scope],
) -> None:
    action = added(found("must", "The trust must put its governance right.", trust_wide=True))
    manager = member("ward_manager", unit=place.hazel)
    who: dict[str, Any] = {"by": manager, "scope": scope_of(manager)}
    own = services.raise_by_hand(**who, level="gap", text="Ours.", source_kind="own_looking", unit_id=place.hazel.pk)
    with pytest.raises(NotYours):
        services.tie_action(**who, action_id=action.pk, finding_id=own.pk)
    with pytest.raises(NotYours):
        services.withdraw_action(**who, action_id=action.pk, version=action.version, why="Not wanted here.")
    action.refresh_from_db()
    assert action.withdrawn_on is None
    assert list(action.findings.values_list("pk", flat=True)) != [own.pk]


def test_a_ward_ties_its_own_action_to_what_it_answers_too(
    place: Place,
    found: Callable[..., Finding],
    member: Callable[..., User],
    scope_of: Callable[[User], Scope],
) -> None:
    finding = found("must", "The ward must review restraint.", unit_id=place.hazel.pk)
    manager = member("ward_manager", unit=place.hazel)
    who: dict[str, Any] = {"by": manager, "scope": scope_of(manager)}
    action = services.add_action(**who, fields=services.ActionFields(what="Review", unit_id=place.hazel.pk))
    services.tie_action(**who, action_id=action.pk, finding_id=finding.pk)
    assert list(action.findings.values_list("pk", flat=True)) == [finding.pk]
