"""What reportlab has no flowable for: filled pages, glyphs drawn apart, doubled titles, sideways text."""

# mypy: disable-error-code="import-untyped, misc, no-any-return"
from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from PIL import Image as Picture
from PIL import ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

BUILT_IN = {"helvetica": ("Helvetica", "Helvetica-Bold"), "times": ("Times-Roman", "Times-Bold")}


def fonts(name: str) -> tuple[str, str]:
    """Regular and bold; the two open typefaces are embedded, the built-in ones are not."""
    if name in BUILT_IN:
        return BUILT_IN[name]
    if name == "sourcesans":
        found = find_spec("font_source_sans_pro")
        folder = Path(str(found and found.origin)).parent / "files"
        files = (folder / "SourceSansPro-Regular.ttf", folder / "SourceSansPro-Bold.ttf")
    else:
        folder = Path("/usr/share/fonts/truetype/dejavu")
        files = (folder / "DejaVuSans.ttf", folder / "DejaVuSans-Bold.ttf")
        if not files[0].exists():
            return BUILT_IN["helvetica"]
    for kind, file in zip(("", "-Bold"), files, strict=True):
        pdfmetrics.registerFont(TTFont(f"{name}{kind}", str(file)))
    return name, f"{name}-Bold"


class Fill(Flowable):
    """Paragraphs until so many lines are left in the frame."""

    def __init__(self, paragraphs: list[Paragraph], left: float) -> None:
        super().__init__()
        self.paragraphs, self.left = paragraphs, left
        self.chosen: list[tuple[Paragraph, float]] = []

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.chosen, used = [], 0.0
        for paragraph in self.paragraphs:
            _, h = paragraph.wrap(width, height)
            if used + h + 6 <= height - self.left:
                self.chosen.append((paragraph, used))
                used += h + 6
        self.height = max(used, height - self.left - 14) if self.chosen else 0
        return width, self.height

    def draw(self) -> None:
        for paragraph, top in self.chosen:
            paragraph.drawOn(self.canv, 0, self.height - top - paragraph.height)


class Marked(Flowable):
    """A short text drawn at a place of its own, apart from the flow: a glyph beside a list."""

    def __init__(self, canvas_call: Callable[[Canvas], None], height: float = 0) -> None:
        super().__init__()
        self.call, self.h = canvas_call, height

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        self.width = width
        return width, self.h

    def draw(self) -> None:
        self.call(self.canv)


class Sideways(Flowable):
    """Lines of text that run up the page."""

    def __init__(self, lines: list[str], font: str) -> None:
        super().__init__()
        self.lines, self.font = lines, font

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return width, min(height - 1, 500)

    def draw(self) -> None:
        self.canv.rotate(90)
        self.canv.setFont(self.font, 11)
        for number, line in enumerate(self.lines):
            self.canv.drawString(10, -30 - 16 * number, line)


class Scan(Flowable):
    """A picture of a page."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.lines = lines

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return width, min(height - 1, 500)

    def draw(self) -> None:
        picture = Picture.new("L", (900, 1000), 245)
        pen = ImageDraw.Draw(picture)
        for number, line in enumerate(self.lines):
            pen.text((60, 80 + 40 * number), line, fill=30)
        self.canv.drawImage(ImageReader(picture), 0, 0, 450, 500)


class Twice(Flowable):
    """A title printed twice, a hair apart: how some programs make letters bolder."""

    def __init__(self, inner: Paragraph) -> None:
        super().__init__()
        self.inner = inner

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.inner.wrap(width, height)

    def getSpaceAfter(self) -> float:  # noqa: N802 - reportlab's name
        return 6

    def draw(self) -> None:
        self.inner.drawOn(self.canv, 0, 0)
        self.inner.drawOn(self.canv, 0.4, 0)
