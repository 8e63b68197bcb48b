"""An authenticator app (RFC 6238) and a security key that Chromium makes up, for the stories of signing in."""

from __future__ import annotations

import base64
import hmac
import struct
import time

from playwright.sync_api import Page


def code_of(secret: str) -> str:
    """The six figures an app shows now; waits when they are about to change."""
    if (left := 30 - time.time() % 30) < 4:
        time.sleep(left + 0.2)
    key = base64.b32decode(secret.replace(" ", "").upper() + "=" * (-len(secret.replace(" ", "")) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), "sha1")
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def plug_in_a_key(page: Page) -> None:
    """From now on this page has a security key that says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": True}},
    )
