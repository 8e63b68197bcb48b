"""Answers of CQC's API (a location or a provider, with assessments): every rating and statement score in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from springboard.kernel.reports.blocks import blocks_of
from springboard.kernel.reports.errors import DamagedError, NotCqcError
from springboard.kernel.reports.findings import settled
from springboard.kernel.reports.limits import Bounded, Limits
from springboard.kernel.reports.lines import Joiner
from springboard.kernel.reports.lists import Reading
from springboard.kernel.reports.model import (
    KeyQuestion,
    Location,
    Provider,
    Rating,
    Report,
    Scope,
    Service,
    StatementScore,
    Unread,
)
from springboard.kernel.reports.prose import ProseReader
from springboard.kernel.reports.sections import Context, Section
from springboard.kernel.reports.text_source import text_pages
from springboard.kernel.vocabulary import (
    core_services,
    key_question_named,
    rating_named,
    service_named,
    statement_named,
)

_GET = "Give the answer of CQC's API for one location or one provider, or the report as a PDF."
_TAG = re.compile(r"<(?:br|/p|/li|/div|/h\d)[^>]{0,80}>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^>]{1,200}>")


def read_api(text: str, limits: Limits) -> Report:
    """Reads the JSON of one location or provider. Raises DamagedError or NotCqcError; leaves out people's names."""
    body = _parsed(text, limits)
    if not isinstance(body, dict) or not _is_cqc(body):
        raise NotCqcError("This JSON is not an answer of CQC's API for a location or a provider.", _GET)
    return _Api(body, limits).report()


def _parsed(text: str, limits: Limits) -> object:
    if len(text) > limits.characters:
        raise NotCqcError(f"This JSON has {len(text):,} characters, more than any answer of CQC's API.", _GET)
    try:
        return json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as problem:
        raise DamagedError("This file begins like JSON and cannot be read to its end.", _GET) from problem


def _is_cqc(body: dict[str, Any]) -> bool:
    known = {
        "organisationType",
        "registrationStatus",
        "currentRatings",
        "historicRatings",
        "assessment",
        "regulatedActivities",
        "inspectionCategories",
        "reports",
        "locationIds",
        "lastInspection",
    }
    identified = isinstance(body.get("locationId") or body.get("providerId"), str)
    return identified and len(known & body.keys()) >= 2


