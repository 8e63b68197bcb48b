"""The append-only record of who did what, when. Triggers in the database refuse update and delete."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Event(models.Model):
    """One thing that happened. It holds plain values and no foreign keys: it outlives what it speaks of."""

    at = models.DateTimeField(auto_now_add=True)
    trust_id = models.BigIntegerField(null=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=160)
    action = models.CharField(max_length=80)
    object_type = models.CharField(max_length=80)
    object_id = models.CharField(max_length=64)
    object_label = models.CharField(max_length=200)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["trust_id", "object_type", "object_id", "-id"], name="audit_by_object"),
            models.Index(fields=["trust_id", "actor_id", "-id"], name="audit_by_person"),
            models.Index(fields=["trust_id", "-id"], name="audit_by_trust"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_name}: {self.action} {self.object_label}"
