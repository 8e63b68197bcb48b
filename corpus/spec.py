"""One example report as YAML: its contents in report order and, in the same place, its truth.

The format is described in ``corpus/README.md``. ``load`` checks every key, so that a misspelt one is an error
and not a silently missing finding.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from corpus.narrative import Narrator
from corpus.truth import (
    KEY_QUESTIONS,
    LEVELS,
    TrueFinding,
    TrueRating,
    TrueRegulation,
    TrueScore,
    Truth,
    rating_row,
)

Block = dict[str, Any]
TOP_KEYS = {
    "name", "about", "layout", "format", "era", "style", "cases", "provider", "title", "dates", "ratings", "scores",
    "services", "locations", "content", "counts", "refused", "front", "footer", "pages",
}  # fmt: skip
ITEM_KEYS = {
    "say", "is", "text", "regs", "svc", "trust_wide", "kq", "by", "optional", "split_ok", "activities", "quote",
}  # fmt: skip


class SpecError(ValueError):
    """A report's YAML breaks the format: which file, and what to change."""


@dataclass(slots=True)
class Spec:
    """A report ready to be rendered (``blocks``, ``data``) and its truth."""

    path: Path
    name: str
    layout: str
    format: str
    data: dict[str, Any]
    blocks: list[Block]
    truth: Truth
    cases: tuple[str, ...] = ()


@dataclass(slots=True)
class _Context:
    """Where we stand in the report: what an item inherits unless it says otherwise."""

    name: str
    service: str | None = None
    trust_wide: bool = False
    key_question: str | None = None
    findings: list[TrueFinding] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    narrator: Narrator = field(init=False)

    def __post_init__(self) -> None:
        self.narrator = Narrator(self.name)

    def enter(self, where: Any) -> None:
        """``for: trust`` | a core service's name | ``{service:, kq:}`` | ``nothing`` (no service said)."""
        given = where if isinstance(where, dict) else {"service": where}
        service = given.get("service", self.service if "kq" in given else None)
        if "service" in given or "kq" not in given:
            self.trust_wide = service == "trust"
            self.service = None if service in {"trust", "nothing"} else service
        self.key_question = given.get("kq")

    def add(self, level: str, said: str, given: dict[str, Any], join: str | None = None) -> int:
        """Write down one finding and return its number, by which the renderer marks it on the page."""
        unknown = set(given) - ITEM_KEYS
        if unknown or level not in LEVELS:
            raise SpecError(f"{self.name}: unknown {sorted(unknown) or level!r} at {said[:60]!r}.")
        service = given.get("svc", self.service)
        number = len(self.findings)
        self.findings.append(
            TrueFinding(
                id=number,
                level=level,
                text=given.get("text") or _sentence(said, join),
                quote=given.get("quote") or said,
                service=service,
                trust_wide=bool(given.get("trust_wide", self.trust_wide and "svc" not in given)),
                key_question=given.get("kq", self.key_question),
                regulations=tuple(TrueRegulation.parse(str(reg)) for reg in given.get("regs", ())),
                activities=tuple(given.get("activities", ())),
                deadline=given.get("by"),
                optional=bool(given.get("optional", False)),
                split_ok=bool(given.get("split_ok", False)),
            )
        )
        return number


def _sentence(said: str, join: str | None) -> str:
    """A bullet that completes a stem, as a sentence: ``join`` is the stem's subject and verb."""
    if join is None:
        return said
    tail = said.strip()
    for ending in (" and", ";", ","):
        tail = tail.removesuffix(ending).rstrip()
    return f"{join} {tail}"


def _segment(part: Any, context: _Context) -> Block:
    if isinstance(part, str):
        return {"t": part}
    given = dict(part)
    said, level = given.pop("say"), given.pop("is")
    return {"t": said, "id": context.add(level, said, given)}


def _paragraph(block: Block, context: _Context) -> list[Block]:
    parts = block.get("p", block.get("b"))
    parts = parts if isinstance(parts, list) else [parts]
    segments = [_segment(part, context) for part in parts]
    return [{"k": "p", "bold": "b" in block, "s": segments}]


def _item(item: Any, level: str, join: str | None, context: _Context) -> Block:
    """A list item: a string, a mapping with ``say``, or ``[printed, regulation…, {more}]``."""
    if isinstance(item, str) and level == "none":
        return {"t": item}
    given: dict[str, Any] = {}
    if isinstance(item, list):
        said, *rest = item
        given["regs"] = [part for part in rest if not isinstance(part, dict)]
        for part in rest:
            given.update(part if isinstance(part, dict) else {})
    elif isinstance(item, dict):
        given = dict(item)
        said = given.pop("say")
    else:
        said = item
    level = given.pop("is", level)
    if level == "none":
        return {"t": said}
    return {"t": said, "id": context.add(level, said, given, join)}


def _list(block: Block, context: _Context) -> list[Block]:
    stem, join = block.get("stem"), block.get("join")
    items = [_item(item, block["list"], join, context) for item in block["items"]]
    out: list[Block] = [{"k": "p", "bold": False, "s": [{"t": stem}]}] if stem else []
    out.append({"k": "list", "glyph": block.get("bullet"), "style": block.get("style"), "items": items})
    return out


def _notices(block: Block, context: _Context) -> list[Block]:
    rows = []
    for row in block["rows"]:
        prose = row["prose"] if isinstance(row["prose"], list) else [row["prose"]]
        given = dict(row.get("truth", {}))
        given.setdefault("activities", row.get("activities", []))
        said = " ".join(prose)
        number = context.add(given.pop("is", block["notices"]), said, given)
        rows.append({**{k: v for k, v in row.items() if k != "truth"}, "prose": prose, "id": number})
    return [{"k": "notices", "level": block["notices"], "rows": rows, "style": block.get("style")}]


