"""A report as tables a person reads on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from springboard.kernel.reports.model import KEY_QUESTIONS, Report
from springboard.kernel.reports.outputs.words import (
    ERA_WORDS,
    LEVEL_WORDS,
    QUESTION_WORDS,
    RATING_WORDS,
    heading_words,
    place_words,
)


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
    table = Table(title="Ratings", title_justify="left", show_lines=False)
    table.add_column("Of", ratio=3)
    for question in (*KEY_QUESTIONS, "overall"):
        table.add_column(QUESTION_WORDS[question])
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for rating in report.ratings:
        if rating.current:
            change = {"up": " ↑", "up_two": " ↑↑", "down": " ↓", "down_two": " ↓↓", "same": " →"}.get(
                rating.change or "", ""
            )
            rows.setdefault((rating.scope, rating.name), {})[rating.key_question] = RATING_WORDS[rating.rating] + change
    for (_, name), words in rows.items():
        table.add_row(escape(name), *(words.get(q, "") for q in (*KEY_QUESTIONS, "overall")))
    return table


def _findings(report: Report) -> Table:
    table = Table(title=f"Findings ({len(report.findings)})", title_justify="left", show_lines=True)
    for name, ratio in (("Level", 2), ("What was found", 8), ("Where", 3), ("Regulations", 2)):
        table.add_column(name, ratio=ratio)
    table.add_column("Page", justify="right")
    for finding in report.findings:
        level = LEVEL_WORDS[finding.level] + (f"\nby {finding.deadline:%d %b %Y}" if finding.deadline else "")
        regulations = "\n".join(
            f"{r.number}{r.paragraphs or ''} ({r.instrument}{'?' if r.inferred else ''})" for r in finding.regulations
        )
        table.add_row(level, escape(finding.text), escape(place_words(finding)), regulations, str(finding.page or ""))
    return table
