"""The plan's part of the record: every event has its words, and who may read what."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from springboard.accounts.models import User
from springboard.audit.presenters import known_actions
from springboard.organisations.history import guarded_types
from springboard.organisations.scope import Scope
from springboard.plan import services
from springboard.plan.history import action_guard, finding_guard
from springboard.plan.models import Action, Finding
from springboard.plan.words import ACTIONS
from tests.plan.conftest import Place


def test_every_event_the_plan_writes_has_its_words() -> None:
    sources = "".join(path.read_text("utf-8") for path in Path(services.__file__).parent.glob("*.py"))
    written = set(re.findall(r"\"((?:finding|action|programme)\.[a-z_]+)\"", sources))
    written |= {f"finding.{response}" for response in ("accepted", "challenged", "noted")}
    assert written == set(ACTIONS)
    assert written <= known_actions()
    assert {"plan.finding", "plan.action"} <= guarded_types()


@pytest.mark.parametrize("wrong", ["", "x", "-1", "1 or 1=1", "9" * 40, "²"])
def test_anything_may_be_asked(wrong: str, lead_scope: Scope) -> None:
    assert not finding_guard(lead_scope, wrong)
    assert not action_guard(lead_scope, wrong)


def test_who_reads_the_record_of_what(
    found: Callable[..., Finding],
    added: Callable[..., Action],
    member: Callable[..., User],
    scope_of: Callable[[User], Scope],
    place: Place,
) -> None:
    hazel, acute, trusts = (
        found("gap", unit_id=place.hazel.pk),
        found(core_service="acute_picu"),
        found(trust_wide=True),
    )
    on_hazel, of_acute, of_trust, loose = added(hazel, unit_id=place.hazel.pk), added(acute), added(trusts), added()
    lead = scope_of(member("unit_lead", unit=place.acute))
    assert [finding_guard(lead, str(f.pk)) for f in (hazel, acute, trusts)] == [True, True, False]
    assert [action_guard(lead, str(a.pk)) for a in (on_hazel, of_acute, of_trust, loose)] == [True, True, False, False]
    manager = scope_of(member("ward_manager", unit=place.hazel))
    assert not finding_guard(manager, str(hazel.pk))
    elsewhere = scope_of(member("unit_lead", unit=place.linden))
    assert not action_guard(elsewhere, str(on_hazel.pk))
