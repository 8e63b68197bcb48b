"""The many wordings of the headings above what must and should be done."""

from __future__ import annotations

import random

WORDINGS: dict[str, tuple[str, ...]] = {
    "action_MUST": (
        "Action the {actor} {MODAL} take to improve",
        "Action the {actor} {MODAL} take to improve:",
    ),
    "action_must": ("Action the {actor} {modal} take to improve", "Action the {actor} {modal} take"),
    "actions": (
        "Actions the {actor} {modal} take",
        "Actions the {actor} {MODAL} take to improve",
        "Actions that the {actor} {MODAL} take",
    ),
    "stem": ("The {actor} {modal}:", "The {actor} {MODAL}:", "Importantly, the {actor} {modal}:"),
    "what_do": ("What the {actor} {modal} do to improve", "What the {actor} {modal} do"),
    "MUST": ("{MODAL}",),
    "must_do": ("{Modal} do", "{Modal}-dos", "{Modal} do actions"),
    "told": (
        "Actions we told the {actor} it {modal} take",
        "We told the {actor} that it {modal} take the following action:",
    ),
    "things": ("Things the {actor} {modal} do", "Improvements the {actor} {MODAL} make"),
    "areas": ("Areas where the {actor} {modal} improve", "The {actor} {MODAL} take the following action"),
}  # fmt: skip
ABOVE = (
    "Areas for improvement",
    "Areas for improvement",
    "Action we have told the provider to take to improve",
    "What needs to improve",
    "",
)
PREVIOUS = (
    "At our last inspection we told the {actor} it must:",
    "Following the inspection in {year} we told the {actor} that they must:",
    "When we inspected in {year} we said that the {actor} must:",
    "At the previous inspection we issued requirement notices. The {actor} was told it must:",
)
PREVIOUS_STATUS = (
    "At this inspection we found that the {actor} had done all of this.",
    "We found at this inspection that the {actor} had made improvements and is no longer in breach.",
    "Two of these had been met. Work on the rest had begun.",
)
GOOD = {
    "good": ("Good practice", "Good practice", "We saw examples of good practice:"),
    "outstanding": (
        "Outstanding practice",
        "Outstanding practice",
        "We found the following outstanding practice:",
    ),
}
ENFORCEMENT = ("Enforcement actions", "Enforcement action", "Enforcement")
NOTICES = ("Requirement notices", "Action we have told the provider to take", "Requirement notices")


def action_heading(rng: random.Random, wording: str, actor: str, modal: str) -> str:
    """The heading above musts or shoulds; one that ends with a colon may be a stem."""
    words = rng.choice(WORDINGS[wording])
    return words.format(actor=actor, modal=modal, MODAL=modal.upper(), Modal=modal.capitalize())


def service_heading(form: str, service: str, trust: str) -> tuple[str, str]:
    """(as printed, the service's name in it)."""
    if form == "in_the":
        return f"In the {service}:", service
    if form == "caps":
        return service.upper(), service
    if form == "colon":
        return f"{service}:", service
    if form == "mental_health_of":
        return f"{service} – {trust}", service
    if form == "core_service":
        return f"Core service: {service}", service
    return service, service
