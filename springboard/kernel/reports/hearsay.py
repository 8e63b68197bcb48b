"""Lists of musts and shoulds that ask nothing of this report: of an earlier inspection, or in somebody else's words."""

from __future__ import annotations

import re
from datetime import date

from springboard.kernel.reports.list_words import PREVIOUS
from springboard.kernel.reports.wording import MODAL

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = re.compile(
    r"\b(?:(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?|in|since|during|our|the|of|from|late|early)"
    r" (?P<year>20[0-3]\d)\b(?! (?:Act|Regulations?|Code))",
    re.IGNORECASE,
)
# An inspection told only by its day: which one, the day says.
_INSPECTION = re.compile(
    r"\b(?:at|after|following|during|in|from|since) (?:our|the|that|an) (?:[\w ]{0,25})?inspection (?:in|of|on|dated) |"
    r"\b(?:at|after|following|during|since) (?:our|the) (?:\w+ )?20\d\d (?:\w+ )?(?:inspection|visit|assessment)",
    re.IGNORECASE,
)
_MET = re.compile(
    r"\b(?:had|has|have) (?:all |both |each |not |now |also |already |since |fully |partly |yet )*"
    r"(?:been (?:told|met|addressed|completed)|met|acted on|completed|addressed|complied|done|made progress)\b|"
    r"\b(?:were|was) (?:told|asked|required|given)\b.{0,40}\b(?:then|before|in 20\d\d)\b",
    re.IGNORECASE,
)
_THING = (
    r"(?:polic(?:y|ies)|guidance|guidelines?|codes? of (?:practice|conduct)|procedures?|protocols?|handbooks?|"
    r"standards?|contracts?|legislation|law|act|plans?|rules?|posters?|leaflets?|charters?|specifications?|manuals?)"
)
_SAYS = (
    r"(?:sa(?:y|ys|id)|states?|stated|requires?|required|sets? out|advises?|advised|expects?|expected|"
    r"specif(?:y|ies|ied)|recommend(?:s|ed)?|lists?|listed|ma(?:de|kes?) (?:it )?clear)"
)
_PEOPLE = (
    r"(?:staff|patients|people|carers?|famil(?:y|ies)|relatives|managers?|nurses?|doctors?|governors|visitors|leaders|"
    r"board|volunteers|clinicians|service users|commissioners|partners|stakeholders|psychiatrists?|advocates?|teams?)"
)
_FELT = (
    r"(?:told us|said|felt|thought|believed|explained|knew|understood|suggested|wanted|hoped|agreed|asked|reported|"
    r"commented|(?:was|were) (?:clear|aware|told))"
)
_QUOTED = re.compile(
    rf"\b{_THING}\b(?:(?!\b(?:and|that|which|must|should|we)\b)[^.:]){{0,60}}?\b{_SAYS}\b|"
    rf"\b{_PEOPLE}\b(?:(?!\b(?:that|which|must|should|we)\b)[^.:]){{0,40}}?\b{_FELT}\b|"
    rf"^(?:under|according to|by|in line with) (?:(?:the|its|national|local|this) )?(?:[\w’']+ ){{0,4}}{_THING}\b|"
    r"^(?:all )?(?:providers|registered (?:persons|providers)|hospitals|trusts|services) (?:must|should)\b",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:we|cqc|inspectors|our team|(?:the )?care quality commission) (?:have |has |had |also |then |therefore )*"
    r"(?:told|asked|required|said|issued|served|found|took|used|imposed|gave|made)\b",
    re.IGNORECASE,
)
_THIS = re.compile(r"\b(?:this|the current|these) (?:\w+ )?(?:inspections?|assessments?|visits?)\b", re.IGNORECASE)
_SHOULD_HAVE = re.compile(
    r"\b(?:must|should) (?:not )?have (?:been|\w{3,}ed|done|made|taken|given|known|told|had)\b", re.IGNORECASE
)


def is_earlier(text: str, since: date | None) -> bool:
    """Whether a sentence over a list speaks of an earlier inspection; ``since`` is the first day of the report's own.

    A month or year that is printed decides over "following our inspection of", which may be of this one.
    """
    if _THIS.search(_last_sentence(text)):
        return False
    days = [_placed(match, since) for match in _YEAR.finditer(text)] if since else []
    if days and all(days):
        return True
    bare = _INSPECTION.sub(" ", text) if days else text
    return bool(PREVIOUS.search(bare) or _MET.search(bare))


def _placed(match: re.Match[str], since: date | None) -> bool:
    """Whether the printed month or year is before the month the inspection began in."""
    if since is None:
        return False
    year, month = int(match.group("year")), match.group("month")
    if month is None:
        return year < since.year
    return (year, _MONTHS.index(month[:3].lower()) + 1) < (since.year, since.month)


def is_quoted(text: str) -> bool:
    """Whether "must" or "should" is another's word: a policy's, the law's, or what staff and patients said.

    The last sentence of a paragraph decides, by what stands before its "must"; what CQC itself told is never quoted.
    """
    sentence = _last_sentence(text)
    modal = MODAL.search(sentence)
    said = _QUOTED.search(sentence[: modal.end()] if modal else sentence)
    return said is not None and not _OURS.search(sentence)


def asks_nothing(lead: str, since: date | None) -> bool:
    """Whether what stands over a list says that it is of an earlier inspection or in another's words."""
    return is_earlier(lead, since) or is_quoted(lead)


def is_narrative(text: str) -> bool:
    """Whether a paragraph tells of a must or should and asks for nothing: "They knew that they should have acted"."""
    modal = MODAL.search(text)
    first = text[: modal.end()] if modal else text
    return bool(_SHOULD_HAVE.search(text)) or (bool(_QUOTED.search(first)) and not _OURS.search(first))


def _last_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s+(?=[A-Z])", text.strip())[-1]
