"""Running headers and footers: found by their repetition, taken out even where glued into a sentence."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from springboard.kernel.reports.headings import heading_kind
from springboard.kernel.reports.lines import Line, PageLines, split_bullet
from springboard.kernel.reports.measures import usual_size
from springboard.kernel.vocabulary import service_named

_DIGITS = re.compile(r"\d+")
_DATE = r"(?:\d{1,2}/\d{1,2}/\d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4})"
_KIND = r"(?:Quality Report|Inspection [Rr]eport|Evidence [Aa]ppendix|Report)"
_REPORT_FOOT = re.compile(
    rf"(?:\bPage )?(?<!\d)\d{{1,3}}\s*(?P<core>[A-Z][^\n]{{2,120}}?\b{_KIND}\s+{_DATE})"
    rf"|(?<!\d)\d{{1,3}}\s*(?P<core3>(?:Quality Report|Inspection [Rr]eport|Evidence [Aa]ppendix)\s+"
    rf"[A-Z][^\n]{{2,120}}?\s{_DATE})|(?P<core2>[A-Z][^\n]{{2,120}}?\b{_KIND}\s+{_DATE})\W+(?:Page )?\d{{1,3}}\b"
)
# The same line without a number: furniture when it comes back.
_BARE_FOOT = re.compile(rf"^(?P<core>[A-Z].{{2,120}}?\b{_KIND}\s+{_DATE})$")
_PAGE_NUMBER = re.compile(r"^(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?$|^[-–—]\s*\d{1,4}\s*[-–—]$", re.IGNORECASE)
_PAGE_AT_END = re.compile(r"\W+(?:page )?\d{1,3}(?: of \d{1,3})?$", re.IGNORECASE)
_PRIMARILY = re.compile(
    r"^(?:this section is primarily(?: information for the provider)?|information for the provider)\W*$", re.IGNORECASE
)


def strip_furniture(pages: list[PageLines], keep: Callable[[str], bool]) -> list[str]:
    """Removes running headers and footers from the pages, in place; returns each one's words, once.

    ``keep`` says of a text that it is a heading the reader steers by: those stay although they repeat.
    """
    repeated = _repeated(pages, keep)
    cores = _cores(pages)
    _without_watermarks(pages)
    bands = _bands(pages)
    body = usual_size(line for page in pages for line in page.lines)
    above = ""
    for page in pages:
        above = _without_running_heading(page, bands, above)
        _without_small_print(page, body, keep)
        page.lines = [w for line in page.lines if (w := _cleaned(line, page, repeated, cores)) is not None]
    return sorted(cores)


def _bands(pages: list[PageLines]) -> set[tuple[int, int]]:
    """(height, size) at which several pages have their first line: where a running header stands."""
    seen: Counter[tuple[int, int]] = Counter()
    for page in pages[1:]:
        if page.lines and page.lines[0].size and page.lines[0].y1 < 0.14 * page.height:
            seen[_band(page.lines[0])] += 1
    return {band for band, times in seen.items() if times >= (2 if len(pages) < 8 else 3)}


def _without_small_print(page: PageLines, body: float, keep: Callable[[str], bool]) -> None:
    """Drops what stands apart in the page's outermost band in smaller print: a header or footer seen only once."""
    if not body or page.height <= 0 or len(page.lines) < 3:
        return
    edges = [w for w in page.lines if 0 < w.size < 0.93 * body and _outermost(w, page)]
    if page.number == 1:  # above a title stands the provider's name
        edges = [w for w in edges if w.y0 > 0.9 * page.height]
    gone = [w for w in edges if _apart(w, page, body) and _is_small_print(w.text, keep)]
    if gone and len(gone) <= 4:
        page.lines = [w for w in page.lines if not any(w is other for other in gone)]


def _without_watermarks(pages: list[PageLines]) -> None:
    """Drops words that stand at the same place of most pages in letters larger than any running text."""
    seen: Counter[tuple[str, int, int]] = Counter(
        (w.text, round(w.y0 / 4), round(w.x0 / 4)) for page in pages for w in page.lines if w.size > 17
    )
    marks = {key for key, times in seen.items() if times >= max(3, 0.6 * len(pages)) and len(key[0]) < 60}
    for page in pages if marks else []:
        page.lines = [w for w in page.lines if w.size <= 17 or (w.text, round(w.y0 / 4), round(w.x0 / 4)) not in marks]


def _outermost(line: Line, page: PageLines) -> bool:
    return line.y1 < 0.08 * page.height or line.y0 > 0.93 * page.height


def _apart(line: Line, page: PageLines, body: float) -> bool:
    """Whether nothing but the band's own lines stands within two lines of body text."""
    near = (w for w in page.lines if -2.2 * body < w.y0 - line.y0 < 2.2 * body and abs(w.y0 - line.y0) > 2)
    return not any(not _outermost(w, page) or w.size >= 0.93 * body for w in near)


def _is_small_print(text: str, keep: Callable[[str], bool]) -> bool:
    glyph, rest = split_bullet(text)
    if (glyph and not glyph[0].isdigit()) or len(text) > 130 or _speaks(text.lower()) or rest[:1].islower():
        return False
    cell = re.match(r"(?:Regulat|Section|Treatment|Diagnos|Assessment|Accommodation|Personal care|Nursing)", rest)
    return not cell and not keep(text.lower()) and service_named(rest, loosely=False) is None


def _band(line: Line) -> tuple[int, int]:
    return round(line.y0 / 3), round(line.size * 2)


