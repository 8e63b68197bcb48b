"""Findings come into the register: one door for every source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from springboard.accounts.models import User
from springboard.accounts.permissions import Permission
from springboard.audit.services import record
from springboard.kernel.vocabulary import core_services
from springboard.organisations.models import Unit
from springboard.organisations.scope import Scope
from springboard.plan.choices import LETTERS, SourceKind
from springboard.plan.models import Finding
from springboard.plan.rules import Refused
from springboard.plan.rules.permissions import RAISE, Place, may, need
from springboard.plan.rules.raising import check_by_hand
from springboard.plan.rules.words import check_key_questions, check_reference, check_regulations, clean
from springboard.plan.services.series import next_finding_reference


@transaction.atomic
def raise_finding(  # noqa: PLR0913 - a finding's facts, one by one
    *,
    by: User | None,
    trust_id: int,
    reference: str = "",
    level: str,
    text: str,
    quote: str = "",
    page: int | None = None,
    source_kind: str,
    source_reference: str,
    source_title: str = "",
    core_service: str = "",
    trust_wide: bool = False,
    unit_id: int | None = None,
    key_questions: Iterable[str] = (),
    regulations: Iterable[Mapping[str, Any]] = (),
    deadline: date | None = None,
    raised_on: date,
) -> Finding:
    """Add one finding to the trust's register and return it; its response is ``accepted`` until somebody
    says otherwise.

    An empty ``reference`` is given the next free one of the source (``CQC-2026-03/M12``). A finding about a
    ward without a core service gets that of the service the ward belongs to. ``by=None`` is the system.
    Refuses a level, source, core service, key question or regulation that does not exist, a reference
    already in use, another trust's unit, and a finding that is both trust-wide and about one place.
    """
    check_place(trust_id=trust_id, core_service=core_service, trust_wide=trust_wide, unit_id=unit_id)
    _check_kind(level, source_kind)
    core_service = core_service or _service_of(unit_id)
    finding = Finding(
        trust_id=trust_id,
        reference=_reference(trust_id, reference, source_reference, level),
        level=level,
        text=clean(text, name="what was found", field="text", needed=True),
        quote=clean(quote, name="the quote"),
        page=page,
        source_kind=source_kind,
        source_reference=clean(source_reference, name="the source's reference", longest=40),
        source_title=clean(source_title, name="the source's title", longest=300),
        core_service=core_service,
        trust_wide=trust_wide,
        unit_id=unit_id,
        key_questions=check_key_questions(key_questions),
        regulations=check_regulations(regulations),
        deadline=deadline,
        raised_on=raised_on,
        raised_by=by,
    )
    finding.save(force_insert=True)
    facts = {"level": level, "source": source_reference, "service": core_service}
    record(by=by, action="finding.raised", on=finding, trust_id=trust_id, facts=facts)
    return finding


def _reference(trust_id: int, reference: str, source_reference: str, level: str) -> str:
    if not reference:
        check_reference(source_reference)
        return next_finding_reference(trust_id=trust_id, source_reference=source_reference, level=level)
    reference = check_reference(reference)
    if Finding.objects.filter(trust_id=trust_id, reference=reference).exists():
        raise Refused(f"{reference} is already in the register. Nothing was added a second time.")
    return reference


def _check_kind(level: str, source_kind: str) -> None:
    if level not in LETTERS:
        raise Refused(f"'{level}' is not a level of finding.", field="level")
    if source_kind not in SourceKind.values:
        raise Refused(f"'{source_kind}' is not a kind of source.", field="source_kind")


def _service_of(unit_id: int | None) -> str:
    """The core service of a unit or of the nearest unit above it; empty when none has one."""
    path = Unit.objects.filter(pk=unit_id).values_list("path", flat=True).first() if unit_id else None
    above = [int(part) for part in (path or "").split("/") if part]
    found = dict(Unit.objects.filter(pk__in=above).exclude(core_service="").values_list("pk", "core_service"))
    return next((found[pk] for pk in reversed(above) if pk in found), "")


def check_place(*, trust_id: int, core_service: str, trust_wide: bool, unit_id: int | None) -> None:
    """Refuses an unknown core service, a unit of another trust, and trust-wide together with one place."""
    if trust_wide and (core_service or unit_id):
        raise Refused("A finding about the whole trust cannot also be about one service or ward.", field="trust_wide")
    if core_service and core_service not in {service.code for service in core_services()}:
        raise Refused(f"'{core_service}' is not a core service.", field="core_service")
    if unit_id and not Unit.objects.filter(pk=unit_id, trust_id=trust_id).exists():
        raise Refused("That ward or team is not part of this trust.", field="unit")


PREFIXES = {
    SourceKind.CQC_REPORT: "CQC",
    SourceKind.AUDIT: "AUD",
    SourceKind.SURVEY: "SUR",
    SourceKind.INCIDENT: "INC",
    SourceKind.COMPLAINT: "COM",
    SourceKind.PARTNER: "PAR",
    SourceKind.OWN_LOOKING: "OWN",
    SourceKind.OTHER: "OTH",
}


@transaction.atomic
def raise_by_hand(
    *,
    by: User,
    scope: Scope,
    level: str,
    text: str,
    source_kind: str,
    source_title: str = "",
    core_service: str = "",
    trust_wide: bool = False,
    unit_id: int | None = None,
    key_questions: Iterable[str] = (),
    deadline: date | None = None,
    raised_on: date | None = None,
) -> Finding:
    """Somebody raises a finding for a place of theirs; it is called after its kind and month,
    ``OWN-2026-11/G2``.

    Refuses a place outside the person's own, a level or source that is for reviewers of CQC's reports, a day in the
    future, and what ``raise_finding`` refuses.
    """
    need(may(scope, Permission.FINDING_RAISE, Place(unit_id, core_service)), RAISE)
    check_by_hand(scope, level=level, source_kind=source_kind)
    if raised_on and raised_on > timezone.localdate():
        raise Refused("A finding cannot be found in the future. Look at the date again.", field="raised_on")
    raised_on = raised_on or timezone.localdate()
    prefix = PREFIXES.get(SourceKind(source_kind), "OTH") if source_kind in SourceKind.values else "OTH"
    return raise_finding(
        by=by,
        trust_id=scope.trust_id,
        level=level,
        text=text,
        source_kind=source_kind,
        source_reference=f"{prefix}-{raised_on:%Y-%m}",
        source_title=source_title,
        core_service=core_service,
        trust_wide=trust_wide,
        unit_id=unit_id,
        key_questions=key_questions,
        deadline=deadline,
        raised_on=raised_on,
    )
