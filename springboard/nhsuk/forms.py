"""Django form fields that speak the design system's language: a date in three boxes, choices as plain options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.widgets import CheckboxInput, ChoiceWidget, Textarea, Widget

PARTS = ("day", "month", "year")
REQUIRED = forms.Field.default_error_messages["required"]
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Option:
    """One choice of a select, a radio group or a set of checkboxes."""

    value: str
    label: str
    selected: bool
    group: str = ""


def options(bound: BoundField) -> list[Option]:
    """The choices of a bound field, with those chosen; a single checkbox is one option labelled by the field."""
    widget = bound.field.widget
    if isinstance(widget, CheckboxInput):
        return [Option("on", str(bound.label), bool(widget.check_test(bound.value())))]
    if not isinstance(widget, ChoiceWidget):
        return []
    chosen = widget.format_value(bound.value())
    return [
        Option(str("" if one["value"] is None else one["value"]), str(one["label"]), one["selected"], group or "")
        for group, members, _ in widget.optgroups(bound.html_name, chosen)
        for one in members
    ]


def control(bound: BoundField) -> str:
    """Which macro of ``macros/forms.jinja`` draws this field."""
    widget = bound.field.widget
    if isinstance(widget, DayInput):
        return "day"
    if isinstance(widget, forms.CheckboxSelectMultiple | CheckboxInput):
        return "checkboxes"
    if isinstance(widget, forms.RadioSelect):
        return "radios"
    if isinstance(widget, forms.FileInput):
        return "file"
    if isinstance(widget, ChoiceWidget):
        return "select"
    return "textarea" if isinstance(widget, Textarea) else "text"


def described_by(bound: BoundField) -> str:
    """The ids that explain a control: its hint, its error."""
    ids = [f"{bound.auto_id}-hint"] if bound.help_text else []
    return " ".join(ids + ([f"{bound.auto_id}-error"] if bound.errors else []))


def first_id(bound: BoundField) -> str:
    """Where the link of an error summary goes: the first control of the field."""
    return f"{bound.auto_id}-day" if isinstance(bound.field.widget, DayInput) else str(bound.auto_id)


def error_list(form: forms.BaseForm) -> list[dict[str, str]]:
    """Everything wrong with a form, in the order of its fields: ``{"text", "href"}``; no href for the whole form."""
    wrong = [{"text": str(error), "href": ""} for error in form.non_field_errors()]
    for bound in form:
        wrong += [{"text": text, "href": f"#{first_id(bound)}"} for text in errors(bound)]
    return wrong


def errors(bound: BoundField) -> list[str]:
    """What is wrong with one field; Django's "This field is required." becomes what to do."""
    return [needed(bound) if text == REQUIRED else str(text) for text in bound.errors]


def needed(bound: BoundField) -> str:
    """``Choose service``, ``Enter what was found``: the next step for somebody who left a field empty."""
    kind, name = control(bound), str(bound.label)
    name = name if name[:2].isupper() else name[:1].lower() + name[1:]
    if kind == "checkboxes" and isinstance(bound.field.widget, CheckboxInput):
        return f"Tick the box: {name}"
    return f"{'Enter' if kind in ('text', 'textarea', 'day') else 'Choose'} {name}"


class DayInput(Widget):
    """Three boxes: ``<name>-day``, ``<name>-month``, ``<name>-year``."""

    def format_value(self, value: Any) -> dict[str, str]:
        """The three texts: of a date, or exactly what was typed."""
        if isinstance(value, date):
            return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
        typed = value if isinstance(value, Mapping) else {}
        return {part: str(typed.get(part) or "") for part in PARTS}

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str]:
        return {part: str(data.get(f"{name}-{part}") or "").strip()[:20] for part in PARTS}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in PARTS)

    def use_required_attribute(self, initial: Any) -> bool:
        return False


class DayField(forms.Field):
    """A date typed as day, month and year; a month may be a word. Refuses what is not a real day, in words."""

    widget = DayInput

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        typed = {part: str(value.get(part) or "") for part in PARTS}
        if not any(typed.values()):
            return None
        if missing := [part for part in PARTS if not typed[part]]:
            raise ValidationError(f"{self.name} must include a {' and a '.join(missing)}.")
        return self.real_day(typed)

    @property
    def name(self) -> str:
        return str(self.label or "The date")

    def real_day(self, typed: Mapping[str, str]) -> date:
        """The date typed, or ValidationError; a year of two digits is refused, not guessed."""
        try:
            found = date(int(typed["year"]), month_number(typed["month"]), int(typed["day"]))
        except (ValueError, OverflowError):
            found = None
        if not found or found.year < 1900:
            raise ValidationError(f"{self.name} must be a real date, such as 27 3 2026.")
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


def month_number(text: str) -> int:
    """``3``, ``March`` and ``mar`` are 3; ValueError otherwise."""
    start = text.strip().lower()[:3]
    return MONTHS.index(start) + 1 if start in MONTHS else int(text)
