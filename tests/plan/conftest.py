"""A small trust: Acute wards with Hazel and Rowan, wards for older people with Linden; people in each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from springboard.accounts.models import User
from springboard.organisations.models import Trust, Unit
from springboard.organisations.queries import scope_for
from springboard.organisations.scope import Scope
from springboard.plan import services
from springboard.plan.models import Action, Finding
from springboard.plan.queries.board import kept
from tests.factories import UnitFactory

TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Place:
    """The wards of the small trust and the services above them."""

    acute: Unit
    hazel: Unit
    rowan: Unit
    older: Unit
    linden: Unit


@pytest.fixture
def place(trust: Trust) -> Place:
    acute = UnitFactory(trust=trust, kind="service", name="Acute wards", core_service="acute_picu")
    older = UnitFactory(trust=trust, kind="service", name="Older people", core_service="older_wards")
    return Place(
        acute=acute,
        hazel=UnitFactory(trust=trust, name="Hazel", parent=acute),
        rowan=UnitFactory(trust=trust, name="Rowan", parent=acute),
        older=older,
        linden=UnitFactory(trust=trust, name="Linden", parent=older),
    )


@pytest.fixture
def scope_of() -> Callable[[User], Scope]:
    def make(user: User) -> Scope:
        scope = scope_for(user)
        assert scope is not None
        return scope

    return make


@pytest.fixture
def lead_scope(quality_lead: User, scope_of: Callable[[User], Scope]) -> Scope:
    return scope_of(quality_lead)


@pytest.fixture
def found(trust: Trust, quality_lead: User) -> Callable[..., Finding]:
    """``found("must", "Words", core_service="acute_picu")``: a finding of the report CQC-2026-03."""

    def make(level: str = "must", text: str = "The trust must do this.", **fields: Any) -> Finding:
        given: dict[str, Any] = {
            "by": quality_lead,
            "trust_id": trust.pk,
            "source_kind": "cqc_report",
            "source_reference": "CQC-2026-03",
            "raised_on": date(2026, 3, 2),
            **fields,
        }
        return services.raise_finding(level=level, text=text, **given)

    return make


@pytest.fixture
def added(quality_lead: User, lead_scope: Scope) -> Callable[..., Action]:
    """``added(finding, owner=person, due=day, agreed=True)``: an action, whole enough to be agreed."""

    def make(*findings: Finding, owner: User | None = None, agreed: bool = False, **fields: Any) -> Action:
        given: dict[str, Any] = {"what": "Do it", "impact": "People are safer.", "due": date(2099, 1, 1), **fields}
        given["owner_id"] = owner.pk if owner else None
        action = services.add_action(
            by=quality_lead,
            scope=lead_scope,
            fields=services.ActionFields(**given),
            finding_ids=[finding.pk for finding in findings],
        )
        if agreed:
            services.agree_action(by=quality_lead, scope=lead_scope, action_id=action.pk, version=action.version)
            action.refresh_from_db()
        return action

    return make


@pytest.fixture
def keeping(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Facts of the plan are kept: a test is one transaction, and it is looked at in between."""
    monkeypatch.setattr(kept, "KEEP_WITHIN_TRANSACTIONS", True)
    kept.forget()
    yield
    kept.forget()
