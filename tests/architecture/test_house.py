"""Closed lists about the code: sizes, templates, settings, words."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import allauth
import pytest

from springboard.config.env import SETTINGS

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "springboard"


def source_files() -> list[Path]:
    return [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]


@pytest.mark.parametrize("path", source_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_grows_past_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def templates_of_the_sign_in_library() -> set[str]:
    """Names that allauth asks for itself; ours stand in front of its own."""
    folder = Path(allauth.__file__).parent / "templates"
    its_own = {str(path.relative_to(folder).with_suffix("")) for path in folder.rglob("*.*")}
    return its_own | {"429"}  # "too many tries": asked for, and not shipped


def test_every_template_is_used() -> None:
    """By a view, by another template, or by the sign-in library under the name it asks for."""
    templates = {
        str(path.relative_to(jinja2)) for jinja2 in PACKAGE.glob("*/jinja2") for path in jinja2.rglob("*.jinja")
    }
    everything = "\n".join(path.read_text(encoding="utf-8") for path in [*source_files(), *PACKAGE.rglob("*.jinja")])
    theirs = templates_of_the_sign_in_library()
    unused = {
        name for name in templates if f'"{name}"' not in everything and str(Path(name).with_suffix("")) not in theirs
    }
    assert unused == set()


def test_every_setting_is_documented() -> None:
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert [setting.name for setting in SETTINGS if f"`{setting.name}`" not in page] == []


def test_no_setting_is_read_that_is_not_listed() -> None:
    listed = {setting.name for setting in SETTINGS}
    for path in source_files():
        for name in re.findall(r"environ[^\n]*?\"(SPRINGBOARD_[A-Z_]+)\"", path.read_text(encoding="utf-8")):
            assert name in listed, f"{path} reads {name}"


def test_the_command_line_reader_loads_no_web_framework() -> None:
    code = (
        "import sys; from springboard.kernel.reports import cli_read;"
        "print('django' in sys.modules, 'jinja2' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_templates_hold_no_inline_style_or_script() -> None:
    for path in PACKAGE.rglob("*.jinja"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\son[a-z]+=\"|<style", text), path
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), path
