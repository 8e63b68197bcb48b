"""Ratings told in sentences: "Our rating of safe went down. We rated it as inadequate because:"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from springboard.kernel.reports.model import Change, KeyQuestion, RatingWord, Scope
from springboard.kernel.reports.rating_words import word_of
from springboard.kernel.reports.sections import question_of

_RATING = r"(?P<rating>outstanding|good|requires[\s-]improvement|inadequate)"
_OF_WHOLE = r"(?! (?:in|at|on|across|for) (?!this|our|the trust))"  # "good in four of the five services" is of no whole
_CHANGED = re.compile(
    r"\bour (?:overall )?rating (?:of|for) (?P<what>[\w’' -]{2,60}?) (?P<how>improved|went up|went down|"
    r"decreased|declined|dropped|"
    rf"stayed the same|remained the same|did not change|has improved|"
    rf"has gone down)\b[^.]{{0,40}}\.\s*we rated (?:it|them|this) as {_RATING}",
    re.IGNORECASE,
)
_RATED = re.compile(
    rf"\bwe (?:have )?rated (?P<what>(?:the )?(?:safe|effective|caring|responsive|well[ -]led|trust|service|it|"
    rf"this service|this trust|the provider)"
    rf"(?: (?:overall|for the trust(?: overall)?))?) (?:overall )?as {_RATING}\b{_OF_WHOLE}",
    re.IGNORECASE,
)
_IS_RATED = re.compile(
    rf"\b(?:overall,? (?:we )?(?:have )?rated (?P<what>this service|this trust|the trust|the service|"
    rf"it)(?: as)?|(?P<who>this service|this trust|the trust|the service) is (?:now )?rated(?: as)?|"
    rf"(?:the|our) overall rating (?:for (?P<of>this service|the service|the trust|this trust) )?(?:is|"
    rf"was)(?: now)?) {_RATING}\b{_OF_WHOLE}",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"\bat our (?:last|previous) (?:assessment|inspection),? we rated this (?:key question|service|area) (?:as )?"
    r"(?P<was>outstanding|good|requires improvement|inadequate)\.?[^.]{0,20}(?:at|on|"
    r"during)?\s*this (?:assessment|inspection),? "
    rf"(?:the|our) rating (?:has |had )?(?:(?:improved|changed|gone down|gone up|declined|deteriorated|"
    rf"remained|remains|stayed|dropped|increased)"
    rf"(?: (?:to|as|at))?[^.]{{0,20}}?{_RATING}\b|(?:remained|remains|stayed) (?:the same|unchanged)|"
    rf"not changed|(?:did|has) not changed?)",
    re.IGNORECASE,
)
_HOW: dict[str, Change] = {
    "improved": "up",
    "went up": "up",
    "has improved": "up",
    "stayed the same": "same",
    "remained the same": "same",
    "did not change": "same",
}


_EARLIER = re.compile(
    r"^(?:our |the )?(?:(?:previous|last|earlier|former) ratings?(?: table| grid)?(?: (?:for|of|at|from)\b.{0,60})?|"
    r"ratings? (?:at|from|before|following) (?:our |the )?(?:last|previous|earlier|this) (?:\w+ )?"
    r"(?:inspections?|assessments?|visits?))(?: \(?20\d\d\)?)?:?$",
    re.IGNORECASE,
)


def heads_earlier(text: str) -> bool:
    """Whether a heading is over ratings of an earlier inspection alone: "Previous ratings"."""
    return len(text) < 90 and "ating" in text and bool(_EARLIER.match(text)) and "this" not in text.lower()


_WAS_OVERALL = re.compile(
    r"\b(?:service|trust|location|hospital|provider|it)s? (?:was|were|had been|has been) "
    r"(?:(?P<last>last|previously) )?rated (?:as )?(?P<was>outstanding|good|requires improvement|inadequate)"
    r"(?: overall)?(?P<when>,? (?:at|in|after|following) (?:our|the|its) (?:last|previous) (?:\w+ )?"
    r"(?:assessment|inspection))?"
    r"|(?P<then>\b(?:last|previous) (?:\w+ )?(?:assessment|inspection)(?: (?:in|of) (?:\w+ )?20\d\d)?,? "
    r"(?:when |where )?"
    r"we rated (?:it|this service|the service|the trust|this trust)(?: overall)? (?:as )?"
    r"(?P<was2>outstanding|good|requires improvement|inadequate))",
    re.IGNORECASE,
)


def overall_before(text: str) -> RatingWord | None:
    """What a service or trust as a whole was rated before, where a sentence says so: "It was last rated good"."""
    for match in _WAS_OVERALL.finditer(text):
        if match.group("last") or match.group("when") or match.group("then"):
            return word_of(match.group("was") or match.group("was2"))
    return None


@dataclass(frozen=True, slots=True)
class Told:
    """A rating told in a sentence: what of, and the change the sentence names."""

    question: KeyQuestion | None
    scope: Scope | None
    rating: RatingWord
    previous: RatingWord | None
    change: Change | None
    printed: str


def told(text: str) -> list[Told]:
    """Every rating a text tells. ``question`` ``None`` with ``scope`` ``None`` means the part it stands in."""
    out: list[Told] = []
    lowered = text.lower()
    if "rat" not in lowered:
        return out
    for changed in _CHANGED.finditer(text):
        question, scope = _subject(changed.group("what"))
        how = _HOW.get(changed.group("how").lower(), "down")
        out.append(Told(question, scope, _word(changed), None, how, changed.group()))
    rated = None if out else _RATED.search(text) or _IS_RATED.search(text)
    if rated:
        question, scope = _subject(_whose(rated))
        out.append(Told(question, scope, _word(rated), None, None, rated.group()))
    if last := _LAST.search(text):
        out.extend(_since_last(last))
    return out


def _whose(match: re.Match[str]) -> str:
    """The subject of a rating sentence; "it" is the service."""
    groups = match.groupdict()
    subject = groups.get("what") or groups.get("who") or groups.get("of") or "it"
    return "this service" if subject.lower() == "it" else subject


def _since_last(match: re.Match[str]) -> list[Told]:
    was = word_of(match.group("was"))
    now = word_of(match.group("rating")) if match.group("rating") else was
    return [Told(None, None, now, was, None, match.group())] if now and was else []


def _word(match: re.Match[str]) -> RatingWord:
    word = word_of(match.group("rating").replace("-", " "))
    if word is None:
        raise ValueError(match.group())
    return word


def _subject(what: str) -> tuple[KeyQuestion | None, Scope | None]:
    bare = re.sub(r"^(?:the|this)\s+", "", what.strip().lower())
    question = question_of(re.sub(r"\s*(?:overall|for the trust.*)$", "", bare))
    if question:
        return question, "trust" if "trust" in bare else None
    if bare.startswith(("trust", "provider", "services")):
        return "overall", "trust"
    if bare.startswith(("location", "hospital")):
        return "overall", "location"
    return ("overall", "service") if bare.startswith("service") else (None, None)
