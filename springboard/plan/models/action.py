"""What we do about it: actions, the findings they answer, and what was written as they went."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from springboard.kernel.text.folding import fold
from springboard.organisations.models import Trust, Unit
from springboard.plan.choices import Effort, Priority, UpdateKind
from springboard.plan.models.common import both_or_neither, in_list
from springboard.plan.models.finding import Finding


class Programme(models.Model):
    """An area of the plan that the trust names, such as "Fewer restrictive practices"."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="programmes")
    name = models.CharField(max_length=120)
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["trust", "name"], name="plan_programme_name_once_per_trust"),
            models.CheckConstraint(condition=~Q(name=""), name="plan_programme_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Action(models.Model):
    """One thing we do. No status is kept here: it is worked out from these facts in ``rules``."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="actions")
    number = models.PositiveIntegerField()
    what = models.TextField()
    impact = models.TextField("what changes for the person using the service", blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions_owned",
    )
    sponsor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions_sponsored",
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="actions")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="actions")
    findings = models.ManyToManyField(Finding, through="ActionFinding", related_name="actions")
    priority = models.CharField(max_length=8, choices=Priority.choices, blank=True)
    effort = models.CharField(max_length=8, choices=Effort.choices, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)

    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    added_on = models.DateField(default=timezone.localdate)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreed_on = models.DateField(null=True, blank=True)
    stuck_since = models.DateField(null=True, blank=True)
    stuck_why = models.TextField(blank=True)
    help_asked = models.TextField(blank=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    claimed_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)
    last_update_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    search_text = models.TextField(editable=False, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["trust", "number"], name="plan_action_number_once_per_trust"),
            models.CheckConstraint(condition=~Q(what="") & Q(number__gte=1), name="plan_action_says_what"),
            in_list("plan_action_priority_in_list", "priority", Priority.values, or_empty=True),
            in_list("plan_action_effort_in_list", "effort", Effort.values, or_empty=True),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(due__isnull=True) | Q(due__gte=F("starts_on")),
                name="plan_action_due_after_start",
            ),
            both_or_neither("plan_action_agreed_by_somebody", "agreed_by", "agreed_on"),
            models.CheckConstraint(
                condition=Q(agreed_on__isnull=True) | ~Q(impact="") & Q(owner__isnull=False, due__isnull=False),
                name="plan_action_agreed_is_whole",
            ),
            both_or_neither("plan_action_claimed_by_somebody", "claimed_by", "claimed_on"),
            models.CheckConstraint(
                condition=Q(claimed_on__isnull=True) | Q(agreed_on__isnull=False),
                name="plan_action_claimed_was_agreed",
            ),
            both_or_neither("plan_action_stuck_why", "stuck_since", texts=("stuck_why",)),
            both_or_neither("plan_action_withdrawn_why", "withdrawn_on", texts=("withdrawn_why",)),
        ]

    def __str__(self) -> str:
        return self.reference

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the folded text beside the words: SQLite ignores case in ASCII letters only."""
        self.search_text = fold(f"{self.reference} {self.what} {self.impact}")
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search_text"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("plan:action", args=[self.reference])

    @property
    def reference(self) -> str:
        return f"A-{self.number}"


class ActionFinding(models.Model):
    """This action answers this finding."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="links")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="links")
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    linked_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["action", "finding"], name="plan_actionfinding_once"),
        ]

    def __str__(self) -> str:
        return f"{self.action} answers {self.finding}"


class ActionUpdate(models.Model):
    """One line of "what was done", in the words of whoever wrote it. Never changed afterwards."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    kind = models.CharField(max_length=12, choices=UpdateKind.choices, default=UpdateKind.NOTE)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            in_list("plan_actionupdate_kind_in_list", "kind", UpdateKind.values),
            models.CheckConstraint(condition=~Q(text=""), name="plan_actionupdate_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.kind}"
