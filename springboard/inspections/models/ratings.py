"""Inspections and their ratings: what CQC said, never worked out here."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from springboard.inspections.choices import Change, KeyQuestion, RatingScope, RatingWord
from springboard.inspections.models.reports import Report
from springboard.organisations.models import Trust


class Inspection(models.Model):
    """One inspection, from one report. ``in_grid`` is false until the review of the report is finished."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="inspection")
    inspected_from = models.DateField(null=True, blank=True)
    inspected_to = models.DateField(null=True, blank=True)
    published = models.DateField(null=True, blank=True)
    held_on = models.DateField()
    in_grid = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["held_on", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["trust", "in_grid", "held_on"], name="inspections_by_date"),
        ]

    def __str__(self) -> str:
        return f"{self.report}, {self.held_on:%B %Y}"


class Rating(models.Model):
    """One rating: row (scope, core service or name) × key question."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="ratings")
    scope = models.CharField(max_length=8, choices=RatingScope.choices)
    core_service = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    key_question = models.CharField(max_length=10, choices=KeyQuestion.choices)
    rating = models.CharField(max_length=20, choices=RatingWord.choices)
    previous = models.CharField(max_length=20, choices=RatingWord.choices, blank=True)
    change = models.CharField(max_length=8, choices=Change.choices, blank=True)
    rated_on = models.DateField(null=True, blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    percentage = models.PositiveSmallIntegerField(null=True, blank=True)
    corrected = models.BooleanField(default=False)
    by_hand = models.BooleanField(default=False)
    why = models.TextField("why it was added or corrected", blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["inspection", "scope", "core_service", "name", "key_question"],
                name="inspections_rating_once",
            ),
            models.CheckConstraint(condition=Q(scope__in=RatingScope.values), name="inspections_rating_scope_in_list"),
            models.CheckConstraint(
                condition=Q(key_question__in=KeyQuestion.values), name="inspections_rating_question_in_list"
            ),
            models.CheckConstraint(condition=Q(rating__in=RatingWord.values), name="inspections_rating_in_list"),
            models.CheckConstraint(
                condition=Q(previous="") | Q(previous__in=RatingWord.values), name="inspections_rating_previous_in_list"
            ),
            models.CheckConstraint(
                condition=Q(change="") | Q(change__in=Change.values), name="inspections_rating_change_in_list"
            ),
            models.CheckConstraint(
                condition=Q(percentage__isnull=True) | Q(percentage__lte=100), name="inspections_rating_percentage"
            ),
            models.CheckConstraint(condition=Q(by_hand=False) | ~Q(why=""), name="inspections_rating_by_hand_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_key_question_display()}: {self.get_rating_display()}"


class StatementScore(models.Model):
    """The score of one quality statement, 1 to 4; empty when it was not assessed."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="scores")
    scope = models.CharField(max_length=8, choices=RatingScope.choices)
    core_service = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    key_question = models.CharField(max_length=10, choices=KeyQuestion.choices)
    statement = models.CharField(max_length=200)
    statement_id = models.PositiveSmallIntegerField(null=True, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    printed = models.CharField(max_length=200, blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=1, score__lte=4), name="inspections_score_1_to_4"
            ),
            models.CheckConstraint(condition=Q(scope__in=RatingScope.values), name="inspections_score_scope_in_list"),
            models.CheckConstraint(
                condition=Q(key_question__in=KeyQuestion.values), name="inspections_score_question_in_list"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement}: {self.score or 'not assessed'}"
