"""The front of a report: whose it is, its title, its dates, the locations and services it lists."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from springboard.kernel.reports.dates import WRITTEN, Span, span
from springboard.kernel.reports.front_tables import front_tables
from springboard.kernel.reports.headings import heading_kind
from springboard.kernel.reports.lines import SOFT, Line, PageLines
from springboard.kernel.reports.model import Location
from springboard.kernel.reports.rating_words import label_of, rating_only
from springboard.kernel.vocabulary import service_named

_BY = re.compile(
    r"quality of care (?:provided |at |within |in )[^.]{0,120}?\bby (?P<name>[A-Z][^.]{3,110}?)(?=\.| Where|"
    r" It is|$)",
    re.DOTALL,
)
_PROVIDER = re.compile(
    r"^(?:registered )?(?:provider|trust|"
    r"organisation)(?: name)?\s*(?::|\s[–-])\s*(?P<name>(?-i:[A-Z]).{2,110})$",
    re.IGNORECASE,
)
_PROVIDER_ID = re.compile(
    r"\bprovider\s*(?:id|reference|ref|code|number)\b\s*[:.]?\s*(?P<id>[A-Z0-9][A-Z0-9-]{2,14})\b|"
    r"/provider/(?P<path>[A-Za-z0-9-]{3,15})\b|\b(?:trust|ods) code\s*:\s*(?P<ods>[A-Z0-9]{3,6})\b",
    re.IGNORECASE,
)
_RUN_BY = re.compile(
    r"^(?:(?:this )?(?:service|location|hospital) )?(?:is )?(?:provided and )?(?:run|provided|"
    r"operated|managed) by:?\s*(?P<name>[A-Z].{2,110})$",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:NHS(?: Foundation)? Trust|Foundation Trust|NHS Trust|Trust|C\.?I\.?C\.?|Limited|Ltd|"
    r"LLP|PLC|Partnership|Council)\b"
)
_INSPECTED = re.compile(
    r"(?:dates? of (?:the )?(?:inspection|assessment|site)(?:s)?(?: visits?| site visits?)?|"
    r"inspection (?:visit )?dates?|\binspected(?: on)?|assessed on|"
    r"dates? (?:of|we) (?:visits?|visited|inspected)|visit dates?|assessment dates?|"
    r"inspection took place (?:on|between|from)|(?:inspection|assessment) was carried out (?:on|between|from))"
    r"\s*[:–-]?\s*(?P<rest>.{4,240})",
    re.IGNORECASE | re.DOTALL,
)
_PUBLISHED = re.compile(
    r"(?:date of publication|publication date|date published|report published(?: on)?|first published(?: on)?|"
    r"published(?: on)?|date of report|report from|report date)\s*[:–-]?\s*(?P<rest>.{4,60})",
    re.IGNORECASE | re.DOTALL,
)
_VISITED = re.compile(
    r"\b(?:visit|inspect|assess|on-?site|fieldwork)\w*\b[^.\d]{0,60}(?P<rest>\d{1,2}[^.]{3,120})", re.IGNORECASE
)
_UPDATED = re.compile(r"\bupdated\s*:?\s*(?P<rest>\d{1,2} \w+ \d{4})", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"^(?:care quality commission|cqc|inspection report|quality report|evidence appendix|ratings?|contents|"
    r"we are the .*|the independent regulator.*|"
    r"page \d+.*|report|combined .*report|date .*|during an? .*|ratings .*|tel.*|website.*|www\..*|https?:.*|"
    r"email.*|example report.*|overall.*|"
    r"summary of findings|services have been transferred.*|all inspections.*|\d+|report from.*|"
    r"assessment report|our view.*|published.*|"
    r"provider id.*|inspected.*|dates? .*|this report.*)$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Front:
    """What the first pages say."""

    provider: str | None = None
    provider_id: str | None = None
    title: str | None = None
    service: str | None = None
    inspected: Span | None = None
    published: Span | None = None
    locations: list[Location] = field(default_factory=list)
    services: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def front_of(pages: list[PageLines], cores: list[str]) -> Front:
    """Reads the first four pages. ``cores`` are the constant words of the footers, which repeat name and date."""
    front = Front()
    first = [p for p in pages if p.lines][:1]
    text = "\n".join(line.text for page in pages[:4] for line in page.lines).replace(f"{SOFT}\n", "")
    front.title = _undoubled(_title(first[0], cores) if first else None)
    front.provider = _provider(first[0].lines if first else [], text, front.title, cores)
    found = _PROVIDER_ID.search(text)
    if found:
        front.provider_id = (found.group("id") or found.group("path") or found.group("ods")).upper()
    _code_beside_name(front)
    front.inspected = _dated(_INSPECTED, text)
    front.published = _dated(_PUBLISHED, text) or _dated(_UPDATED, text) or _footer_date(cores)
    front.inspected = front.inspected or _visited(text) or _bare_dates(first, front.published)
    front.locations, front.services = front_tables(pages[:6])
    front.service = _only_service(front, text)
    if front.provider_id is None:
        _id_from_locations(front)
    return front


def _code_beside_name(front: Front) -> None:
    """ "Northmoor NHS Trust (RZZ)": the code is the identifier and no part of the name."""
    match = re.match(r"^(?P<name>.{4,}?)\s*\((?P<id>R[A-Z0-9]{2}|1-\d{6,12})\)$", front.provider or "")
    if match:
        front.provider, front.provider_id = match.group("name"), front.provider_id or match.group("id")


def _dated(pattern: re.Pattern[str], text: str) -> Span | None:
    """The first date printed near such a label; a full date wins over a month."""
    best: Span | None = None
    for match in itertools.islice(pattern.finditer(text), 12):
        rest = match.group("rest")
        label_ends = re.search(r"\n\s*(?:date|tel|website|provider|overall|we |this )", rest, re.IGNORECASE)
        found = span(rest[: label_ends.start()] if label_ends else rest)
        if found and found.first:
            return found
        best = best or found
    return best


def _visited(text: str) -> Span | None:
    """A full date printed soon after a word for visiting, where no label says which it is."""
    for match in itertools.islice(_VISITED.finditer(text), 20):
        before = text[max(0, match.start() - 80) : match.end()]
        found = span(match.group("rest"))
        if found and found.first and not re.search(r"last|previous|next|publi", before, re.IGNORECASE):
            return found
    return None


def _bare_dates(first: list[PageLines], published: Span | None) -> Span | None:
    """Days on a line of their own under the name, as web pages print those of the inspection."""
    for line in first[0].lines[:12] if first else []:
        if (match := WRITTEN.match(line.text)) and not line.text[match.end() :].strip(" ."):
            found = span(line.text)
            if found and found.first and (published is None or found.last != published.last):
                return found
    return None


def _footer_date(cores: list[str]) -> Span | None:
    for core in cores:
        match = WRITTEN.search(core)
        if match:
            return span(match.group())
    return None


def _starts_over(line: Line) -> bool:
    return bool(_PROVIDER.match(line.text) or _RUN_BY.match(line.text))


def _title(page: PageLines, cores: list[str]) -> str | None:
    """The largest words of the first page; without sizes, its first line that is no boilerplate."""
    lines = [w for w in page.lines if not _NO_TITLE.match(w.text) and not rating_only(w.text) and not label_of(w.text)]
    lines = [w for w in lines if heading_kind(w.text) is None and len(w.text) > 2 and not _starts_over(w)]
    if not lines:
        return None
    largest = max(w.size for w in lines)
    if largest <= 0:
        return _plain_title([w.text.strip() for w in lines[:6]], cores)
    chosen = [w for w in lines if abs(w.size - largest) < 0.3]
    parts: list[Line] = []
    for line in chosen:
        near = not parts or 0 <= line.y0 - parts[-1].y0 < 1.8 * largest
        if near and (not parts or line.text != parts[-1].text):
            parts.append(line)
    for whole in parts:  # drawn twice, each time with its lines broken elsewhere
        if len(parts) > 2 and " ".join(w.text for w in parts if w is not whole) == whole.text:
            parts = [whole]
            break
    return re.sub(r"\s+", " ", " ".join(w.text for w in parts).replace(f"{SOFT} ", "")).strip()


def _plain_title(texts: list[str], cores: list[str]) -> str:
    """Without sizes: the name the footers repeat, else a core service near the top, else the first line.

    A provider's name on the first line is followed by the name of its home or hospital.
    """
    for index, text in enumerate(texts):
        if len(text) > 4 and any(text in core for core in cores):
            return _with_next(texts, index)
    service = next(
        (t for t in texts[:2] if len(t) < 110 and not t.endswith(".") and service_named(t) and "Trust" not in t), None
    )
    if service:
        return _with_next(texts, texts.index(service))
    if (
        len(texts) > 1
        and _BODY.search(texts[0])
        and "Trust" not in texts[0]
        and re.fullmatch(r"[A-Z][\w’' -]{3,60}", texts[1])
    ):
        return texts[1]
    return texts[0]


def _with_next(texts: list[str], index: int) -> str:
    """A name that breaks off ("… places of" over "safety") with the line that ends it."""
    text = texts[index]
    below = texts[index + 1] if index + 1 < len(texts) else ""
    broken = text.endswith((" of", " and", " for", " or", " with", " the", ",", "-")) or below[:1].islower()
    return f"{text} {below}" if below and broken and len(below) < 60 and not below.endswith(".") else text


def _undoubled(text: str | None) -> str | None:
    """ "TThhee LLiimmeess", drawn twice, is "The Limes"."""
    if not text:
        return text
    words = text.split()
    if all(len(w) % 2 == 0 and w[::2] == w[1::2] for w in words):
        return " ".join(w[::2] for w in words)
    half = len(text) // 2
    return text[:half] if len(text) % 2 == 1 and text[:half] == text[half + 1 :] and text[half] == " " else text


def _provider(lines: list[Line], text: str, title: str | None, cores: list[str]) -> str | None:
    by = _BY.search(text)
    if by:
        return re.sub(r"\s+", " ", by.group("name")).strip(" ,")
    for line in lines:
        match = _PROVIDER.match(line.text) or _RUN_BY.match(line.text)
        if match and not WRITTEN.search(match.group("name")):
            return match.group("name").strip()
    if title and _BODY.search(title) and "Trust" in title:
        return title
    named = [
        w for w in lines if _BODY.search(w.text) and len(w.text) < 110 and w.text[:1].isupper() and _is_name(w.text)
    ]
    if named:
        return _undoubled(max(named, key=lambda w: ("Trust" in w.text, w.size)).text.strip())
    if title and lines and not lines[0].size and lines[0].text != title and _is_name(lines[0].text):
        return lines[0].text
    return _above_title(lines, title) or _from_core(cores) or title


def _is_name(text: str) -> bool:
    return not re.search(
        r"\b(?:is|was|were|are|has|have|we|by|must|"
        r"should)\b",
        text,
    ) and not text.rstrip().endswith((".", ":", ","))


def _above_title(lines: list[Line], title: str | None) -> str | None:
    """Care homes print the provider's name in smaller letters above the home's."""
    for above, line in itertools.pairwise(lines):
        if title and line.text == title and above.size and not _NO_TITLE.match(above.text):
            return above.text
    return None


def _from_core(cores: list[str]) -> str | None:
    for core in cores:
        name = re.sub(r"^(?:Quality Report|Inspection [Rr]eport)\s+|\s+\d[\d/ ]+$", "", core)
        name = re.split(r"\s+(?:Quality|Inspection|Evidence)\s", name)[0].strip()
        if _BODY.search(name):
            return name
    return None


def _only_service(front: Front, text: str) -> str | None:
    """The core service a report is about, when it is about one."""
    if front.title and "Trust" not in front.title and service_named(front.title):
        return front.title
    parts = [part.strip() for part in re.split(r":\s|\s[–-]\s", front.title or "")]
    if len(parts) == 2 and (named := next((p for p in parts if service_named(p, loosely=False)), None)):
        return named
    match = re.search(r"\bduring an? (?:\w+ )?inspection of (?P<what>[^\n.]{6,110})", text, re.IGNORECASE)
    match = match or re.search(r"^ratings?\s*[-–—]\s*(?P<what>[^\n]{6,110})$", text, re.IGNORECASE | re.MULTILINE)
    if match and service_named(match.group("what").strip()):
        return match.group("what").strip()
    return None


def _id_from_locations(front: Front) -> None:
    """An NHS trust's location identifiers begin with the trust's own three-character code."""
    prefixes = {loc.id[:3] for loc in front.locations if loc.id and loc.id.startswith("R")}
    if len(prefixes) == 1:
        front.provider_id = prefixes.pop()
        front.notes.append("The provider's identifier is not printed; it was taken from those of its locations.")
