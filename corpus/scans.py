"""A page that is a picture of text: what a scanner makes of a table that was printed and signed."""

from __future__ import annotations

import io
import json
import random
import tempfile
from pathlib import Path
from typing import Any

import typst
from PIL import Image, ImageFilter

PAGE = """
#let D = json("scan.json")
#set page(paper: "a4", margin: 60pt)
#set text(font: "Libertinus Serif", size: 11pt)
#for b in D {
  if b.k == "h" { block(text(size: 15pt, weight: "bold", b.t)) }
  else if b.k == "p" { par(b.s.map(s => s.t).join(" ")) }
  else if b.k == "table" { table(columns: b.v.first().len(), inset: 7pt, ..b.v.flatten()) }
  else if b.k == "list" { for it in b.items { block[– #it.t] } }
}
"""


def scanned_page(blocks: list[dict[str, Any]], font_paths: list[str]) -> bytes:
    """The blocks as a JPEG: grey, a little askew, soft and speckled; the same bytes every time."""
    with tempfile.TemporaryDirectory() as name:
        main = Path(name) / "scan.typ"
        main.write_text(PAGE, encoding="utf-8")
        (Path(name) / "scan.json").write_text(json.dumps(blocks), encoding="utf-8")
        png = typst.compile(
            str(main), root=name, format="png", ppi=100, font_paths=font_paths, ignore_system_fonts=True
        )
    page = Image.open(io.BytesIO(png)).convert("L")
    askew = page.rotate(0.7, resample=Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.6))
    chance = random.Random(26)  # noqa: S311 - speckles, not secrets
    for _ in range(900):
        spot = (chance.randrange(askew.width), chance.randrange(askew.height))
        askew.putpixel(spot, chance.randrange(60, 200))
    out = io.BytesIO()
    askew.save(out, "JPEG", quality=45)
    return out.getvalue()
