"""Where a report stands: whose it is, whether it may be reviewed, whether its reading is still alive."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final, cast

from springboard.frameworks import FrameworkError, framework_for
from springboard.inspections.choices import DraftState, ProviderCheck, ReportState
from springboard.kernel.reports.model import Era
from springboard.plan.rules import ChangedMeanwhile

MAX_ATTEMPTS: Final = 2
HEARTBEAT_EVERY: Final = timedelta(seconds=2)
DEAD_AFTER: Final = timedelta(seconds=30)  # no sign of life for so long: the worker was killed
FORGOTTEN_AFTER: Final = timedelta(seconds=60)  # waiting for so long: its job was lost
OPEN_FOR: Final = timedelta(minutes=10)
_GENERIC: Final = frozenset({"nhs", "foundation", "trust", "the", "and", "of", "example", "ft", "limited", "ltd"})


def same_provider(printed: str, printed_id: str, trust_names: Iterable[str], trust_id: str) -> ProviderCheck:
    """Whether the provider a report prints is this trust: by CQC's id when both are known, else by the name
    without its generic words. Anything else is asked, never decided."""
    if printed_id and trust_id and printed_id.strip().upper() == trust_id.strip().upper():
        return ProviderCheck.SAME
    words = _telling(printed)
    if not words:
        return ProviderCheck.NOT_SAID
    return ProviderCheck.SAME if any(words == _telling(name) for name in trust_names) else ProviderCheck.DIFFERS


def framework_of(era: str, on: date | None) -> str:
    """The framework a report was written under; a report keeps it whatever comes later. ``""`` when none is known."""
    try:
        return framework_for(cast("Era", era), on).id
    except FrameworkError:
        return ""


def _telling(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", name.casefold().replace("’", "").replace("'", ""))) - _GENERIC


def may_review(state: str, provider_check: str) -> bool:
    """A read report can be reviewed once it is known (or confirmed) to be about this trust."""
    return state == ReportState.TO_REVIEW and provider_check != ProviderCheck.DIFFERS


def may_read_unread(state: str, provider_check: str) -> bool:
    """What the machine could not read can be read by a person during the review, and after its end too."""
    return state == ReportState.REVIEWED or may_review(state, provider_check)


def is_dead(state: str, heartbeat: datetime | None, now: datetime) -> bool:
    """A reading without a sign of life: its worker was killed."""
    return state == ReportState.READING and (heartbeat is None or now - heartbeat > DEAD_AFTER)


def is_open_elsewhere(open_by: int | None, open_at: datetime | None, me: int, now: datetime) -> bool:
    """Whether another reviewer opened this finding in the last minutes."""
    return open_by is not None and open_by != me and open_at is not None and now - open_at < OPEN_FOR


def check_pending(state: str) -> None:
    """Refuses to decide twice."""
    if state != DraftState.PENDING:
        raise ChangedMeanwhile(f"this finding (it is now “{DraftState(state).label.lower()}”)")
