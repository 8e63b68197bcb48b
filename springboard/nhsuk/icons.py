"""The icons: one SVG file each in ``icons/``, 16 units square, drawn in the colour of the text around them.

A file may hold shapes only. Anything else (script, style, a link, an image) is refused when the process starts, so
that printing the file as it is stays safe.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup, escape

FOLDER = Path(__file__).parent / "icons"
WHOLE = re.compile(r'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="0 0 16 16">(.*)</svg>\s*', re.DOTALL)
TAG = re.compile(r"<(/?)([\w:-]+)((?:\s+[\w:-]+=\"[^\"<>]*\")*)\s*/?>")
SHAPES = {"path", "circle", "rect", "g"}
ATTRIBUTES = {
    "cx", "cy", "d", "fill", "fill-rule", "height", "r", "rx", "stroke", "stroke-linecap", "stroke-linejoin",
    "stroke-width", "transform", "width", "x", "y",
}  # fmt: skip


def shapes_of(text: str) -> str:
    """What stands between the ``<svg>`` tags; refuses (ValueError) anything but plain shapes."""
    whole = WHOLE.fullmatch(text)
    if not whole:
        raise ValueError("an icon is one <svg> with viewBox 0 0 16 16 and nothing else on it")
    inside = whole.group(1)
    for tag in TAG.finditer(inside):
        names = set(re.findall(r'([\w:-]+)="', tag.group(3)))
        if tag.group(2) not in SHAPES or names - ATTRIBUTES:
            raise ValueError(f"an icon holds shapes only, not {tag.group(0)}")
    if TAG.sub("", inside).strip():
        raise ValueError("an icon holds no text")
    return inside


def read_icons(folder: Path = FOLDER) -> dict[str, str]:
    """Name to shapes, for every file in the folder."""
    return {path.stem: shapes_of(path.read_text("utf-8")) for path in sorted(folder.glob("*.svg"))}


ICONS = read_icons()


@lru_cache(maxsize=512)
def icon(name: str, label: str = "", size: int = 16, classes: str = "") -> Markup:
    """The icon as SVG: hidden from screen readers, or an image called ``label``. KeyError for an unknown name."""
    role = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    extra = f" {escape(classes)}" if classes else ""
    return Markup(  # noqa: S704 - the shapes were checked above, the rest is escaped or a number
        f'<svg class="sb-icon sb-icon--{escape(name)}{extra}" {role} focusable="false" viewBox="0 0 16 16" '
        f'width="{int(size)}" height="{int(size)}" fill="currentColor">{ICONS[name]}</svg>'
    )
