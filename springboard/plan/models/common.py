"""Pieces that several models of the plan share."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


def both_or_neither(name: str, *fields: str, texts: tuple[str, ...] = ()) -> models.CheckConstraint:
    """A constraint: these facts come together or not at all. ``texts`` are empty strings when absent."""
    given, absent = Q(), Q()
    for field in fields:
        given &= Q(**{f"{field}__isnull": False})
        absent &= Q(**{f"{field}__isnull": True})
    for field in texts:
        given &= ~Q(**{field: ""})
        absent &= Q(**{field: ""})
    return models.CheckConstraint(condition=given | absent, name=name)


def in_list(name: str, field: str, values: list[str], *, or_empty: bool = False) -> models.CheckConstraint:
    """A constraint: the field holds one of the list (or nothing)."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": [*values, *([""] if or_empty else [])]}), name=name)
