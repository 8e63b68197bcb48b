"""What people type on the pages of this room, checked and turned into plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from springboard.inspections.choices import REPORT_LEVELS, KeyQuestion, RatingWord
from springboard.inspections.rules import DraftEdit, regulation_from, regulation_words
from springboard.nhsuk.forms import DayField
from springboard.plan.choices import KEY_QUESTIONS, Level
from springboard.plan.rules import Refused

WHOLE_TRUST: Final = "trust"
MOST_REGULATIONS: Final = 30
Choices = Sequence[tuple[str, Any]]


class UploadForm(forms.Form):
    file = forms.FileField(
        label="The report",
        help_text="The PDF from CQC’s website, the plain text, or the JSON of CQC’s API.",
        allow_empty_file=True,
        error_messages={"required": "Choose the report first."},
    )


class DraftForm(forms.Form):
    """One finding. Regulations are rows ``reg-0``, ``instrument-0``…; an emptied row is a removed one."""

    level = forms.ChoiceField(
        choices=[(code, Level(code).label) for code in REPORT_LEVELS],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of finding it is."},
    )
    text = forms.CharField(
        label="What was found, in one sentence",
        widget=forms.Textarea,
        max_length=10_000,
        error_messages={"required": "Say what was found, in one sentence."},
    )
    service = forms.ChoiceField(label="Service", required=False)
    unit = forms.ChoiceField(label="Where", required=False)
    key_questions = forms.MultipleChoiceField(
        label="Key question",
        required=False,
        choices=list(KEY_QUESTIONS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    deadline = DayField(label="To be put right by", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, services: Choices, units: Choices, **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.fields["service"].choices = services  # type: ignore[attr-defined]
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        self.regulation_rows = self._rows()
        self.regulations: list[dict[str, Any]] = []
        # The version the person saw: kept through mistakes in the form, raised only when a conflict was shown to them.
        self.version_shown = str((self.data if self.is_bound else self.initial).get("version", ""))

    def _rows(self) -> list[tuple[str, str]]:
        """Regulations as typed: (number and title, instrument); an empty row at the end when one was asked for."""
        if not self.is_bound:
            rows = [(regulation_words(row), str(row["instrument"])) for row in self.initial.get("regulations", [])]
            return rows or [("", "2014")]
        rows = []
        for place in range(MOST_REGULATIONS):
            if f"reg-{place}" in self.data:
                typed = str(self.data[f"reg-{place}"])[:300]
                rows.append((typed, str(self.data.get(f"instrument-{place}", "2014"))))
        if self.data.get("do") == "add-regulation" and len(rows) < MOST_REGULATIONS:
            rows.append(("", "2014"))
        return rows or [("", "2014")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for typed, instrument in self.regulation_rows:
            if typed.strip():
                self._add_regulation(typed, instrument)
        if cleaned.get("service") == WHOLE_TRUST and cleaned.get("unit"):
            self.add_error("unit", "A finding about the whole trust has no ward or team. Choose a service, or no ward.")
        return cleaned

    def _add_regulation(self, typed: str, instrument: str) -> None:
        for known in self.initial.get("regulations", []):
            if regulation_words(known) == typed.strip() and known["instrument"] == instrument:
                self.regulations.append(known)  # untouched: what the machine knew about it stays
                return
        try:
            self.regulations.append(regulation_from(typed, instrument))
        except Refused as refusal:
            self.add_error(None, ValidationError(str(refusal)))

    def edit(self) -> DraftEdit:
        """The checked values."""
        given = self.cleaned_data
        whole = given.get("service") == WHOLE_TRUST
        return DraftEdit(
            level=given["level"],
            text=given["text"],
            core_service="" if whole else given.get("service", ""),
            trust_wide=whole,
            unit_id=int(given["unit"]) if given.get("unit") else None,
            key_questions=tuple(given.get("key_questions", ())),
            regulations=tuple(self.regulations),
            deadline=given.get("deadline"),
        )


class ByHandForm(DraftForm):
    """The same for something the reader did not find."""

    page = forms.IntegerField(label="Page", required=False, min_value=1)
    quote = forms.CharField(label="The report’s exact words", widget=forms.Textarea, required=False, max_length=10_000)


class SplitForm(forms.Form):
    first = forms.CharField(label="First finding", widget=forms.Textarea, max_length=10_000)
    second = forms.CharField(label="Second finding", widget=forms.Textarea, max_length=10_000)
    version = forms.IntegerField(widget=forms.HiddenInput)


class RejectForm(forms.Form):
    """Why something read is no finding; the other words are needed only for "something else"."""

    REASONS: Final = (
        ("It is not a finding: the report only explains or quotes.", "It is not a finding"),
        ("The report says the same in another place, which is kept.", "It is said twice in this report"),
        ("It is about another provider or service.", "It is about somebody else"),
        ("It was found at an earlier inspection and is not new.", "It is from an earlier inspection"),
        ("other", "Something else"),
    )
    why = forms.ChoiceField(
        label="Why is it left out?",
        choices=REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": "Say why it is left out."},
    )
    other = forms.CharField(label="What else", required=False, max_length=1000)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("why") == "other" and not cleaned.get("other", "").strip():
            self.add_error("other", "Say in a few words why it is left out.")
        return cleaned

    def reason(self) -> str:
        why = str(self.cleaned_data["why"])
        return str(self.cleaned_data["other"]).strip() if why == "other" else why


class WithdrawForm(forms.Form):
    why = forms.CharField(
        label="Why is this report withdrawn?",
        help_text="For example: the wrong file was uploaded.",
        max_length=1000,
        error_messages={"required": "Say why it is withdrawn: it stays in the record."},
    )


class ShareForm(forms.Form):
    reviewer = forms.ChoiceField(label="Who", error_messages={"required": "Choose who gets the pages."})
    first_page = forms.IntegerField(label="First page", min_value=1)
    last_page = forms.IntegerField(label="Last page", min_value=1)

    def __init__(self, data: Mapping[str, Any] | None = None, *, people: Choices, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["reviewer"].choices = people  # type: ignore[attr-defined]


class FinishForm(forms.Form):
    REST: Final = (
        ("accept", "Put them all into the plan as they were read"),
        ("leave_out", "Leave them all out: they stay in this report’s list"),
    )
    rest = forms.ChoiceField(
        label="What becomes of the findings nobody has decided?",
        choices=REST,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what becomes of the findings that are left."},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, left: int, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["rest"].required = left > 0


class RatingForm(forms.Form):
    """A rating that is added or corrected by hand."""

    row = forms.ChoiceField(label="What was rated", error_messages={"required": "Choose what CQC rated."})
    key_question = forms.ChoiceField(
        label="Key question",
        choices=[("", "Choose"), *KeyQuestion.choices],
        error_messages={"required": "Choose the key question, or Overall."},
    )
    rating = forms.ChoiceField(
        label="Rating",
        choices=[("", "Choose"), *RatingWord.choices],
        error_messages={"required": "Choose the rating as CQC printed it."},
    )
    page = forms.IntegerField(label="Page of the report (if you know it)", required=False, min_value=1, max_value=9999)
    why = forms.CharField(
        label="Why is it added or corrected?",
        help_text="For example: the table on page 5 is a picture.",
        max_length=1000,
        widget=forms.Textarea,
        error_messages={"required": "Say why it is added or corrected: it stays in the record."},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, rows: Choices, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["row"].choices = rows  # type: ignore[attr-defined]


def seen_versions(values: Sequence[str]) -> dict[int, int]:
    """``["12:1", "13:2"]`` as {12: 1, 13: 2}; anything else is left out."""
    seen = {}
    for value in values[:5000]:
        left, _, right = value.partition(":")
        if left.isdecimal() and right.isdecimal() and len(left) < 18 and len(right) < 10:
            seen[int(left)] = int(right)
    return seen
