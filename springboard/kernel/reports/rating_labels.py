"""Ratings printed beside or under their label: front pages, key-question pages, web summaries."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from springboard.kernel.reports.headings import heading_kind
from springboard.kernel.reports.model import Change, KeyQuestion, RatingWord, Scope, Unread
from springboard.kernel.reports.rating_words import (
    WORDS,
    Label,
    Row,
    change_of,
    label_of,
    labelled,
    labelled_twice,
    pairs_in,
    rating_only,
    scope_of,
    word_of,
)
from springboard.kernel.vocabulary import service_named

_RATING_IS = re.compile(
    rf"^(?:(?:current|our|latest|overall|"
    rf"the)\s+)?rating\s*[:–-]\s*(?P<word>{WORDS})(?![a-z])",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\.$|\b(?:stayed|went|improved|remained|is|was|are|were|has|have|changed|down|up)\b", re.IGNORECASE
)
_TITLE = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s+)?(?:our )?ratings?\s*(?:for|of|[-–—:])\s*(?P<what>.{3,110})$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A rating found beside its label."""

    question: KeyQuestion
    rating: RatingWord
    of: str | None
    scope: Scope | None
    page: int | None
    change: Change | None
    printed: str


_CHANGE = re.compile(r"^((?:up|down) (?:one|two)|same) ratings?$", re.IGNORECASE)
_CHANGES: dict[str, Change] = {
    "up one": "up",
    "up two": "up_two",
    "down one": "down",
    "down two": "down_two",
    "same": "same",
}
_HEAD_NOW = re.compile(r"\b(?:rating|current|this|now|new|latest)\b", re.IGNORECASE)
_HEAD_BEFORE = re.compile(r"\b(?:previous|last|before|prior|earlier)\b", re.IGNORECASE)


def two_columns(text: str) -> str:
    """Whether a header "Key question  Rating  Last assessment" puts "now" or "before" first; "" when it is none."""
    if len(text) > 120 or not text.lower().startswith(("key question", "question", "area", "domain")):
        return ""
    now, was = _HEAD_NOW.search(text), _HEAD_BEFORE.search(text)
    return ("now" if now.start() < was.start() else "before") if now and was else ""


@dataclass(slots=True)
class LabelReader:
    """Walks rows; keeps labels that still wait for their rating, and never slides one to the next label."""

    found: list[Labelled] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    scope: Scope | None = None
    of: str | None = None
    waiting: list[Label] = field(default_factory=list)
    values: list[tuple[RatingWord, str]] = field(default_factory=list)
    adjacent: bool = False
    borrowed: bool = False  # the name comes from a heading and holds until the next section
    page: int | None = None
    implied: Label | None = None  # a service's name straight above: a rating alone under it is its overall one
    order: str = ""  # in a table of ratings now and before: which of the two stands first

    def row(self, row: Row) -> None:
        """Takes one row of the page."""
        text = row.text.strip()
        self.order = two_columns(text) or self.order
        implied, self.implied = self.implied, None
        if self._changed(text):
            return
        page = row.cells[0].page
        if page != self.page:
            self.flush(new_page=True)
            self.page = page
        named = _RATING_IS.match(text)
        if named and self.waiting and (word := word_of(named.group("word"))):
            self._emit(self.waiting.pop(), word, text[:80])
            self.waiting.clear()
            return
        if self._together(text) or self._now_and_before(text):
            return
        if both := labelled(text):
            self.flush()
            self._emit(*both)
            return
        rating, label = rating_only(text), label_of(text)
        if rating and implied and not self.waiting:
            self._emit(implied, rating, text)
        elif rating and not (rating == "not_rated" and len(text) < 4):
            self._value(rating, text)
        elif label:
            self._label(label)
        else:
            self.other(text)

    def _together(self, text: str) -> bool:
        """Labels and their ratings on one line."""
        name, several = pairs_in(text)
        if several:
            self.flush()
            if name:
                self._of(name)
                self.borrowed = True
            for pair in several:
                self._emit(*pair)
            return True
        return False

    def _changed(self, text: str) -> bool:
        """ "Up one rating" under a rating: which way it went, in words."""
        moved = _CHANGE.match(text) if self.found and len(text) < 24 else None
        if moved is None or self.found[-1].change:
            return False
        word = " ".join(moved.group(1).lower().split())
        self.found[-1] = replace(self.found[-1], change=_CHANGES[word])
        return True

    def _now_and_before(self, text: str) -> bool:
        """A row of a table whose header said which of its two ratings is of now."""
        twice = labelled_twice(text) if self.order else None
        if twice is None:
            return False
        self.flush()
        now, was = twice[1:] if self.order == "now" else twice[:0:-1]
        self._emit(twice[0], now, f"{text[:80]} (was {was.replace('_', ' ')})")
        return True

    def _label(self, label: Label) -> None:
        if self.values:
            self.flush()
        if label.of:
            self._of(label.of)
        self.waiting.append(label)
        self.adjacent = True

    def _value(self, rating: RatingWord, text: str) -> None:
        if len(self.waiting) == 1 and not self.values:
            self._emit(self.waiting.pop(), rating, text)
        elif self.waiting:
            self.values.append((rating, text))
            if len(self.values) == 1 and not self.adjacent:
                self._settle()

    def other(self, text: str) -> None:
        """Takes a line that is neither label nor rating: labels waiting above it wait no longer."""
        title = _TITLE.match(text)
        if title and not _MOVED.search(title.group("what")):
            self.flush()
            self._of(title.group("what"))
            self.borrowed = False
        elif len(text) < 120 and service_named(text, loosely=False) and not text.endswith("."):
            self.flush()
            self._of(text)
            self.borrowed = True
            self.implied = Label("overall")
        elif self.borrowed and heading_kind(text) not in {None, "grid", "question"}:
            self.scope, self.of, self.borrowed = None, None, False
        if self.values:
            self.flush()
        elif len(self.waiting) > 1:
            self.waiting = self.waiting[-1:]
        self.adjacent = False

    def _of(self, what: str) -> None:
        self.scope = scope_of(what) if not service_named(what, loosely=False) else "service"
        generic = re.match(r"^(?:this|the|our|your)\b", what.strip(), re.IGNORECASE)
        self.of = None if generic and len(what.split()) <= 4 else what.strip(" :")

    def _settle(self) -> None:
        """One value after several labels: it is the last label's; the others stay without."""
        last = self.waiting[-1]
        self._emit(last, *self.values[0])
        self._missing(self.waiting[:-1])
        self.waiting, self.values = [], []

    def flush(self, new_page: bool = False) -> None:
        """Pairs labels with values when their numbers agree; otherwise says which ratings could not be read."""
        if self.values and len(self.values) == len(self.waiting):
            for label, value in zip(self.waiting, self.values, strict=True):
                self._emit(label, *value)
        elif len(self.values) == 1 and self.waiting:
            self._settle()
        elif self.values:
            self._missing(self.waiting)
        self.values = []
        if len(self.waiting) != 1 or new_page:
            self.waiting = []

    def _missing(self, labels: list[Label]) -> None:
        names = ", ".join(label.question.replace("_", "-") for label in labels)
        if names:
            self.unread.append(
                Unread(self.page, f"ratings without a word beside them ({names}); they may be drawn as pictures")
            )

    def _emit(self, label: Label, rating: RatingWord, printed: str) -> None:
        if label.of:
            self._of(label.of)
        self.found.append(
            Labelled(label.question, rating, self.of, self.scope, self.page, change_of(printed), printed.strip())
        )
