"""Our lean macros print what the design system's own macros and fixtures print."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from tests.nhsuk import pages
from tests.nhsuk.markup import tree

FIXTURES = Path(__file__).parents[2] / "node_modules/nhsuk-frontend/dist/nhsuk/components/tables/fixtures.json"
SUPPORTED = {
    "caption",
    "firstCellIsHeader",
    "head",
    "rows",
    "responsive",
    "text",
    "size",
    "format",
    "compact",
    "striped",
}


def ours(macro: str, *arguments: Any, **named: Any) -> str:
    module = "table" if macro == "table" else "forms"
    call = f'{{% from "nhsuk/macros/{module}.jinja" import {macro} %}}{{{{ {macro}(*a, **k) }}}}'
    return str(pages.engine().env.from_string(call).render(a=arguments, k=named))


def theirs(component: str, macro: str, **options: Any) -> str:
    call = f'{{% from "nhsuk/components/{component}/macro.jinja" import {macro} %}}{{{{ {macro}(o) }}}}'
    return str(pages.engine().env.from_string(call).render(o=options))


def keys(value: Any) -> set[str]:
    """Every option name used anywhere in a fixture."""
    if isinstance(value, dict):
        return set(value) | {name for inner in value.values() for name in keys(inner)}
    return {name for inner in value for name in keys(inner)} if isinstance(value, list) else set()


def comparable(options: dict[str, Any]) -> bool:
    """Only what our table offers, every cell spelt out (the package also takes bare strings, gaps and columns whose
    cells are aligned one by one)."""
    rows = [options.get("head"), *options.get("rows", [])]
    if keys(options) - SUPPORTED or not all(isinstance(row, list) for row in rows):
        return False
    cells = [cell for row in rows for cell in row]  # type: ignore[union-attr]
    if not all(isinstance(cell, dict) and cell.get("text") for cell in cells):
        return False
    formats = [tuple(cell.get("format") for cell in row) for row in rows]  # type: ignore[union-attr]
    return len(set(formats)) == 1


def as_ours(options: dict[str, Any]) -> str:
    """The call of our table that a fixture's options ask for."""
    caption = options.get("caption", "")
    size = caption.get("size", "") if isinstance(caption, dict) else ""
    head = [{**column, "numeric": column.get("format") == "numeric"} for column in options["head"]]
    classes = " ".join(f"nhsuk-table--{name}" for name in ("compact", "striped") if options.get(name))
    rows = [[{**cell, "numeric": cell.get("format") == "numeric"} for cell in row] for row in options["rows"]]
    return ours(
        "table",
        head,
        rows,
        caption["text"] if isinstance(caption, dict) else caption,
        size,
        first_cell_is_header=bool(options.get("firstCellIsHeader")),
        classes=classes,
        cards=bool(options.get("responsive")),
    )


def test_table_matches_the_package_fixtures() -> None:
    if not FIXTURES.is_file():
        pytest.skip("the npm package is not unpacked here: python -m springboard.nhsuk.assets")
    compared = 0
    for fixture in json.loads(FIXTURES.read_text("utf-8"))["fixtures"]:
        options = fixture.get("context") or {}
        if not comparable(options):
            continue
        assert tree(as_ours(options)) == tree(fixture["html"]), fixture["name"]
        compared += 1
    assert compared >= 8, f"only {compared} fixtures were comparable: did the package change?"


def test_table_matches_the_package_macro() -> None:
    head = [{"text": "Ward"}, {"text": "Restraints", "format": "numeric"}]
    rows = [[{"text": "Hazel & Rowan"}, {"text": "0", "format": "numeric"}]]
    expected = theirs("tables", "table", head=head, rows=rows, caption="This week", responsive=True)
    assert tree(as_ours({"head": head, "rows": rows, "caption": "This week", "responsive": True})) == tree(expected)


def test_the_number_zero_is_printed() -> None:
    html = ours("table", [{"text": "Ward"}, {"text": "Restraints"}], [["Hazel", 0], ["Rowan", {"text": 0}]])
    assert html.count(">0<") == 2


def test_what_people_typed_stays_text() -> None:
    html = ours("table", [{"text": "<i>"}], [["<script>alert(1)</script>"], [{"text": "<b>", "sub": "<u>"}]], "<s>")
    assert not {"<i>", "<script>", "<b>", "<u>", "<s>"} & {f"<{node}>" for node in tags(tree(html))}
    assert "&lt;script&gt;" in html


def tags(nodes: list[Any]) -> set[str]:
    found = {node[0] for node in nodes if isinstance(node, list)}
    return found.union(*(tags(node[2]) for node in nodes if isinstance(node, list))) if found else found


