"""Finds the regulations a text cites, in every way section 7 of our notes on report formats lists."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from springboard.kernel.reports.model import Instrument, Regulation
from springboard.kernel.vocabulary import instruments, instruments_with_title, regulations_about, same_title, title_of
from springboard.kernel.vocabulary.loading import plain

_PARAS = r"(?:\s*+(?:,\s*+)?+(?:and\s++|&\s*+)?+\(\s*+(?:\d{1,2}[A-Z]?|[a-z]{1,4})\s*+\))"
_CITED = re.compile(rf"\b[Rr]eg(?:ulation|\.)?s?\.?\s*(?P<number>\d{{1,2}}\s?A?)(?![\dA-Za-z])(?P<paras>{_PARAS}*)")
_MORE = re.compile(
    rf"\s*(?:,|;|/|&|\band\b|,\s*and\b|"
    rf"\bor\b)\s*(?:[Rr]egulations?\s*)?(?P<number>\d{{1,2}}A?)(?![\dA-Za-z])(?P<paras>{_PARAS}*)"
    r"(?!\s*(?:months?|weeks?|days?|years?|hours?|minutes?|wards?|beds?|patients?|people|staff|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)\b)"
)
_INSTRUMENT = re.compile(
    r"(?P<y2009>\(?\s*Registration\)?\s*(?:\(Amendment\)\s*)?Regulations?\s*2009|"
    r"Registration\)?\s+Regulations\b(?!\s*20(?:10|14)))"
    r"|(?P<y2010>(?:Regulated|Regulation)\s+Activit(?:ies|y)\s*\)?\s*Regulations?\s*,?\s*2010|"
    r"\(RA\)\s*Regulations?\s*2010)"
    r"|(?P<y2014>(?:Regulated|Regulation)\s+Activit(?:ies|y)\s*\)?\s*(?:Regulations?)?\s*,?\s*2014|"
    r"\(?RA\)?\s*Regulations?\s*2014"
    r"|HSCA\s*(?:2008\s*)?(?:\(RA\)\s*)?(?:Regulations?\s*)?2014|Regulations?\s+2014)",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"[\s:,]*(?:{_PARAS})+")
_LEAD = re.compile(
    r"^[\s,:;–—-]*(?:of\s+the\s+)?(?:(?:HSCA|Health\s+and\s+Social\s+Care\s+Act|CQC|"
    r"Care\s+Quality\s+Commission)[\s\w]{0,8}"
    r"\(?(?:RA|Regulated\s+Activities|Regulation\s+Activities|"
    r"Registration)\)?\s*Regulations?\s*,?\s*(?:\d{4})?)?[\s,:;–—-]*\(?\s*",
    re.IGNORECASE,
)
_LONGEST = 20_000  # characters of one block that are searched, and
_MOST = 60  # citations taken from it: beyond any printed report, and a bound on hostile ones
_WORD = re.compile(r"[A-Za-z0-9'’]+")
_TURNED = re.compile(
    r"\b(?:(?:which|that) (?:now )?(?:correspond|replaced|is now|became|is equivalent)|corresponding to|"
    r"now replaced by|equivalent to|replaced by)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.;]\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class _Citation:
    start: int
    end: int
    number: str
    paragraphs: str | None


def cited(text: str, default: Instrument = "2014") -> tuple[Regulation, ...]:
    """Every regulation the text cites by number, each (instrument, number) once, in order.

    An instrument that is not printed is worked out from the printed title, else taken to be ``default``; both are
    marked inferred with why. A title that belongs to another regulation is kept in ``printed_title`` and flagged.
    """
    if "eg" not in text:
        return ()
    text = text[:_LONGEST]
    found = [_resolved(c, text, default) for c in _citations(text)[:_MOST]]
    return merged(found)


def _citations(text: str) -> list[_Citation]:
    out: list[_Citation] = []
    for match in _CITED.finditer(text):
        if out and match.start() < out[-1].end:
            continue
        out.append(_citation(match))
        while more := _MORE.match(text, out[-1].end):
            if not 1 <= int(re.sub(r"\D", "", more.group("number"))) <= 28:
                break
            out.append(_citation(more))
    return out


def _citation(match: re.Match[str]) -> _Citation:
    parts = re.findall(r"\(\s*(\w+)\s*\)", match.group("paras") or "")
    paragraphs = "".join(f"({p})" for p in parts) or None
    return _Citation(match.start(), match.end(), match.group("number").replace(" ", "").upper(), paragraphs)


def _resolved(citation: _Citation, text: str, default: Instrument) -> Regulation:
    after = text[citation.end : citation.end + 220]
    printed_title = _printed_title(after)
    if printed_title and citation.paragraphs is None:
        citation = replace(citation, paragraphs=_paragraphs_after(after, printed_title))
    instrument, why = _instrument(citation, text, printed_title, default)
    own = title_of(instrument, citation.number)
    mismatch = bool(printed_title and own and not same_title(printed_title, own))
    if mismatch:
        note = f"the printed title “{printed_title}” is not the title of regulation {citation.number} (“{own}”)"
        why = f"{why}; {note}" if why else note
    inferred = bool(why) and not (mismatch and why and why.startswith("the printed title"))
    return Regulation(
        instrument, citation.number, citation.paragraphs, own, printed_title if mismatch else None, inferred, why
    )


def _instrument(
    citation: _Citation, text: str, printed_title: str | None, default: Instrument
) -> tuple[Instrument, str | None]:
    stop = _SENTENCE_END.search(text, citation.end)
    limit = stop.start() if stop else len(text)
    turned = _TURNED.search(text, citation.end, limit)  # what stands after it is said of another regulation
    after = _INSTRUMENT.search(text, citation.end, turned.start() if turned else limit)
    if after:
        return _which(after), None
    before = list(_INSTRUMENT.finditer(text, 0, citation.start))
    if before:
        return _which(before[-1]), None
    titled = instruments_with_title(citation.number, printed_title) if printed_title else ()
    if len(titled) == 1 and titled[0] != default:
        return titled[0], (
            f"the instrument is not printed; the title “{printed_title}” is of the {titled[0]} Regulations"
        )
    return default, f"the instrument is not printed; taken to be the {default} Regulations"


def _which(match: re.Match[str]) -> Instrument:
    if match.group("y2009"):
        return "2009"
    return "2010" if match.group("y2010") else "2014"


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    names = {plain(t) for data in instruments().values() for t in data.titles.values()}
    names |= {plain(w) for data in instruments().values() for ws in data.subjects.values() for w in ws if " " in w}
    return frozenset(names - {"general", "guidance", "offences"})


@lru_cache(maxsize=1)
def _openings() -> tuple[frozenset[str], int]:
    """The first words of all titles, and how many words the longest has."""
    words = [title.split() for title in _titles()]
    return frozenset(w[0] for w in words), max(map(len, words))


def _printed_title(after: str) -> str | None:
    """The known title printed straight after a citation, in the report's own words."""
    lead = _LEAD.match(after)
    start = lead.end() if lead else 0
    if start == 0 and after[:1].isalpha():
        return None
    openings, longest = _openings()
    words = list(itertools.islice(_WORD.finditer(after, start), longest))
    if not words or plain(words[0].group()) not in openings:
        return None
    for count in range(len(words), 0, -1):
        end = words[count - 1].end()
        if plain(after[start:end]) in _titles():
            return re.sub(r"\s+", " ", after[start:end]).strip()
    return None


