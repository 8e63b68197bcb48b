"""Two people at the same moment, with real transactions: PostgreSQL only, where writers do not queue by
themselves."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connection

from springboard.accounts.models import User
from springboard.organisations.models import Trust
from springboard.organisations.queries import scope_for
from springboard.organisations.scope import Scope
from springboard.plan import services
from springboard.plan.models import Action, Finding
from springboard.plan.rules import Refused
from tests import factories

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor == 'sqlite'", reason="SQLite queues writers; an in-memory one has no threads"
    ),
]


@pytest.fixture
def who() -> tuple[User, Scope, Trust]:
    trust = factories.TrustFactory()
    lead = factories.UserFactory()
    factories.MembershipFactory(user=lead, trust=trust, role="quality_lead")
    scope = scope_for(lead)
    assert scope is not None
    return lead, scope, trust


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """What each call answered, a refusal as its sentence; all start together, each on its own connection."""

    def run(call: Callable[[], Any]) -> Any:
        try:
            return call()
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_no_number_is_given_twice(who: tuple[User, Scope, Trust]) -> None:
    lead, scope, _ = who
    add = lambda: services.add_action(by=lead, scope=scope, fields=services.ActionFields(what="x")).number  # noqa: E731
    assert sorted(at_once(*[add] * 8)) == list(range(1, 9))
    assert Action.objects.count() == 8


def test_no_reference_is_given_twice(who: tuple[User, Scope, Trust]) -> None:
    lead, _, trust = who

    def raise_() -> str:
        given: dict[str, Any] = {"level": "must", "text": "x", "source_kind": "cqc_report", "source_reference": "CQC-1"}
        return services.raise_finding(by=lead, trust_id=trust.pk, raised_on=date(2026, 3, 2), **given).reference

    assert sorted(at_once(*[raise_] * 6)) == [f"CQC-1/M{n}" for n in range(1, 7)]


def test_two_merges_that_cross_make_no_circle(who: tuple[User, Scope, Trust]) -> None:
    lead, scope, trust = who
    for _ in range(5):
        one, two = factories.FindingFactory(trust=trust), factories.FindingFactory(trust=trust)
        at_once(
            lambda a=one, b=two: services.merge_findings(by=lead, scope=scope, keep_id=a.pk, other_id=b.pk),
            lambda a=one, b=two: services.merge_findings(by=lead, scope=scope, keep_id=b.pk, other_id=a.pk),
        )
        pointers = Finding.objects.filter(pk__in=[one.pk, two.pk]).values_list("merged_into_id", flat=True)
        assert sorted(pointers, key=str).count(None) == 1


def test_of_two_decisions_one_is_kept_and_the_other_told(who: tuple[User, Scope, Trust]) -> None:
    lead, scope, trust = who
    finding = factories.FindingFactory(trust=trust)

    def decide(text: str) -> str:
        given = {"by": lead, "scope": scope, "finding_id": finding.pk, "version": 1}
        return services.record_decision(**given, text=text).decision_text

    answers = at_once(lambda: decide("One"), lambda: decide("Two"))
    finding.refresh_from_db()
    assert finding.decision_text in answers
    assert sum("Nothing was overwritten" in answer for answer in answers) == 1
