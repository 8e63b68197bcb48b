"""Fields that several forms share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from springboard.plan.queries.people import Choice


def words(label: str, *, help_text: str = "", missing: str = "", rows: int = 4) -> forms.CharField:
    """A box for a few sentences; the rules clean it and say when it is too long. ``missing`` is the sentence for a
    box that has to be filled in and was not."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=bool(missing),
        strip=True,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing},
    )


LARGEST_ID = 2**62  # no database takes more; a larger one is a mistake or worse
LARGEST_VERSION = 2**31 - 1


class IdField(forms.TypedChoiceField):
    """A list of things by id, with a first line for none of them."""

    def __init__(self, *, nothing: str, **kwargs: Any) -> None:
        self.nothing = nothing
        super().__init__(coerce=int, empty_value=None, required=False, **kwargs)

    def offer(self, choices: Iterable[Choice], kept: Choice | None = None) -> None:
        """Put these in the list, and what stands already although it is no longer offered."""
        given = [(str(choice.id), choice.name) for choice in choices]
        if kept and str(kept.id) not in dict(given):
            given.append((str(kept.id), kept.name))
        self.choices = [("", self.nothing), *given]


class AmongOthers(forms.Form):
    """A form that shares its page with others: its ids carry its name, so that no label names two boxes."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("auto_id", f"{type(self).__name__.removesuffix('Form').lower()}_%s")
        super().__init__(*args, **options)


class VersionForm(AmongOthers):
    """Carries the version the person saw."""

    version = forms.IntegerField(min_value=1, max_value=LARGEST_VERSION, widget=forms.HiddenInput)
