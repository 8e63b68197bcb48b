"""Numbers that are given out once: ``A-118``, ``CQC-2026-03/M12``."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from springboard.organisations.models import Trust


class Series(models.Model):
    """The last number given out in one trust's series (``A``, ``CQC-2026-03/M``). Never goes back, so that
    a spoken reference means one thing for ever."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["trust", "name"], name="plan_series_once_per_trust"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.last}"
