"""The tables at the front of a report: locations by their identifiers, and the core services inspected."""

from __future__ import annotations

import re

from springboard.kernel.reports.lines import PageLines
from springboard.kernel.reports.model import Location
from springboard.kernel.reports.rating_words import rows_of
from springboard.kernel.vocabulary import service_named

_LOCATION_ID = re.compile(r"\b(?:R[A-Z0-9][A-Z0-9][A-Z0-9]{2,3}|1-\d{6,12}|[A-Z0-9]{3}[A-Z]{2}[A-Z0-9]?)\b")
_HEADED = re.compile(r"location id|registered location|services? inspected", re.IGNORECASE)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")


def front_tables(pages: list[PageLines]) -> tuple[list[Location], list[str]]:
    """Locations and core services of the first pages' tables, each once."""
    locations: list[Location] = []
    services: list[str] = []
    seen: set[str] = set()
    for page in pages:
        headed = any(_HEADED.search(w.text) for w in page.lines)
        if not headed and not seen:
            continue
        for row in rows_of(page.lines):
            for cell in row.cells:
                service = service_named(cell.text, loosely=False) if 6 < len(cell.text) < 110 else None
                if service and service.code not in seen:
                    seen.add(service.code)
                    services.append(cell.text.strip())
            _location_row(locations, [c.text for c in row.cells])
    return locations, services


def _location_row(locations: list[Location], cells: list[str]) -> None:
    ids = [
        i for cell in cells for i in _LOCATION_ID.findall(cell) if any(ch.isdigit() for ch in i) or i.startswith("R")
    ]
    ids = [i for i in ids if i.isupper() or "-" in i]
    if not ids or len(" ".join(cells)) > 240 or any(len(c) > 140 for c in cells):
        return
    names = [re.sub(_LOCATION_ID, "", c).strip(" ,") for c in cells]
    names = [n for n in names if len(n) > 2 and not _POSTCODE.fullmatch(n) and service_named(n, loosely=False) is None]
    postcodes = [m.group() for c in cells if (m := _POSTCODE.search(c))]
    for identifier in ids:
        if all(known.id != identifier for known in locations):
            locations.append(
                Location(names[0] if names else None, identifier, None, postcodes[0] if postcodes else None)
            )
