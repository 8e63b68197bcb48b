"""The sign-in library's forms with our labels and hints; the templates put them in the design system's
markup."""

from __future__ import annotations

import struct
from typing import Any, ClassVar

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from cryptography.exceptions import InvalidSignature
from django import forms

HINT = (
    "At least 12 characters. Three words you pick at random work well. "
    "It must not be close to your name, and not a password many people use."
)
KEY_NOT_RIGHT = "That key did not give the right answer. Try again, or use the other way"
_WRONG_ANSWERS = (
    forms.ValidationError,
    KeyError,
    TypeError,
    ValueError,
    AttributeError,
    InvalidSignature,
    struct.error,
)
_WORDS: dict[str, tuple[str, str, str]] = {
    # field: label, hint, what to say when it is empty
    "login": ("E-mail address", "", "Enter your e-mail address"),
    "email": ("E-mail address", "The one you sign in with.", "Enter your e-mail address"),
    "password": ("Password", "", "Enter your password"),
    "oldpassword": ("Current password", "", "Enter your current password"),
    "password1": ("New password", HINT, "Enter a new password"),
    "password2": ("New password, again", "", "Enter the new password a second time"),
    "code": ("Code", "", "Enter the code"),
    "name": ("Name of the key", "So that you can tell your keys apart.", "Enter a name for the key"),
    "credential": ("Key", "", "Your key did not answer. Press the button and follow what the browser says"),
}


class Worded(forms.Form):
    """Gives every field our words, and takes away the placeholders."""

    hints: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            label, hint, empty = _WORDS.get(name, (str(field.label or name), "", ""))
            field.label, field.help_text = label, self.hints.get(name, hint)
            field.widget.attrs.pop("placeholder", None)
            if empty:
                field.error_messages["required"] = empty
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = "Enter an e-mail address like name@example.nhs.uk"


class SignInForm(Worded, account_forms.LoginForm):  # type: ignore[misc]
    pass


class ForgotPasswordForm(Worded, account_forms.ResetPasswordForm):  # type: ignore[misc]
    pass


class NewPasswordForm(Worded, account_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(Worded, account_forms.ChangePasswordForm):  # type: ignore[misc]
    pass


class ConfirmPasswordForm(Worded, account_forms.ReauthenticateForm):  # type: ignore[misc]
    pass


class CodeForm(Worded, mfa_forms.AuthenticateForm):  # type: ignore[misc]
    hints: ClassVar[dict[str, str]] = {
        "code": "The six figures your authenticator app shows now, or one of your recovery codes."
    }


class ConfirmCodeForm(Worded, mfa_forms.ReauthenticateForm):  # type: ignore[misc]
    hints: ClassVar[dict[str, str]] = CodeForm.hints


class SetUpAppForm(Worded, totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    hints: ClassVar[dict[str, str]] = {"code": "The six figures your app shows for Springboard."}


class _Key(Worded):
    """What a browser says a key answered is hostile input: whatever is wrong with it is one plain
    sentence."""

    def clean(self) -> dict[str, Any] | None:
        try:
            return super().clean()
        except _WRONG_ANSWERS as error:
            raise forms.ValidationError(KEY_NOT_RIGHT) from error


class AddKeyForm(_Key, webauthn_forms.AddWebAuthnForm):  # type: ignore[misc]
    pass


class RenameKeyForm(Worded, webauthn_forms.EditWebAuthnForm):  # type: ignore[misc]
    pass


class _UsedKey(_Key):
    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except _WRONG_ANSWERS as error:
            raise forms.ValidationError(KEY_NOT_RIGHT) from error


class UseKeyForm(_UsedKey, webauthn_forms.AuthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class ConfirmKeyForm(_UsedKey, webauthn_forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    pass
