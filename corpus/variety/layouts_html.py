"""Lays a report out as a web page printed by Chromium, where Chromium is installed."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from corpus.variety.furniture import Furniture
from corpus.variety.layouts_typst import picture
from corpus.variety.making import Made
from corpus.variety.plain_data import Data, Plain

FACES = {
    "sourcesans": "Source Sans Pro",
    "helvetica": "Liberation Sans",
    "times": "Liberation Serif",
    "dejavu": "DejaVu Sans",
}
STYLE = Template(Path(__file__).with_name("look.css").read_text("utf-8"))


def laid_out(made: Made) -> bytes:
    """The report as a PDF. Its text is the same every time; its bytes hold the time of printing."""
    program = shutil.which("chromium")
    if program is None:
        raise RuntimeError("Chromium is not installed: leave its reports out.")
    with tempfile.TemporaryDirectory() as name:
        page, out = Path(name) / "report.html", Path(name) / "report.pdf"
        page.write_text(_html(made), encoding="utf-8")
        command = [program, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={name}/profile"]
        command += ["--no-pdf-header-footer", f"--print-to-pdf={out}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=60)  # noqa: S603 - our own page
        return out.read_bytes()


def _running(words: str) -> str:
    """A header or footer as CSS: the 7 that stands for the page's number becomes a counter."""
    before, mark, after = words.partition("7") if words.startswith("7") else words.partition("Page 7")
    if not mark:
        return json.dumps(before)
    return f"{json.dumps(before + mark[:-1])} counter(page) {json.dumps(after)}"


def _html(made: Made) -> str:
    front = made.front
    parts = [f"<p>{escape(front.over)}</p>"] if front.over else []
    parts += [
        f'<p class="title">{_twice(made, front.title)}</p>',
        f'<p class="what">{escape(front.kind)}</p>',
    ]
    parts += [f"<div>{escape(line)}</div>" for line in front.lines]
    if made.look["watermark"] == "yes":
        parts.append('<div class="watermark">EXAMPLE</div>')
    parts += [_block(made, block) for block in Plain(made).all(made.blocks)]
    head = f'<!doctype html><html lang="en-GB"><head><style>{_style(made)}</style></head>'
    return f"{head}<body>{''.join(parts)}</body></html>"


def _style(made: Made) -> str:
    look, size = made.look, float(made.look["size"])
    flat = look["headings"] in {"same_bold", "caps"}
    sizes = {f"h{n}": size if flat else size + more for n, more in ((1, 12), (2, 7), (3, 3), (4, 1))}
    furniture = Furniture(made)
    return STYLE.substitute(
        paper="A4" if look["paper"] == "a4" else "Letter",
        header=_running(furniture.header(7)),
        footer=_running(" ".join(furniture.footer(7))),
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
    return f'<span class="twice">{escape(words)}<span>{escape(words)}</span></span>'


def _lines(words: str) -> str:
    return escape(words).replace("\n", "<br>")


def _block(made: Made, block: Data) -> str:
    return KINDS[block["kind"]](made, block)


def _inside(made: Made, block: Data) -> str:
    return "".join(_block(made, b) for b in block["blocks"])


def _heading(_: Made, block: Data) -> str:
    over = f"<p>{escape(block['over'])}</p>" if block["over"] else ""
    return f"<h{block['level']}>{over}{_lines(block['text'])}</h{block['level']}>"


def _para(_: Made, block: Data) -> str:
    return f"<p><b>{_lines(block['text'])}</b></p>" if block["bold"] else f"<p>{_lines(block['text'])}</p>"


def _columns(made: Made, block: Data) -> str:
    return f'<div class="columns">{_inside(made, block)}</div>'


def _sideways(made: Made, block: Data) -> str:
    return f'<div class="page sideways">{_inside(made, block)}</div>'


def _fill(_: Made, block: Data) -> str:
    return "".join(f"<p>{escape(words)}</p>" for words in block["pool"][:5])


def _new_page(_: Made, __: Data) -> str:
    return '<div class="page"></div>'


def _contents(_: Made, block: Data) -> str:
    rows = (
        f'<div class="leader">{escape(entry)} <i>{"." * 200}</i> {3 + n // 3}</div>'
        for n, entry in enumerate(block["entries"])
    )
    return f'<div class="page"><p><b>Contents</b></p>{"".join(rows)}</div>'


def _bullets(made: Made, block: Data) -> str:
    marks, items = block["marks"], [_lines(item) for item in block["items"]]
    if block["style"] == "column":
        left = "".join(f"<p>{mark}</p>" for mark in marks)
        right = "".join(f"<p>{item}</p>" for item in items)
        return f'<div class="two"><div style="width:18pt">{left}</div><div style="width:95%">{right}</div></div>'
    if block["style"] == "lone":
        return "".join(f'<div class="lone">{mark}<br>{item}</div>' for mark, item in zip(marks, items, strict=True))
    if block["style"] == "indent":
        return "".join(f'<div class="indent">{item}</div>' for item in items)
    kind = (
        "item" if made.look["drawing"] == "in_order" else "boxed"
    )  # a box with a place of its own is drawn after the rest
    return "".join(
        f'<div class="{kind}"><i>{mark}</i><span>{item}</span></div>' for mark, item in zip(marks, items, strict=True)
    )


def _notices(made: Made, block: Data) -> str:
    out = []
    for row in block["rows"]:
        glyph = f"{made.look['glyph']} " if row["bulleted"] else ""
        left = ("Regulated activity", "".join(f"<p>{escape(a)}</p>" for a in row["activities"]))
        right = (
            "Regulation",
            "".join(f"<p>{_lines(words)}</p>" for words in [row["regulation"], *(glyph + b for b in row["body"])]),
        )
        a, b = (right, left) if block["first"] else (left, right)
        out.append(f"<table><tr><th>{a[0]}</th><th>{b[0]}</th></tr><tr><td>{a[1]}</td><td>{b[1]}</td></tr></table>")
        out += [
            f"<p>{'<b>' if n == 0 else ''}{escape(words)}{'</b>' if n == 0 else ''}</p>"
            for n, words in enumerate(row["action"])
        ]
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
    return (
        '<table class="pairs">'
        + "".join(f"<tr><td>{escape(a)}</td><td><b>{escape(b)}</b></td></tr>" for a, b in pairs)
        + "</table>"
    )


def _scan(_: Made, __: Data) -> str:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "scan.png"
        picture(path)
        data = base64.b64encode(path.read_bytes()).decode()
    return f'<div class="page scan"><img src="data:image/png;base64,{data}"></div>'


KINDS: dict[str, Callable[[Made, Data], str]] = {
    "heading": _heading,
    "para": _para,
    "columns": _columns,
    "sideways": _sideways,
    "fillpage": _fill,
    "newpage": _new_page,
    "contents": _contents,
    "bullets": _bullets,
    "notices": _notices,
    "grid": _grid,
    "pairs": _pairs,
    "scan": _scan,
}
