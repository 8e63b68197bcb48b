"""Compares what a reader found in an example report with the truth, level by level and field by field.

Both sides are the JSON shape of ``springboard read --json``. A finding counts as found when one of the same level has
nearly the same words (similarity 0.9 on letters and digits alone, so that run-together words and bullets do not
matter); each finding of the reader answers for one true one at most. Arguable truths (``optional``) count neither way.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from corpus.tables import LevelScore, Score
from corpus.truth import TrueFinding, Truth

ALIKE = 0.9
# In these the report prints prose inside a table or paragraph: more words around it are not wrong.
PROSE = {"breach", "requirement_notice", "warning_notice", "condition", "recommendation"}
CITATION = re.compile(
    r"\(\s*(?:reg(?:ulation)?s?\b)[^()]*(?:\([^()]*\)[^()]*)*\)[\s.;,]*(?:and)?[\s.;,]*$", re.IGNORECASE
)
Found = dict[str, Any]


@lru_cache(maxsize=4096)
def letters(text: str) -> str:
    """Letters and digits alone, lower case: bullets, quotes, dashes, spaces and line ends do not count."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


@lru_cache(maxsize=4096)
def without_citation(text: str) -> str:
    """The sentence without the "(Regulation 12(2)(a))" at its end: kept apart by some, together by others."""
    return CITATION.sub("", text.strip())


@lru_cache(maxsize=65536)
def similarity(a: str, b: str) -> float:
    """0 to 1 on letters and digits; quick refusals first, since most pairs have nothing in common."""
    a, b = letters(a), letters(b)
    if not a or not b:
        return 0.0
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def _held(inner: str, outer: str) -> float:
    """How much of ``inner`` stands, in order and in runs of some length, inside ``outer``."""
    a, b = letters(inner), letters(outer)
    if not a or len(b) > 6 * len(a) + 300:
        return 0.0
    if a in b:
        return 1.0
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= 12) / len(a)


def alike(true: TrueFinding, got: Found) -> float:
    """How alike a true and a found finding are, from their texts and their quotes."""
    texts = [str(got.get("text") or ""), str(got.get("quote") or "")]
    pairs = [(mine, theirs) for mine in (true.text, true.quote) for theirs in texts]
    best = max(max(similarity(a, b), similarity(without_citation(a), without_citation(b))) for a, b in pairs)
    if best < ALIKE and true.level in PROSE:
        best = max(_held(without_citation(a), b) for a, b in pairs)
    return best


def pair(true: tuple[TrueFinding, ...], got: list[Found]) -> dict[int, int]:
    """Greedy one-to-one: index of the true finding → index of the found one of the same level, best first."""
    candidates = sorted(
        (
            (alike(finding, found), finding.optional, t, g)
            for t, finding in enumerate(true)
            for g, found in enumerate(got)
            if found.get("level") == finding.level
        ),
        key=lambda c: (-c[0], c[1], _service_apart(true[c[2]], got[c[3]]), c[2], c[3]),
    )
    chosen: dict[int, int] = {}
    for likeness, _, t, g in candidates:
        if likeness >= ALIKE and t not in chosen and g not in chosen.values():
            chosen[t] = g
    return chosen


def _service_apart(true: TrueFinding, got: Found) -> int:
    """0 when the service agrees: the same must in two services is paired service by service."""
    return 0 if _same_service(true, got) else 1


def _same_service(true: TrueFinding, got: Found) -> bool:
    printed = str(got.get("service") or "")
    if true.service:
        return letters(true.service) == letters(printed) or similarity(true.service, printed) >= ALIKE
    return not true.trust_wide or not printed or bool(re.search(r"\btrust", printed, re.IGNORECASE))


def _marks(paragraphs: Any) -> tuple[str, ...]:
    """``"(1), (2) (a) and (b)"`` → 1, 2, a, b."""
    return tuple(re.findall(r"\(([0-9A-Za-z]+)\)", str(paragraphs or "")))


def _same_regulations(true: TrueFinding, got: Found) -> bool:
    """Same instruments and numbers; paragraphs too, except where only the subject was printed."""
    found = got.get("regulations") or []
    subject_only = any(reg.inferred for reg in true.regulations)
    if subject_only or not true.regulations:
        found = found if subject_only else [reg for reg in found if not reg.get("inferred")]
        return {(r.instrument, r.number) for r in true.regulations} == {
            (str(r.get("instrument")), str(r.get("number"))) for r in found
        }
    return {(r.instrument, r.number, _marks(r.paragraphs)) for r in true.regulations} == {
        (str(r.get("instrument")), str(r.get("number")), _marks(r.get("paragraphs"))) for r in found
    }


def _day(value: Any) -> str | None:
    return None if value is None else str(value)