def _without_running_heading(page: PageLines, bands: set[tuple[int, int]], above: str) -> str:
    """Drops a section's name at the top of a page that repeats the page before (``above``), or breaks into a list.

    Returns the name, for the next page.
    """
    if len(page.lines) < 2 or not page.lines[0].size or _band(page.lines[0]) not in bands:
        return ""
    first, below = page.lines[0], page.lines[1]
    kind = heading_kind(first.text)
    if kind not in {None, "other", "grid"} or abs(first.size - below.size) < 0.4 or len(first.text) > 90:
        return ""
    glyph, rest = split_bullet(below.text)
    if (
        first.text == above
        or glyph
        or rest[:1].islower()
        or rest.startswith(("(", "–"))
        or service_named(rest, loosely=False) is not None
    ):
        del page.lines[0]
    return first.text


def _zone(line: Line, page: PageLines) -> str:
    if page.height <= 0 or line.size <= 0:
        return ""
    if line.y1 < 0.14 * page.height:
        return "head"
    return "foot" if line.y0 > 0.87 * page.height else ""


def _key(text: str) -> str:
    return _DIGITS.sub("#", text).strip().lower()


def _edge_lines(page: PageLines) -> list[tuple[Line, str]]:
    """Lines in the top and bottom zones; without geometry, the first and last two lines of the page."""
    if any(line.size > 0 for line in page.lines):
        return [(line, zone) for line in page.lines if (zone := _zone(line, page))]
    head, foot = page.lines[:2], page.lines[2:][-2:]
    return [(w, "head") for w in head] + [(w, "foot") for w in foot]


def _repeated(pages: list[PageLines], keep: Callable[[str], bool]) -> set[tuple[str, str]]:
    where: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for page in pages:
        lines = [(w, zone) for w, zone in _edge_lines(page) if any(c.isalnum() for c in w.text)]  # an arrow is none
        for key, y in {(zone, _key(w.text)): w.y0 for w, zone in lines}.items():
            where[key].append(y)
    needed = 2 if len(pages) < 6 else 3
    found: set[tuple[str, str]] = set()
    for (zone, words), ys in where.items():
        if len(ys) >= needed and len(words) <= 160 and not _speaks(words) and not keep(words):
            near = Counter(round(y / 6) for y in ys)
            steady = any(near[b] + near[b + 1] + near[b - 1] >= needed for b in near)
            if steady or not any(line.size for page in pages[:1] for line in page.lines):
                found.add((zone, words))
    return found


def _speaks(key: str) -> bool:
    return bool(re.search(r"\b(must|should|ensure)\b", key)) or key.startswith(("•", "- "))


def _cores(pages: list[PageLines]) -> set[str]:
    """The constant part of CQC's own footer ("<name> Quality Report 10/07/2015"), wherever it is glued."""
    found: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    for page in pages:
        for line in page.lines:
            if "eport" not in line.text and "ppendix" not in line.text:
                continue
            match = _REPORT_FOOT.search(line.text)
            if match:
                found[(match.group("core") or match.group("core2") or match.group("core3")).strip()] += 1
            elif bare := _BARE_FOOT.match(line.text):
                plain[bare.group("core")] += 1
    found.update(_numbered(pages))
    found.update({core: times for core, times in plain.items() if times > 1})
    return {core for core, times in found.items() if times >= 2 or len(core) < 120}


_NUMBERED = re.compile(
    r"^(?P<number>\d{1,3})\s+(?P<core>[A-Z].{8,120})$|"
    r"^(?P<core2>[A-Z].{8,120}?)\s+(?:Page )?(?P<number2>\d{1,3})$"
)


def _numbered(pages: list[PageLines]) -> dict[str, int]:
    """In text without pages: words that come back three times or more beside a number that only grows."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for page in pages:
        for line in page.lines:
            if not line.size and (match := _NUMBERED.match(line.text)):
                core = match.group("core") or match.group("core2")
                numbers[core].append(int(match.group("number") or match.group("number2")))
    return {
        core: len(seen)
        for core, seen in numbers.items()
        if len(seen) >= 3 and all(a < b for a, b in pairwise(seen)) and not _speaks(core.lower())
    }


def _cleaned(line: Line, page: PageLines, repeated: set[tuple[str, str]], cores: set[str]) -> Line | None:
    text = line.text
    if text[:4] in {"This", "this", "THIS"} and _PRIMARILY.match(text):
        return None
    zones = ("head", "foot") if line.size <= 0 else (zone,) if (zone := _zone(line, page)) else ()
    if zones:
        if len(text) < 20 and _PAGE_NUMBER.match(text):
            return None if _lonely_number(line, page) else line
        bare = _PAGE_AT_END.sub("", text)  # the number may stand in a cell of its own on other pages
        if any((zone, _key(words)) in repeated for zone in zones for words in (text, bare)):
            return None
    for core in cores:
        if core in text:
            pattern = (
                rf"\s*(?:\bPage )?(?:(?<!\d)\d{{1,3}}\s*)?{re.escape(core)}"
                r"(?:\s*[|–-]?\s*(?:Page )?\d{1,3}\b(?: of \d{1,3}\b)?)?\s*"
            )
            text = re.sub(pattern, " ", text).strip()
    if not text:
        return None
    return line if text == line.text else replace(line, text=text)


def _lonely_number(line: Line, page: PageLines) -> bool:
    """A bare number is a page number at a page's edge, or its own number; "3" inside a grid is not."""
    if line.size > 0:
        return line.y1 < 0.085 * page.height or line.y0 > 0.9 * page.height
    digits = re.findall(r"\d+", line.text)
    edge = page.lines and line in (page.lines[0], page.lines[-1])
    return bool(edge) or line.text.lower().startswith("page") or (bool(digits) and " of " in line.text)
