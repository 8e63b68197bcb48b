"""Rating words, arrows and dates inside a cell or on a line, and rows of cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from springboard.kernel.reports.dates import dates_in
from springboard.kernel.reports.lines import SOFT, Line, split_bullet
from springboard.kernel.reports.model import Change, KeyQuestion, RatingWord, Scope
from springboard.kernel.reports.sections import question_of
from springboard.kernel.vocabulary import rating_named, service_named

WORDS = (
    r"Requires\s*(?:im\u00ad?\s*provement|improve\u00ad?\s*ment|improvement)|Outstanding|Inadequate|Good"
    r"|Inspected\s*(?:but|[-–,])\s*not\s*rated|Insufficient\s*evidence\s*to\s*rate|No\s*published\s*rating|"
    r"Not\s*(?:yet\s*)?(?:rated|inspected|assessed|applicable)|Ratings?\s*suspended|N/A"
)
WORD = re.compile(rf"(?<![A-Za-z])(?:{WORDS})(?![A-Za-z])", re.IGNORECASE)
_FILL = r"[^A-Za-z0-9]*"
_MONTH_YEAR = r"(?:\(?\s*(?:\d{1,2}\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{4}\s*\)?)?"
_WAS = (
    r"(?:[\s(,;–-]*(?:was|previously|previous(?:\s+rating)?|last\s+rat(?:ed|ing)|formerly|"
    r"before(?:\s+that)?)(?:\s+was)?\s*:?\s*"
    rf"(?P<was>{WORDS})\s*\)?)?"
)
_OVERALL = re.compile(
    r"^overall(?:\s*(?:trust|provider|service|location|hospital)?\s*(?:quality\s*)?rating)?"
    r"(?:\s*(?:for|of)\s*(?P<what>.{2,90}?)|\s+(?P<whole>trust|provider|service|location|hospital))?\s*[:?]?$",
    re.IGNORECASE,
)
_PERCENT = r"(?:[\s(|–-]*\d{1,3}\s*(?:%|/\s*100|out of 100)?\)?)?"
_ONLY = re.compile(rf"^{_FILL}(?P<word>{WORDS}){_FILL}{_MONTH_YEAR}{_FILL}{_WAS}{_FILL}$", re.IGNORECASE)
_PRINTED_BEFORE = re.compile(rf"{_WAS}[\s)]*$", re.IGNORECASE)
_UPS = re.compile(r"[↑⬆⇧▲]")
_DOWNS = re.compile(r"[↓⬇⇩▼]")
_SAMES = re.compile(r"[→←↔➡⬅]")
ORDER: tuple[RatingWord, ...] = ("inadequate", "requires_improvement", "good", "outstanding")
STEPS: dict[Change, int] = {"up": 1, "up_two": 2, "same": 0, "down": -1, "down_two": -2}


@lru_cache(maxsize=4096)
def rating_only(text: str) -> RatingWord | None:
    """The rating when a line holds nothing else but dashes, a star, arrows or a month."""
    if len(text) > 90:
        return None
    match = _ONLY.match(text)
    return word_of(match.group("word")) if match else None


def word_of(text: str) -> RatingWord | None:
    """A matched rating word as its code."""
    clean = re.sub(r"\s+", " ", text.replace(f"{SOFT} ", "").replace(SOFT, "")).strip()
    return rating_named(clean) or rating_named(clean.replace(" ", ""))


def change_of(text: str) -> Change | None:
    """What the arrows beside a rating say; ``None`` without arrows."""
    ups, downs = len(_UPS.findall(text)), len(_DOWNS.findall(text))
    if ups and not downs:
        return "up_two" if ups > 1 else "up"
    if downs and not ups:
        return "down_two" if downs > 1 else "down"
    return "same" if _SAMES.search(text) else None


def before(rating: RatingWord, change: Change | None) -> RatingWord | None:
    """The rating before, which the arrows imply; ``None`` when they cannot be right."""
    if change is None or rating not in ORDER:
        return None
    place = ORDER.index(rating) - STEPS[change]
    return ORDER[place] if 0 <= place < len(ORDER) else None


def printed_before(text: str) -> RatingWord | None:
    """The previous rating where it is printed in words: "Good (was requires improvement)"."""
    match = _PRINTED_BEFORE.search(text) if len(text) < 200 else None
    return word_of(match.group("was")) if match and match.group("was") else None


def month_of(text: str) -> date | None:
    """The first of the month printed under a rating ("Jul 2019")."""
    days = dates_in(f"1 {text}") if re.search(r"[A-Z][a-z]{2,8}\.?\s+\d{4}", text) else []
    return days[0] if days else None


@dataclass(frozen=True, slots=True)
class Label:
    """What a rating is of: a key question or overall, and of what where that is said."""

    question: KeyQuestion
    of: str | None = None


@lru_cache(maxsize=4096)
def label_of(text: str) -> Label | None:
    """The label a line holds: "Are services safe?", "Safe", "Overall rating for this trust"."""
    bare = split_bullet(text)[1].strip(" :–-|")
    if not bare or len(bare) > 120:
        return None
    question = question_of(bare)
    if question:
        return Label(question)
    match = _OVERALL.match(bare)
    return Label("overall", match.group("what") or _this(match.group("whole"))) if match else None


def _this(whole: str | None) -> str | None:
    return f"this {whole.lower()}" if whole else None


_LABELLED = re.compile(
    rf"^(?P<label>.{{2,110}}?)[\s:–—|-]+(?P<word>{WORDS}){_FILL}{_MONTH_YEAR}{_PERCENT}{_FILL}{_WAS}{_FILL}$",
    re.IGNORECASE,
)


def labelled(text: str) -> tuple[Label, RatingWord, str] | None:
    """A label and its rating on one line, with whatever stood after the label."""
    if len(text) > 170:
        return None
    match = _LABELLED.match(text)
    if not match:
        return None
    label, word = label_of(match.group("label")), word_of(match.group("word"))
    return (label, word, text[match.end("label") :]) if label and word else None


_TWO = re.compile(
    rf"^(?P<label>.{{2,110}}?)[\s:–—|-]+(?P<one>{WORDS}){_PERCENT}[\s|–—-]+(?P<other>{WORDS}){_FILL}$", re.IGNORECASE
)


def labelled_twice(text: str) -> tuple[Label, RatingWord, RatingWord] | None:
    """A label and two ratings on one line, in the order printed: which is of now, the table's header says."""
    match = _TWO.match(text) if len(text) < 170 else None
    if not match:
        return None
    label, one, other = label_of(match.group("label")), word_of(match.group("one")), word_of(match.group("other"))
    return (label, one, other) if label and one and other else None


