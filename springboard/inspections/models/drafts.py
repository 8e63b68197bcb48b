"""What was read, waiting for a person: nothing here is in the plan until somebody accepts it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from springboard.inspections.choices import REPORT_LEVELS, DraftOrigin, DraftState
from springboard.inspections.models.reports import Report
from springboard.organisations.models import Unit
from springboard.plan.choices import Level
from springboard.plan.models import Finding

_IN_PLAN = [DraftState.ACCEPTED, DraftState.MERGED]


class DraftFinding(models.Model):
    """One thing the reader found, or a person added, with its place on the page.

    ``number`` makes its future reference with the level's letter ("…/M4") and stays, whatever happens to its
    neighbours. ``as_read`` keeps what the machine read, whatever a reviewer changes.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="drafts")
    order = models.FloatField()
    origin = models.CharField(max_length=8, choices=DraftOrigin.choices, default=DraftOrigin.READ)
    split_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    level = models.CharField(max_length=24, choices=Level.choices)
    number = models.PositiveIntegerField()
    text = models.TextField()
    quote = models.TextField(blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    rects = models.JSONField(default=list)
    section = models.CharField(max_length=200, blank=True)
    service_printed = models.CharField(max_length=200, blank=True)
    core_service = models.CharField(max_length=40, blank=True)
    trust_wide = models.BooleanField(default=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    key_questions = models.JSONField(default=list)
    regulations = models.JSONField(default=list)
    activities = models.JSONField(default=list)
    deadline = models.DateField(null=True, blank=True)
    deadline_printed = models.CharField(max_length=200, blank=True)
    inferred = models.JSONField(default=list)
    as_read = models.JSONField(default=dict)

    state = models.CharField(max_length=8, choices=DraftState.choices, default=DraftState.PENDING)
    why_rejected = models.TextField(blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    open_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    open_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    finding = models.OneToOneField(Finding, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar[list[str]] = ["order", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["report", "state"], name="inspections_draft_by_state"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(state__in=DraftState.values), name="inspections_draft_state_in_list"),
            models.CheckConstraint(condition=Q(origin__in=DraftOrigin.values), name="inspections_draft_origin_in_list"),
            models.CheckConstraint(condition=Q(level__in=REPORT_LEVELS), name="inspections_draft_level_in_list"),
            models.CheckConstraint(condition=~Q(text=""), name="inspections_draft_says_something"),
            models.UniqueConstraint(fields=["report", "level", "number"], name="inspections_draft_reference_once"),
            models.CheckConstraint(
                condition=Q(state__in=_IN_PLAN, finding__isnull=False)
                | (~Q(state__in=_IN_PLAN) & Q(finding__isnull=True)),
                name="inspections_draft_in_plan_has_finding",
            ),
            models.CheckConstraint(
                condition=Q(state=DraftState.PENDING, reviewed_by__isnull=True, reviewed_at__isnull=True)
                | (~Q(state=DraftState.PENDING) & Q(reviewed_by__isnull=False, reviewed_at__isnull=False)),
                name="inspections_draft_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=DraftState.REJECTED) | ~Q(why_rejected=""),
                name="inspections_draft_rejected_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(trust_wide=True) | Q(core_service=""), name="inspections_draft_trust_wide_or_service"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}/{self.level} {self.number}"
