"""Plain text of a report, garbled the way text services garble it: glued footers, ratings column by column."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from corpus.spec import Block, Spec

WORDS = {"O": "Outstanding", "G": "Good", "RI": "Requires improvement", "I": "Inadequate", "NR": "Not rated"}
QUESTIONS = ("safe", "effective", "caring", "responsive", "well-led")


def _style(spec: Spec) -> dict[str, Any]:
    return dict(spec.data.get("style", {}))


def _ratings(spec: Spec, block: Block) -> Iterator[str]:
    """Column-major (all questions, then all ratings) or a line each, or grids whose header repeats."""
    rows = [row for row in spec.data["ratings"] if row["name"] == block.get("of", row["name"])]
    form = block["v"]
    for row in rows:
        marks = row["now"].split()
        pairs = [("Overall rating for this " + block.get("what", "trust"), marks[5])]
        pairs += [(f"Are services {q}?", m) for q, m in zip(QUESTIONS, marks, strict=False)]
        if form == "columns":
            yield "\n".join(name for name, _ in pairs)
            yield "\n".join(WORDS[mark] for _, mark in pairs if mark != "-")
        elif form == "list":
            yield f"Ratings - {row['name']}"
            names = ["Overall", *(q.capitalize() for q in QUESTIONS)]
            marks = [marks[5], *marks[:5]]
            yield "\n".join(f"- {n}\n\n{WORDS[m]}" for n, m in zip(names, marks, strict=True) if m != "-")
        else:
            yield "\n".join(f"{name} {WORDS[m]} –––" if m != "-" else name for name, m in pairs)


def _list(spec: Spec, block: Block) -> Iterator[str]:
    glyph = block["glyph"] or _style(spec).get("bullet", "•")
    texts = [item["t"] for item in block["items"]]
    style = block["style"] or "normal"
    if style == "lone":
        yield "\n".join(f"{glyph}\n{text}" for text in texts)
    elif style == "glyph-column":
        yield "\n".join([glyph] * len(texts) + texts)
    elif style == "bare":
        yield "\n".join(texts)
    else:
        yield "\n".join(f"{glyph} {text}" for text in texts)


def _notices(block: Block) -> Iterator[str]:
    for row in block["rows"]:
        yield "Regulated activity\n" + "\n".join(row["activities"])
        yield "Regulation\n" + row["reg"]
        if "lead" in row:
            yield row["lead"]
        yield "\n".join(row["prose"])
        if "subs" in row:
            yield row["subs"]
        if "action" in row:
            yield row.get("action-lead", "The enforcement action we took:") + "\n" + row["action"]


def _texts(spec: Spec, blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        kind = block["k"]
        if kind == "p":
            yield " ".join(part["t"] for part in block["s"])
        elif kind == "h":
            yield block["t"]
        elif kind == "list":
            yield from _list(spec, block)
        elif kind == "notices":
            yield from _notices(block)
        elif kind == "ratings":
            yield from _ratings(spec, block)
        elif kind == "table":
            yield "\n".join("\n".join(column) for column in zip(*block["v"], strict=True))
        elif kind in {"box", "keep", "columns"}:
            yield from _texts(spec, block["of"])
        elif kind in {"note", "banner"}:
            yield block["v"]


def _front(spec: Spec) -> str:
    front, dates = spec.data.get("front", {}), spec.data["dates"]
    lines = [*([front["over"]] if "over" in front else []), spec.data["title"], front.get("kind", "Inspection report")]
    lines += front.get("address", [])
    lines += [f"Date of inspection visit: {dates['inspected']}", f"Date of publication: {dates['published']}"]
    return "\n".join(lines)


def as_text(spec: Spec) -> str:
    """The whole report as one text; a footer lands inside the text after every ``page_lines`` lines.

    ``style.wrap`` 0 leaves lines unwrapped; ``style.glue`` puts the footer straight against the words.
    """
    style = _style(spec)
    width, page_lines = style.get("wrap", 88), style.get("page_lines", 44)
    front = spec.data.get("front", {})
    parts = list(_texts(spec, spec.blocks))
    parts = parts if front.get("none") else [_front(spec), *parts]
    lines: list[str] = []
    for part in parts:
        for line in part.split("\n"):
            lines.extend(textwrap.wrap(line, width) if width and line else [line])
        lines.extend([""] if style.get("spaced", True) else [])
    footer = spec.data.get("footer")
    return "\n".join(_with_footers(lines, footer, page_lines, bool(style.get("glue")))) + "\n"


def _with_footers(lines: list[str], footer: str | None, every: int, glue: bool) -> Iterator[str]:
    page = 1
    for number, line in enumerate(lines, 1):
        if not footer or number % every:
            yield line
        else:
            mark = f"{page} {footer}"
            yield f"{line}{mark}" if glue and line else f"{line}\n{mark}"
            page += 1
