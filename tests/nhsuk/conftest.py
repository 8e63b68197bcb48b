from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def addresses(settings: Any) -> None:
    """The layout's own addresses only: these tests stand without any room."""
    settings.ROOT_URLCONF = "tests.nhsuk.urls"
