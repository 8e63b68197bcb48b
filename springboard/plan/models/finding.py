"""What was found, wherever it came from: CQC, an audit, a survey, our own looking."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from springboard.kernel.text.folding import fold
from springboard.kernel.text.likeness import LONGEST_STEM, stems
from springboard.organisations.models import Trust, Unit
from springboard.plan.choices import ChallengeOutcome, Level, Response, SourceKind
from springboard.plan.models.common import both_or_neither, in_list
from springboard.plan.ordering import order_key


class Finding(models.Model):
    """One finding with its source, the trust's response, and the decision that stands instead of an action.

    ``merged_into`` points at the finding that speaks for this one; nothing else moves when two are merged,
    so that a merge can be undone.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="findings")
    reference = models.CharField(max_length=60)
    level = models.CharField(max_length=24, choices=Level.choices)
    text = models.TextField()
    quote = models.TextField(blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)

    source_kind = models.CharField(max_length=16, choices=SourceKind.choices)
    source_reference = models.CharField(max_length=40, blank=True)
    source_title = models.CharField(max_length=300, blank=True)
    raised_on = models.DateField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    core_service = models.CharField(max_length=40, blank=True)
    trust_wide = models.BooleanField(default=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="findings")
    key_questions = models.JSONField(default=list, blank=True)
    regulations = models.JSONField(default=list, blank=True)
    deadline = models.DateField(null=True, blank=True)

    response = models.CharField(max_length=12, choices=Response.choices, default=Response.ACCEPTED)
    challenge_sent_on = models.DateField("date of the e-mail with the draft", null=True, blank=True)
    challenge_deadline = models.DateField(null=True, blank=True)
    challenge_text = models.TextField(blank=True)
    challenge_outcome = models.CharField(max_length=12, choices=ChallengeOutcome.choices, blank=True)
    challenge_outcome_on = models.DateField(null=True, blank=True)

    decision_text = models.TextField(blank=True)
    decision_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision_on = models.DateField(null=True, blank=True)

    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    search_text = models.TextField(editable=False, default="")
    order_key = models.TextField(editable=False, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["trust", "order_key"], name="plan_finding_in_order"),
            models.Index(fields=["trust", "level"], name="plan_finding_by_level"),
            models.Index(fields=["trust", "core_service"], name="plan_finding_by_service"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["trust", "reference"], name="plan_finding_reference_once_per_trust"),
            in_list("plan_finding_level_in_list", "level", Level.values),
            in_list("plan_finding_source_kind_in_list", "source_kind", SourceKind.values),
            in_list("plan_finding_response_in_list", "response", Response.values),
            in_list("plan_finding_outcome_in_list", "challenge_outcome", ChallengeOutcome.values, or_empty=True),
            models.CheckConstraint(condition=~Q(text="") & ~Q(reference=""), name="plan_finding_says_something"),
            models.CheckConstraint(
                condition=Q(
                    response=Response.CHALLENGED,
                    challenge_sent_on__isnull=False,
                    challenge_deadline__isnull=False,  # an unknown comparison would pass the check
                    challenge_deadline__gte=F("challenge_sent_on"),
                )
                & ~Q(challenge_text="")
                | ~Q(response=Response.CHALLENGED)
                & Q(challenge_sent_on__isnull=True, challenge_deadline__isnull=True, challenge_text=""),
                name="plan_finding_challenged_has_deadline",
            ),
            models.CheckConstraint(
                condition=Q(challenge_outcome="") | Q(response=Response.CHALLENGED),
                name="plan_finding_outcome_of_a_challenge",
            ),
            both_or_neither("plan_finding_outcome_dated", "challenge_outcome_on", texts=("challenge_outcome",)),
            both_or_neither("plan_finding_decision_whole", "decision_by", "decision_on", texts=("decision_text",)),
            both_or_neither("plan_finding_withdrawn_why", "withdrawn_on", texts=("withdrawn_why",)),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="plan_finding_not_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(trust_wide=False) | Q(core_service="", unit__isnull=True),
                name="plan_finding_trust_wide_or_one_service",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps what is made from the words beside them: the folded text (SQLite ignores case in ASCII letters only),
        the place in the plan's order, and the words that make it like another finding."""
        self.search_text = fold(f"{self.reference} {self.text} {self.quote} {self.source_title}")
        self.order_key = order_key(self.level, self.raised_on, self.reference)
        given = kwargs.get("update_fields")
        if given is not None:
            kwargs["update_fields"] = {*given, "search_text", "order_key"}
        super().save(*args, **kwargs)
        if given is None or "text" in given:
            self._keep_words()

    def get_absolute_url(self) -> str:
        return reverse("plan:finding", args=[self.reference])

    def _keep_words(self) -> None:
        FindingWord.objects.filter(finding=self).delete()
        FindingWord.objects.bulk_create(FindingWord.of(self))


class FindingWord(models.Model):
    """How often a word stem stands in a finding's text: what look-alikes are found by, without reading every text."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+", db_index=False)
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="words")
    stem = models.CharField(max_length=LONGEST_STEM)
    number = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["trust", "stem", "finding"], name="plan_findingword_once"),
        ]

    def __str__(self) -> str:
        return f"{self.finding}: {self.stem}"

    @classmethod
    def of(cls, finding: Finding) -> list[FindingWord]:
        """The rows that belong to a finding's text, not yet saved."""
        counted = stems(finding.text)
        return [cls(trust_id=finding.trust_id, finding=finding, stem=s, number=n) for s, n in sorted(counted.items())]


class FindingMerge(models.Model):
    """One merge and, when it was undone, by whom. ``carried_by`` is the merge that took this finding along
    because it was itself merged into the one that moved; undoing that merge brings it back to
    ``was_into``."""

    merged = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="merges")
    into = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="+")
    was_into = models.ForeignKey(Finding, on_delete=models.PROTECT, null=True, related_name="+")
    carried_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="carried")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(merged=F("into")), name="plan_findingmerge_two_findings"),
            both_or_neither("plan_findingmerge_undone_by_somebody", "undone_by", "undone_at"),
        ]

    def __str__(self) -> str:
        return f"{self.merged} into {self.into}"
