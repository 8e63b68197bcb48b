"""Lays a report out with reportlab: a PDF producer with habits of its own."""

# mypy: disable-error-code="import-untyped"
from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import pagesizes
from reportlab.lib.colors import HexColor, white
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from reportlab.platypus.flowables import BalancedColumns

from corpus.variety.blocks import (
    Block,
    Bullets,
    Columns,
    Contents,
    FillPage,
    Grid,
    Heading,
    NewPage,
    Notices,
    Pairs,
    Para,
    Row,
    Unreadable,
)
from corpus.variety.flowables import Fill, Marked, Scan, Sideways, Twice, fonts
from corpus.variety.furniture import Furniture, ligatures, list_marks, titled
from corpus.variety.making import Made

PURPLE = HexColor("#6d276a")


class Layout:
    """One report's look, as reportlab draws it."""

    def __init__(self, made: Made) -> None:
        self.made, self.look = made, made.look
        self.font, self.bold = fonts(self.look["font"])
        self.size = float(self.look["size"])
        self.paper = pagesizes.A4 if self.look["paper"] == "a4" else pagesizes.LETTER
        self.furniture = Furniture(made)
        self.counter = [0, 0]
        justify = {"alignment": TA_JUSTIFY} if self.look["hyphens"] != "none" else {}
        hyphens = {"hyphenationLang": "en_GB", "uriWasteReduce": 0} if self.look["hyphens"] == "hyphenated" else {}
        self.body = ParagraphStyle(
            "body",
            fontName=self.font,
            fontSize=self.size,
            leading=self.size * 1.3,
            spaceAfter=6,
            **justify,
            **hyphens,
        )

    def text(self, words: str, *, bold: bool = False, **style: Any) -> Paragraph:
        """A paragraph; "\\n" is a line break."""
        if bold:
            style["fontName"] = self.bold
        words = (
            ligatures(words)
            if self.look["ligatures"] == "yes" and self.look["font"] in {"sourcesans", "dejavu"}
            else words
        )
        return Paragraph(
            escape(words).replace("\n", "<br/>"),
            ParagraphStyle("s", self.body, **style) if style else self.body,
        )

    def flow(self, blocks: tuple[Block, ...]) -> Iterator[Flowable]:
        for block in blocks:
            yield from getattr(self, f"_{type(block).__name__.lower()}")(block)

    def _para(self, block: Para) -> Iterator[Flowable]:
        yield self.text(block.text, bold=block.bold)

    def _heading(self, block: Heading) -> Iterator[Flowable]:
        form = self.look["headings"]
        words = titled(self.look, block, self.counter)
        if block.level == 1:
            yield PageBreak()
            self.furniture.enter(block.text)
        else:
            yield CondPageBreak(50)
        if block.over:
            yield self.text(block.over, fontSize=self.size + 1)
        size = self.size if form in {"same_bold", "caps"} else self.size + (12, 7, 3, 1)[block.level - 1]
        style: dict[str, Any] = {
            "fontSize": size,
            "leading": size * 1.25,
            "spaceBefore": 8,
            "spaceAfter": 5,
            "alignment": 0,
        }
        if form == "coloured":
            style["textColor"] = PURPLE
        if form == "banner" and block.level <= 2:
            style |= {"backColor": PURPLE, "textColor": white, "borderPadding": 4}
        title = self.text(words, bold=form != "coloured", **style)
        if self.look["doubled"] == "yes" and block.level <= 2:
            yield Twice(title)
        else:
            yield title

    def _bullets(self, block: Bullets) -> Iterator[Flowable]:
        marks = list_marks(block)
        if block.style == "column":
            yield from self._glyph_column(block, marks)
            return
        for mark, item in zip(marks, block.items, strict=True):
            if block.style == "lone":
                yield self.text(mark, spaceAfter=0)
                yield self.text(item)
            elif block.style == "indent":
                yield self.text(item, leftIndent=18)
            else:
                words = (
                    ligatures(item)
                    if self.look["ligatures"] == "yes" and self.look["font"] in {"sourcesans", "dejavu"}
                    else item
                )
                style = ParagraphStyle("li", self.body, leftIndent=18, bulletIndent=4)
                yield Paragraph(escape(words).replace("\n", "<br/>"), style, bulletText=mark)

    def _glyph_column(self, block: Bullets, marks: list[str]) -> Iterator[Flowable]:
        """All glyphs are drawn first, then all texts beside them."""
        texts = [self.text(item) for item in block.items]
        heights = [t.wrap(self.width - 18, 2000)[1] + 6 for t in texts]
        tops = [sum(heights[: n + 1]) for n in range(len(heights))]
        total = sum(heights)

        def drawn(canvas: Canvas) -> None:
            canvas.setFont(self.font, self.size)
            for mark, top, height in zip(marks, tops, heights, strict=True):
                canvas.drawString(4, total - top + height - self.size, mark)
            for words, top in zip(texts, tops, strict=True):
                words.drawOn(canvas, 18, total - top + 6)

        yield CondPageBreak(total)
        yield Marked(drawn, total)

    @property
    def width(self) -> float:
        return float(self.paper[0]) - 96

    def _notices(self, block: Notices) -> Iterator[Flowable]:
        for row in block.rows:
            cells = [[self.text(a) for a in row.activities], self._right(row)]
            heads = [self.text("Regulated activity", bold=True), self.text("Regulation", bold=True)]
            if block.regulation_first:
                cells.reverse()
                heads.reverse()
            yield Table([heads, cells], colWidths=[self.width / 2] * 2, style=self._rules(), splitInRow=1)
            for number, words in enumerate(row.action):
                yield self.text(words, bold=number == 0, spaceBefore=4)

    def _right(self, row: Row) -> list[Flowable]:
        glyph = f"{self.look['glyph']} " if row.bulleted else ""
        return [self.text(row.regulation), *(self.text(f"{glyph}{words}") for words in row.body)]

    def _rules(self) -> list[Any]:
        rules: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
        if self.look["tables"] == "ruled":
            rules.append(("GRID", (0, 0), (-1, -1), 0.5, HexColor("#888888")))
        if self.look["tables"] == "shaded":
            rules.append(("BACKGROUND", (0, 0), (-1, 0), HexColor("#e4dce8")))
        return rules

    def _grid(self, block: Grid) -> Iterator[Flowable]:
        small = {"fontSize": min(8.0, self.size), "leading": 10, "alignment": 0}
        count = len(block.rows[0])
        first = 1.8 if block.wide_first else 1
        unit = self.width / (count - 1 + first)
        rows = [[self.text(cell, bold=n == 0, **small) for cell in row] for n, row in enumerate(block.rows)]
        yield Table(rows, colWidths=[unit * first, *([unit] * (count - 1))], style=self._rules(), repeatRows=1)
        yield Spacer(0, 8)

    def _pairs(self, block: Pairs) -> Iterator[Flowable]:
        if block.mode == "stacked":
            for label, value in block.pairs:
                yield self.text(label, spaceAfter=1)
                yield self.text(value, bold=True)
        elif block.mode == "column":
            left, right = ([self.text(p[n]) for p in block.pairs] for n in (0, 1))
            yield Table([[left, right]], colWidths=[self.width * 0.6, self.width * 0.4])
        else:
            rows = [[self.text(a), self.text(b, bold=True)] for a, b in block.pairs]
            yield Table(rows, colWidths=[self.width * 0.6, self.width * 0.4], style=self._rules())

    def _contents(self, block: Contents) -> Iterator[Flowable]:
        yield PageBreak()
        yield self.text("Contents", bold=True, fontSize=self.size + 6, leading=self.size + 10)
        for number, entry in enumerate(block.entries):
            dots = "." * max(4, 90 - len(entry))
            yield self.text(f"{entry} {dots} {3 + number // 3}", alignment=0)
        yield PageBreak()

    def _columns(self, block: Columns) -> Iterator[Flowable]:
        yield BalancedColumns(list(self.flow(block.blocks)), nCols=2, innerPadding=14)

    def _unreadable(self, block: Unreadable) -> Iterator[Flowable]:
        lines = [b.text for b in block.blocks if isinstance(b, Heading | Para)]
        yield NextPageTemplate("bare")
        yield PageBreak()
        yield Scan(lines) if block.kind == "scan" else Sideways(lines, self.font)
        yield NextPageTemplate("page")
        yield PageBreak()

    def _fillpage(self, block: FillPage) -> Iterator[Flowable]:
        yield Fill([self.text(words) for words in block.pool], block.lines * self.size * 1.3)

    def _newpage(self, _: NewPage) -> Iterator[Flowable]:
        yield PageBreak()

    def front(self) -> Iterator[Flowable]:
        front = self.made.front
        if front.over:
            yield self.text(front.over, fontSize=self.size + 3, leading=self.size + 8)
        title = self.text(front.title, bold=True, fontSize=26, leading=31, alignment=0)
        yield Twice(title) if self.look["doubled"] == "yes" else title
        yield self.text(front.kind, fontSize=16, leading=20, textColor=PURPLE)
        for line in front.lines:
            yield self.text(line, spaceAfter=2, alignment=0)

    def page(self, canvas: Canvas, _: Any) -> None:
        """Header, footer and watermark of one page."""
        number = canvas.getPageNumber()
        width, height = self.paper
        if self.look["watermark"] == "yes":
            canvas.saveState()
            canvas.translate(width / 2, height / 2)
            canvas.rotate(55)
            canvas.setFont(self.bold, 70)
            canvas.setFillGray(0.9)
            canvas.drawCentredString(0, 0, "EXAMPLE")
            canvas.restoreState()
        canvas.setFont(self.font, 9)
        if number > 1:
            canvas.drawString(48, height - 30, self.furniture.header(number))
        for line, words in enumerate(self.furniture.footer(number)):
            canvas.drawString(48, 30 - 11 * line, words)


def laid_out(made: Made) -> bytes:
    """The report as a PDF; the same bytes every time."""
    layout = Layout(made)
    out = BytesIO()
    document = BaseDocTemplate(out, pagesize=layout.paper, invariant=1, title=made.front.title, lang="en-GB")
    frame = Frame(48, 52, layout.width, layout.paper[1] - 52 - 50, 0, 0, 0, 0, id="whole")
    document.addPageTemplates([PageTemplate("page", [frame], onPage=layout.page), PageTemplate("bare", [frame])])
    document.build([*layout.front(), *layout.flow(made.blocks)])
    return out.getvalue()
