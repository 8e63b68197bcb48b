"""The data files as dataclasses, each read once. The vocabulary of the kernel gives names and titles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TypeVar, cast

from springboard.frameworks.model import (
    AGES,
    CLOSENESS,
    DAY_UNITS,
    ERAS,
    SCORINGS,
    SETTINGS,
    Clock,
    Crosswalk,
    EvidenceCategory,
    Framework,
    FrameworkError,
    KeyQuestionInfo,
    Provenance,
    Question,
    Score,
    ServiceInfo,
)
from springboard.frameworks.rating_rules import rule_set_codes
from springboard.frameworks.reading import Doc, own, own_folder, read_file
from springboard.kernel import vocabulary
from springboard.kernel.ratings import QUESTION_NAMES
from springboard.kernel.reports.model import KEY_QUESTIONS, Era

T = TypeVar("T")


def _list(name: str, key: str, make: Callable[[Doc], T], *more: str) -> tuple[T, ...]:
    """One list of a data file as dataclasses; ``more`` names its other keys, read elsewhere."""
    doc = own(name)
    doc.provenance()
    doc.read.update(more)
    found = []
    for part in doc.parts(key):
        found.append(make(part))
        part.done()
    doc.done()
    return tuple(found)


def _once(codes: Iterable[object], where: str) -> None:
    seen = list(codes)
    if twice := {code for code in seen if seen.count(code) > 1}:
        raise FrameworkError(f"{where}: twice: {', '.join(map(str, sorted(twice, key=str)))}.")


@cache
def key_questions() -> tuple[KeyQuestionInfo, ...]:
    """The five key questions, in CQC's order."""
    found = _list("key_questions", "questions", _key_question)
    if tuple(q.code for q in found) != KEY_QUESTIONS:
        raise FrameworkError("key_questions.yaml: it must hold the five key questions in CQC's order.")
    return found


def _key_question(doc: Doc) -> KeyQuestionInfo:
    code = doc.choice("code", KEY_QUESTIONS)
    return KeyQuestionInfo(code, QUESTION_NAMES[code], doc.text("short"), doc.text("asks"), doc.text("plain"))


@cache
def quality_statements() -> tuple[Question, ...]:
    """The 34 quality statements, in CQC's order, with our summaries."""
    titles = {statement.id: statement for statement in vocabulary.quality_statements()}

    def make(doc: Doc) -> Question:
        number = doc.whole("id")
        if number not in titles:
            raise FrameworkError(f"{doc.where}: the vocabulary has no quality statement {number}.")
        known = titles[number]
        code, summary = doc.text("code"), doc.text("summary")
        return Question("saf_2024", code, known.key_question, known.name, summary, verified=True, id=number)

    found = _list("quality_statements", "statements", make)
    _once((s.id for s in found), "quality_statements.yaml")
    return found


@cache
def kloe_2017() -> tuple[Question, ...]:
    """The 27 key lines of enquiry of 2017, every one unverified."""
    found = _list("kloe_2017", "lines", lambda doc: _line(doc, "kloe_2017"))
    _once((line.code for line in found), "kloe_2017.yaml")
    return found


@cache
def mental_health_2026() -> tuple[Question, ...]:
    """The lines of the coming framework: none until CQC publishes them."""
    return _list("mental_health_2026", "lines", lambda doc: _line(doc, "mh_2026_draft"), "known", "lines_expected")


@cache
def known_of_2026() -> tuple[str, ...]:
    """What is known of the coming mental health framework, as sentences."""
    return own("mental_health_2026").texts("known")


def _line(doc: Doc, framework: str) -> Question:
    key_question = doc.choice("key_question", KEY_QUESTIONS)
    return Question(framework, doc.text("code"), key_question, doc.text("title"), doc.text("summary"), verified=False)


@cache
def evidence_categories() -> tuple[EvidenceCategory, ...]:
    """The six evidence categories."""

    def make(doc: Doc) -> EvidenceCategory:
        return EvidenceCategory(doc.whole("id"), doc.text("code"), doc.text("name"), doc.text("summary"))

    return _list("evidence_categories", "categories", make, "scores")


