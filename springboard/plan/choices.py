"""Lists of values used by models, rules and forms of the plan, in the words of the product."""

from __future__ import annotations

from typing import Final

from django.db import models


class Level(models.TextChoices):
    """How strong a finding is, strongest first: the order rows and merges go by."""

    WARNING_NOTICE = "warning_notice", "Warning notice"
    CONDITION = "condition", "Condition"
    REQUIREMENT_NOTICE = "requirement_notice", "Requirement notice"
    MUST = "must", "Must do"
    BREACH = "breach", "Breach"
    SHOULD = "should", "Should do"
    RECOMMENDATION = "recommendation", "Recommendation"
    GAP = "gap", "Gap we found"
    OUTSTANDING_PRACTICE = "outstanding_practice", "Outstanding practice"
    GOOD_PRACTICE = "good_practice", "Good practice"


LETTERS: Final[dict[str, str]] = {
    Level.MUST: "M",
    Level.SHOULD: "S",
    Level.BREACH: "B",
    Level.REQUIREMENT_NOTICE: "R",
    Level.WARNING_NOTICE: "W",
    Level.CONDITION: "C",
    Level.RECOMMENDATION: "K",
    Level.GAP: "G",
    Level.GOOD_PRACTICE: "P",
    Level.OUTSTANDING_PRACTICE: "O",
}
RANK: Final[dict[str, int]] = {level: place for place, level in enumerate(Level.values)}
PRACTICE: Final = frozenset({Level.GOOD_PRACTICE.value, Level.OUTSTANDING_PRACTICE.value})
ENFORCEMENT: Final = frozenset({Level.WARNING_NOTICE.value, Level.CONDITION.value, Level.REQUIREMENT_NOTICE.value})


class SourceKind(models.TextChoices):
    CQC_REPORT = "cqc_report", "CQC report"
    AUDIT = "audit", "Audit"
    SURVEY = "survey", "Survey"
    INCIDENT = "incident", "Incident review"
    COMPLAINT = "complaint", "Complaint"
    PARTNER = "partner", "Partner"
    OWN_LOOKING = "own_looking", "Our own looking"
    OTHER = "other", "Somewhere else"


class Response(models.TextChoices):
    ACCEPTED = "accepted", "Accepted"
    CHALLENGED = "challenged", "Challenged"
    NOTED = "noted", "Noted"


class ChallengeOutcome(models.TextChoices):
    """What CQC answered to a factual accuracy challenge."""

    CHANGED = "changed", "CQC changed the wording"
    KEPT = "kept", "CQC kept it as it was"
    REMOVED = "removed", "CQC took it out"


class Priority(models.TextChoices):
    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"


class Effort(models.TextChoices):
    SMALL = "small", "Small"
    MEDIUM = "medium", "Medium"
    LARGE = "large", "Large"


class UpdateKind(models.TextChoices):
    """What a line in "what was done" says."""

    NOTE = "note", "Update"
    STUCK = "stuck", "Stuck"
    HELP = "help", "Help given"
    CLAIMED = "claimed", "Owner said it is done"
    TAKEN_BACK = "taken_back", "Not done after all"


class Delivery(models.TextChoices):
    """Is it done? Worked out from facts, never typed."""

    ASSURED = "assured", "Assured"
    CLAIMED = "claimed", "Claimed, not checked"
    ON_TRACK = "on_track", "On track"
    AT_RISK = "at_risk", "At risk"
    OVERDUE = "overdue", "Overdue"
    NOT_STARTED = "not_started", "Not started"
    REOPENED = "reopened", "Reopened"


class Outcome(models.TextChoices):
    """Is it better? Worked out from the linked measures, never typed."""

    ACHIEVED = "achieved", "Achieved"
    IMPROVING = "improving", "Improving"
    NO_CHANGE = "no_change", "No change"
    WORSE = "worse", "Worse"
    TOO_EARLY = "too_early", "Too early to say"
    NO_MEASURE = "no_measure", "No measure"


KEY_QUESTIONS: Final[dict[str, str]] = {
    "safe": "Safe",
    "effective": "Effective",
    "caring": "Caring",
    "responsive": "Responsive",
    "well_led": "Well-led",
}
INSTRUMENTS: Final = ("2014", "2010", "2009")
