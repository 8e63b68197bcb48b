"""Fixtures every test may use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import settings as hypothesis_settings

from springboard.accounts.models import User
from springboard.organisations.models import Trust
from tests import factories
from tests.flush import record_can_be_emptied

__all__ = ["record_can_be_emptied"]

# Properties are about what is right, not about how busy the machine is: no time limit for one example.
hypothesis_settings.register_profile("unhurried", deadline=None)
hypothesis_settings.load_profile("unhurried")

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture
def trust(db: None) -> Trust:
    return factories.TrustFactory(name="Northmoor Partnership (example)", short_name="Northmoor")


@pytest.fixture
def other_trust(db: None) -> Trust:
    return factories.TrustFactory(name="Southfell Partnership (example)", short_name="Southfell")


@pytest.fixture
def member(trust: Trust) -> Callable[..., User]:
    """``member("ward_manager", unit=ward)``: a person with that role."""

    def make(role: str, *, unit: object = None, trust_: Trust | None = None, **fields: object) -> User:
        end = {"ends_on": "2099-01-01"} if role == "external_viewer" else {}
        user = factories.UserFactory(**fields)
        factories.MembershipFactory(user=user, trust=trust_ or trust, unit=unit, role=role, **end)
        return user

    return make


@pytest.fixture
def quality_lead(member: Callable[..., User]) -> User:
    return member("quality_lead", name="Head of quality")


@pytest.fixture
def client_for() -> Callable[[User], Client]:
    def make(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return make


@pytest.fixture
def shared() -> Path:
    """Reference material that lies beside the project where it is developed; absent elsewhere."""
    if not SHARED.is_dir():
        pytest.skip("../shared is absent: the reference material is not part of the project")
    return SHARED