def _score_fields(score: Score, true: TrueFinding, got: Found, pages: tuple[int, int] | None, split: bool) -> None:
    """Every field of one matched finding that its truth says something about."""
    words = f"{true.level}: {true.quote[:70]}"
    text = str(got.get("text"))
    stands = max(similarity(true.text, text), similarity(without_citation(true.text), without_citation(text)))
    if true.level not in PROSE:
        score.tally("text").count(stands >= ALIKE, f"{words} → {text}")
    quoted = letters(true.quote) in letters(str(got.get("quote"))) or alike(true, {"quote": got.get("quote")}) >= ALIKE
    score.tally("quote").count(quoted, f"{words} → {got.get('quote')}")
    if not split:
        score.tally("regulations").count(_same_regulations(true, got), f"{words} → {got.get('regulations')}")
    if true.service or true.trust_wide:
        score.tally("service").count(_same_service(true, got), f"{words} → {got.get('service')}")
    if true.key_question:
        same = got.get("key_question") == true.key_question
        score.tally("key question").count(same, f"{words} → {got.get('key_question')}")
    if true.deadline or got.get("deadline"):
        same = _day(true.deadline) == _day(got.get("deadline"))
        score.tally("deadline").count(same, f"{words} → {got.get('deadline')}, not {true.deadline}")
    if pages is not None:
        page = got.get("page")
        score.tally("page").count(
            page is not None and pages[0] <= page <= pages[1], f"{words} → page {page}, not {pages}"
        )


def _ignorable(true: tuple[TrueFinding, ...], got: Found) -> bool:
    """An arguable finding, or one part of a sentence that may be split by regulation."""
    return any(
        alike(finding, got) >= ALIKE
        for finding in true
        if finding.optional or (finding.split_ok and finding.level == got.get("level"))
    )


def _score_findings(score: Score, truth: Truth, got: list[Found], pages: dict[int, tuple[int, int]]) -> None:
    chosen = pair(truth.findings, got)
    for index, true in enumerate(truth.findings):
        level = score.levels[true.level]
        if index in chosen:
            if not true.optional:
                level.found += 1
                _score_fields(score, true, got[chosen[index]], pages.get(true.id), true.split_ok)
        elif not true.optional:
            level.missed.append(true.quote)
    for index, found in enumerate(got):
        if index not in chosen.values() and not _ignorable(truth.findings, found):
            level = score.levels.setdefault(str(found.get("level")), LevelScore())
            level.extra.append(str(found.get("quote") or found.get("text")))


def _rating_key(scope: str, name: str, question: str) -> tuple[str, str, str]:
    """A trust's name does not matter (there is one); a location's rating may be called a service's."""
    if scope == "trust":
        return ("trust", "", question)
    return ("service", letters(name), question)


def _score_ratings(score: Score, truth: Truth, got: list[Found]) -> None:
    expected = {_rating_key(r.scope, r.name, r.key_question): r for r in truth.ratings}
    found: dict[tuple[str, str, str], Found] = {}
    for rating in got:
        key = _rating_key(str(rating.get("scope")), str(rating.get("name")), str(rating.get("key_question")))
        found.setdefault(key, rating)
    for key, true in expected.items():
        words = f"{true.name}, {true.key_question}: {true.rating}"
        answer = found.get(key)
        if answer is not None and answer.get("rating") == true.rating:
            score.ratings.found += 1
        else:
            score.ratings.missed.append(f"{words} → {answer and answer.get('rating')}")
        if true.previous and answer is not None:
            same = answer.get("previous") == true.previous
            score.tally("previous rating").count(same, f"{words}, was {true.previous} → {answer.get('previous')}")
    for key, rating in found.items():
        if key not in expected or rating.get("rating") != expected[key].rating:
            score.ratings.extra.append(f"{rating.get('name')}, {key[2]}: {rating.get('rating')}")


def _score_head(score: Score, truth: Truth, got: Found) -> None:
    report, provider = got.get("report") or {}, got.get("provider") or {}
    for name, true, answer in (
        ("published", truth.published, report.get("published")),
        ("inspected from", truth.inspected_from, report.get("inspected_from")),
        ("inspected to", truth.inspected_to, report.get("inspected_to")),
        ("era", truth.era, report.get("era")),
    ):
        score.tally(name).count(_day(true) == _day(answer), f"{truth.title}: {name} {answer}, not {true}")
    same = similarity(truth.provider, str(provider.get("name"))) >= ALIKE
    score.tally("provider").count(same, f"{truth.provider} → {provider.get('name')}")


def _score_statements(score: Score, truth: Truth, got: Found) -> None:
    """Statement scores, where the reader gives them (``scores`` is an addition to the shape)."""
    found = {letters(str(s.get("statement"))): s.get("score") for s in got.get("scores") or []}
    for true in truth.scores:
        answer = found.get(letters(true.statement), "absent")
        same = answer == true.score or (true.score is None and answer == "absent")
        score.tally("statement score").count(same, f"{true.statement}: {answer}, not {true.score}")


def score(
    truth: Truth, got: Found, pages: dict[int, tuple[int, int]] | None = None, unread: tuple[int, ...] = ()
) -> Score:
    """Score one reader's answer (the JSON shape as a dict) against a report's truth.

    ``pages``: first and last page of each finding, ``unread``: pages that must be listed as not read.
    """
    out = Score()
    _score_findings(out, truth, list(got.get("findings") or []), pages or {})
    _score_ratings(out, truth, list(got.get("ratings") or []))
    _score_head(out, truth, got)
    _score_statements(out, truth, got)
    listed = {entry.get("page") for entry in got.get("unread") or []}
    for page in unread:
        out.tally("unread page listed").count(page in listed, f"{truth.title}: page {page} is not listed as unread")
    return out
