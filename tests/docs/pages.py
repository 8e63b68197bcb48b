"""The project's written pages, and what can be taken out of them: links, commands, code, words in bold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDES = sorted((ROOT / "docs" / "guide").glob("*.md"))
_OURS = ("*.md", "docs/**/*.md", "corpus/*.md")
PAGES = sorted({path for pattern in _OURS for path in ROOT.glob(pattern)})

_FENCED = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def text(path: Path) -> str:
    return path.read_text("utf-8")


def fenced(path: Path, language: str) -> list[str]:
    """The blocks of one language between ``` marks."""
    return [code for kind, code in _FENCED.findall(text(path)) if kind == language]


def code(path: Path) -> Iterator[str]:
    """Everything set as code, a line at a time: between ``` marks, indented by four, or between ` marks."""
    inside = False
    for line in text(path).splitlines():
        if line.startswith("```"):
            inside = not inside
        elif inside or line.startswith("    "):
            yield line.strip()
        else:
            yield from re.findall(r"`([^`]+)`", line)


def prose(path: Path) -> str:
    """The page without its code."""
    plain = _FENCED.sub("", text(path))
    return "\n".join(re.sub(r"`[^`]+`", "", line) for line in plain.splitlines() if not line.startswith("    "))


def links(path: Path) -> list[str]:
    """Targets of links and pictures inside the project."""
    return [to for to in _LINK.findall(prose_with_code(path)) if not re.match(r"[a-z]+:", to)]


def prose_with_code(path: Path) -> str:
    """The page without blocks of code; code within a line stays, since it may be the text of a link."""
    return "\n".join(line for line in _FENCED.sub("", text(path)).splitlines() if not line.startswith("    "))


def anchors(path: Path) -> set[str]:
    """The names under which a page's headings can be reached."""
    return {_slug(heading) for heading in re.findall(r"^#+ (.+)$", text(path), re.MULTILINE)}


def _slug(heading: str) -> str:
    plain = re.sub(r"[*`]", "", unicodedata.normalize("NFC", heading)).strip().lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


def bold(path: Path) -> list[str]:
    """Words in bold that are words of a screen: what ends in a full stop is a heading of the guide itself."""
    found = re.findall(r"\*\*([^*]+)\*\*", " ".join(prose(path).split()))
    return [words for words in found if not words.endswith((".", ":"))]