_PAIR = re.compile(
    rf"\b(?P<label>Overall|Safe|Effective|Caring|Responsive|"
    rf"Well[\s-]?led)\b\s*(?:rating)?[\s:–—|-]*(?P<word>{WORDS})(?![a-z])",
    re.IGNORECASE,
)


def pairs_in(text: str) -> tuple[str, list[tuple[Label, RatingWord, str]]]:
    """Labels and ratings that follow one another on a line, and the service's name where one stands before them.

    "Safe: Good | Effective: Requires improvement"; "Forensic wards - Safe: Good; Caring: Good".
    """
    found = list(_PAIR.finditer(text)) if len(text) < 360 else []
    if len(found) < 2 or sum(len(m.group()) for m in found) < 0.75 * (found[-1].end() - found[0].start()):
        return "", []
    name = text[: found[0].start()].strip(" :–—-|,;")
    if len(text) - found[-1].end() > 12 or (name and not service_named(name)):
        return "", []
    pairs = ((label_of(m.group("label")), word_of(m.group("word")), m.group()) for m in found)
    return name, [(label, word, printed) for label, word, printed in pairs if label and word]


def scope_of(what: str | None) -> Scope | None:
    """Trust, service or location, from "this trust", "this core service", "this hospital"."""
    lowered = (what or "").lower()
    if any(w in lowered for w in ("trust", "provider", "organisation")):
        return "trust"
    if any(w in lowered for w in ("location", "hospital", "site")):
        return "location"
    return "service" if any(w in lowered for w in ("service", "ward", "practice")) else None


