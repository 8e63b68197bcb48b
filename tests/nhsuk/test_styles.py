"""The style sheets: contrast of the colours, nothing from elsewhere, nothing that the file storage cannot hash."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.nhsuk import pages

STATIC = Path(__file__).parents[2] / "springboard/nhsuk/static/springboard"
SHEETS = sorted(STATIC.glob("*.css"))
CLASS = re.compile(r"\.(sb-[\w-]+)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def tokens() -> dict[str, str]:
    text = (STATIC / "tokens.css").read_text("utf-8")
    found = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\b", text))
    return {
        name: value if len(value) == 7 else "#" + value[1] * 2 + value[2] * 2 + value[3] * 2
        for name, value in found.items()
    }


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * p for weight, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        ("ink", "white", 14),
        ("ink-2", "white", 6),
        ("ink-2", "well", 5.5),
        ("white", "bar", 13),
        ("spark", "bar", 8),
        ("link", "white", 6),
        ("white", "green", 5),
        ("white", "assured", 6),
        ("assured", "white", 6),
        ("white", "embedded", 10),
        ("at-risk-text", "at-risk-ground", 8),
        ("at-risk-edge", "white", 3),
        ("white", "overdue", 6),
        ("reopened", "reopened-ground", 9),
        ("white", "outstanding", 9),
        ("good-text", "good", 10),
        ("improvement-text", "improvement", 10),
        ("white", "inadequate", 7),
        ("ink", "mark", 11),
        ("ink", "wash", 12),
        ("control", "white", 3),
        ("common", "white", 4.5),
        ("better-edge", "white", 7),
        ("worse-edge", "white", 7),
        ("ink", "track-ground", 12),
        ("ink", "focus", 11),
    ],
)
def test_contrast(text: str, ground: str, least: float) -> None:
    colours = tokens()
    assert contrast(colours[text], colours[ground]) >= least


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_sheet_is_whole_and_loads_nothing(sheet: Path) -> None:
    text = COMMENT.sub("", sheet.read_text("utf-8"))
    assert text.count("{") == text.count("}")
    assert "!important" not in text
    assert not re.search(r"@import|url\(|https?:", text)
    assert len(sheet.read_text("utf-8").splitlines()) < 300


def test_every_sheet_is_linked_and_every_link_exists() -> None:
    html = pages.render("plan")
    linked = set(re.findall(r"springboard/([\w-]+\.css)", html))
    assert linked == {sheet.name for sheet in SHEETS}
    for address in re.findall(r'(?:href|src)="/assets/([^"]+)"', html):
        if address.startswith("nhsuk-frontend/") and pages.asset("nhsuk-frontend/.version") is None:
            continue
        assert pages.asset(address) is not None, address


def test_every_class_a_template_names_is_styled_or_a_hook() -> None:
    """A misspelt class shows nothing and says nothing: only names that a sheet or a script knows are let in."""
    room_sheets = sorted(STATIC.parents[2].glob("*/static/*/*.css"))
    known = {name for sheet in room_sheets for name in CLASS.findall(COMMENT.sub("", sheet.read_text("utf-8")))}
    unknown = {
        f"{path.parent.name}/{path.name}: {name}"
        for path in sorted(STATIC.parents[2].glob("*/jinja2/**/*.jinja"))
        for name in named_in(path.read_text("utf-8"))
        if name not in known
    }
    assert unknown == set()


def named_in(template: str) -> set[str]:
    """The whole ``sb-`` classes a template writes out; one put together from a code is checked by the catalogue."""
    found = " ".join(re.findall(r'class="([^"]*)"', re.sub(r"\{#.*?#\}", "", template, flags=re.DOTALL)))
    words = re.sub(r"\S*\{\{.*?\}\}\S*", " ", re.sub(r"\{%.*?%\}", " ", found)).split()
    return {word for word in words if re.fullmatch(r"sb-[\w-]+", word)}


def test_variables_that_are_used_are_set() -> None:
    text = "\n".join(COMMENT.sub("", sheet.read_text("utf-8")) for sheet in SHEETS)
    used, known = set(re.findall(r"var\(--([\w-]+)", text)), set(re.findall(r"--([\w-]+)\s*:", text))
    assert used <= known


def test_the_file_storage_can_hash_everything(settings: Any, tmp_path: Path) -> None:
    if pages.asset("nhsuk-frontend/.version") is None:
        pytest.skip("the design system is not installed here: python -m springboard.nhsuk.assets")
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    assert list(tmp_path.glob("nhsuk-frontend/nhsuk-frontend.min.*.css"))
