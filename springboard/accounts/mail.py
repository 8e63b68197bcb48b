"""E-mails about an account: plain text, from templates of ours, never a reason for a page to fail."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string

log = logging.getLogger(__name__)

# What the sign-in library tells people, in our words.
NOTICES = {
    "account/email/password_changed": "The password of your account was changed.",
    "account/email/password_set": "A password was set for your account.",
    "account/email/password_reset": "The password of your account was changed with a link sent to this address.",
    "mfa/email/totp_activated": "An authenticator app was set up for your account.",
    "mfa/email/totp_deactivated": "The authenticator app was removed from your account.",
    "mfa/email/webauthn_added": "A security key was added to your account.",
    "mfa/email/webauthn_removed": "A security key was removed from your account.",
    "mfa/email/recovery_codes_generated": "New recovery codes were made for your account; the old ones no longer work.",
    "socialaccount/email/account_connected": "You can now sign in with your trust account.",
}


def send(name: str, address: str, context: dict[str, Any]) -> bool:
    """Send ``accounts/email/<name>_…``; False (and a line in the log) when the mail server cannot take it."""
    subject = " ".join(render_to_string(f"accounts/email/{name}_subject.txt", context).split())
    body = render_to_string(f"accounts/email/{name}_message.txt", context)
    try:
        EmailMessage(subject, body, None, [address]).send()
    except (SMTPException, OSError):
        log.exception("An e-mail (%s) could not be sent.", name)
        return False
    return True


def notify(prefix: str, address: str, name: str) -> bool:
    """Tell somebody that something about their account changed; ``prefix`` is the library's name for it."""
    return send("notice", address, {"what": NOTICES[prefix], "name": name})
