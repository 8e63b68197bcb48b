"""A finding is withdrawn while another is merged into it: whoever comes second sees the first. PostgreSQL only."""

from __future__ import annotations

import threading
import time
from datetime import date
from typing import Any

import pytest
from django.db import connection

from springboard.organisations.queries import scope_for
from springboard.plan import services
from springboard.plan.models import Finding
from springboard.plan.rules import Refused
from springboard.plan.services import merging
from tests import factories

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor == 'sqlite'", reason="SQLite queues writers; an in-memory one has no threads"
    ),
]


def test_nothing_is_merged_into_what_was_withdrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    trust, lead = factories.TrustFactory(), factories.UserFactory()
    factories.MembershipFactory(user=lead, trust=trust, role="quality_lead")
    scope = scope_for(lead)
    given: dict[str, Any] = {
        "by": lead, "trust_id": trust.pk, "level": "must", "source_kind": "cqc_report",
        "source_reference": "CQC-2026-03", "trust_wide": True, "raised_on": date(2026, 3, 2),
    }  # fmt: skip
    keep, other = (services.raise_finding(text=text, **given) for text in ("Keep.", "Other."))
    inside, checked = threading.Event(), merging.check_merge

    def slow(**levels: str) -> None:
        inside.set()
        time.sleep(0.5)
        checked(**levels)

    monkeypatch.setattr(merging, "check_merge", slow)

    def merge() -> None:
        try:
            services.merge_findings(by=lead, scope=scope, keep_id=keep.pk, other_id=other.pk)
        finally:
            connection.close()

    thread = threading.Thread(target=merge)
    thread.start()
    assert inside.wait(5)
    with pytest.raises(Refused, match="merged into"):
        services.withdraw_finding(by=lead, scope=scope, finding_id=keep.pk, version=keep.version, why="Wrong.")
    thread.join()
    assert Finding.objects.get(pk=other.pk).merged_into == keep
    assert Finding.objects.get(pk=keep.pk).withdrawn_on is None
