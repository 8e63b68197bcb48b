"""A report as tables a person reads on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from springboard.kernel.reports.model import KEY_QUESTIONS, Finding, Report
from springboard.kernel.reports.outputs.words import (
    ERA_WORDS,
    LEVEL_WORDS,
    QUESTION_WORDS,
    RATING_WORDS,
    heading_words,
    place_words,
)

_ARROWS = {"up": " ↑", "up_two": " ↑↑", "down": " ↓", "down_two": " ↓↓", "same": " →"}


def print_report(report: Report, console: Console, *, source: str) -> None:
    """Heading, ratings, findings and what was not read."""
    console.print(f"\n[bold]{escape(heading_words(report))}[/bold]")
    published = report.published.strftime("%d %B %Y") if report.published else "date not printed"
    console.print(f"{ERA_WORDS[report.era]}; published: {published}; file: {escape(source)}", highlight=False)
    if report.ratings:
        console.print(_ratings(report))
    if report.findings:
        console.print(_findings(report))
    else:
        console.print("No findings were found in this report.")
    for item in report.unread:
        where = f"page {item.page}: " if item.page else ""
        console.print(f"[yellow]Not read[/yellow] {where}{escape(item.why)}", highlight=False)


def _ratings(report: Report) -> Table:
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for rating in report.ratings:
        if rating.current:
            words = RATING_WORDS[rating.rating] + _ARROWS.get(rating.change or "", "")
            rows.setdefault((rating.scope, rating.name), {})[rating.key_question] = words
    asked = [q for q in (*KEY_QUESTIONS, "overall") if any(q in words for words in rows.values())]
    table = Table(title="Ratings", title_justify="left", show_lines=False, expand=True)
    table.add_column("Of", ratio=1)
    for question in asked:
        table.add_column(QUESTION_WORDS[question], max_width=14)
    for (_, name), said in rows.items():
        table.add_row(escape(name), *(said.get(q, "") for q in asked))
    return table


def _findings(report: Report) -> Table:
    """What was found, a row each; a column that would be empty in every row is left out."""
    table = Table(title=f"Findings ({len(report.findings)})", title_justify="left", show_lines=True, expand=True)
    columns: list[tuple[str, int, list[str]]] = [
        ("Level", 13, [_level(f) for f in report.findings]),
        ("What was found", 0, [escape(f.text) for f in report.findings]),
        ("Where", 20, [escape(place_words(f)) for f in report.findings]),
        ("Regulations", 14, [_regulations(f) for f in report.findings]),
        ("Page", 4, [str(f.page or "") for f in report.findings]),
    ]
    kept = [column for column in columns if any(column[2])]
    for name, most, _ in kept:
        table.add_column(name, ratio=None if most else 1, max_width=most or None, overflow="fold")
    for row in zip(*(cells for _, _, cells in kept), strict=True):
        table.add_row(*row)
    return table


def _level(finding: Finding) -> str:
    return LEVEL_WORDS[finding.level] + (f"\nby {finding.deadline:%d %b %Y}" if finding.deadline else "")


def _regulations(finding: Finding) -> str:
    return "\n".join(
        f"{r.number}{r.paragraphs or ''} ({r.instrument}{'?' if r.inferred else ''})" for r in finding.regulations
    )
