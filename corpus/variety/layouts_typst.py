"""Lays a report out with typst, whose PDFs hold text, spaces and ligatures in yet another way."""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import typst
from PIL import Image, ImageDraw

from corpus.render import fonts
from corpus.variety.making import Made
from corpus.variety.plain_data import data

TEMPLATE = Path(__file__).with_name("look.typ")
CREATED = datetime(2026, 1, 1, tzinfo=UTC)


def picture(path: Path) -> None:
    """A page as a scanner would give it: grey, and without any text layer."""
    page = Image.new("L", (900, 1100), 245)
    pen = ImageDraw.Draw(page)
    pen.text((60, 80), "Action plan agreed after the visit", fill=30)
    pen.text((60, 120), "The trust must replace the doors of the seclusion rooms by June.", fill=30)
    page.save(path)


def laid_out(made: Made) -> bytes:
    """The report as a PDF."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(TEMPLATE, folder / "main.typ")
        (folder / "data.json").write_text(json.dumps(data(made)), encoding="utf-8")
        picture(folder / "scan.png")
        main = str(folder / "main.typ")
        return bytes(typst.compile(main, root=name, font_paths=fonts(), format="pdf", timestamp=CREATED))
