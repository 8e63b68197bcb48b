"""Lays a report out as a web page printed by Chromium, where Chromium is installed."""

from __future__ import annotations

import atexit
import base64
import shutil
import tempfile
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from corpus.variety.furniture import Furniture
from corpus.variety.layouts_typst import picture
from corpus.variety.making import Made
from corpus.variety.plain_data import Data, Plain

FACES = {"sourcesans": "Source Sans Pro", "helvetica": "Liberation Sans", "times": "Liberation Serif", "dejavu": "DejaVu Sans"}
STYLE = """
body {{ font: {size}pt "{face}", sans-serif; text-align: {align}; hyphens: {hyphens}; font-variant-ligatures: {ligatures} }}
h1 {{ break-before: page }} h1, h2, h3, h4 {{ break-after: avoid; text-align: left; {title} }}
h1 {{ font-size: {h1}pt }} h2 {{ font-size: {h2}pt }} h3 {{ font-size: {h3}pt }} h4 {{ font-size: {h4}pt }} {banner}
.columns {{ column-count: 2; column-gap: 14pt }} .lone, .indent {{ margin: 5pt 0 }} .indent {{ margin-left: 18pt }}
.item {{ position: relative; padding-left: 18pt; margin: 5pt 0; break-inside: auto }} .item > i {{ position: absolute; left: 2pt; font-style: normal }}
table {{ border-collapse: collapse; width: 100%; margin: 6pt 0; table-layout: fixed }} td, th {{ vertical-align: top; padding: 4pt; text-align: left; {cell} }}
.grading td, .grading th {{ font-size: 8pt; text-align: center; hyphens: none }} {head}
.pairs td {{ border: none }} .two {{ display: flex }} .two > div {{ width: 50% }} .leader {{ display: flex }} .leader > i {{ flex: 1; overflow: hidden; white-space: nowrap }}
.page {{ break-before: page; break-after: page }} .sideways {{ writing-mode: vertical-rl; height: 700px }} .scan img {{ width: 100% }}
.watermark {{ position: fixed; top: 40%; left: 10%; font-size: 80pt; color: #e4e4e4; transform: rotate(-50deg); z-index: -1 }}
"""


@cache
def _browser() -> Browser:
    """One browser for all reports of a run."""
    program = shutil.which("chromium")
    if program is None:
        raise RuntimeError("Chromium is not installed: leave its reports out.")
    running = sync_playwright().start()
    browser = running.chromium.launch(executable_path=program, args=["--no-sandbox"])
    atexit.register(running.stop)
    atexit.register(browser.close)
    return browser


def laid_out(made: Made) -> bytes:
    """The report as a PDF. Its text is the same every time; its bytes hold the time of printing."""
    page = _browser().new_page()
    try:
        page.set_content(_html(made))
        footer = " ".join(Furniture(made).footer(7))
        head = Furniture(made).header(7)
        return page.pdf(
            format="A4" if made.look["paper"] == "a4" else "Letter",
            margin={"top": "60px", "bottom": "70px", "left": "50px", "right": "50px"},
            display_header_footer=True,
            header_template=_running(head),
            footer_template=_running(footer),
            print_background=True,
        )
    finally:
        page.close()


def _running(words: str) -> str:
    """A header or footer: the 7 that stands for the page's number becomes Chromium's own."""
    number = '<span class="pageNumber"></span>'
    start, _, rest = words.partition("7") if words.startswith("7") else (words, "", "")
    if words.startswith("7"):
        text = f"{number}{escape(rest).replace('  ', '&nbsp; ')}"
    else:
        text = escape(start).replace("Page 7", f"Page {number}")
    return f'<div style="font-size:9px;margin-left:50px">{text}</div>'


def _html(made: Made) -> str:
    front = made.front
    parts = [f"<p>{escape(front.over)}</p>"] if front.over else []
    parts.append(f'<p style="font-size:26pt;line-height:1.2">{_twice(made, front.title)}</p><p style="font-size:16pt">{escape(front.kind)}</p>')
    parts += [f"<div>{escape(line)}</div>" for line in front.lines]
    if made.look["watermark"] == "yes":
        parts.append('<div class="watermark">EXAMPLE</div>')
    parts += [_block(made, block) for block in Plain(made).all(made.blocks)]
    return f'<!doctype html><html lang="en-GB"><head><style>{_style(made)}</style></head><body>{"".join(parts)}</body></html>'


def _style(made: Made) -> str:
    look, size = made.look, float(made.look["size"])
    flat = look["headings"] in {"same_bold", "caps"}
    sizes = {f"h{n}": size if flat else size + more for n, more in ((1, 12), (2, 7), (3, 3), (4, 1))}
    return STYLE.format(
        size=size,
        face=FACES[look["font"]],
        align="left" if look["hyphens"] == "none" else "justify",
        hyphens="auto" if look["hyphens"] == "hyphenated" else "manual",
        ligatures="normal" if look["ligatures"] == "yes" else "none",
        title="font-weight: normal; color: #6d276a" if look["headings"] == "coloured" else "",
        banner="h1, h2 { background: #6d276a; color: white; padding: 5pt }" if look["headings"] == "banner" else "",
        cell="border: 0.5pt solid #888" if look["tables"] == "ruled" else "",
        head="tr:first-child { background: #e4dce8 }" if look["tables"] == "shaded" else "",
        **sizes,
    )


