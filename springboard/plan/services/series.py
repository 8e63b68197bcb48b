"""Gives out the next number of a series, once."""

from __future__ import annotations

from django.db.models import F

from springboard.plan.choices import LETTERS
from springboard.plan.models import Finding, Series


def next_number(*, trust_id: int, name: str) -> int:
    """The next number of the trust's series. Call inside the transaction that uses it: the updated row is
    locked until that transaction ends, so two people never get the same number, and a number is lost only
    with its transaction."""
    Series.objects.get_or_create(trust_id=trust_id, name=name)
    Series.objects.filter(trust_id=trust_id, name=name).update(last=F("last") + 1)
    return Series.objects.values_list("last", flat=True).get(trust_id=trust_id, name=name)


def next_finding_reference(*, trust_id: int, source_reference: str, level: str) -> str:
    """The next free reference of a source, such as ``CQC-2026-03/M12``; numbers already taken by hand are
    passed over."""
    stem = f"{source_reference}/{LETTERS[level]}"
    while True:
        reference = f"{stem}{next_number(trust_id=trust_id, name=stem)}"
        if not Finding.objects.filter(trust_id=trust_id, reference=reference).exists():
            return reference
