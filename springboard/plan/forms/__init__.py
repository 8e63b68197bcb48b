"""What people type into the plan. The rules decide; a form only turns text into dates, numbers and
choices."""

from springboard.plan.forms.actions import (
    ActionForm,
    ClaimForm,
    HelpForm,
    ProgrammeForm,
    RenameForm,
    StuckForm,
    UpdateForm,
    WhyForm,
)
from springboard.plan.forms.base import VersionForm
from springboard.plan.forms.findings import (
    DecisionForm,
    MergeForm,
    OutcomeForm,
    QuestionsForm,
    RaiseForm,
    RespondForm,
    TieForm,
)

__all__ = [
    "ActionForm",
    "ClaimForm",
    "DecisionForm",
    "HelpForm",
    "MergeForm",
    "OutcomeForm",
    "ProgrammeForm",
    "QuestionsForm",
    "RaiseForm",
    "RenameForm",
    "RespondForm",
    "StuckForm",
    "TieForm",
    "UpdateForm",
    "VersionForm",
    "WhyForm",
]
