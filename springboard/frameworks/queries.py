"""What the other rooms ask of the reference data: which framework, which question, which deadline, which
rules.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeVar

from springboard.frameworks import loading
from springboard.frameworks.model import Clock, Crossing, Framework, FrameworkError, Question, ServiceInfo
from springboard.frameworks.rating_rules import rule_set
from springboard.kernel.ratings import RuleSet, add_working_days
from springboard.kernel.reports.model import Era, KeyQuestion

T = TypeVar("T")


def framework(framework_id: str) -> Framework:
    """The framework version with this id. Refuses an id that is none."""
    return _one(loading.frameworks(), "id", framework_id, "framework")


def framework_on(on: date) -> Framework:
    """The version in force on a day. Refuses days before the first one with ratings (October 2014)."""
    for version in loading.frameworks():
        if version.holds(on):
            return version
    raise FrameworkError(f"No framework with ratings was in force on {on:%d.%m.%Y}; the first began in October 2014.")


def framework_for(era: Era, on: date | None) -> Framework:
    """The version a report was written under: by its template first, by its date only when the template is
    silent.

    Templates and dates overlap around each change, and the template is the surer witness. An answer of CQC's
    API has no template and goes by ``on`` (its publication date); without a date it is the version in force
    last.
    """
    for version in loading.frameworks():
        if era in version.eras:
            return version
    if on is not None:
        return framework_on(on)
    return [version for version in loading.frameworks() if version.valid_from is not None][-1]


def questions(framework_id: str, key_question: KeyQuestion | None = None) -> tuple[Question, ...]:
    """The key lines of enquiry or quality statements of a version, all or those of one key question."""
    source = framework(framework_id).questions_from
    found = loading.QUESTIONS[source]() if source else ()
    return tuple(q for q in found if key_question in {None, q.key_question})


def question(framework_id: str, code: str) -> Question:
    """One question by its code ("S4", "S08"). Refuses a code that this version does not have."""
    return _one(questions(framework_id), "code", code, f"question of {framework_id}")


def crosswalk(framework_id: str, code: str, to: str) -> tuple[Crossing, ...]:
    """The questions of version ``to`` about the same subject, closest first; our own judgement, for
    suggestions.

    Works in both directions. Empty where nothing corresponds or the other version's questions are not known.
    Refuses versions and codes that do not exist.
    """
    one = question(framework_id, code)
    framework(to)
    found = []
    for walk in loading.crosswalks():
        for code_, other, how in walk.pairs:
            if (walk.one, code_, walk.other) == (framework_id, code, to):
                found.append(Crossing(one, question(to, other), how))
            elif (walk.other, other, walk.one) == (framework_id, code, to):
                found.append(Crossing(one, question(to, code_), how))
    return tuple(sorted(found, key=lambda crossing: crossing.how != "same"))


def service(code: str) -> ServiceInfo:
    """A service by its code. Refuses a code that is none."""
    return _one(loading.services(), "code", code, "service")


def clock(code: str) -> Clock:
    """A deadline by its code. Refuses a code that is none."""
    return _one(loading.clocks(), "code", code, "clock")


def due(code: str, start: date) -> date:
    """The last day of a clock that starts on ``start`` (the day of the e-mail, letter or service is not
    counted).

    Working days are English ones. A date printed in CQC's letter goes before this.
    """
    found = clock(code)
    if found.unit == "working_days":
        return add_working_days(start, found.days)
    return start + timedelta(days=found.days)


def rules_for(framework_id: str) -> RuleSet:
    """The rating rules of a framework version, with the trust's own changes."""
    return rule_set(framework(framework_id).rating_rules)


def _one(items: tuple[T, ...], key: str, wanted: str, called: str) -> T:
    for item in items:
        if getattr(item, key) == wanted:
            return item
    known = ", ".join(getattr(item, key) for item in items) or "none"
    raise FrameworkError(f"There is no {called} '{wanted}'. There are: {known}.")
