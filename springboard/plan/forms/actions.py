"""Forms about actions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from springboard.nhsuk.forms import DayField
from springboard.plan.choices import Effort, Priority
from springboard.plan.forms.base import LARGEST_VERSION, AmongOthers, IdField, VersionForm, words
from springboard.plan.queries.people import Choice


class ActionForm(forms.Form):
    """An action's own words. Only what we will do has to be there before it is agreed."""

    version = forms.IntegerField(min_value=1, max_value=LARGEST_VERSION, required=False, widget=forms.HiddenInput)
    what = words(
        "What we will do", help_text="One thing somebody can do and finish.", missing="Write what you will do.", rows=3
    )
    impact = words(
        "What changes for the person using the service",
        help_text="In words they would use. An action without this cannot be agreed.",
        rows=3,
    )
    owner = IdField(label="Owner", help_text="One person, who says when it is done.", nothing="Nobody yet")
    sponsor = IdField(
        label="Sponsor", help_text="The executive or lead who helps when it is stuck.", nothing="Nobody yet"
    )
    unit = IdField(label="Ward, team or service", nothing="Where the finding belongs")
    programme = IdField(label="Programme", nothing="No programme")
    starts_on = DayField(label="Starts", required=False)
    due = DayField(label="Due", required=False)
    priority = forms.ChoiceField(label="Priority", required=False, choices=[("", "Not set"), *Priority.choices])
    effort = forms.ChoiceField(label="Effort", required=False, choices=[("", "Not set"), *Effort.choices])

    def offer(self, **lists: Iterable[Choice]) -> None:
        """Fill the lists: ``owner=``, ``sponsor=``, ``unit=``, ``programme=``."""
        for name, choices in lists.items():
            cast("IdField", self.fields[name]).offer(choices, self.kept(name))

    def kept(self, name: str) -> Choice | None:
        """Who or what the action has now, so that saving it unchanged keeps it."""
        kept = self.initial.get(f"{name}_kept")
        return kept if isinstance(kept, Choice) else None

    def fields_given(self) -> dict[str, Any]:
        """The values as ``ActionFields`` takes them."""
        given = self.cleaned_data
        ids = {f"{name}_id": given[name] for name in ("owner", "sponsor", "unit", "programme")}
        plain = {name: given[name] for name in ("what", "impact", "priority", "effort", "starts_on", "due")}
        return plain | ids


class UpdateForm(AmongOthers):
    text = words(
        "What happened",
        help_text="A sentence or two. It cannot be changed afterwards.",
        missing="Write what happened, in a sentence or two.",
        rows=3,
    )


class StuckForm(AmongOthers):
    why = words("What is it stuck on?", missing="Write what it is stuck on.", rows=3)
    help_asked = words("What would help, and from whom?", rows=2)


class HelpForm(AmongOthers):
    text = words("What helped?", missing="Write what helped.", rows=3)


class ClaimForm(VersionForm):
    text = words(
        "What was done?", help_text="Somebody independent will check it.", missing="Write what was done.", rows=3
    )


class ProgrammeForm(AmongOthers):
    name = forms.CharField(
        label="Name of the programme", max_length=120, error_messages={"required": "Write the programme's name."}
    )


class RenameForm(ProgrammeForm):
    """With the name the person saw."""

    was = forms.CharField(required=False, max_length=120, strip=False, widget=forms.HiddenInput)


class WhyForm(VersionForm):
    why = words("Why?", missing="Write why, in a few words.", rows=3)
