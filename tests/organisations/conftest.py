"""A small tree: Acute care › Adult wards › Heron, Kestrel; Community › Crisis team; each test adds what it
needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from springboard.accounts.models import User
from springboard.organisations.models import Site, Trust, Unit
from tests.factories import SiteFactory, UnitFactory


@dataclass(frozen=True)
class Tree:
    acute: Unit
    adult: Unit
    heron: Unit
    kestrel: Unit
    community: Unit
    crisis: Unit
    lakeside: Site


@pytest.fixture
def tree(trust: Trust) -> Tree:
    lakeside = SiteFactory(trust=trust, name="Lakeside")
    acute = UnitFactory(trust=trust, kind="directorate", name="Acute care")
    adult = UnitFactory(trust=trust, kind="service", name="Adult wards", parent=acute, core_service="acute_picu")
    community = UnitFactory(trust=trust, kind="directorate", name="Community")
    return Tree(
        acute=acute,
        adult=adult,
        heron=UnitFactory(trust=trust, name="Heron", parent=adult, site=lakeside),
        kestrel=UnitFactory(trust=trust, name="Kestrel", parent=adult),
        community=community,
        crisis=UnitFactory(trust=trust, kind="service", name="Crisis team", parent=community, core_service="crisis"),
        lakeside=lakeside,
    )


@pytest.fixture
def administrator(member: Callable[..., User]) -> User:
    return member("administrator", name="Administrator")
