"""What somebody may put into the register by hand: what CQC found is for those who may review its reports."""

from __future__ import annotations

from typing import Final

from springboard.accounts.permissions import Permission
from springboard.organisations.scope import Scope
from springboard.plan.choices import Level, SourceKind
from springboard.plan.rules.refusals import Refused

_OF_OUR_OWN: Final = (Level.GAP,)
_OF_A_REPORT: Final = (Level.RECOMMENDATION, Level.MUST, Level.SHOULD, Level.BREACH, Level.GOOD_PRACTICE)
_SOURCES: Final = (
    SourceKind.OWN_LOOKING,
    SourceKind.AUDIT,
    SourceKind.SURVEY,
    SourceKind.COMPLAINT,
    SourceKind.INCIDENT,
    SourceKind.PARTNER,
)


def levels_by_hand(scope: Scope) -> tuple[str, ...]:
    """The levels this person may give a finding: a gap we found; CQC's levels only for who may review reports."""
    return (*_OF_OUR_OWN, *(_OF_A_REPORT if scope.may(Permission.REPORT_REVIEW) else ()))


def sources_by_hand(scope: Scope) -> tuple[str, ...]:
    """The kinds of source this person may name."""
    reviewer = scope.may(Permission.REPORT_REVIEW)
    return (*_SOURCES, *((SourceKind.CQC_REPORT, SourceKind.OTHER) if reviewer else ()))


def check_by_hand(scope: Scope, *, level: str, source_kind: str) -> None:
    """Refuses a level or source that this person may not give; an unknown one is the register's to refuse."""
    if level in Level.values and level not in levels_by_hand(scope):
        raise Refused("Only somebody who reviews CQC's reports can enter what CQC found.", field="level")
    if source_kind in SourceKind.values and source_kind not in sources_by_hand(scope):
        raise Refused("Only somebody who reviews CQC's reports can name one as the source.", field="source_kind")
