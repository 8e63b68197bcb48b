"""The lines under Why: what holds a rating where it is, each with a link to its finding."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from django.urls import reverse

from springboard.inspections.queries import Answer
from springboard.kernel.ratings import QUESTION_NAMES, LimitingFact, Reason
from springboard.kernel.ratings.limits import facts_phrase
from springboard.kernel.ratings.scale import sentence
from springboard.kernel.reports.model import KEY_QUESTIONS, KeyQuestion

ENFORCEMENT: Final = ("warning_notice", "condition", "requirement_notice")
_NOTICE: Final = re.compile(r"\b(notices?|conditions?)\b")


@dataclass(frozen=True, slots=True)
class WhyLine:
    """One reason: what it is, in bold, then the rest as (text, address) pieces; no address is plain text."""

    icon: str
    lead: str
    pieces: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        return self.lead + "".join(text for text, _ in self.pieces)


def limiting_fact(answer: Answer) -> LimitingFact:
    """A finding of the plan as a fact that limits ratings; it stays open until CQC says otherwise."""
    finding = answer.finding
    notice = finding.level in {"warning_notice", "condition"}
    return LimitingFact(
        kind=cast("Any", finding.level),
        reference=spoken(finding.reference),
        detail="section 29A" if notice and "section 29a" in finding.search_text else "",
        key_questions=cast("tuple[KeyQuestion, ...]", finding.key_questions),
        regulations=() if notice else tuple(sorted({str(row.get("number")) for row in finding.regulations})),
    )


def placed(answer: Answer) -> bool:
    """Whether the rules get it: enforcement under no key question is said by ``why_lines`` instead."""
    return bool(answer.finding.key_questions) or answer.finding.level not in ENFORCEMENT


def spoken(reference: str) -> str:
    """ "W1" of "CQC-2026-03/W1"."""
    return reference.rpartition("/")[2]


def why_lines(reasons: Sequence[Reason], answers: Sequence[Answer], question: str) -> tuple[WhyLine, ...]:
    """The reasons of the rules, and the enforcement on this row that no rule places: nothing in force is left out."""
    links = {spoken(one.finding.reference): _address(one) for one in answers}
    said = {reference for reason in reasons for reference in reason.references}
    others = [one for one in answers if one.finding.level in ENFORCEMENT and _concerns(one, question, said)]
    if others:  # "no open breach or enforcement holds it" is more than is known then
        reasons = [reason for reason in reasons if not reason.clause.startswith("no open breach")]
    lines = [*(_reason(reason, links) for reason in reasons), *_unplaced(others, links)]
    return tuple(sorted(lines, key=lambda line: line.icon != "notice"))


def _address(answer: Answer) -> str:
    return reverse("plan:finding", args=[answer.finding.reference])


def _concerns(answer: Answer, question: str, said: set[str]) -> bool:
    finding = answer.finding
    here = question == "overall" or not finding.key_questions or question in finding.key_questions
    return here and spoken(finding.reference) not in said


def _reason(reason: Reason, links: Mapping[str, str]) -> WhyLine:
    if not reason.references:
        return WhyLine("info", "", ((reason.sentence, ""),))
    what, _, effect = reason.clause.partition(": ")
    return _line(what, effect, links)


def _unplaced(answers: Sequence[Answer], links: Mapping[str, str]) -> list[WhyLine]:
    """Enforcement by its kind and the key questions it stands under."""
    groups: dict[tuple[str, tuple[str, ...]], list[LimitingFact]] = {}
    for answer in answers:
        fact = limiting_fact(answer)
        groups.setdefault((fact.kind, fact.key_questions), []).append(fact)
    return [
        _line(facts_phrase(facts), _stands(questions, len(facts)), links) for (_, questions), facts in groups.items()
    ]


def _stands(questions: Sequence[str], number: int) -> str:
    it, stands = ("it", "stands") if number == 1 else ("they", "stand")
    if not questions:
        return f"nobody has said yet under which key question {it} {stands}: say so in the plan"
    names = [QUESTION_NAMES[question] for question in KEY_QUESTIONS if question in questions]
    return f"{it} {stands} under {' and '.join(names)}"


def _line(what: str, effect: str, links: Mapping[str, str]) -> WhyLine:
    """ "**A warning notice** (W1, section 29A). Enforcement normally means Inadequate."."""
    lead, bracket, rest = what.partition(" (")
    icon = "notice" if _NOTICE.search(lead) else "overdue"
    text = f"{bracket}{rest}. {sentence(effect)}"
    return WhyLine(icon, lead[:1].upper() + lead[1:], _pieces(text, links))


def _pieces(text: str, links: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The text cut at the references that lead somewhere."""
    if not links:
        return ((text, ""),)
    known = "|".join(re.escape(one) for one in sorted(links, key=len, reverse=True))
    cut = re.split(rf"(?<![\w-])({known})(?![\w-])", text)
    return tuple((piece, links.get(piece, "")) for piece in cut if piece)
