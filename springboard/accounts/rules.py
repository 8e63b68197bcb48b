"""Pure decisions about accounts: what an address and a name must look like. No queries."""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

LONGEST_NAME = 120
LONGEST_TEXT = 10_000
# Control characters, lone surrogates (no database keeps them) and code points nobody has assigned.
_UNSEEN = frozenset({"Cc", "Cs", "Cn"})
_is_email = EmailValidator()


class Refused(ValueError):  # noqa: N818 - a refusal is an answer, not a fault
    """A request that the rules do not allow: the one way in which every room says no. ``text`` (and ``str()``) is the
    sentence to show; nothing was changed. ``field`` names the form field it is about, when it is about one."""

    def __init__(self, text: str, *, field: str = "") -> None:
        super().__init__(text)
        self.text, self.field = text, field


class ChangedMeanwhile(Refused):
    """Somebody else changed the same thing since this person opened it; nothing was overwritten."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"Somebody else changed {what} after you opened this page. Nothing you typed was saved. "
            "Reload the page to see it as it is now, then make your change again."
        )


def clean_line(value: str, *, name: str, field: str, longest: int = LONGEST_NAME, needed: bool = True) -> str:
    """One line of text with single spaces and no control characters. Refuses an empty one when ``needed`` and
    one longer than ``longest`` characters."""
    plain = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in value)
    text = " ".join(plain.split())
    if needed and not text:
        raise Refused(f"Enter {name}", field=field)
    if len(text) > longest:
        raise Refused(f"{name[:1].upper()}{name[1:]} must be {longest} characters or fewer", field=field)
    return text


def clean(text: str | None, *, name: str, field: str = "", needed: bool = False, longest: int = LONGEST_TEXT) -> str:
    """Text of several lines without control characters, and without spaces at its ends. Refuses too long, or missing
    when needed."""
    lines = (text or "").replace("\r\n", "\n")
    kept = "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in _UNSEEN).strip()
    if needed and not kept:
        raise Refused(f"Write {name}.", field=field)
    if len(kept) > longest:
        raise Refused(f"Shorten {name}: it has {len(kept):,} characters and can have {longest:,}.", field=field)
    return kept


def clean_email(value: str) -> str:
    """The address in lower case. Refuses what is not an e-mail address, with an example of one."""
    text = clean_line(value, name="an e-mail address", field="email", longest=254).lower()
    try:
        _is_email(text)
    except ValidationError:
        raise Refused(f"‘{text}’ is not an e-mail address. Enter one like name@example.nhs.uk", field="email") from None
    return text
