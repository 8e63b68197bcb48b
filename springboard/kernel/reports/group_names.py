"""Headings of groups inside lists: a core service's name, or words for the whole trust."""

from __future__ import annotations

import re

from springboard.kernel.reports.headings import is_trust_wide
from springboard.kernel.vocabulary import service_named

CONTINUED = re.compile(r"\s*[(\[–-]?\s*\bcont(?:inued|\.|'d|’d)?\s*[)\]]?$", re.IGNORECASE)
ASIDE = re.compile(
    r"^(?:location ?/ ?)?(?:core )?(?:service|location|for|in|at|on|within|in relation to|actions? for|relating to|"
    r"regarding)s?\b[: ]+(?:the )?",
    re.IGNORECASE,
)
# Headings that each chapter of a report in text has for itself, and the one a chapter of a web summary begins with.
OF_CHAPTER = re.compile(r"^(?:keyfacts|summaryofthis|whatpeople|ourfindings|findings|peoplesexperience|overallsummary)")
DURING = re.compile(r"^During an? (?:[\w-]+ ){0,3}inspection of (?P<what>(?!the\b|this\b)[^.:]{6,110})\.?$")


_CUT = re.compile(r"^[\s:.–-]+|[\s:.–-]+$")


def group_name(text: str) -> str:
    """A group heading without "Core service:" or "In the" before it and "(continued)" after it."""
    bare = CONTINUED.sub("", text.strip(" :.–-")).strip(" :.–-")
    aside = ASIDE.match(bare)
    return bare[aside.end() :] if aside else bare


def names_group(text: str) -> bool:
    """Whether a heading inside a list is nothing but a core service's name or means the whole trust."""
    if len(text) > 150 or not text[:1].isupper():
        return False
    name = group_name(text)
    announced = name != _CUT.sub("", text) and len(name.split()) < 12  # "In the forensic wards:", "Core service: …"
    known = is_trust_wide(name) or service_named(name, loosely=announced) is not None
    return known or service_named(of_provider(name), loosely=False) is not None


def of_provider(name: str) -> str:
    """The service of "<service> – <trust>"; the name as it is when no trust follows."""
    head, _, tail = next((name.rpartition(dash) for dash in _DASHES if dash in name), ("", "", name))
    if not head or not re.search(r"\b(?:Trust|NHS|Foundation|Partnership)\b|^\w+$", tail):
        return name
    return head if all(word.lstrip("(")[:1].isupper() or word in _SMALL for word in tail.split()) else name


_DASHES = (" – ", " — ", " - ", " â€“ ")  # the last is a dash read in the wrong encoding
_SMALL = frozenset(["and", "of", "for", "the", "&", "in"])
