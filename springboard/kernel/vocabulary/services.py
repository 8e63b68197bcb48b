"""Mental health core services and the many ways reports spell them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from springboard.kernel.vocabulary.loading import load, plain


@dataclass(frozen=True, slots=True)
class CoreService:
    """A core service (or an additional one) with CQC's name, other spellings, and what is unverified."""

    code: str
    name: str
    core: bool
    variants: tuple[str, ...] = ()
    api_id: str | None = None
    unverified: str | None = None
    pattern: re.Pattern[str] | None = field(default=None, compare=False, repr=False)


@lru_cache(maxsize=1)
def core_services() -> tuple[CoreService, ...]:
    """All services we know, core ones first."""
    return tuple(
        CoreService(
            code=row["code"],
            name=row["name"],
            core=row["core"],
            variants=tuple(row.get("variants", ())),
            api_id=row.get("api_id"),
            unverified=row.get("unverified"),
            pattern=re.compile(row["pattern"], re.IGNORECASE) if row.get("pattern") else None,
        )
        for row in load("core_services")["services"]
    )


@lru_cache(maxsize=1)
def _by_name() -> dict[str, CoreService]:
    names: dict[str, CoreService] = {}
    for service in core_services():
        for name in (service.name, *service.variants, *([service.api_id] if service.api_id else [])):
            names[_bare(name)] = service
    return names


def _bare(name: str) -> str:
    words = plain(name).split()
    return " ".join(w.rstrip("s") for w in words if w not in {"and", "or", "the", "of", "for", "a", "an"})


def service_coded(code: str) -> CoreService:
    """The service with this code; ``KeyError`` when there is none."""
    return {s.code: s for s in core_services()}[code]


@lru_cache(maxsize=2048)
def service_named(text: str, *, loosely: bool = True) -> CoreService | None:
    """The service this heading names; ``loosely`` also tries each service's pattern. Not for sentences."""
    exact = _by_name().get(_bare(text))
    if exact is not None or not loosely:
        return exact
    found = [s for s in core_services() if s.pattern and s.pattern.search(plain(text))]
    return min(found, key=lambda s: _distance(text, s)) if found else None


def _distance(text: str, service: CoreService) -> float:
    mine = set(_bare(text).split())
    theirs = (set(_bare(n).split()) for n in (service.name, *service.variants))
    return min(1 - len(mine & words) / len(mine | words) for words in theirs)
