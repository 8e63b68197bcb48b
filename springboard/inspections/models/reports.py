"""A report as uploaded: its file, how far the reading is, and what every page held."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from springboard.inspections.choices import ProviderCheck, ReportState
from springboard.organisations.models import Trust

_READ_STATES = [ReportState.TO_REVIEW, ReportState.REVIEWED]


class Report(models.Model):
    """One uploaded report. ``reference`` ("CQC-2026-11") is given when it has been read and never given twice.

    ``claim`` names the one reading that may write results: a reading that was given up loses it and writes nothing.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20, blank=True)
    file = models.FileField(max_length=200)
    original_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    state = models.CharField(max_length=12, choices=ReportState.choices, default=ReportState.WAITING)
    claim = models.CharField(max_length=32, blank=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    heartbeat = models.DateTimeField(null=True, blank=True)
    pages_done = models.PositiveIntegerField(default=0)
    pages_total = models.PositiveIntegerField(default=0)
    read_at = models.DateTimeField(null=True, blank=True)
    problem_code = models.CharField(max_length=20, blank=True)
    problem_happened = models.TextField(blank=True)
    problem_kept = models.TextField(blank=True)
    problem_to_do = models.TextField(blank=True)

    title = models.CharField(max_length=300, blank=True)
    provider_name = models.CharField("provider as printed", max_length=200, blank=True)
    provider_id = models.CharField(max_length=20, blank=True)
    provider_check = models.CharField(max_length=10, choices=ProviderCheck.choices, default=ProviderCheck.NOT_READ)
    era = models.CharField(max_length=30, blank=True)
    published = models.DateField(null=True, blank=True)
    inspected_from = models.DateField(null=True, blank=True)
    inspected_to = models.DateField(null=True, blank=True)
    services = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    framework_version = models.CharField(max_length=40, blank=True)

    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar[list[str]] = ["-uploaded_at", "-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["trust", "state"], name="inspections_report_by_state"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="inspections_report_state_in_list"),
            models.CheckConstraint(
                condition=Q(provider_check__in=ProviderCheck.values), name="inspections_report_provider_check_in_list"
            ),
            models.UniqueConstraint(
                fields=["trust", "reference"], condition=~Q(reference=""), name="inspections_report_reference_once"
            ),
            models.UniqueConstraint(
                fields=["trust", "sha256"],
                condition=~Q(state=ReportState.WITHDRAWN),
                name="inspections_report_file_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_READ_STATES) | ~Q(reference=""), name="inspections_report_read_has_reference"
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.READING, heartbeat__isnull=False) & ~Q(claim="")
                | (~Q(state=ReportState.READING) & Q(claim="")),
                name="inspections_report_claim_while_reading",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.UNREADABLE) | ~Q(problem_happened=""),
                name="inspections_report_unreadable_says_why",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="inspections_report_reviewed_pair",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, state=ReportState.WITHDRAWN),
                name="inspections_report_withdrawn_pair",
            ),
            models.CheckConstraint(
                condition=Q(inspected_from__isnull=True)
                | Q(inspected_to__isnull=True)
                | Q(inspected_to__gte=F("inspected_from")),
                name="inspections_report_inspected_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.reference or self.original_name


class ReportPage(models.Model):
    """One page: its size in points, what it held, and its picture in the storage (empty when none was drawn)."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    width = models.FloatField()
    height = models.FloatField()
    holds = models.JSONField(default=list)
    image = models.FileField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "number"], name="inspections_page_number_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, width__gt=0, height__gt=0), name="inspections_page_has_a_size"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} page {self.number}"


class UnreadBlock(models.Model):
    """Something on a page that looked like an action section or a rating and could not be used."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="unread")
    page = models.PositiveIntegerField(null=True, blank=True)
    why = models.TextField()
    quote = models.TextField(blank=True)
    dealt_with_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dealt_with_at = models.DateTimeField(null=True, blank=True)
    dealt_with_note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["page", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(why=""), name="inspections_unread_says_why"),
            models.CheckConstraint(
                condition=Q(dealt_with_at__isnull=True, dealt_with_by__isnull=True)
                | Q(dealt_with_at__isnull=False, dealt_with_by__isnull=False),
                name="inspections_unread_dealt_with_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}, page {self.page or 'unknown'}: {self.why[:60]}"


class ReviewShare(models.Model):
    """The pages one reviewer of a shared review has taken or was given."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="shares")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    first_page = models.PositiveIntegerField()
    last_page = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["first_page", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(first_page__gte=1, last_page__gte=F("first_page")), name="inspections_share_in_order"
            ),
            models.UniqueConstraint(fields=["report", "reviewer"], name="inspections_share_one_range_each"),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer}: pages {self.first_page} to {self.last_page} of {self.report}"
