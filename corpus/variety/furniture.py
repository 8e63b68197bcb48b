"""What stands around the text: headers, footers, list marks, numbered headings, ligatures."""

from __future__ import annotations

from corpus.variety.blocks import Bullets, Heading
from corpus.variety.looks import Look
from corpus.variety.making import Made

LIGATURES = (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ"))


class Furniture:
    """Headers and footers of one report; ``enter`` names the chapter the next pages belong to."""

    def __init__(self, made: Made) -> None:
        self.look, self.title, self.line = made.look, made.front.title, made.footer
        self.chapter = "Summary of findings"

    def enter(self, chapter: str) -> None:
        self.chapter = chapter

    def header(self, number: int) -> str:
        """The line at the top of a page."""
        forms = {"title": self.line, "chapter": "Summary of findings", "page_number": f"Page {number}"}
        return forms.get(self.look["header"], "")

    def footer(self, number: int) -> list[str]:
        """The lines at the foot of a page."""
        form = self.look["footer"]
        if form == "none":
            return []
        if form == "number_only":
            return [str(number)]
        if form == "two_lines":
            return [self.line, f"Page {number}"]
        return [
            {"glued": f"{number}{self.line}", "title_page_of": f"{self.line} | Page {number} of 30"}.get(
                form, f"{number}  {self.line}"
            )
        ]


def list_marks(block: Bullets) -> list[str]:
    """The glyph, number or letter before each item."""
    if block.style == "numbered":
        return [f"{n}." for n in range(1, len(block.items) + 1)]
    if block.style == "lettered":
        return [f"{'abcdefghijklmnopqrstuvwxyz'[n % 26]})" for n in range(len(block.items))]
    return [block.glyph] * len(block.items)


def numbered(heading: Heading, counter: list[int]) -> str:
    """Headings of the first three levels as "2." and "2.3"; names of services stay as they are."""
    if heading.level <= 2:
        counter[0], counter[1] = counter[0] + 1, 0
        return f"{counter[0]}. {heading.text}"
    if heading.level == 3:
        counter[1] += 1
        return f"{counter[0]}.{counter[1]} {heading.text}"
    return heading.text


def titled(look: Look, heading: Heading, counter: list[int]) -> str:
    """The heading as this look prints it: numbered, in capitals, or broken into two lines."""
    words = heading.text
    if look["headings"] == "numbered":
        words = numbered(heading, counter)
    elif look["headings"] == "caps":
        words = words.upper()
    if look["long_headings"] == "split" and len(words) > 28:
        middle = words.rfind(" ", 0, len(words) * 2 // 3)
        words = f"{words[:middle]}\n{words[middle + 1 :]}"
    return words


def ligatures(text: str) -> str:
    """The letters ffi, fi, fl… as single characters, as some fonts' text layers hold them."""
    for letters, one in LIGATURES:
        text = text.replace(letters, one)
    return text
