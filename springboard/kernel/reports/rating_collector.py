"""Where ratings are put together: each (scope, name, key question) once, the strongest word kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from springboard.kernel.reports.limits import DEFAULT_LIMITS, check_count
from springboard.kernel.reports.model import KeyQuestion, Rating, RatingWord, Scope, Unread
from springboard.kernel.vocabulary import service_named
from springboard.kernel.vocabulary.loading import plain


@dataclass(frozen=True, slots=True)
class Names:
    """What ratings without a name of their own are of."""

    provider: str | None
    title: str | None
    service: str | None  # the one core service a report is about
    location: bool = False  # the report rates "this location" or "this hospital"

    def of(self, scope: Scope, chapter: str | None) -> str:
        """The name for a scope, the part of the report it stands in first."""
        if scope == "trust":
            return self.provider or self.title or "this trust"
        if scope == "service":
            return chapter or self.service or self.title or "this service"
        return self.title or self.provider or "this location"


@dataclass(slots=True)
class Collector:
    """Keeps the strongest word for each rating."""

    names: Names
    found: dict[tuple[Scope, str, KeyQuestion], Rating] = field(default_factory=dict)
    weights: dict[tuple[Scope, str, KeyQuestion], int] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    most: int = DEFAULT_LIMITS.ratings
    since: date | None = None  # the first day of the inspection

    def add(self, rating: Rating, weight: int) -> None:
        """Keeps a rating; a second print of it fills in what the first lacked, or is noted when it disagrees."""
        key = (rating.scope, _same_name(rating.scope, rating.name), rating.key_question)
        known = self.found.get(key)
        if known is None:
            check_count(len(self.found) + 1, self.most, "ratings")
            self.found[key], self.weights[key] = rating, weight
        elif known.rating == rating.rating:
            self.found[key] = replace(
                known,
                previous=known.previous or rating.previous,
                change=known.change or rating.change,
                rated_on=known.rated_on or rating.rated_on,
                percentage=known.percentage or rating.percentage,
            )
        elif weight > 1:
            self.notes.append(
                f"The report prints two ratings of {rating.key_question.replace('_', '-')} for {rating.name}: "
                f"{known.rating.replace('_', ' ')} and {rating.rating.replace('_', ' ')}; the first was kept."
            )

    def fill_before(self, scope: Scope, name: str, was: RatingWord) -> None:
        """Notes what a service or trust was rated overall before, where its rating is known and nothing says it yet."""
        key: tuple[Scope, str, KeyQuestion] = (scope, _same_name(scope, name), "overall")
        known = self.found.get(key)
        if known is not None and known.previous is None and known.change is None:
            self.found[key] = replace(known, previous=was)

    def all(self) -> tuple[Rating, ...]:
        """The ratings, trust first, in the order they were found."""
        order = {"trust": 0, "location": 1, "service": 2}
        return tuple(sorted(self.found.values(), key=lambda r: order[r.scope]))


def _same_name(scope: Scope, name: str) -> str:
    if scope == "trust":
        return "trust"
    service = service_named(name, loosely=False)
    return service.code if service else plain(name)


def default_scope(names: Names) -> Scope:
    """What ratings are of when nothing near them says it."""
    if names.location:
        return "location"
    if names.title and names.provider and plain(names.title) == plain(names.provider):
        return "trust"
    return "trust" if names.title and re.search(r"\btrust\b", names.title, re.IGNORECASE) else "service"
