"""What was changed lately, written by the database itself (``plan.triggers``): how a process knows that what it keeps
of the plan is still true."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models

from springboard.organisations.models import Trust

FINDING: Final = "F"
ACTION: Final = "A"
TIES: Final = "T"
NAME: Final = "N"
EVERYTHING: Final = "X"


class Change(models.Model):
    """One changed row of the plan: a finding, an action, what an action answers (``thing_id`` is the action's), the
    name of an owner or programme; or ``EVERYTHING``, when older lines were thrown away. Only triggers write here."""

    trust = models.ForeignKey(
        Trust, on_delete=models.DO_NOTHING, related_name="plan_changes", db_constraint=False, db_index=False
    )
    kind = models.CharField(max_length=1)
    thing_id = models.BigIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["trust", "id", "kind", "thing_id"], name="plan_change_of_a_trust")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing_id}"
