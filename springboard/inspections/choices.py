"""Lists of values used by models, forms and rules of this room."""

from django.db import models

from springboard.kernel.reports.model import LEVELS


class ReportState(models.TextChoices):
    """Where a report stands between the upload and the plan."""

    WAITING = "waiting", "Waiting to be read"
    READING = "reading", "Being read"
    TO_REVIEW = "to_review", "To review"
    REVIEWED = "reviewed", "Reviewed"
    UNREADABLE = "unreadable", "Could not be read"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ProviderCheck(models.TextChoices):
    """Whether the report is about the trust it was uploaded to."""

    NOT_READ = "not_read", "Not read yet"
    SAME = "same", "About this trust"
    NOT_SAID = "not_said", "The report names no provider"
    DIFFERS = "differs", "About another provider: asked"
    CONFIRMED = "confirmed", "About another provider: confirmed by a person"


class DraftState(models.TextChoices):
    """What a reviewer decided about one thing that was read."""

    PENDING = "pending", "Still to review"
    ACCEPTED = "accepted", "In the plan"
    MERGED = "merged", "In the plan, merged"
    REJECTED = "rejected", "Left out"


class DraftOrigin(models.TextChoices):
    READ = "read", "Read by machine"
    BY_HAND = "by_hand", "Added by hand"
    SPLIT = "split", "Split from another"


class RatingScope(models.TextChoices):
    TRUST = "trust", "Whole trust"
    SERVICE = "service", "Core service"
    LOCATION = "location", "Location"


class KeyQuestion(models.TextChoices):
    SAFE = "safe", "Safe"
    EFFECTIVE = "effective", "Effective"
    CARING = "caring", "Caring"
    RESPONSIVE = "responsive", "Responsive"
    WELL_LED = "well_led", "Well-led"
    OVERALL = "overall", "Overall"


class RatingWord(models.TextChoices):
    OUTSTANDING = "outstanding", "Outstanding"
    GOOD = "good", "Good"
    REQUIRES_IMPROVEMENT = "requires_improvement", "Requires improvement"
    INADEQUATE = "inadequate", "Inadequate"
    NOT_RATED = "not_rated", "Not rated"


class Change(models.TextChoices):
    """Movement since the rating before, where the report prints it."""

    UP_TWO = "up_two", "Up two ratings"
    UP = "up", "Up one rating"
    SAME = "same", "No change"
    DOWN = "down", "Down one rating"
    DOWN_TWO = "down_two", "Down two ratings"


# The levels a CQC report can hold; "gap" comes from a trust's own looking and never from a report.
REPORT_LEVELS: tuple[str, ...] = LEVELS
