"""From lines to a :class:`Report`: the order in which the parts of the reader work."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from springboard.kernel.reports.blocks import blocks_of
from springboard.kernel.reports.era import EraSpotter
from springboard.kernel.reports.front import Front, front_of
from springboard.kernel.reports.furniture import strip_furniture
from springboard.kernel.reports.headings import heading_kind
from springboard.kernel.reports.limits import DEFAULT_LIMITS, Bounded, Limits, kept_within
from springboard.kernel.reports.lines import Joiner, PageLines
from springboard.kernel.reports.lists import Reading
from springboard.kernel.reports.model import Instrument, KeyQuestion, Provider, Rating, Report, Service
from springboard.kernel.reports.page_map import page_map, unread_pages
from springboard.kernel.reports.rating_collector import Names
from springboard.kernel.reports.rating_words import label_of, rating_only
from springboard.kernel.reports.ratings import collect
from springboard.kernel.reports.scores import scores_in
from springboard.kernel.reports.section_readers import read_sections, unread_ratings
from springboard.kernel.reports.sections import Section, divided
from springboard.kernel.vocabulary import service_named

NEW_REGULATIONS = date(2015, 4, 1)  # SI 2014/2936 came into force for inspections from this day


def assembled(pages: list[PageLines], *, source: str, limits: Limits = DEFAULT_LIMITS) -> Report:
    """Reads the pages' lines as a CQC report. Raises NotCqcError or OldFormatError when they are none we read, and
    TooLargeError when they hold more than ``limits`` allow."""
    spotter = EraSpotter()
    for page in pages:
        spotter.page(page)
    era = spotter.era()
    first = [replace(page, lines=list(page.lines)) for page in pages[:6]]
    cores = strip_furniture(pages, _keep)
    front = front_of(first, cores)
    joiner = Joiner([line.text for page in pages for line in page.lines])
    blocks = blocks_of(pages)
    since = front.inspected.first if front.inspected else None
    sections, chapters = divided(blocks, joiner, front.service, since)
    reading = Reading(joiner, _instrument(front, pages), _actor(front), Bounded(limits.findings, "findings"), since)
    read_sections(reading, sections)
    names = Names(front.provider, front.title, front.service, _rates_location(first))
    ratings = collect(pages, sections, names, joiner, chapters, limits.ratings, since)
    scores, percentages = scores_in(pages, front.service or front.title or front.provider or "")
    rated = tuple(_with_percentage(r, percentages) for r in ratings.all())
    report = Report(
        provider=Provider(front.provider, front.provider_id),
        title=front.title,
        era=era,
        published=front.published.last if front.published else None,
        inspected_from=front.inspected.first if front.inspected else None,
        inspected_to=front.inspected.last if front.inspected else None,
        inspected_printed=front.inspected.printed if front.inspected else None,
        published_printed=front.published.printed if front.published else None,
        services=_services(front, sections, rated, reading),
        locations=tuple(front.locations),
        ratings=rated,
        scores=tuple(scores),
        findings=tuple(reading.findings),
        pages=page_map(pages, sections, rated) if source == "pdf" else (),
        unread=(
            *reading.unread,
            *ratings.unread,
            *unread_ratings(sections, rated),
            *(unread_pages(pages) if source == "pdf" else []),
        ),
        notes=tuple(dict.fromkeys([*front.notes, *reading.notes, *ratings.notes])),
    )
    return kept_within(report, limits)


def _rates_location(pages: list[PageLines]) -> bool:
    words = " ".join(line.text for page in pages for line in page.lines)
    return bool(re.search(r"overall rating for this (?:hospital|location)", words, re.IGNORECASE))


def _keep(key: str) -> bool:
    """Repeated lines the reader steers by: section headings, key questions, ratings."""
    kind = heading_kind(key[:1].upper() + key[1:])
    return (
        (kind is not None and kind not in {"other", "grid"})
        or rating_only(key) is not None
        or label_of(key) is not None
    )


def _instrument(front: Front, pages: list[PageLines]) -> Instrument:
    """Which Regulated Activities Regulations a report means when it names none: those of its inspection's day.

    A report of the older days that cites the 2014 Regulations by name, and never the older ones, means those.
    """
    day = front.inspected.last if front.inspected else None
    if not day or day >= NEW_REGULATIONS:
        return "2014"
    named = [year for page in pages for year in ("2010", "2014") if f"Regulations {year}" in page.flat]
    return "2014" if named and "2010" not in named else "2010"


def _actor(front: Front) -> str:
    return "the trust" if front.provider and "Trust" in front.provider else "the provider"


def _with_percentage(rating: Rating, percentages: dict[KeyQuestion, int]) -> Rating:
    """A key question's percentage goes with the service's rating of it."""
    if rating.scope != "trust" and rating.key_question in percentages and rating.percentage is None:
        return replace(rating, percentage=percentages[rating.key_question])
    return rating


def _services(
    front: Front, sections: list[Section], rated: tuple[Rating, ...], reading: Reading
) -> tuple[Service, ...]:
    """Every core service the report names anywhere that matters, each once, as first printed."""
    names = [front.service, *front.services]
    names += [s.context.service for s in sections]
    names += [r.name for r in rated if r.scope == "service"] + [f.service for f in reading.findings]
    found: dict[str, Service] = {}
    for name in names:
        known = service_named(name) if name else None
        if name and (known or name not in found):
            found.setdefault(known.code if known else name, Service(name, known.code if known else None))
    return tuple(found.values())
