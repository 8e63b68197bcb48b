"""Forms about findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms

from springboard.nhsuk.forms import DayField
from springboard.plan.choices import KEY_QUESTIONS, ChallengeOutcome, Level, Response, SourceKind
from springboard.plan.forms.base import LARGEST_ID, AmongOthers, IdField, VersionForm, words
from springboard.plan.queries.people import Choice
from springboard.plan.rules.answering import may_be_noted

_RESPONSES = {
    Response.ACCEPTED: "Accept it and put it right",
    Response.CHALLENGED: "Challenge the facts with CQC",
    Response.NOTED: "Note it",
}


class RespondForm(VersionForm):
    """Accepted, challenged with what and since when, or noted where that is allowed."""

    response = forms.ChoiceField(
        label="Our response", widget=forms.RadioSelect, error_messages={"required": "Choose your response."}
    )
    challenge_text = words("What is not accurate, and how we know", help_text="Only for a challenge.", rows=3)
    sent_on = DayField(
        label="Date of CQC's e-mail with the draft report",
        help_text="Only for a challenge. The challenge has to be sent within 10 working days of it.",
        required=False,
    )

    def offer(self, level: str) -> None:
        """The responses a finding of this level may have."""
        allowed = [code for code in _RESPONSES if code != Response.NOTED or may_be_noted(level)]
        self.fields["response"].choices = [(code.value, _RESPONSES[code]) for code in allowed]  # type: ignore[attr-defined]


class OutcomeForm(VersionForm):
    outcome = forms.ChoiceField(
        label="What did CQC answer?",
        choices=ChallengeOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what CQC answered."},
    )
    on = DayField(label="Date of CQC's answer", error_messages={"required": "Write the date of CQC's answer."})


class DecisionForm(VersionForm):
    text = words(
        "What was decided, and why",
        help_text="For a finding that will not get an action. Say who was asked.",
        missing="Write what was decided, and why.",
        rows=3,
    )


class QuestionsForm(VersionForm):
    """Which key questions a finding is about; none is an answer too."""

    key_questions = forms.MultipleChoiceField(
        label="Which key question is this about?",
        help_text="Choose what the report or source says, or what you know. Leave it open when you do not know.",
        required=False,
        choices=list(KEY_QUESTIONS.items()),
        widget=forms.CheckboxSelectMultiple,
    )


class MergeForm(AmongOthers):
    other = forms.IntegerField(min_value=1, max_value=LARGEST_ID, widget=forms.HiddenInput)


class TieForm(AmongOthers):
    """An action that is in the plan already, by its spoken reference."""

    action = forms.RegexField(
        r"^\s*[Aa]\s*-?\s*[0-9]{1,9}\s*$",
        label="Reference of the action",
        help_text="Such as A-118.",
        error_messages={"required": "Write the action's reference.", "invalid": "Write a reference such as A-118."},
    )

    def clean_action(self) -> int:
        """Its number."""
        return int("".join(c for c in self.cleaned_data["action"] if c.isdigit()))


class RaiseForm(forms.Form):
    """A finding of our own, or one from a paper source."""

    text = words(
        "What was found?",
        help_text="One thing. Name no patient and no member of staff.",
        missing="Write what was found.",
    )
    level = forms.ChoiceField(
        label="What kind of finding is it?", error_messages={"required": "Choose what kind of finding it is."}
    )
    source_kind = forms.ChoiceField(
        label="Where does it come from?",
        initial=SourceKind.OWN_LOOKING,
        error_messages={"required": "Choose where it comes from."},
    )
    source_title = forms.CharField(label="Name of the audit, survey or visit", required=False, max_length=300)
    raised_on = DayField(label="When was it found?", required=False)
    place = forms.ChoiceField(label="Where does it belong?", error_messages={"required": "Choose where it belongs."})
    unit = IdField(label="Ward or team", nothing="Choose a ward or team")
    core_service = forms.ChoiceField(label="Core service", required=False)
    key_questions = forms.MultipleChoiceField(
        label="Key questions", required=False, choices=list(KEY_QUESTIONS.items()), widget=forms.CheckboxSelectMultiple
    )
    deadline = DayField(label="Put right by", required=False)

    def offer(
        self,
        *,
        units: Iterable[Choice],
        services: Mapping[str, str],
        places: Mapping[str, str],
        levels: Iterable[str],
        sources: Iterable[str],
    ) -> None:
        """What this person may raise, and where; what leaves no choice is not asked."""
        units = list(units)
        cast("IdField", self.fields["unit"]).offer(units)
        self.initial.setdefault("unit", units[0].id if len(units) == 1 else "")
        self._choose("core_service", [("", "Choose a service"), *services.items()])
        self._choose("source_kind", [(code, SourceKind(code).label) for code in sources])
        self._ask("level", [(code, Level(code).label) for code in levels])
        self._ask("place", list(places.items()))

    @property
    def asked(self) -> list[str]:
        """The fields that stand on the page, in order: a list nobody can choose from is left out."""
        left_out = {"unit": "unit", "core_service": "service"}
        offered = {value for value, _ in self.fields["place"].choices}  # type: ignore[attr-defined]
        return [name for name in self.fields if left_out.get(name, "") in {"", *offered}]

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _ask(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self._choose(name, choices)
        widget = forms.RadioSelect(choices=choices) if len(choices) > 1 else forms.HiddenInput()
        self.fields[name].widget = widget
        self.initial.setdefault(name, choices[0][0] if choices else "")