def test_a_table_of_fifty_rows_is_quick() -> None:
    """The design system's own macro takes about 40 ms for this; ours must stay far below."""
    rows = [[{"text": f"Ward {n}"}, {"text": n}, {"text": "x"}, {"text": "y"}, {"text": "z"}] for n in range(50)]
    head = [{"text": letter} for letter in "abcde"]
    template = pages.engine().env.from_string(
        '{% from "nhsuk/macros/table.jinja" import table %}{{ table(head, rows) }}'
    )
    template.render(head=head, rows=rows)
    best = min(timed(lambda: template.render(head=head, rows=rows)) for _ in range(5))
    assert best < 0.02, f"{best * 1000:.1f} ms"


def timed(call: Any) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


ERROR_TEXT = "Enter regulation"


@pytest.mark.parametrize(
    ("macro", "name", "component", "their_macro", "options"),
    [
        (
            "text",
            "regulation",
            "input",
            "input",
            {"label": "Regulation", "hint": "Its number, then its title", "value": "12(2)(a) Safe care and treatment"},
        ),
        (
            "select",
            "service",
            "select",
            "select",
            {
                "label": "Service",
                "value": "crisis",
                "items": [
                    {"value": "", "text": "Not known"},
                    {"value": "crisis", "text": "Crisis and places of safety"},
                ],
            },
        ),
        (
            "textarea",
            "text",
            "textarea",
            "textarea",
            {
                "label": "What was found, in one sentence",
                "rows": 4,
                "value": "Staff must complete a risk assessment <b>for everybody</b>.",
            },
        ),
        (
            "radios",
            "level",
            "radios",
            "radios",
            {
                "fieldset": {"legend": {"text": "Level"}},
                "idPrefix": "good_level",
                "value": "must",
                "items": [{"value": v, "text": t} for v, t in pages.Finding.base_fields["level"].choices],
            },
        ),  # type: ignore[attr-defined]
        (
            "checkboxes",
            "key_questions",
            "checkboxes",
            "checkboxes",
            {
                "fieldset": {"legend": {"text": "Key question"}},
                "idPrefix": "good_key_questions",
                "values": ["safe"],
                "items": [{"value": v, "text": t} for v, t in pages.QUESTIONS],
            },
        ),
    ],
)
def test_fields_match_the_package(macro: str, name: str, component: str, their_macro: str, options: Any) -> None:
    expected = theirs(component, their_macro, id=f"good_{name}", name=name, **options)
    assert tree(ours(macro, pages.filled()[name]), {"maxlength"}) == strip_id(tree(expected), options)


def strip_id(nodes: list[Any], options: dict[str, Any]) -> list[Any]:
    """The package puts the id we had to pass on the wrapper of a group as well; ours has it on the first control."""
    if "idPrefix" in options:
        for node in nodes:
            if isinstance(node, list):
                if node[0] == "div":
                    node[1].pop("id", None)
                strip_id(node[2], options)
    return nodes


def test_a_field_in_error_matches_the_package() -> None:
    expected = theirs(
        "input",
        "input",
        id="id_regulation",
        name="regulation",
        label="Regulation",
        hint="Its number, then its title",
        errorMessage=ERROR_TEXT,
    )
    assert tree(ours("text", pages.in_error()["regulation"]), {"maxlength"}) == tree(expected)


def test_a_date_in_error_matches_the_package() -> None:
    expected = theirs(
        "date-input",
        "dateInput",
        id="id_due",
        namePrefix="due",
        fieldset={"legend": {"text": "Due"}},
        hint="For example, 27 3 2027",
        errorMessage="Due must be a real date, such as 27 3 2026.",
        values={"day": "31", "month": "2", "year": "2027"},
    )
    assert tree(ours("day", pages.in_error()["due"]), {"name"}) == tree(expected, {"name"})


def test_the_error_summary_matches_the_package() -> None:
    form = pages.in_error()
    html = ours("error_summary", form, kept="What you typed is still here.")
    expected = theirs(
        "error-summary",
        "errorSummary",
        heading="There is a problem",
        description="What you typed is still here.",
        errorList=[{"text": e["text"], "href": e["href"]} for e in form_errors(form)],
    )
    assert tree(html) == tree(expected)
    assert "Choose service" in html
    assert "This field is required" not in html


def form_errors(form: Any) -> list[dict[str, str]]:
    from springboard.nhsuk.forms import error_list  # noqa: PLC0415

    return error_list(form)


def test_a_form_without_errors_has_no_summary() -> None:
    assert ours("error_summary", pages.filled()).strip() == ""


def test_a_password_is_never_sent_back() -> None:
    form = pages.Finding({"password": "a secret phrase"})
    assert "a secret phrase" not in ours("field", form["password"])
