"""What the plan's pages show from this room: where a finding of a CQC report came from, with its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from springboard.inspections import queries
from springboard.organisations.scope import Scope
from springboard.plan.choices import SourceKind
from springboard.plan.panels import Panel, SourceLink, register_panel, register_source
from springboard.plan.rules.board.rows import Source


def sources(scope: Scope, findings: Sequence[Source]) -> Mapping[int, SourceLink]:
    """A link to the report (and to the page) for each finding whose report the person may see. One query."""
    known = queries.references(scope, {finding.source_reference for finding in findings})
    links = {}
    for finding in findings:
        if finding.source_reference not in known:
            continue
        report_id, last_page = known[finding.source_reference]
        paged = finding.page is not None and finding.page <= last_page
        links[finding.id] = SourceLink(
            label=finding.source_reference,
            href=reverse("inspections:report", args=[report_id]),
            page_href=reverse("inspections:page", args=[report_id, finding.page]) if paged else "",
        )
    return links


def guesses(scope: Scope, finding_id: int) -> Panel | None:
    """What was worked out when this finding was read, and who confirmed it; nothing for a finding from elsewhere."""
    origin = queries.origin_of(scope, finding_id)
    return Panel("How it was read", "inspections/origin.jinja", origin) if origin else None


def register() -> None:
    register_source(SourceKind.CQC_REPORT, sources)
    register_panel("finding", "how it was read", guesses)
