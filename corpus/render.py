"""Renders the example reports: YAML in, PDF (by typst) or plain text out, the same bytes every time."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typst

from corpus import browser
from corpus.plain import as_text
from corpus.scans import scanned_page
from corpus.spec import Block, Spec, load

HERE = Path(__file__).parent
RENDERED = HERE / "rendered"
SETS = ("dev", "kept_aside", "blind", "held_back", "example")
CREATED = datetime(2026, 1, 1, tzinfo=UTC)  # fixed, so that a render is the same bytes every time


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendered report, where each finding stands (first and last page), and the pages that can't be read."""

    spec: Spec
    path: Path
    pages: dict[int, tuple[int, int]]
    unread_pages: tuple[int, ...]


def _fonts_of(package: str, folder: str) -> str:
    found = find_spec(package)
    if found is None or found.origin is None:
        raise RuntimeError(f"Install the development requirements: the example reports need the typeface in {package}.")
    return str(Path(found.origin).parent / folder)


def fonts(which: str = "dev") -> list[str]:
    """The open typeface of CQC's templates, from its package; typst brings two more of its own.

    The blind set and the one held back have one more, a wide sans that reportlab brings along, for the years of Arial.
    """
    own = [_fonts_of("reportlab", "fonts")] if which in {"blind", "held_back"} else []
    return [_fonts_of("font_source_sans_pro", "files"), *own]


def layout_file(spec: Spec) -> Path:
    """The report's layout: every set but the first has layouts of its own."""
    own = spec.path.parent / "layouts" / f"{spec.layout}.typ"
    return own if own.exists() else HERE / "layouts" / f"{spec.layout}.typ"


def _scans(blocks: list[Block], folder: Path) -> Iterator[Block]:
    """Blocks with each ``scan`` replaced by a picture in ``folder``."""
    for block in blocks:
        if block["k"] == "scan":
            name = f"scan-{block['unread']}.jpg"
            (folder / name).write_bytes(scanned_page(block["of"], fonts()))
            yield {"k": "scan", "unread": block["unread"], "file": name}
        elif isinstance(block.get("of"), list):
            yield {**block, "of": list(_scans(block["of"], folder))}
        else:
            yield block


def _compile(spec: Spec, out: Path) -> Rendered:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for library in (HERE / "layouts").glob("*.typ"):
            shutil.copy(library, folder)
        main = folder / "main.typ"
        shutil.copy(layout_file(spec), main)
        data = {**spec.data, "blocks": list(_scans(spec.blocks, folder))}
        (folder / "data.json").write_text(json.dumps(data, default=str), encoding="utf-8")
        world: dict[str, Any] = {"root": name, "font_paths": fonts(spec.path.parent.name), "ignore_system_fonts": True}
        out.write_bytes(typst.compile(str(main), format="pdf", timestamp=CREATED, **world))
        marks = json.loads(typst.query(str(main), "<item>", field="value", **world))
    return _placed(spec, out, marks)


def _placed(spec: Spec, out: Path, marks: list[dict[str, Any]]) -> Rendered:
    """First and last page of every finding, from the marks the layout left in the document."""
    pages: dict[int, tuple[int, int]] = {}
    unread = []
    for mark in marks:
        number, page = mark["id"], mark["page"]
        if number < 0:
            unread.append(page)
        else:
            first, _ = pages.get(number, (page, page))
            pages[number] = (first, page)
    return Rendered(spec, out, pages, tuple(unread))


def render_report(spec_path: Path, out_dir: Path) -> Rendered:
    """Render one report into ``out_dir`` and say where its findings stand."""
    spec = load(spec_path)
    out_dir.mkdir(parents=True, exist_ok=True)
    if spec.format == "text":
        out = out_dir / f"{spec.name}.txt"
        out.write_text(as_text(spec), encoding="utf-8")
        return Rendered(spec, out, {}, ())
    if spec.format == "web":
        out = out_dir / f"{spec.name}.pdf"
        return Rendered(spec, out, browser.printed(spec, out), ())
    return _compile(spec, out_dir / f"{spec.name}.pdf")


def render(spec_path: Path, out_dir: Path) -> Path:
    """Render one report and return the path of the PDF or text file."""
    return render_report(spec_path, out_dir).path


def specs(which: str) -> list[Path]:
    """The YAML files of one of ``SETS`` in order of name; without those that need a browser, if there is none here."""
    return [path for path in sorted((HERE / which).glob("*.yaml")) if path not in left_out(which)]


def left_out(which: str) -> list[Path]:
    """The reports of a set that can't be printed here, since Chromium is not installed."""
    if browser.installed():
        return []
    return [path for path in (HERE / which).glob("*.yaml") if "\nformat: web\n" in path.read_text(encoding="utf-8")]


def render_all(out_dir: Path = RENDERED) -> list[Rendered]:
    """Render everything, each set into its own folder."""
    return [render_report(path, out_dir / which) for which in SETS for path in specs(which)]
