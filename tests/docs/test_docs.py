"""What the pages say is so: links lead somewhere, commands and settings exist, every page is in a guide."""

from __future__ import annotations

import argparse
import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from springboard.accounts.roles import ROLES
from springboard.config import cli, env
from springboard.kernel.reports import cli_read, errors
from springboard.kernel.reports.model import (
    Finding,
    Inference,
    Location,
    Page,
    Provider,
    Rating,
    Rect,
    Regulation,
    Report,
    Service,
    StatementScore,
    Unread,
)
from springboard.kernel.reports.outputs.as_csv import COLUMNS
from springboard.kernel.reports.outputs.as_json import to_json
from springboard.organisations.sheets.tables import TABLES
from tests.architecture.test_routes import ROUTES
from tests.docs.pages import GUIDES, PAGES, ROOT, anchors, bold, code, fenced, links, name, text

README, READER, ANALYST = ROOT / "README.md", ROOT / "docs/reader.md", ROOT / "docs/guide/analyst.md"
EXAMPLES = ROOT / "springboard/home/example/reports"
each_page = pytest.mark.parametrize("path", PAGES, ids=name)


@each_page
def test_every_link_leads_somewhere(path: Path) -> None:
    for link in links(path):
        to, _, anchor = link.partition("#")
        target = (path.parent / to).resolve() if to else path
        assert target.exists(), f"{name(path)} leads to {link}, which is not there"
        assert not anchor or anchor in anchors(target), f"{name(path)}: {name(target)} has no heading #{anchor}"


def the_parser(command: str) -> argparse.ArgumentParser:
    """The arguments of one sub-command. ``read`` has its own."""
    if command == "read":
        return cli_read.parser()
    sub = next(a for a in cli._parser()._actions if isinstance(a, argparse._SubParsersAction))
    return sub.choices[command]  # KeyError: the command does not exist


@each_page
def test_every_command_exists_with_its_options(path: Path) -> None:
    for line in code(path):
        for command, rest in re.findall(r"(?<![\w/.-])springboard ([a-z][a-z-]*)([^|;#]*)", line):
            known = {option for action in the_parser(command)._actions for option in action.option_strings}
            given = set(re.findall(r"(?<!\S)--[a-z][a-z-]*", rest))
            assert given <= known, f"{name(path)}: springboard {command} has no {given - known}"


@each_page
def test_every_make_target_exists(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text(ROOT / "Makefile"), re.MULTILINE))
    asked = {target for line in code(path) for target in re.findall(r"(?<!\S)make ([a-z-]+)", line)}
    assert asked <= targets, f"{name(path)}: make has no {asked - targets}"


@each_page
def test_every_setting_exists(path: Path) -> None:
    known = {setting.name for setting in env.SETTINGS}
    assert set(re.findall(r"\bSPRINGBOARD_[A-Z_]+\b", text(path))) <= known


def methods_of(view: Any) -> tuple[str, ...] | None:
    """The methods a view lets through; None when it names none (then GET is one)."""
    while view is not None:
        asked = inspect.getclosurevars(view).nonlocals if inspect.isfunction(view) else {}
        if "request_method_list" in asked:
            return tuple(asked["request_method_list"])
        view = getattr(view, "__wrapped__", None)
    return None


def addresses() -> Iterator[str]:
    """Every address that can be looked at, with … for what varies."""
    for route, pattern in ROUTES.items():
        methods = methods_of(pattern.callback)
        if methods is None or "GET" in methods:
            plain = re.sub(r"\(\?P<.*\)(?=[/$])|<[^>]+>", "…", "/" + route)
            yield plain.replace("^", "").replace("$", "")


@pytest.mark.parametrize("address", sorted(set(addresses())))
def test_every_page_of_the_product_is_in_a_guide(address: str) -> None:
    assert any(f"`{address}`" in text(guide) for guide in GUIDES), f"Add {address} to docs/guide/pages.md"


def test_no_guide_names_a_page_that_is_gone() -> None:
    listed = re.findall(r"\| `(/[^`]*)`", text(ROOT / "docs/guide/pages.md"))
    assert len(listed) > 80
    assert set(listed) <= set(addresses())