def _fill(block: Block, context: _Context) -> list[Block]:
    given = block["fill"] if isinstance(block["fill"], dict) else {"n": block["fill"]}
    kind = given.get("kq") or context.key_question or "any"
    texts = context.narrator.paragraphs(kind, given.get("n", 2), decoys=given.get("decoys", True))
    return [{"k": "p", "bold": False, "s": [{"t": text}]} for text in texts]


def _fill_to(block: Block, context: _Context) -> list[Block]:
    kind = block.get("kq") or context.key_question or "any"
    return [{"k": "fill", "lines": block["fill_to"], "pool": context.narrator.paragraphs(kind, 14)}]


def _heading(block: Block, _: _Context) -> list[Block]:
    key = next(iter(block))
    return [{"k": "h", "n": int(key[1]), "t": block[key], "over": block.get("over")}]


def _nested(block: Block, context: _Context) -> list[Block]:
    key = next(k for k in ("columns", "box", "keep") if k in block)
    inside = block["of"] if key == "columns" else block[key]
    return [{"k": key, "n": block.get("columns"), "of": normalise(inside, context)}]


def _unreadable(block: Block, context: _Context) -> list[Block]:
    """A page that is a picture, or whose text runs sideways: nothing on it is expected to be read."""
    key = "scan" if "scan" in block else "rotated"
    number = len(context.unread)
    context.unread.append(number)
    blind = _Context(context.name)
    return [{"k": key, "of": normalise(block[key], blind), "unread": number, "angle": block.get("angle", 90)}]


def _plain(block: Block, _: _Context) -> list[Block]:
    (key, value), *rest = block.items()
    return [{"k": key, "v": value, **dict(rest)}]


def _for(block: Block, context: _Context) -> list[Block]:
    context.enter(block["for"])
    return []


KINDS: dict[str, Callable[[Block, _Context], list[Block]]] = {
    "p": _paragraph, "b": _paragraph, "list": _list, "notices": _notices, "fill": _fill, "fill_to": _fill_to,
    "h1": _heading, "h2": _heading, "h3": _heading, "h4": _heading, "columns": _nested, "box": _nested,
    "keep": _nested, "scan": _unreadable, "rotated": _unreadable, "for": _for, "ratings": _plain, "table": _plain,
    "toc": _plain, "newpage": _plain, "gap": _plain, "note": _plain, "scores": _plain, "banner": _plain,
    "front": _plain, "running": _plain, "cqtitle": _plain,
}  # fmt: skip


def normalise(content: list[Block], context: _Context) -> list[Block]:
    """The report's blocks as the layouts take them; findings are collected on the way."""
    out: list[Block] = []
    for block in content:
        kind = next(iter(block))
        if kind not in KINDS:
            raise SpecError(f"{context.name}: unknown block {kind!r}.")
        out.extend(KINDS[kind](block, context))
    return out


def _ratings(raw: dict[str, Any]) -> list[TrueRating]:
    """Rows ``{scope, name, now, was}``; ``was`` only where the report prints it (in words or as an arrow)."""
    out = []
    for row in raw.get("ratings", []):
        if unknown := set(row) - {"scope", "name", "now", "was", "month", "hidden"}:
            raise SpecError(f"Unknown keys of a ratings row: {sorted(map(str, unknown))}.")
        now = rating_row(row["now"])
        was = rating_row(row["was"]) if "was" in row else (None,) * len(KEY_QUESTIONS)
        for question, rating, before in zip(KEY_QUESTIONS, now, was, strict=True):
            if rating is not None:
                out.append(TrueRating(row["scope"], row["name"], question, rating, before))
    return out


def _scores(raw: dict[str, Any]) -> list[TrueScore]:
    return [
        TrueScore(statement, question, score)
        for question, statements in raw.get("scores", {}).items()
        for statement, score in statements.items()
    ]


def _truth(raw: dict[str, Any], context: _Context) -> Truth:
    dates = raw.get("dates", {})
    if unknown := set(dates) - {"inspected", "from", "to", "published", "iso"}:
        raise SpecError(f"{context.name}: unknown dates {sorted(map(str, unknown))}.")
    for key in ("iso", "from", "to"):
        if dates.get(key) is not None and not isinstance(dates[key], date):
            raise SpecError(f"{context.name}: dates.{key} is not a date.")
    return Truth(
        provider=raw["provider"]["name"],
        provider_id=raw["provider"].get("id"),
        title=raw["title"],
        era=raw["era"],
        published=dates.get("iso"),
        inspected_from=dates.get("from"),
        inspected_to=dates.get("to"),
        ratings=tuple(_ratings(raw)),
        scores=tuple(_scores(raw)),
        findings=tuple(context.findings),
        unread_blocks=tuple(context.unread),
        refused=raw.get("refused"),
        counts=raw.get("counts", {}),
    )


def load(path: Path) -> Spec:
    """Read and check one report's YAML. Refuses (``SpecError``) unknown keys, levels, regulations and dates."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    unknown = set(raw) - TOP_KEYS
    if unknown:
        raise SpecError(f"{path.name}: unknown keys {sorted(unknown)}.")
    context = _Context(path.stem)
    blocks = normalise(raw["content"], context)
    data = {key: value for key, value in raw.items() if key not in {"content", "counts", "about"}}
    return Spec(
        path=path,
        name=path.stem,
        layout=raw["layout"],
        format=raw.get("format", "pdf"),
        data=data,
        blocks=blocks,
        truth=_truth(raw, context),
        cases=tuple(raw.get("cases", ())),
    )