@cache
def scores() -> tuple[Score, ...]:
    """What the scores 4 to 1 of a quality statement mean, best first."""

    def make(doc: Doc) -> Score:
        return Score(doc.whole("score"), doc.text("name"), doc.text("summary"))

    return _list("evidence_categories", "scores", make, "categories")


@cache
def frameworks() -> tuple[Framework, ...]:
    """Every version of CQC's framework, oldest first."""
    found = _list("frameworks", "frameworks", _framework)
    _once((f.id for f in found), "frameworks.yaml")
    _once((era for f in found for era in f.eras), "frameworks.yaml, eras")
    return found


def _framework(doc: Doc) -> Framework:
    eras = doc.texts("eras")
    if unknown := set(eras) - set(ERAS):
        raise FrameworkError(f"{doc.where}: no era of a report: {', '.join(sorted(unknown))}.")
    return Framework(
        id=doc.text("id"),
        name=doc.text("name"),
        valid_from=doc.day_or_none("valid_from"),
        valid_to=doc.day_or_none("valid_to"),
        scoring=doc.choice("scoring", SCORINGS),
        questions_from=doc.choice("questions_from", tuple(QUESTIONS)) if doc.has("questions_from") else None,
        rating_rules=doc.choice("rating_rules", rule_set_codes()),
        eras=tuple(cast("Era", era) for era in eras),
        verified=doc.flag("verified"),
        source=doc.text("source"),
        note=doc.text_or_none("note"),
    )


@cache
def clocks() -> tuple[Clock, ...]:
    """The deadlines of CQC's process."""
    found = _list("clocks", "clocks", _clock)
    _once((clock.code for clock in found), "clocks.yaml")
    return found


def _clock(doc: Doc) -> Clock:
    days = doc.whole("days")
    if not 1 <= days <= 366:
        raise FrameworkError(f"{doc.where}: 'days' must be between 1 and 366.")
    return Clock(
        code=doc.text("code"),
        name=doc.text("name"),
        days=days,
        unit=doc.choice("unit", DAY_UNITS),
        counts_from=doc.text("counts_from"),
        verified=doc.flag("verified"),
        source=doc.text("source"),
        note=doc.text_or_none("note"),
    )


@cache
def services() -> tuple[ServiceInfo, ...]:
    """Core services, then additional ones, in the order of a ratings grid."""
    named = {service.code: service for service in vocabulary.core_services()}

    def make(doc: Doc) -> ServiceInfo:
        service = named[doc.choice("code", tuple(named))]
        setting, ages = doc.choice("setting", SETTINGS), doc.choice("ages", AGES)
        order = int(doc.where.rsplit(" ", 1)[1])
        return ServiceInfo(service.code, service.name, doc.text("short"), service.core, setting, ages, order)

    found = _list("core_services", "services", make)
    _once((service.code for service in found), "core_services.yaml")
    return found


@cache
def crosswalks() -> tuple[Crosswalk, ...]:
    """Every crosswalk between two framework versions; our own judgement."""
    ids = tuple(version.id for version in frameworks())
    return _list("crosswalk", "crosswalks", lambda doc: _crosswalk(doc, ids), "judgement")


def _crosswalk(doc: Doc, ids: tuple[str, ...]) -> Crosswalk:
    pairs = []
    for part in doc.parts("pairs"):
        pairs.append((part.text("from"), part.text("to"), part.choice("how", CLOSENESS)))
        part.done()
    _once(((one, other) for one, other, _ in pairs), doc.where)
    return Crosswalk(doc.choice("from", ids), doc.choice("to", ids), tuple(pairs), doc.texts("new"))


@cache
def provenances() -> tuple[Provenance, ...]:
    """Version, source and what is unverified of every data file, for "Where our figures come from"."""
    folders = (own_folder(), own_folder().joinpath("rating_rules"))
    files = [f for folder in folders for f in folder.iterdir() if f.name.endswith(".yaml")]
    return tuple(read_file(file).provenance() for file in sorted(files, key=lambda f: f.name))


QUESTIONS: dict[str, Callable[[], tuple[Question, ...]]] = {
    "quality_statements": quality_statements,
    "kloe_2017": kloe_2017,
    "mental_health_2026": mental_health_2026,
}