def shown_on_screens() -> str:
    """The templates, and the strings (not the comments) of the rooms' code, in small letters."""
    rooms = [room for room in (ROOT / "springboard").iterdir() if room.is_dir() and room.name != "kernel"]
    templates = [text(path) for room in rooms for path in room.glob("jinja2/**/*.jinja")]
    code = [text(path) for room in rooms for path in room.rglob("*.py") if "migrations" not in path.parts]
    strings = [
        node.value
        for source in code
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return re.sub(r"\s+", " ", "\n".join([*templates, *strings])).replace("’", "'").lower()


ON_SCREEN = shown_on_screens()
# Said by a page with a figure in it, or by the workbook and not by a page.
SAID_WITH_A_FIGURE = {"Review 40 findings", "Grouped by owner", "Grouped by"}
WORKBOOK = {"Action plan", "Not read", "About", "Ratings"}
EMPHASIS = {"nobody has read", "agreed", "Agree", "bold", "At risk"}


@pytest.mark.parametrize("guide", GUIDES, ids=name)
def test_words_in_bold_are_words_of_a_screen(guide: Path) -> None:
    known = SAID_WITH_A_FIGURE | EMPHASIS | (WORKBOOK if guide == ANALYST else set())
    for words in set(bold(guide)) - known:
        for part in words.replace("’", "'").split("…"):
            assert part.strip(" ,:?").lower() in ON_SCREEN, f"{name(guide)}: no page says {words!r}"


def test_every_role_is_explained() -> None:
    said = text(ROOT / "docs/guide/administrator.md").lower()
    assert [role.name for role in ROLES if role.name.lower() not in said] == []


def test_every_column_of_the_import_is_named() -> None:
    said = text(ROOT / "docs/guide/administrator.md")
    for table in TABLES:
        assert f"| {table.name} | {', '.join(table.heads)} |" in said


A_DAY = date(2026, 3, 1)
FULL = Report(
    provider=Provider("name", "id"), title="title", era="api", published=A_DAY, inspected_from=A_DAY,
    inspected_to=A_DAY, inspected_printed="printed", published_printed="printed",
    services=(Service("name", "crisis"),), locations=(Location("name", "id", "service", "ZZ1 1AA"),),
    ratings=(Rating("trust", "name", "safe", "good"),),
    scores=(StatementScore("trust", "name", "safe", "statement", 1, 3),),
    findings=(Finding("must", "text", "quote", rects=(Rect(1, 0, 0, 1, 1),), regulations=(Regulation("2014", "12"),),
                      activities=("an activity",), inferred=(Inference("service", "why"),)),),
    pages=(Page(1, 595, 842, ("must",)),), unread=(Unread(1, "why"),), notes=("a note",),
)  # fmt: skip


def fields(value: Any, path: str = "") -> Iterator[str]:
    """``findings[].regulations[].number``: the path of every value that is no list and no object."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from fields(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        assert value, f"{path} is empty: fill it in the test"
        yield from fields(value[0], f"{path}[]")
    else:
        yield path


def documented(path: Path) -> set[str]:
    """Fields in the first column of tables below the heading about JSON."""
    below = text(path).split("\n## JSON", 1)[1].split("\n## ", 1)[0]
    cells = re.findall(r"^\| (`[^|]+) \|", below, re.MULTILINE)
    return {field for cell in cells for field in re.findall(r"`([^`]+)`", cell)}


def test_the_fields_documented_are_the_fields_produced() -> None:
    produced = set(fields(to_json(FULL, source="report.pdf")))
    assert documented(READER) == produced
    assert documented(ANALYST) <= produced


def test_the_columns_codes_and_statuses_of_the_command_are_documented() -> None:
    said = text(ANALYST)
    assert [column for column in COLUMNS if f"`{column}`" not in said] == []
    family = [errors.ReportError, *errors.ReportError.__subclasses__()]
    assert [error.code for error in family if f"| `{error.code}` |" not in said] == []
    assert [
        status for status in (cli_read.READ, cli_read.PARTLY, cli_read.UNREADABLE) if f"| {status} |" not in said
    ] == []


def test_eras_levels_and_limits_are_documented() -> None:
    said = text(READER)
    annotated = (Report.__annotations__["era"], Finding.__annotations__["level"])
    assert annotated == ("Era", "Level")
    from springboard.kernel.reports.outputs.words import ERA_WORDS, LEVEL_WORDS  # noqa: PLC0415

    assert [code for code in (*ERA_WORDS, *LEVEL_WORDS) if f"| `{code}` |" not in said] == []


def test_the_example_of_the_readme_prints_what_it_says() -> None:
    shown = "".join(line[4:] + "\n" for line in text(README).splitlines() if line.startswith("    "))
    example = re.search(
        r"\$ cd (\S+)\n\$ springboard read (\S+) --json - \| python3 -c '\n(.*?)'\n((?:[^\n]+\n){3})", shown, re.DOTALL
    )
    assert example
    folder, report, script, said = example.groups()
    read = [sys.executable, "-m", "springboard", "read", report, "--json", "-"]
    printed = subprocess.run(read, cwd=ROOT / folder, capture_output=True, check=False).stdout
    answer = subprocess.run([sys.executable, "-c", script], input=printed, capture_output=True, check=True).stdout
    assert answer.decode("utf-8") == said


def test_the_notebook_of_the_analyst_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    folder, notebook = fenced(ANALYST, "python")
    compile(folder, "analyst.md", "exec")
    (tmp_path / "report.pdf").write_bytes((EXAMPLES / "northmoor-2021-11.pdf").read_bytes())
    monkeypatch.chdir(tmp_path)
    exec(notebook, {})  # noqa: S102 - our own page
    assert capsys.readouterr().out.startswith("Northmoor Partnership NHS Foundation Trust (example) 30 ")


def test_the_readme_is_short_and_shows_a_picture() -> None:
    assert len(text(README).splitlines()) <= 120
    pictures = [ROOT / link for link in links(README) if link.endswith(".png")]
    assert pictures
    for picture in pictures:
        assert picture.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
        assert picture.stat().st_size <= 250_000


# Paths of one machine, addresses of package registries, and anything about how the project came to be.
NOT_SAID = re.compile(
    r"(?<![\w.-])/(?:work|root|tmp|home|Users)/|pypi\.org|pythonhosted|npmjs|registry\."
    r"|\bA\.?I\.?\b(?!\d)|\bLLM|language model|chatbot|copilot",
)


@each_page
def test_nothing_is_said_that_does_not_belong(path: Path) -> None:
    found = [line for line in text(path).splitlines() if NOT_SAID.search(line)]
    assert found == [], name(path)


@each_page
def test_every_trust_named_is_an_example(path: Path) -> None:
    named = re.findall(r"(?:[A-Z][\w’']+ )+NHS (?:Foundation )?Trust(?! \(example\))", text(path))
    assert named == [], f"{name(path)} names {named}"
