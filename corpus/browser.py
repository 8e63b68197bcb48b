"""Lays a report out as a web page and has Chromium print it, where Chromium is installed: a producer beside typst.

A report asks for it by ``format: web``. The bytes hold the time of printing; the words are the same every time.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

import pypdfium2

from corpus.plain import WORDS
from corpus.score import letters
from corpus.spec import Block, Spec

LABELS = ("Safe", "Effective", "Caring", "Responsive", "Well-led")
STYLE = """
@page { size: A4; margin: 52px 48px 62px 48px;
  @bottom-left { content: "%s"; font-size: 7.5pt; white-space: nowrap }
  @bottom-right { content: counter(page) "/" counter(pages); font-size: 7.5pt } }
body { font: 11pt/1.4 "Liberation Sans", sans-serif }
h1 { font-size: 21pt; margin: 26pt 0 8pt } h2 { font-size: 16pt; margin: 18pt 0 6pt } h3 { font-size: 13pt }
h1, h2, h3, h4 { break-after: avoid } ul, ol { padding-left: 20pt } li { margin: 4pt 0 }
dl { border-top: 1px solid #999 } dl > div { display: flex; border-bottom: 1px solid #999; padding: 5pt 0 }
dt { width: 45%% } dd { margin: 0; font-weight: bold } .banner { border: 2px solid #666; padding: 7pt; margin: 8pt 0 }
.box { border-left: 5px solid #6d276a; padding-left: 10pt } .small { font-size: 8pt } .over { font-size: 12pt }
table { border-collapse: collapse; width: 100%% } td, th { text-align: left; vertical-align: top; padding: 5pt }
td, th { border: 1px solid #aaa } .page { break-before: page }
"""


def installed() -> bool:
    """Whether a Chromium is there to print with."""
    return shutil.which("chromium") is not None


def printed(spec: Spec, out: Path) -> dict[int, tuple[int, int]]:
    """Print the report to ``out`` and say on which pages its findings stand, from the letters of the pages."""
    program = shutil.which("chromium")
    if program is None:
        raise RuntimeError("Chromium is not installed: leave the reports with format: web out.")
    with tempfile.TemporaryDirectory() as name:
        page = Path(name) / "report.html"
        page.write_text(_whole(spec), encoding="utf-8")
        command = [program, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={name}/profile"]
        command += ["--no-pdf-header-footer", f"--print-to-pdf={out}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=60)  # noqa: S603 - our own page
    return _pages(spec, out)


def _pages(spec: Spec, out: Path) -> dict[int, tuple[int, int]]:
    document = pypdfium2.PdfDocument(out)
    try:
        texts = [letters(page.get_textpage().get_text_bounded()) for page in document]
    finally:
        document.close()
    pages = {}
    for finding in spec.truth.findings:
        quote = letters(finding.quote)
        first = [number for number, text in enumerate(texts, 1) if quote[:30] in text]
        last = [number for number, text in enumerate(texts, 1) if quote[-30:] in text]
        if len(first) == len(last) == 1:
            pages[finding.id] = (first[0], last[0])
    return pages


def _whole(spec: Spec) -> str:
    front = spec.data.get("front", {})
    kind = front.get("kind", f"Report from {spec.data['dates']['published']} assessment")
    head = [
        f'<p class="over">{escape(front.get("over", spec.truth.provider))}</p>',
        f"<h1>{escape(spec.truth.title)}</h1><p>{escape(kind)}</p>",
        f'<p class="small">{escape(front.get("small", ""))}</p>',
    ]
    style = _style(spec)
    body = "".join([*head, *_blocks(spec, spec.blocks)])
    meta = f'<meta charset="utf-8"><title>{escape(spec.truth.title)}</title><style>{style}</style>'
    return f'<!doctype html><html lang="en-GB"><head>{meta}</head><body>{body}</body></html>'


def _style(spec: Spec) -> str:
    """The style sheet of the report's set, where it has one of its own, with the footer in it."""
    footer, own = escape(spec.data.get("footer", "")), spec.path.parent / "layouts" / "page.css"
    return own.read_text(encoding="utf-8").replace("FOOTER", footer) if own.exists() else STYLE % footer


def _blocks(spec: Spec, blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        yield KINDS[block["k"]](spec, block)


def _paragraph(_: Spec, block: Block) -> str:
    words = escape(" ".join(part["t"] for part in block["s"]))
    return f"<p><b>{words}</b></p>" if block["bold"] else f"<p>{words}</p>"


def _list(_: Spec, block: Block) -> str:
    tag = "ol" if block["style"] == "numbered" else "ul"
    return f"<{tag}>" + "".join(f"<li>{escape(item['t'])}</li>" for item in block["items"]) + f"</{tag}>"


def _ratings(spec: Spec, block: Block) -> str:
    """Each name with its rating beside it, overall first; or ``grid``: a table with a column for each."""
    row = next(row for row in spec.data["ratings"] if row["name"] == block["of"])
    *marks, overall = row["now"].split()
    if block["v"] == "grid":
        head = "".join(f"<th>{name}</th>" for name in ("", *LABELS, "Overall"))
        cells = "".join(f"<td>{WORDS.get(mark, '')}</td>" for mark in (*marks, overall))
        return f'<table class="grid"><tr>{head}</tr><tr><td>{escape(row["name"])}</td>{cells}</tr></table>'
    pairs = [("Overall", overall), *zip(LABELS, marks, strict=True)]
    rows = "".join(f"<div><dt>{name}</dt><dd>{WORDS[mark]}</dd></div>" for name, mark in pairs if mark != "-")
    return f"<h2>Ratings</h2><dl>{rows}</dl>"


def _notices(_: Spec, block: Block) -> str:
    rows = []
    for row in block["rows"]:
        left = "".join(f"<p>{escape(activity)}</p>" for activity in row["activities"])
        said = [row["reg"], row.get("lead", ""), *row["prose"], row.get("subs", "")]
        right = "".join(f"<p>{escape(words)}</p>" for words in said if words)
        rows.append(f"<tr><td>{left}</td><td>{right}</td></tr>")
    return f"<table><tr><th>Regulated activity</th><th>Regulation</th></tr>{''.join(rows)}</table>"


def _fill(_: Spec, block: Block) -> str:
    return "".join(f"<p>{escape(words)}</p>" for words in block["pool"][:5])


def _inside(kind: str) -> Callable[[Spec, Block], str]:
    return lambda spec, block: f'<div class="{kind}">{"".join(_blocks(spec, block["of"]))}</div>'


def _words(tag: str, key: str) -> Callable[[Spec, Block], str]:
    return lambda _, block: f'<{tag} class="{block["k"]}">{escape(str(block[key]))}</{tag}>'


KINDS: dict[str, Callable[[Spec, Block], Any]] = {
    "p": _paragraph,
    "h": lambda _, block: f"<h{block['n']}>{escape(block['t'])}</h{block['n']}>",
    "list": _list,
    "ratings": _ratings,
    "notices": _notices,
    "fill": _fill,
    "box": _inside("box"),
    "keep": _inside("keep"),
    "banner": _words("div", "v"),
    "note": _words("p", "v"),
    "newpage": lambda _, __: '<div class="page"></div>',
}
