"""The random look of one report: parameters with names, so that results can be told apart by their values."""

from __future__ import annotations

import random
from dataclasses import dataclass

Look = dict[str, str]
ERAS = ("quality_report", "inspection_report", "inspection_report_2020", "single_assessment")
PRODUCERS = ("reportlab", "typst", "chromium", "text")


@dataclass(frozen=True, slots=True)
class Choice:
    """A parameter's values and how often each is drawn."""

    values: tuple[str, ...]
    weights: tuple[int, ...]

    def draw(self, rng: random.Random) -> str:
        return rng.choices(self.values, self.weights)[0]


def _choice(**weights: int) -> Choice:
    return Choice(tuple(weights), tuple(weights.values()))


CHOICES: dict[str, Choice] = {
    "era": Choice(ERAS, (3, 3, 3, 2)),
    "font": _choice(sourcesans=4, helvetica=3, times=2, dejavu=1),
    "size": Choice(("9", "10", "11", "12.5"), (2, 3, 4, 1)),
    "headings": _choice(bigger=3, coloured=3, same_bold=3, caps=1, numbered=1, banner=2),
    "list": _choice(hang=7, lone=2, column=1, indent=2, numbered=2, lettered=1),
    "glyph": Choice(("•", "-", "–", "o", "▪", "●", "\uf0b7"), (6, 2, 2, 1, 1, 1, 1)),
    "narrative": _choice(one_column=3, two_columns=2),
    "actions": _choice(one_column=5, two_columns=1),
    "paper": _choice(a4=5, letter=1),
    "header": _choice(none=2, title=1, chapter=1, page_number=1),
    "footer": _choice(number_title=3, title_page_of=2, glued=2, number_only=1, none=1, two_lines=1),
    "tables": _choice(ruled=3, shaded=2, bare=2),
    "hyphens": _choice(none=3, justified=1, hyphenated=1),
    "ligatures": _choice(no=4, yes=1),
    "doubled": _choice(no=5, yes=1),
    "watermark": _choice(no=6, yes=1),
    "contents": _choice(no=2, yes=1),
    "unreadable": _choice(none=7, scan=1, sideways=1),
    "page_break": _choice(chance=2, inside_list=3, inside_item=3, before_list=1),
    "again": _choice(no=4, continued=1, same=1),
    "services": _choice(heading=4, none=2, in_the=1, caps=1, colon=1, mental_health_of=1, core_service=1),
    "must_heading": _choice(
        action_MUST=6, action_must=2, actions=2, stem=2, what_do=1, MUST=1, must_do=1, told=1, things=1, areas=1
    ),
    "items": _choice(sentence=5, stem=2, imperative=1, passive=1, mixed=2),
    "actor": _choice(trust=5, provider=3, service=1, hospital=1, registered_person=1),
    "cites": _choice(
        brackets=4, brackets_paragraphs=3, before_stop=2, bare_title=2, own_line=1, full_name=1, short=1, none=1
    ),
    "definition": _choice(none=2, yes=2),
    "lists_in": _choice(one_section=4, per_service=2, letter=1),
    "lists_at": _choice(middle=3, front=1, end=2),
    "ratings": _choice(front=2, end=2, both=3),
    "front_ratings": _choice(row=4, column=2, stacked=1, dashes=1, stars=1),
    "grid": _choice(plain=2, arrows=2, arrows_months=3, previous_words=1, per_service=1),
    "gaps": _choice(none=2, not_rated=1, insufficient=1),
    "notices": _choice(prose=3, how_not_met=2, title_only=2, bulleted=1, subs=2, none=1, regulation_first=1),
    "enforcement": _choice(none=3, table=2, prose=1, list=1, conditions=2),
    "breaches": _choice(none=2, inline=2),
    "previous": _choice(none=2, list=2, prose=1),
    "practice": _choice(none=1, good=2, outstanding=2),
    "dates": Choice(tuple("abcdefghijkl"), (1,) * 12),
    "spaces": _choice(normal=8, lost=1),
    "drawing": _choice(in_order=3, boxes_last=1),
    "long_headings": _choice(whole=4, split=1),
}  # fmt: skip


def draw(rng: random.Random, producer: str | None = None) -> Look:
    """One look. All is drawn whatever is kept: a producer asked for does not change the words."""
    look = {name: choice.draw(rng) for name, choice in CHOICES.items()}
    drawn = rng.choices(PRODUCERS, (6, 4, 3, 2))[0]
    look["producer"] = producer or drawn
    if look["era"] == "single_assessment":
        look["lists_in"], look["notices"] = "none", "none"
        look["breaches"] = "inline"
    if look["must_heading"] in {"MUST", "must_do"} and look["items"] in {"imperative", "stem"}:
        look["items"] = "sentence"
    if look["items"] == "stem":
        look["must_heading"] = rng.choice(("stem", "action_MUST"))
    return look
