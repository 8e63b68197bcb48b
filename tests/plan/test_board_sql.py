# ruff: noqa: E501, S311 - boards made by chance are written a line a thing
"""The plan counted, sorted and cut by the facts that are kept of it is the plan as the rules do it over whole rows,
whatever was changed since the facts were read, and for everybody."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from springboard.accounts.models import User
from springboard.organisations.models import Trust
from springboard.organisations.scope import Scope
from springboard.plan import panels
from springboard.plan.choices import KEY_QUESTIONS, Delivery, Outcome
from springboard.plan.models import Action, ActionFinding, Finding
from springboard.plan.queries.board import kept
from springboard.plan.queries.plan import PlanPage, plan_page, whole_plan
from springboard.plan.rules.board import GROUPINGS, Filters
from springboard.plan.rules.board.filters import ACROSS, NO_FINDING, ONLY
from springboard.plan.rules.outcome import OutcomeSeen
from tests.factories import ProgrammeFactory, UserFactory
from tests.plan.conftest import Place

TODAY = timezone.localdate()
REFERENCES = ["M1", "M2", "M12", "M02", "S1", "CQC-2026-03/M2", "CQC-2026-03/M10", "m2", "M-2", "OWN-2026-11/G1"]
WORDS = ["restraint", "fridge", "50%", "under_score", "élan"]
SERVICES = ["", "acute_picu", "crisis", "a_service_of_old"]
pytestmark = pytest.mark.usefixtures("keeping")
SIZE = 3


@st.composite
def findings(draw: st.DrawFn) -> list[dict[str, Any]]:
    references = draw(st.lists(st.sampled_from(REFERENCES), unique=True, max_size=8))
    return [draw(_finding(reference, place)) for place, reference in enumerate(references)]


def _finding(reference: str, place: int) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "reference": st.just(reference),
            "level": st.sampled_from(["warning_notice", "must", "should", "recommendation", "good_practice"]),
            "text": st.sampled_from(WORDS),
            "raised_on": st.sampled_from([date(2021, 11, 1), date(2026, 3, 2)]),
            "core_service": st.sampled_from(SERVICES),
            "hazel": st.booleans(),
            "key_questions": st.lists(st.sampled_from(list(KEY_QUESTIONS)), unique=True, max_size=2),
            "answer": st.sampled_from(["", "", "", "decided", "withdrawn", "noted"]),
            "into": st.none() | st.integers(0, place - 1) if place else st.none(),
        }
    )


ACTIONS = st.lists(
    st.fixed_dictionaries(
        {
            "what": st.sampled_from(WORDS),
            "owner": st.none() | st.integers(0, 2),
            "programme": st.booleans(),
            "hazel": st.booleans(),
            "due": st.none() | st.sampled_from([TODAY + timedelta(days=n) for n in (-1, 5, 90)]),
            "claimed": st.booleans(),
            "stuck": st.booleans(),
            "withdrawn": st.sampled_from([False, False, False, True]),
            "answers": st.lists(st.integers(0, 7), unique=True, max_size=3),
        }
    ),
    max_size=9,
)
FILTERS = st.builds(
    Filters,
    level=st.sampled_from(["", "", "must", "should", NO_FINDING]),
    status=st.sampled_from(["", "", "", Delivery.OVERDUE, Delivery.NOT_STARTED]),
    outcome=st.sampled_from(["", "", "", Outcome.NO_MEASURE, Outcome.WORSE]),
    only=st.sampled_from(["", "", *ONLY]),
    service=st.sampled_from(["", "", ACROSS, "acute_picu"]),
    key_question=st.sampled_from(["", "", "safe", "well_led", NO_FINDING]),
    text=st.sampled_from(["", "", "restraint", "FRIDGE 50%", "r_s", "elan"]),
    group=st.sampled_from(list(GROUPINGS)),
)


@pytest.fixture
def people(quality_lead: User) -> list[User]:
    return [UserFactory(name="same name"), UserFactory(name="Same name"), quality_lead]


class Board:
    """Writes what Hypothesis made into the database."""

    def __init__(self, trust: Trust, place: Place, people: list[User]) -> None:
        self.trust, self.place, self.people = trust, place, people
        self.programme = ProgrammeFactory(trust=trust, name="Fewer restraints")

    def write(self, found: list[dict[str, Any]], done: list[dict[str, Any]]) -> None:
        ActionFinding.objects.all().delete()
        Action.objects.all().delete()
        Finding.objects.update(merged_into=None)
        Finding.objects.all().delete()
        rows: list[Finding] = []
        for one in found:
            rows.append(self._finding(one, rows))
        for number, one in enumerate(done, 1):
            action = self._action(number, one)
            for place in one["answers"]:
                if place < len(rows):
                    ActionFinding.objects.create(action=action, finding=rows[place])

    def _finding(self, one: dict[str, Any], earlier: list[Finding]) -> Finding:
        into = earlier[one["into"]] if one["into"] is not None else None
        into = None if into is None or into.merged_into_id is not None else into
        answers: dict[str, dict[str, Any]] = {
            "decided": {"decision_text": "x", "decision_by": self.people[0], "decision_on": TODAY},
            "withdrawn": {"withdrawn_on": TODAY, "withdrawn_why": "x"},
            "noted": {"response": "noted"},
        }
        same = {
            name: one[name] for name in ("reference", "level", "text", "raised_on", "core_service", "key_questions")
        }
        unit = self.place.hazel if one["hazel"] else None
        return Finding.objects.create(
            trust=self.trust, source_kind="audit", unit=unit, merged_into=into, **same, **answers.get(one["answer"], {})
        )

    def _action(self, number: int, one: dict[str, Any]) -> Action:
        owner = None if one["owner"] is None else self.people[one["owner"]]
        given_: dict[str, Any] = {"stuck_since": TODAY, "stuck_why": "x"} if one["stuck"] else {}
        given_ |= {"withdrawn_on": TODAY, "withdrawn_why": "x"} if one["withdrawn"] else {}
        if one["claimed"] and owner and one["due"]:
            given_ |= {"impact": "x", "agreed_by": owner, "agreed_on": TODAY, "claimed_by": owner, "claimed_on": TODAY}
        return Action.objects.create(
            trust=self.trust, number=number, what=one["what"], owner=owner, due=one["due"], **given_,
            programme=self.programme if one["programme"] else None, unit=self.place.hazel if one["hazel"] else None,
        )  # fmt: skip


@pytest.fixture
def board(trust: Trust, place: Place, people: list[User]) -> Board:
    trust.reinspection_on = TODAY + timedelta(days=30)
    trust.save()
    return Board(trust, place, people)


@pytest.fixture
def scopes(
    member: Callable[..., User], scope_of: Callable[[User], Scope], lead_scope: Scope, place: Place
) -> list[Scope]:
    others = [member("unit_lead", unit=place.acute), member("ward_manager", unit=place.hazel),
              member("external_viewer", unit=place.hazel)]  # fmt: skip
    return [lead_scope, lead_scope, *(scope_of(other) for other in others)]


def seen(page: PlanPage) -> list[Any]:
    """What a page shows, down to each line."""
    return [page.page.number, page.page.pages, page.page.first, page.page.last, page.page.total, *(
        (g.name, g.continued, g.tally, [(b.finding, b.continued, [a.id for a in b.actions]) for b in g.blocks])
        for g in page.page.groups
    )]  # fmt: skip


def compare(scope: Scope, filters: Filters) -> None:
    quick, whole = plan_page(scope, filters, size=SIZE), whole_plan(scope, filters, size=SIZE)
    assert (quick.counts, quick.answers, quick.sources) == (whole.counts, whole.answers, whole.sources)
    assert quick.mine == whole.mine
    pages = range(1, whole.page.pages + 2)
    for number in pages:
        asked = replace(filters, page=number)
        assert seen(plan_page(scope, asked, size=SIZE)) == seen(whole_plan(scope, asked, size=SIZE))
    assert quick.waiting == whole.waiting[:10]


def dense(seed: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A full board, so that every filter has something to hide and every action several findings."""
    chance = random.Random(seed)
    found = [
        {"reference": reference, "level": chance.choice(["warning_notice", "must", "should"]), "hazel": chance.random() < 0.5,
         "text": chance.choice(WORDS), "raised_on": date(chance.choice([2021, 2026]), 3, 2),
         "core_service": chance.choice(SERVICES), "key_questions": chance.sample(list(KEY_QUESTIONS), chance.randrange(3)),
         "answer": chance.choice(["", "", "decided"]), "into": chance.choice([None, None, place - 1]) if place else None}
        for place, reference in enumerate(chance.sample(REFERENCES, 8))
    ]  # fmt: skip
    done = [
        {"what": chance.choice(WORDS), "owner": chance.choice([None, 0, 1, 2]), "programme": chance.random() < 0.5,
         "hazel": chance.random() < 0.5, "due": TODAY + timedelta(days=chance.choice([-1, 5, 90])),
         "claimed": chance.random() < 0.3, "stuck": chance.random() < 0.2, "withdrawn": chance.random() < 0.1,
         "answers": chance.sample(range(8), chance.choice([0, 1, 2, 3]))}
        for _ in range(12)
    ]  # fmt: skip
    return found, done


