"""Closed lists about the code: sizes, templates, settings, words."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from springboard.config.env import SETTINGS

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "springboard"


def source_files() -> list[Path]:
    return [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]


@pytest.mark.parametrize("path", source_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_grows_past_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_every_template_is_used() -> None:
    templates = {
        f"{path.parent.name}/{path.name}" if path.parent.name != "jinja2" else path.name: path
        for path in PACKAGE.glob("*/jinja2/**/*.jinja")
    }
    everything = "\n".join(
        path.read_text(encoding="utf-8")
        for path in [*source_files(), *PACKAGE.rglob("*.jinja"), *(ROOT / "tests").rglob("*.py")]
    )
    unused = [name for name, path in templates.items() if path.name not in everything]
    assert not unused


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