def _twice(made: Made, words: str) -> str:
    if made.look["doubled"] != "yes":
        return escape(words)
    return f'<span style="position:relative">{escape(words)}<span style="position:absolute;left:0.4pt;top:0;white-space:nowrap">{escape(words)}</span></span>'


def _lines(words: str) -> str:
    return escape(words).replace("\n", "<br>")


def _block(made: Made, block: Data) -> str:
    kind = block["kind"]
    inside = "".join(_block(made, b) for b in block.get("blocks", ()))
    if kind == "heading":
        over = f"<p>{escape(block['over'])}</p>" if block["over"] else ""
        return f"<h{block['level']}>{over}{_lines(block['text'])}</h{block['level']}>"
    if kind == "para":
        return f"<p>{'<b>' if block['bold'] else ''}{_lines(block['text'])}{'</b>' if block['bold'] else ''}</p>"
    if kind == "columns":
        return f'<div class="columns">{inside}</div>'
    if kind == "sideways":
        return f'<div class="page sideways">{inside}</div>'
    if kind == "fillpage":
        return "".join(f"<p>{escape(words)}</p>" for words in block["pool"][:5])
    if kind == "newpage":
        return '<div class="page"></div>'
    if kind == "contents":
        rows = (f'<div class="leader">{escape(e)} <i>{"." * 200}</i> {3 + n // 3}</div>' for n, e in enumerate(block["entries"]))
        return f'<div class="page"><p><b>Contents</b></p>{"".join(rows)}</div>'
    return {"bullets": _bullets, "notices": _notices, "grid": _grid, "pairs": _pairs, "scan": _scan}[kind](made, block)


def _bullets(_: Made, block: Data) -> str:
    marks, items = block["marks"], [_lines(item) for item in block["items"]]
    if block["style"] == "column":
        left = "".join(f"<p>{mark}</p>" for mark in marks)
        right = "".join(f"<p>{item}</p>" for item in items)
        return f'<div class="two"><div style="width:18pt">{left}</div><div style="width:95%">{right}</div></div>'
    if block["style"] == "lone":
        return "".join(f'<div class="lone">{mark}<br>{item}</div>' for mark, item in zip(marks, items, strict=True))
    if block["style"] == "indent":
        return "".join(f'<div class="indent">{item}</div>' for item in items)
    return "".join(f'<div class="item"><i>{mark}</i>{item}</div>' for mark, item in zip(marks, items, strict=True))


def _notices(made: Made, block: Data) -> str:
    out = []
    for row in block["rows"]:
        glyph = f"{made.look['glyph']} " if row["bulleted"] else ""
        left = ("Regulated activity", "".join(f"<p>{escape(a)}</p>" for a in row["activities"]))
        right = ("Regulation", "".join(f"<p>{_lines(words)}</p>" for words in [row["regulation"], *(glyph + b for b in row["body"])]))
        a, b = (right, left) if block["first"] else (left, right)
        out.append(f"<table><tr><th>{a[0]}</th><th>{b[0]}</th></tr><tr><td>{a[1]}</td><td>{b[1]}</td></tr></table>")
        out += [f"<p>{'<b>' if n == 0 else ''}{escape(words)}{'</b>' if n == 0 else ''}</p>" for n, words in enumerate(row["action"])]
    return "".join(out)


def _grid(_: Made, block: Data) -> str:
    rows = []
    for number, row in enumerate(block["rows"]):
        tag = "th" if number == 0 else "td"
        rows.append("<tr>" + "".join(f"<{tag}>{_lines(cell)}</{tag}>" for cell in row) + "</tr>")
    return f'<table class="grading">{"".join(rows)}</table>'


def _pairs(_: Made, block: Data) -> str:
    pairs: list[Any] = block["pairs"]
    if block["mode"] == "stacked":
        return "".join(f"<p>{escape(a)}</p><p><b>{escape(b)}</b></p>" for a, b in pairs)
    if block["mode"] == "column":
        sides = ("".join(f"<p>{escape(pair[n])}</p>" for pair in pairs) for n in (0, 1))
        return '<div class="two">' + "".join(f"<div>{side}</div>" for side in sides) + "</div>"
    return '<table class="pairs">' + "".join(f"<tr><td>{escape(a)}</td><td><b>{escape(b)}</b></td></tr>" for a, b in pairs) + "</table>"


def _scan(_: Made, __: Data) -> str:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "scan.png"
        picture(path)
        data = base64.b64encode(path.read_bytes()).decode()
    return f'<div class="page scan"><img src="data:image/png;base64,{data}"></div>'