@dataclass(slots=True)
class Row:
    """Cells that stand on one line of the page, left to right as the file gives them."""

    cells: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All cells as one text."""
        return " ".join(c.text for c in self.cells)


def rows_of(lines: list[Line]) -> list[Row]:
    """Lines of a page as rows: cells of one line of the page together."""
    out: list[Row] = []
    for line in lines:
        last = out[-1].cells[-1] if out else None
        together = (
            last is not None
            and last.page == line.page
            and (line.size > 0 or (line.cells > 1 and last.cells > 1))
            and abs(last.y0 - line.y0) < 0.45 * max(line.size, 5.0)
            and line.x0 >= last.x1 - 1
        )
        if together:
            out[-1].cells.append(line)
        else:
            out.append(Row([line]))
    return out


def in_pairs(rows: list[Row]) -> list[Row]:
    """Cards (a row of labels over a row of ratings) and ratings printed above their label, as label then rating."""
    return _labels_first(_dealt(rows))


def _dealt(rows: list[Row]) -> list[Row]:
    """Two or three labels side by side, their ratings below them: each pair becomes a row of its own."""
    out: list[Row] = []
    index = 0
    while index < len(rows):
        row, below = rows[index], rows[index + 1] if index + 1 < len(rows) else Row()
        labels = len(row.cells) in {2, 3} and all(label_of(c.text) for c in row.cells)
        if labels and len(below.cells) == len(row.cells) and all(rating_only(c.text) for c in below.cells):
            out.extend(Row([label, value]) for label, value in zip(row.cells, below.cells, strict=True))
            index += 2
        else:
            out.append(row)
            index += 1
    return out


def _labels_first(rows: list[Row]) -> list[Row]:
    """Where every rating stands just above its label, the two are swapped."""
    marks = [
        (i, "value" if rating_only(r.text) else "label")
        for i, r in enumerate(rows)
        if rating_only(r.text) or (len(r.cells) == 1 and label_of(r.text))
    ]
    kinds = [kind for _, kind in marks]
    if len(kinds) < 6 or kinds != ["value", "label"] * (len(kinds) // 2):
        return rows
    pairs = list(zip(marks[::2], marks[1::2], strict=True))
    if any(label - value != 1 for (value, _), (label, _) in pairs):
        return rows
    out = list(rows)
    for (value, _), (label, _) in pairs:
        out[value], out[label] = rows[label], rows[value]
    return out


def _level(label: Line, value: Line) -> bool:
    """Whether a rating stands beside its label: at its height, or with the label at the middle of a taller cell."""
    middle = (label.y0 + label.y1) / 2
    return abs(label.y0 - value.y0) < 0.6 * label.size or (
        value.y0 <= middle <= value.y1 and bool(change_of(value.text))
    )


def paired(rows: list[Row]) -> list[Row]:
    """Rows where a rating drawn elsewhere in the file, at the height of its label, stands beside that label."""
    labels = [r for r in rows if r.cells[0].size and label_of(r.text)]
    moved: set[int] = set()
    for row in rows:
        first = row.cells[0]
        if not labels or not first.size or not all(rating_only(cell.text) for cell in row.cells):
            continue
        beside = [w for w in labels if len(w.cells) == 1 and w.cells[0].x1 < first.x0 and _level(w.cells[0], first)]
        if len(beside) == 1:
            beside[0].cells.extend(row.cells)
            moved.add(id(row))
    return [r for r in rows if id(r) not in moved]