def _dicts(value: object) -> Iterable[dict[str, Any]]:
    """The mappings in a list (or a lone mapping); anything else holds none."""
    if isinstance(value, dict):
        return [value]
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str | None:
    return " ".join(value.split()) if isinstance(value, str) and value.strip() else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def _whole(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if abs(value) < 10_000 else None
    match = re.match(r"\s*(\d{1,4})(?:\.0+)?\b", value) if isinstance(value, str) else None
    return int(match.group(1)) if match else None


@dataclass(slots=True)
class _Api:
    body: dict[str, Any]
    limits: Limits
    ratings: list[Rating] = field(default_factory=list)
    scores: list[StatementScore] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    commentary: list[tuple[str, Context]] = field(default_factory=list)

    def report(self) -> Report:
        """The whole answer as a report."""
        body, current = self.body, _dict(self.body.get("currentRatings"))
        self._rated(current, _day(current.get("reportDate")), current_one=True)
        for past in _dicts(body.get("historicRatings")):
            self._rated(past, _day(past.get("reportDate")), current_one=False)
        for assessment in _dicts(body.get("assessment")):
            for group in _dicts(_dict(assessment.get("ratings")).get("asgRatings")):
                self._assessed(group)
        reading = self._said()
        visit = _day(_dict(body.get("lastInspection")).get("date"))
        return Report(
            provider=self._provider(),
            title=_text(body.get("name")),
            era="api",
            published=self._published(current),
            inspected_from=visit,
            inspected_to=visit,
            services=self._services(),
            locations=self._locations(),
            ratings=tuple(_with_previous(self.ratings)),
            scores=tuple(self.scores),
            findings=tuple(reading.findings),
            unread=(*self.unread, *reading.unread),
            notes=tuple(reading.notes),
        )

    @property
    def _scope(self) -> Scope:
        return "location" if "locationId" in self.body else "trust"

    @property
    def _name(self) -> str:
        return _text(self.body.get("name")) or _text(self.body.get("locationId") or self.body.get("providerId")) or ""

    def _provider(self) -> Provider:
        name = None if "locationId" in self.body else _text(self.body.get("name"))
        return Provider(_text(self.body.get("providerName")) or name, _text(self.body.get("providerId")))

    def _published(self, current: dict[str, Any]) -> date | None:
        days = [_day(_dict(self.body.get("lastReport")).get("publicationDate")), _day(current.get("reportDate"))]
        days += [_day(a.get("assessmentPlanPublishedDateTime")) for a in _dicts(self.body.get("assessment"))]
        return max((d for d in days if d), default=None)

    def _locations(self) -> tuple[Location, ...]:
        body = self.body
        if "locationId" in body:
            return (
                Location(_text(body.get("name")), _text(body.get("locationId")), None, _text(body.get("postalCode"))),
            )
        ids = body.get("locationIds")
        return tuple(Location(None, i) for i in ids if isinstance(i, str)) if isinstance(ids, list) else ()

    def _services(self) -> tuple[Service, ...]:
        names = dict.fromkeys(r.name for r in self.ratings if r.scope == "service")
        return tuple(Service(n, known.code if (known := service_named(n, loosely=False)) else None) for n in names)

    def _rated(self, block: dict[str, Any], day: date | None, *, current_one: bool) -> None:
        overall = _dict(block.get("overall"))
        self._pair(overall, self._scope, self._name, day, current_one)
        for service in _dicts(block.get("serviceRatings")):
            self._pair(service, "service", self._service_name(_text(service.get("name"))), day, current_one)

    def _pair(self, block: dict[str, Any], scope: Scope, name: str, day: date | None, current_one: bool) -> None:
        """An overall rating and the key questions under it."""
        on = _day(block.get("reportDate")) or day
        if "rating" in block:
            self._one(scope, name, "overall", block, on, current_one)
        for row in _dicts(block.get("keyQuestionRatings")):
            question = key_question_named(_text(row.get("name")) or "")
            if question is None:
                self._lost(f"a rating of something that is no key question (“{_text(row.get('name'))}”)", row)
            else:
                self._one(scope, name, question, row, _day(row.get("reportDate")) or on, current_one)

    def _one(
        self, scope: Scope, name: str, question: KeyQuestion, row: dict[str, Any], on: date | None, current_one: bool
    ) -> None:
        printed = _text(row.get("rating"))
        rating = rating_named(printed or "")
        if printed is None:
            return
        if rating is None:
            self._lost(f"a rating in words we do not know (“{printed[:80]}”)", row)
            return
        percentage = _whole(row.get("percentageScore"))
        self.ratings.append(
            Rating(
                scope, name, question, rating, rated_on=on, percentage=percentage, printed=printed, current=current_one
            )
        )

    def _lost(self, why: str, row: dict[str, Any]) -> None:
        self.unread.append(Unread(None, why, (_text(row.get("rating")) or "")[:200] or None))

    def _service_name(self, identifier: str | None) -> str:
        for area in _dicts(self.body.get("inspectionAreas")):
            if identifier and area.get("inspectionAreaId") == identifier and _text(area.get("inspectionAreaName")):
                return _text(area.get("inspectionAreaName")) or identifier
        known = next((s.name for s in core_services() if identifier and s.api_id == identifier), None)
        return known or identifier or self._name

    def _assessed(self, group: dict[str, Any]) -> None:
        name = _text(group.get("name")) or self._name
        on = _day(group.get("assessmentDate"))
        current_one = (_text(group.get("status")) or "current").lower() == "current"
        self._one("service", name, "overall", group, on, current_one)
        self._remark(group, name, None)
        for row in _dicts(group.get("keyQuestionRatings")):
            question = key_question_named(_text(row.get("name")) or "")
            if question is None:
                self._lost(f"a rating of something that is no key question (“{_text(row.get('name'))}”)", row)
                continue
            self._one("service", name, question, row, on, current_one)
            self._remark(row, name, question)
            for area in _dicts(row.get("topicareas")):
                self._score(area, name, question)

    def _score(self, area: dict[str, Any], name: str, question: KeyQuestion) -> None:
        title = _text(area.get("name")) or ""
        known = statement_named(title)
        printed = _text(area.get("qualityStatementscore"))
        score = _whole(area.get("qualityStatementscore"))
        identifier = _whole(area.get("qualityStatementId"))
        self.scores.append(
            StatementScore(
                "service",
                name,
                question,
                title,
                identifier or (known.id if known else None),
                score if score in {1, 2, 3, 4} else None,
                printed,
            )
        )
        for evidence in _dicts(area.get("evidenceCategory")):
            self._remark(evidence, name, question)

    def _remark(self, block: dict[str, Any], name: str, question: KeyQuestion | None) -> None:
        commentary = block.get("commentary")
        if isinstance(commentary, str) and commentary.strip():
            plain_text = _ANY_TAG.sub(" ", _TAG.sub("\n\n", commentary))
            self.commentary.append((plain_text, Context(service=name, key_question=question)))

    def _said(self) -> Reading:
        """Breaches and recommendations told in the commentaries."""
        reading = Reading(Joiner(), "2014", findings=Bounded(self.limits.findings, "findings"))
        narrated = []
        for text, context in self.commentary:
            if not re.search(r"breach|recommend|warning notice|condition", text, re.IGNORECASE):
                continue
            pages = text_pages(text.replace("\f", "\n"), self.limits)
            reader = ProseReader(reading, Section("question", "", blocks_of(pages), context))
            reader.read()
            narrated.append(reader)
        settled(reading, narrated)
        return reading


def _with_previous(ratings: list[Rating]) -> list[Rating]:
    """Each current rating with the latest earlier one of the same thing beside it."""
    past: dict[tuple[str, str, str], list[Rating]] = {}
    for rating in ratings:
        if not rating.current and rating.rated_on:
            past.setdefault((rating.scope, rating.name, rating.key_question), []).append(rating)
    out = []
    for rating in ratings:
        earlier = [
            p
            for p in past.get((rating.scope, rating.name, rating.key_question), [])
            if rating.current and p.rated_on and (rating.rated_on is None or p.rated_on < rating.rated_on)
        ]
        latest = max(earlier, key=lambda p: p.rated_on or date.min, default=None)
        out.append(replace(rating, previous=latest.rating) if latest else rating)
    return out