def _paragraphs_after(after: str, title: str) -> str | None:
    """Paragraphs printed behind the title: "Regulation 17: Good governance (1) (2) (a)"."""
    behind = _BEHIND.match(after[after.rfind(title.rsplit(maxsplit=1)[-1]) + len(title.rsplit(maxsplit=1)[-1]) :])
    parts = re.findall(r"\(\s*(\w+)\s*\)", behind.group()) if behind else []
    return "".join(f"({p})" for p in parts) or None


def merged(found: list[Regulation]) -> tuple[Regulation, ...]:
    """One entry for each (instrument, number); paragraphs of repeated citations are put together."""
    out: dict[tuple[str, str], Regulation] = {}
    for regulation in found:
        key = (regulation.instrument, regulation.number)
        known = out.get(key)
        out[key] = regulation if known is None else _united(known, regulation)
    return tuple(out.values())


def _united(a: Regulation, b: Regulation) -> Regulation:
    parts = [p for p in (a.paragraphs, b.paragraphs) if p]
    paragraphs = parts[0] if len(parts) == 1 or (parts and parts[0] == parts[-1]) else "".join(parts) or None
    sure = a if not a.inferred else b
    return replace(
        sure,
        paragraphs=paragraphs,
        printed_title=a.printed_title or b.printed_title,
        why=a.why or b.why if sure.inferred or a.printed_title or b.printed_title else None,
    )


def by_subject(text: str, default: Instrument = "2014") -> tuple[Regulation, ...]:
    """Regulations named only by what they are about ("breaches in relation to staffing"), all marked inferred."""
    return tuple(
        Regulation(code, number, None, title_of(code, number), None, True, f"only the subject “{words}” is printed")
        for code, number, words in regulations_about(text)
        if default in (code, "2014")
    )
