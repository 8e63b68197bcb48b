"""The frame of every page, and the macros that carry what people typed."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2.exceptions import UndefinedError

from springboard.nhsuk.icons import ICONS
from tests.nhsuk import pages

NASTY = '"><script>alert(1)</script>'


def piece(source: str, **context: Any) -> str:
    return str(pages.engine().env.from_string(source).render(**context))


@pytest.mark.parametrize("name", pages.NAMES)
def test_each_catalogue_page_renders(name: str) -> None:
    html = pages.render(name)
    assert html.count("<main") == 1
    assert html.count("<h1") == 1
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", html)


@pytest.mark.parametrize("name", pages.NAMES)
def test_ids_are_unique_and_every_reference_leads_somewhere(name: str) -> None:
    html = pages.render(name)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids)), sorted(i for i in ids if ids.count(i) > 1)
    for wanted in re.findall(r'(?:\sfor|aria-labelledby|aria-describedby)="([^"]+)"', html):
        assert set(wanted.split()) <= set(ids), wanted


def test_the_layout_stands_without_shell_or_request() -> None:
    html = piece('{% extends "nhsuk/layout.jinja" %}{% block main %}<h1>Words</h1>{% endblock %}')
    assert "<h1>Words</h1>" in html
    assert "sb-nav" not in html


@pytest.mark.parametrize("shell", [None, SimpleNamespace(signed_in=False, trust_name="", nav=[], is_example=False)])
def test_the_entrance_and_the_error_page_stand_alone(shell: Any) -> None:
    context = {"title": "Page not found", "happened": NASTY, "next_step": "Search."}
    html = str(pages.engine().get_template("nhsuk/error.jinja").render({**context, "shell": shell}))
    assert "Page not found" in html
    assert NASTY not in html


def test_the_error_page_keeps_the_navigation_of_somebody_signed_in() -> None:
    context = {"title": "T", "happened": "H", "next_step": "N", "shell": pages.sample_shell("plan")}
    assert "sb-nav" in str(pages.engine().get_template("nhsuk/error.jinja").render(context))


def test_the_footer_says_what_is_example() -> None:
    assert "no real trust, ward or person" in pages.render("plan")
    real = pages.sample_shell("plan")
    real.is_example = False
    assert "no real trust" not in pages.render("plan", shell=real)


def test_the_current_page_is_marked_once_in_each_menu() -> None:
    html = pages.render("plan")
    assert len(re.findall(r'<a href="#Plan" aria-current="page">', html)) == 2


CALLS = [
    ("tags", "delivery_tag('assured', nasty, nasty)"),
    ("tags", "outcome_mark('worse', nasty, nasty)"),
    ("tags", "level_chip('must', nasty)"),
    ("tags", "stuck(nasty)"),
    ("tags", "own_word(nasty)"),
    ("ratings", "rating_cell('good', 'worse', nasty, nasty, own_view=nasty)"),
    ("page", "crumbs([(nasty, nasty), (nasty, none)])"),
    ("page", "page_head(nasty, nasty, nasty)"),
    ("page", "button(nasty, name=nasty, value=nasty)"),
    ("page", "link_button(nasty, nasty)"),
    (
        "page",
        "counts(nasty, [{'code': 'assured', 'text': nasty, 'number': nasty, 'href': nasty, 'sub': nasty}], nasty)",
    ),
    ("page", "filter_links(nasty, [{'text': nasty, 'number': 0, 'href': nasty}])"),
    ("page", "view_switch([{'text': nasty, 'href': nasty}], nasty)"),
    ("page", "empty_state(nasty)"),
    ("page", "refusal(nasty, nasty, nasty, nasty)"),
    ("page", "progress(1, 2, nasty, nasty, nasty, nasty)"),
    ("page", "facts([(nasty, nasty, nasty)])"),
    ("page", "quote(nasty, nasty, nasty)"),
    ("page", "log([(nasty, nasty)])"),
    ("page", "timeline([{'heading': nasty, 'href': nasty, 'text': nasty, 'note': nasty, 'state': 'past'}], nasty)"),
    ("page", "pagination((nasty, nasty), (nasty, nasty), nasty)"),
]


@pytest.mark.parametrize(("module", "call"), CALLS)
def test_what_people_typed_stays_text(module: str, call: str) -> None:
    macro = call.split("(", maxsplit=1)[0]
    html = piece(f'{{% from "nhsuk/macros/{module}.jinja" import {macro} %}}{{{{ {call} }}}}', nasty=NASTY)
    assert "<script" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    ("module", "call"),
    [
        ("page", "counts('x', [{'code': 'assured', 'text': 'Assured', 'number': 0, 'href': '#'}])"),
        ("page", "filter_links('Show', [{'text': 'Stuck', 'number': 0, 'href': '#'}])"),
        ("page", "facts([('Cost', 0, '')])"),
        ("page", "progress(0, 0)"),
    ],
)
def test_the_number_zero_is_printed(module: str, call: str) -> None:
    macro = call.split("(", maxsplit=1)[0]
    html = piece(f'{{% from "nhsuk/macros/{module}.jinja" import {macro} %}}{{{{ {call} }}}}')
    assert re.search(r">[^<]*\b0\b", html)


def test_a_misspelt_status_is_an_error_not_an_empty_tag() -> None:
    with pytest.raises((KeyError, UndefinedError)):
        piece('{% from "nhsuk/macros/tags.jinja" import delivery_tag %}{{ delivery_tag("asured") }}')


def test_every_code_of_the_word_lists_has_its_icon() -> None:
    module = pages.engine().env.get_template("nhsuk/macros/tags.jinja").module
    assert {*module.DELIVERY, *module.OUTCOME} <= set(ICONS)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("change", "words"), [("better", "better than"), ("worse", "worse than"), ("same", "same as")])
def test_an_arrow_has_words(change: str, words: str) -> None:
    html = piece('{% from "nhsuk/macros/ratings.jinja" import change_arrow %}{{ change_arrow(c) }}', c=change)
    assert f"{words} last time" in html


def test_a_rating_is_a_word_and_bars() -> None:
    html = piece('{% from "nhsuk/macros/ratings.jinja" import rating_cell %}{{ rating_cell("requires_improvement") }}')
    assert "Requires improvement" in html
    assert html.count('fill="currentColor" stroke') == 2
