"""The findings register and the single plan."""

from springboard.plan.models.action import Action, ActionFinding, ActionUpdate, Programme
from springboard.plan.models.change import Change
from springboard.plan.models.finding import Finding, FindingMerge, FindingWord
from springboard.plan.models.series import Series

__all__ = [
    "Action",
    "ActionFinding",
    "ActionUpdate",
    "Change",
    "Finding",
    "FindingMerge",
    "FindingWord",
    "Programme",
    "Series",
]
