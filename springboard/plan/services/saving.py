"""Saving what several people may edit at once: nobody overwrites what they have not seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F

from springboard.plan.models import Action, Finding
from springboard.plan.rules import ChangedMeanwhile, Difference

Names = Mapping[str, str]


def save_if_unseen(row: Action | Finding, *, version: int, fields: Iterable[str], labels: Names | None = None) -> None:
    """Save ``fields`` of ``row`` if it still has the version the person saw; call inside a transaction.

    Otherwise raises ``ChangedMeanwhile`` with each field of ``labels`` that differs, as the person wrote it
    and as it was saved meanwhile. The guarded update comes first and locks the row, so that two savers
    cannot both pass.
    """
    fields = tuple(fields)
    model = type(row)
    guarded = model.objects.filter(pk=row.pk, version=version)
    if not guarded.update(version=F("version") + 1):
        saved = model.objects.get(pk=row.pk)
        raise ChangedMeanwhile(str(row), differences=_differences(row, saved, labels or {}), version=saved.version)
    row.version = version + 1
    row.save(update_fields=[*fields, "version"])


def _differences(mine: Any, theirs: Any, labels: Names) -> tuple[Difference, ...]:
    pairs = ((name, label, in_words(mine, name), in_words(theirs, name)) for name, label in labels.items())
    return tuple(Difference(name, label, mine_, theirs_) for name, label, mine_, theirs_ in pairs if mine_ != theirs_)


def in_words(row: Any, name: str) -> str:
    """A field's value for a person: the choice's label, the date as written, the other row's name."""
    display = getattr(row, f"get_{name}_display", None)
    if display is not None:
        return str(display())
    value = getattr(row, name)
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(str(one).replace("_", "-") for one in value)
    return f"{value.day} {value:%B %Y}" if hasattr(value, "strftime") else str(value)
