"""Every data file: its shape, that it says where its facts come from, and the counts CQC publishes."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from springboard import frameworks
from springboard.frameworks import loading
from springboard.frameworks.reading import own
from springboard.kernel import vocabulary
from springboard.kernel.ratings import rule_book, settings_of
from springboard.kernel.reports.model import KEY_QUESTIONS

DATA = Path(frameworks.__file__).parent / "data"
FILES = sorted(DATA.rglob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_file_says_its_version_source_and_what_is_unverified(file: Path) -> None:
    data = yaml.safe_load(file.read_text("utf-8"))
    assert data["version"] == "2026-11"
    assert len(data["source"]) > 20
    assert isinstance(data["unverified"], list)
    assert file.name in {provenance.file for provenance in frameworks.provenances()}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_with_unverified_values_says_so_at_its_top(file: Path) -> None:
    data = yaml.safe_load(file.read_text("utf-8"))
    assert data["unverified"] or not _any_unverified(data)


def _any_unverified(part: object) -> bool:
    if isinstance(part, dict):
        return part.get("verified") is False or any(_any_unverified(value) for value in part.values())
    return isinstance(part, list) and any(_any_unverified(value) for value in part)


def test_there_are_five_key_questions_in_cqcs_order() -> None:
    assert tuple(q.code for q in frameworks.key_questions()) == KEY_QUESTIONS
    assert [q.name for q in frameworks.key_questions()] == ["Safe", "Effective", "Caring", "Responsive", "Well-led"]


def test_there_are_34_quality_statements_8_6_5_7_8() -> None:
    statements = frameworks.quality_statements()
    assert [s.id for s in statements] == list(range(1, 35))
    counts = Counter(s.key_question for s in statements)
    assert [counts[question] for question in KEY_QUESTIONS] == [8, 6, 5, 7, 8]
    for statement in statements:
        assert statement.code == f"{statement.key_question[0].upper()}{statement.id:02}"
        assert vocabulary.statement_named(statement.title) is not None


def test_there_are_27_key_lines_of_enquiry_6_6_3_4_8_all_unverified() -> None:
    lines = frameworks.questions("kloe_2017")
    counts = Counter(line.key_question for line in lines)
    assert [counts[question] for question in KEY_QUESTIONS] == [6, 6, 3, 4, 8]
    assert not any(line.verified for line in lines)
    for question in KEY_QUESTIONS:
        codes = [line.code for line in lines if line.key_question == question]
        assert codes == [f"{question[0].upper()}{number}" for number in range(1, len(codes) + 1)]


@pytest.mark.parametrize("framework_id", ["kloe_2017", "saf_2024"])
def test_descriptions_are_our_own_short_sentences(framework_id: str) -> None:
    for question in frameworks.questions(framework_id):
        assert question.summary.endswith(".")
        assert len(question.summary) <= 110
        assert question.summary != question.title


def test_the_coming_framework_holds_only_what_is_known() -> None:
    assert frameworks.questions("mh_2026_draft") == ()
    assert frameworks.framework("mh_2026_draft").scoring == "none"
    assert any("no numeric scores" in known for known in frameworks.known_of_2026())


def test_evidence_categories_and_scores() -> None:
    assert [category.id for category in frameworks.evidence_categories()] == [1, 2, 3, 4, 5, 6]
    assert [score.score for score in frameworks.scores()] == [4, 3, 2, 1]


def test_every_service_of_the_vocabulary_has_its_place_and_short_name() -> None:
    services = frameworks.services()
    assert {s.code for s in services} == {s.code for s in vocabulary.core_services()}
    assert [s.core for s in services] == sorted((s.core for s in services), reverse=True)
    assert len({s.short for s in services}) == len(services)
    assert all(len(s.short) <= 42 for s in services)


def test_framework_versions_follow_one_another_without_gap_or_overlap() -> None:
    dated = [f for f in frameworks.frameworks() if f.valid_from is not None]
    for earlier, later in pairwise(dated):
        assert earlier.valid_to is not None
        assert later.valid_from is not None
        assert (later.valid_from - earlier.valid_to).days == 1
    assert dated[-1].valid_to is None


def test_a_crosswalk_leaves_no_question_out() -> None:
    for walk in loading.crosswalks():
        later = {q.code for q in frameworks.questions(walk.other)}
        assert {pair[1] for pair in walk.pairs} | set(walk.new) == later
        assert not {pair[1] for pair in walk.pairs} & set(walk.new)
        assert {pair[0] for pair in walk.pairs} == {q.code for q in frameworks.questions(walk.one)}


def test_the_crosswalk_says_it_is_our_own_judgement() -> None:
    assert own("crosswalk").flag("judgement")


@pytest.mark.parametrize("code", frameworks.rule_set_codes())
def test_an_unverified_rule_is_off_or_says_why_it_is_on(code: str) -> None:
    rules = frameworks.rule_set(code)
    for one in settings_of(rules):
        assert one.source
        assert one.verified or not one.on or one.why_on
    assert all(rule.says for rule in rule_book(rules))
    assert rules.unverified


def test_what_could_not_be_read_at_cqc_is_not_called_verified() -> None:
    trust = {one.code: one for one in settings_of(frameworks.rule_set("nhs_trust_2022"))}
    assert [code for code, one in trust.items() if one.verified] == [
        "1-3.outstanding",
        "4-8.outstanding",
        "9+.outstanding",
        "limit.requirement_notice",
        "limit.warning_notice",
        "limit.condition",
        "trust.at_first",
        "trust.from_2024-01-01",
    ]
    saf = {one.code: one for one in settings_of(frameworks.rule_set("saf_2024"))}
    assert not saf["statement.good"].on
    assert not saf["statement.outstanding"].on
    assert not saf["score.good_from"].verified


@pytest.mark.parametrize(
    ("code", "start", "due", "length"),
    [
        ("factual_accuracy", date(2026, 12, 18), date(2027, 1, 6), "10 working days"),
        ("report_on_actions", date(2026, 11, 23), date(2026, 12, 21), "28 days"),
        ("warning_notice_representations", date(2026, 11, 23), date(2026, 12, 7), "10 working days"),
        ("notice_of_proposal_representations", date(2026, 11, 23), date(2026, 12, 21), "28 days"),
    ],
)
def test_clocks(code: str, start: date, due: date, length: str) -> None:
    assert frameworks.due(code, start) == due
    assert frameworks.clock(code).length == length
    assert {clock.code for clock in frameworks.clocks() if clock.verified} == {"factual_accuracy"}
