"""Home, my work and search through the client: what each person meets, and nothing of anybody else's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from springboard.accounts.models import User
from springboard.organisations.models import Trust
from tests import factories

Member = Callable[..., User]
ClientFor = Callable[[User], Client]
TODAY = timezone.localdate()


@pytest.fixture
def must_do(trust: Trust) -> Any:
    return factories.FindingFactory(trust=trust, reference="CQC-2026-03/M7", text="Restraint is reviewed.")


def answer(finding: Any, owner: User, **facts: Any) -> Any:
    action = factories.ActionFactory(trust=finding.trust, owner=owner, **facts)
    factories.ActionFindingFactory(action=action, finding=finding)
    return action


def test_an_empty_trust_is_offered_the_first_step(client_for: ClientFor, quality_lead: User) -> None:
    page = client_for(quality_lead).get("/").content.decode()
    assert "Nothing has been found yet" in page
    assert "Read a CQC report" in page


def test_a_finding_without_an_answer_needs_the_quality_lead(
    client_for: ClientFor, quality_lead: User, must_do: Any
) -> None:
    page = client_for(quality_lead).get("/").content.decode()
    assert "1 thing needs you" in page
    assert "Answer 1 finding" in page


def test_it_does_not_need_somebody_who_may_not_answer(client_for: ClientFor, member: Member, must_do: Any) -> None:
    page = client_for(member("board")).get("/").content.decode()
    assert "Nothing waits for you" in page


def test_the_sum_is_printed_and_adds_up(client_for: ClientFor, quality_lead: User, must_do: Any) -> None:
    answer(must_do, quality_lead, due=TODAY - timedelta(days=3))
    answer(must_do, quality_lead, due=TODAY + timedelta(days=90), stuck_since=TODAY, stuck_why="No cover.")
    page = client_for(quality_lead).get("/").content.decode()
    assert "0 + 0 + 1 + 0 + 1 = 2" in page
    assert "1 overdue" in page


def test_days_until_cqc_comes_back(client_for: ClientFor, quality_lead: User, trust: Trust, must_do: Any) -> None:
    trust.reinspection_on = TODAY + timedelta(days=76)
    trust.save()
    late = answer(must_do, quality_lead, due=TODAY + timedelta(days=100))
    page = client_for(quality_lead).get("/").content.decode()
    assert "days until CQC comes back" in page
    assert f"A-{late.number}" in page


def test_my_work_counts_what_the_navigation_counts(client_for: ClientFor, quality_lead: User, must_do: Any) -> None:
    answer(must_do, quality_lead, due=TODAY - timedelta(days=1))
    answer(must_do, quality_lead, due=TODAY + timedelta(days=100))
    page = client_for(quality_lead).get("/my-work/").content.decode()
    assert "You have 2 open actions. 1 cannot wait." in page
    assert '<span class="sb-nav__count">2' in page


def test_another_trust_s_work_is_nobody_s_here(
    client_for: ClientFor, quality_lead: User, other_trust: Trust, member: Member
) -> None:
    elsewhere = factories.FindingFactory(trust=other_trust, reference="CQC-2026-01/M1", text="A secret of theirs.")
    for path in ("/", "/my-work/", "/search/?q=secret", "/search/?q=CQC-2026-01/M1"):
        assert elsewhere.text not in client_for(quality_lead).get(path).content.decode()


def test_a_reference_leads_straight_to_its_page(client_for: ClientFor, quality_lead: User, must_do: Any) -> None:
    response = client_for(quality_lead).get("/search/?q=cqc-2026-03/m7")
    assert response.status_code == 302
    assert response["Location"].endswith("CQC-2026-03/M7")


def test_words_find_and_nothing_found_says_what_to_do(client_for: ClientFor, quality_lead: User, must_do: Any) -> None:
    client = client_for(quality_lead)
    assert "CQC-2026-03/M7" in client.get("/search/?q=RESTRAINT+reviewed").content.decode()
    assert "Try fewer words" in client.get("/search/?q=unicorn").content.decode()


def test_hostile_words_are_only_words(client_for: ClientFor, quality_lead: User) -> None:
    page = client_for(quality_lead).get("/search/", {"q": "<script>alert(1)</script>\x00"}).content.decode()
    assert "<script>alert" not in page


def test_an_external_viewer_has_no_search(client_for: ClientFor, member: Member) -> None:
    ward = factories.UnitFactory()
    viewer = member("external_viewer", unit=ward, trust_=ward.trust)
    assert client_for(viewer).get("/search/?q=x").status_code == 403


@pytest.mark.parametrize("path", ["/", "/my-work/", "/search/?q=x"])
def test_nobody_signed_in_is_sent_to_sign_in(client: Client, path: str, db: None) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert "/account/login/" in response["Location"]


@pytest.mark.parametrize("findings", [1, 12])
def test_home_asks_the_same_number_of_questions_however_much_there_is(
    client_for: ClientFor, quality_lead: User, trust: Trust, findings: int, django_assert_num_queries: Any
) -> None:
    for number in range(findings):
        finding = factories.FindingFactory(trust=trust, reference=f"CQC-2026-03/M{number + 1}")
        answer(finding, quality_lead, due=TODAY)
    client = client_for(quality_lead)
    client.get("/")
    with django_assert_num_queries(14):
        client.get("/")


def test_health(client: Client, db: None) -> None:
    assert client.get("/health/").content == b"ok\n"
    ready = client.get("/health/ready/")
    assert ready.json()["checks"]["database"] == "ok"
