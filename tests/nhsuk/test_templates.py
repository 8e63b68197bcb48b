"""What no template of any room may hold: markup glued from strings, trusted text, inline style or script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "springboard"
TEMPLATES = sorted(PACKAGE.glob("*/jinja2/**/*.jinja"))

RULES = {
    "|safe trusts what people typed; use a {% set %} block": r"\|\s*safe\b",
    "autoescape must stay on": r"autoescape|Markup\(",
    "markup glued with ~; use a {% set %} block": r"""["'][^"'\n]*<\w[^"'\n]*["']\s*~|~\s*["'][^"'\n]*<""",
    "the design system's html option with text in it; use a {% set %} block": r"""["']html["']\s*:\s*[^,}\n]*~""",
    "inline style breaks the content security policy": r"<style\b|\sstyle\s*=",
    "inline script breaks the content security policy": r"<script(?![^>]*\ssrc=)[^>]*>",
    "an on… attribute breaks the content security policy": r"<[^>{]*\son[a-z]+\s*=",
    "a javascript: address breaks the content security policy": r"javascript:",
    "nothing is loaded from another host": r"""(?:src|<link[^>]*href)\s*=\s*["'](?:https?:)?//""",
}
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def broken(text: str) -> list[str]:
    text = COMMENT.sub("", text)
    return [rule for rule, pattern in RULES.items() if re.search(pattern, text)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_template_keeps_the_rules(path: Path) -> None:
    assert broken(path.read_text("utf-8")) == []


def test_there_are_templates_to_check() -> None:
    assert len(TEMPLATES) > 10


@pytest.mark.parametrize(
    "bad",
    [
        "{{ note|safe }}",
        "{% autoescape false %}",
        "{{ '<b>' ~ name ~ '</b>' }}",
        "{{ name ~ '</b>' }}",
        '{{ tag({"html": "A " ~ name}) }}',
        '<p style="color:red">',
        "<style>p{}</style>",
        "<script>alert(1)</script>",
        '<a onclick="x()">',
        '<a href="javascript:x()">',
        '<script src="https://elsewhere.example/x.js"></script>',
        '<link rel="stylesheet" href="//elsewhere.example/x.css">',
    ],
)
def test_the_rules_find_what_they_forbid(bad: str) -> None:
    assert broken(bad)


@pytest.mark.parametrize(
    "good",
    [
        '{{ counts("x", items, done ~ " of " ~ total) }}',
        '{% set meta %}<strong>{{ name }}</strong>{% endset %}{{ facts([("A", meta, "")]) }}',
        '<script type="module" src="{{ static("springboard/app.js") }}"></script>',
        '<a href="#{{ a }}" aria-current="page">',
    ],
)
def test_the_rules_let_good_templates_be(good: str) -> None:
    assert broken(good) == []
