from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms

from springboard.nhsuk.forms import DayField, control, error_list, month_number, options


class Due(forms.Form):
    due = DayField(label="Due")


def typed(day: str, month: str, year: str) -> dict[str, str]:
    return {"due-day": day, "due-month": month, "due-year": year}


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", " MAR "])
def test_a_day_is_read(month: str) -> None:
    form = Due(typed("27", month, "2027"))
    assert form.is_valid()
    assert form.cleaned_data["due"] == date(2027, 3, 27)


@pytest.mark.parametrize(
    "parts",
    [("31", "2", "2027"), ("0", "1", "2027"), ("1", "13", "2027"), ("x", "1", "2027"), ("1", "1", "27"),
     ("1", "1", "999999999999"), ("１" * 30, "1", "2027"), ("-1", "1", "2027"), ("1", "smarch", "2027")],
)  # fmt: skip
def test_what_is_no_day_is_said_in_words(parts: tuple[str, str, str]) -> None:
    form = Due(typed(*parts))
    assert form.errors["due"] == ["Due must be a real date, such as 27 3 2026."]


def test_what_is_missing_is_named() -> None:
    assert Due(typed("27", "", "")).errors["due"] == ["Due must include a month and a year."]


def test_nothing_typed_asks_for_it() -> None:
    form = Due({})
    assert error_list(form) == [{"text": "Enter due", "href": "#id_due-day"}]


def test_an_optional_day_may_be_empty() -> None:
    field = DayField(required=False)
    assert field.clean({"day": "", "month": "", "year": ""}) is None


def test_what_was_typed_comes_back_as_it_was() -> None:
    form = Due(typed("31", "2", "2027"))
    widget: Any = form.fields["due"].widget
    assert widget.format_value(form["due"].value()) == {"day": "31", "month": "2", "year": "2027"}


def test_a_day_already_known_is_shown() -> None:
    widget: Any = DayField().widget
    assert widget.format_value(date(2026, 11, 5)) == {"day": "5", "month": "11", "year": "2026"}


def test_changed_or_not() -> None:
    field = DayField()
    same = {"day": "5", "month": "11", "year": "2026"}
    assert not field.has_changed(date(2026, 11, 5), same)
    assert field.has_changed(date(2026, 11, 6), same)
    assert field.has_changed(date(2026, 11, 6), {"day": "nonsense", "month": "1", "year": "2026"})


def test_a_wrong_month_is_an_error() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        month_number("smarch")


class Everything(forms.Form):
    one = forms.ChoiceField(choices=[("a", "A"), ("Group", [("b", "B")])], initial="b")
    many = forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)
    pick = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="I agree", initial=True)
    file = forms.FileField()
    long = forms.CharField(widget=forms.Textarea)
    short = forms.CharField()
    due = DayField()


@pytest.mark.parametrize(
    ("name", "kind"),
    [("one", "select"), ("many", "checkboxes"), ("pick", "radios"), ("agree", "checkboxes"), ("file", "file"),
     ("long", "textarea"), ("short", "text"), ("due", "day")],
)  # fmt: skip
def test_the_control_fits_the_widget(name: str, kind: str) -> None:
    assert control(Everything()[name]) == kind


def test_options_carry_group_and_choice() -> None:
    form = Everything()
    assert [(o.value, o.group, o.selected) for o in options(form["one"])] == [("a", "", False), ("b", "Group", True)]
    assert [(o.value, o.label, o.selected) for o in options(form["agree"])] == [("on", "I agree", True)]
    assert options(form["short"]) == []


def test_each_kind_of_empty_field_says_what_to_do() -> None:
    texts = [error["text"] for error in error_list(Everything({}))]
    assert texts == ["Choose one", "Choose many", "Choose pick", "Tick the box: I agree", "Choose file", "Enter long",
                     "Enter short", "Enter due"]  # fmt: skip