@pytest.mark.parametrize("seed", range(6))
def test_every_grouping_and_filter_of_a_full_board(board: Board, scopes: list[Scope], seed: int) -> None:
    board.write(*dense(seed))
    narrow: list[dict[str, str]] = [{}, {"level": "should"}, {"service": "crisis"}, {"service": ACROSS}, {"text": "fridge"},
              {"key_question": "safe"}, {"only": "decided"}, {"only": "mine"}, {"level": "must", "status": "overdue"}]  # fmt: skip
    for group in GROUPINGS:
        for given_ in narrow:
            compare(scopes[seed % 2 * 3], Filters(group=group, **given_))  # type: ignore[arg-type]


@settings(
    max_examples=40,
    phases=(Phase.explicit, Phase.generate),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(findings(), ACTIONS, FILTERS, st.integers(0, 4), st.booleans())
def test_the_database_shows_the_page_the_rules_make(
    board: Board,
    scopes: list[Scope],
    found: list[dict[str, Any]],
    done: list[dict[str, Any]],
    filters: Filters,
    who: int,
    afresh: bool,
) -> None:
    if afresh:
        kept.forget()
    board.write(found, done)
    owner = str(board.people[0].pk) if len(done) == 7 else ""
    compare(scopes[who], replace(filters, owner=owner))


@settings(
    max_examples=20,
    phases=(Phase.explicit, Phase.generate),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(findings(), ACTIONS, FILTERS)
def test_so_it_does_when_a_room_knows_what_got_worse(
    board: Board, lead_scope: Scope, found: list[dict[str, Any]], done: list[dict[str, Any]], filters: Filters
) -> None:
    board.write(found, done)
    worse = OutcomeSeen(Outcome.WORSE, "More since June.")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(panels, "_outcomes", {"test": lambda scope, ids: {pk: worse for pk in ids if pk % 2}})
        compare(lead_scope, filters)
