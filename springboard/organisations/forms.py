"""What people type about the organisation. Choices are handed in by the view; the rules have the last
word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from springboard.accounts.roles import ROLES
from springboard.kernel.vocabulary import core_services
from springboard.nhsuk.forms import DayField
from springboard.organisations.choices import UnitKind

Choices = Sequence[tuple[Any, str]]
WHOLE_TRUST = "The whole trust"
ANY_TYPE = (".xlsx", ".csv")


def _number(value: str) -> int | None:
    return int(value) if value else None


class _Picked(forms.Form):
    """Base of forms with lists that depend on the trust: ``choices`` by field name."""

    def __init__(self, *args: Any, choices: dict[str, Choices] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, values in (choices or {}).items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                empty = [] if field.required else [("", getattr(field, "empty", "None"))]
                field.choices = [*empty, *((str(key), label) for key, label in values)]


class _Optional(forms.TypedChoiceField):
    def __init__(self, *, label: str, empty: str, help_text: str = "") -> None:
        super().__init__(label=label, help_text=help_text, required=False, coerce=_number, empty_value=None)
        self.empty = empty


class UnitForm(_Picked):
    kind = forms.ChoiceField(label="Kind", choices=UnitKind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label="Name", max_length=160)
    parent = _Optional(label="Part of", empty=WHOLE_TRUST)
    core_service = forms.ChoiceField(
        label="CQC core service",
        help_text="For a service only: the name under which CQC inspects and rates it.",
        required=False,
        choices=[("", "None")] + [(service.code, service.name) for service in core_services()],
    )
    site = _Optional(label="Site", empty="None")


class UnitChangeForm(UnitForm):
    """Without the kind and the place: those have pages of their own or never change."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kind"], self.fields["parent"]
        if kind != UnitKind.SERVICE:
            del self.fields["core_service"]


class MoveForm(_Picked):
    parent = _Optional(label="Part of", empty=WHOLE_TRUST)
    version = forms.IntegerField(widget=forms.HiddenInput)


class CloseForm(forms.Form):
    closed_on = DayField(label="Closed on")
    version = forms.IntegerField(widget=forms.HiddenInput)


class VersionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class SiteForm(forms.Form):
    name = forms.CharField(label="Name", max_length=160)
    postcode = forms.CharField(label="Postcode", max_length=10, required=False)
    cqc_location_id = forms.CharField(
        label="CQC location id", max_length=20, required=False, help_text="As CQC’s website gives it, when it has one."
    )


class SiteChangeForm(SiteForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["name"]


class RoleForm(_Picked):
    role = forms.ChoiceField(label="Role", choices=[("", "Choose a role"), *((role.code, role.name) for role in ROLES)])
    unit = _Optional(label="Where", empty=WHOLE_TRUST, help_text="A role in a unit also holds for everything below it.")
    starts_on = DayField(label="First day", required=False, help_text="Leave empty to start at once.")
    ends_on = DayField(
        label="Last day", required=False, help_text="Needed for an external viewer. Leave empty for no end."
    )

    def values(self) -> dict[str, Any]:
        """As the services take them."""
        data = self.cleaned_data
        return {
            "role": data["role"],
            "unit_id": data["unit"],
            "starts_on": data["starts_on"],
            "ends_on": data["ends_on"],
        }


class PersonForm(RoleForm):
    name = forms.CharField(label="Name", max_length=120)
    email = forms.CharField(label="E-mail address", max_length=254, widget=forms.EmailInput)
    job_title = forms.CharField(label="Job title", max_length=120, required=False)
    invite = forms.BooleanField(
        label="Send an e-mail with a link to set a password",
        required=False,
        initial=True,
        help_text="Not needed when your trust signs in with its own accounts.",
    )
    field_order = ("name", "email", "job_title", "role", "unit", "starts_on", "ends_on", "invite")


class PersonChangeForm(forms.Form):
    name = forms.CharField(label="Name", max_length=120)
    email = forms.CharField(
        label="E-mail address",
        max_length=254,
        widget=forms.EmailInput,
        help_text="They sign in with it. The old address is told when you change it.",
    )
    job_title = forms.CharField(label="Job title", max_length=120, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Spreadsheet",
        help_text="An .xlsx workbook with the sheets Sites, Units and People, or a .csv file with one of them.",
        error_messages={"required": "Choose the file", "empty": "The file is empty. Choose the one you filled in"},
    )


class ConfirmForm(forms.Form):
    rows = forms.CharField(widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput)
    invite = forms.BooleanField(
        label="Send everybody who is new an e-mail with a link to set a password", required=False
    )


class TrustForm(forms.Form):
    trust = forms.IntegerField(widget=forms.HiddenInput)
