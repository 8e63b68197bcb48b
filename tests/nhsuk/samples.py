"""Sample data of the catalogue: everything in it is made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from django import forms

from springboard.nhsuk.forms import DayField
from springboard.nhsuk.icons import ICONS

HERE = Path(__file__).parent / "catalogue"

QUESTIONS = [("safe", "Safe"), ("effective", "Effective"), ("caring", "Caring"), ("well_led", "Well-led")]


class Finding(forms.Form):
    level = forms.ChoiceField(
        choices=[("must", "Must do"), ("should", "Should do"), ("breach", "Breach"), ("w", "Warning notice")],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label="What was found, in one sentence", widget=forms.Textarea)
    service = forms.ChoiceField(choices=[("", "Not known"), ("crisis", "Crisis and places of safety")])
    where = forms.ChoiceField(
        choices=[("Beck House", [("1", "Place of safety")]), ("Mill House", [("2", "Team base")])]
    )
    key_questions = forms.MultipleChoiceField(
        label="Key question", choices=QUESTIONS, widget=forms.CheckboxSelectMultiple
    )
    regulation = forms.CharField(max_length=80, help_text="Its number, then its title")
    due = DayField(label="Due", help_text="For example, 27 3 2027")
    report = forms.FileField(label="The report", required=False)
    agreed = forms.BooleanField(label="The person it is about agreed")
    password = forms.CharField(widget=forms.PasswordInput)


def filled() -> Finding:
    return Finding(
        initial={
            "level": "must",
            "text": "Staff must complete a risk assessment <b>for everybody</b>.",
            "service": "crisis",
            "where": "2",
            "key_questions": ["safe"],
            "regulation": "12(2)(a) Safe care and treatment",
            "agreed": True,
        },
        auto_id="good_%s",
    )


def in_error() -> Finding:
    return Finding({"due-day": "31", "due-month": "2", "due-year": "2027", "text": "<script>alert(1)</script>"})


def tally(*items: tuple[str, str, int]) -> list[dict[str, Any]]:
    return [{"code": code, "text": text, "number": number, "href": f"#{code}"} for code, text, number in items]


def links(*items: tuple[str, int]) -> list[dict[str, Any]]:
    first = items[0][0]
    return [
        {"text": text, "number": number, "href": f"#{text}", "current": text == first and first == "Everything"}
        for text, number in items
    ]


DONE = tally(
    ("assured", "Assured", 41),
    ("claimed", "Claimed, not checked", 17),
    ("on_track", "On track", 29),
    ("at_risk", "At risk", 9),
    ("overdue", "Overdue", 6),
    ("not_started", "Not started", 14),
    ("reopened", "Reopened", 2),
)
DONE[0]["sub"] = "12 embedded"
BETTER = tally(
    ("achieved", "Achieved", 11),
    ("improving", "Improving", 20),
    ("no_change", "No change", 18),
    ("worse", "Worse", 4),
    ("too_early", "Too early to say", 27),
    ("no_measure", "No measure", 38),
)


COLUMNS = (
    "ref", "text", "owner", "sponsor", "due", "when", "status", "why", "outcome", "moved", "stuck", "measure",
    "evidence",
)  # fmt: skip


def groups() -> list[dict[str, Any]]:
    """The plan of ``catalogue/plan.yaml``: an action is one line, its columns parted by bars."""
    read: list[dict[str, Any]] = yaml.safe_load((HERE / "plan.yaml").read_text("utf-8"))
    for finding in (finding for group in read for finding in group["findings"]):
        cells = ([cell.strip() for cell in line.split("|")] for line in finding["actions"])
        finding["actions"] = [dict(zip(COLUMNS, row, strict=True)) for row in cells]
    return read


UNANSWERED = [
    (
        "must",
        "CQC-2026-11/M1",
        "Assess every person within the time the law allows in the place of safety",
        "Crisis services",
        "27 Nov",
        "Sent 23 November. Not opened.",
    ),
    (
        "must",
        "CQC-2026-11/M3",
        "Make the place of safety safe, private and free of furniture that could be a weapon",
        "Crisis services",
        "27 Nov",
        "Opened by the service lead today.",
    ),
    (
        "gap",
        "OWN-2026-07/G2",
        "Night staff could not say where the ligature cutters are kept",
        "Juniper ward",
        "20 Nov",
        "Asked back: “is this ours or estates’?” Waiting for you.",
    ),
]

WORDS = {"o": "outstanding", "g": "good", "r": "requires_improvement", "i": "inadequate", "n": "not_rated"}
NOTES = {"better": "was Requires imp.", "worse": "was Good", "same": "same as 2023", "": ""}
ARROWS = {"+": "better", "-": "worse", "=": "same", " ": ""}


def grid_row(name: str, sub: str, codes: str, **first: Any) -> tuple[str, str, list[dict[str, Any]]]:
    """``codes``: six pairs such as ``i-`` (inadequate, worse); ``g `` is our own view."""
    cells = []
    for place in range(0, 12, 2):
        change = ARROWS[codes[place + 1]]
        own = not change and codes[place] != "n"
        cells.append(
            {
                "rating": WORDS[codes[place]],
                "change": change,
                "own": own,
                "href": f"#{name}-{place}",
                "note": "our view only, Oct 26" if own else NOTES[change],
            }
        )
    cells[0].update(first)
    return name, sub, cells


GRID = [
    grid_row(
        "Acute wards and intensive care",
        "inspected March 2026",
        "i-r=g=r-i-i-",
        notice=True,
        current=True,
        own_view="Req. imp.",
    ),
    grid_row("Crisis and places of safety", "inspected March 2026", "r-g=g=r-r-r-"),
    grid_row("Wards for older people", "inspected March 2026", "r=g=o+g=g+g+", own_view="Good"),
    grid_row("Forensic (low secure)", "inspected September 2023", "g=g=o=g=g=g="),
    grid_row("Community, children and young people", "not yet inspected", "r g g i r n "),
    grid_row("Whole trust", "March 2026. Well-led is judged on its own", "r=r=g=r-r=r="),
]


def strip() -> list[dict[str, Any]]:
    dots = {5: [1], 8: [1, 1, 1], 9: [1, 0, 0, 0], 10: [0, 0, 0, 0], 11: [0, 0], 13: [1, 1], 16: [0], 25: [0, 0]}
    return [
        {"number": n, "dots": dots.get(n, []), "actions": 8 <= n <= 11, "unread": n in {26, 31}, "current": n == 9}
        for n in range(1, 35)
    ]


def samples() -> dict[str, dict[str, Any]]:
    return {
        "components": {
            "bad": in_error(),
            "good": filled(),
            "icons": list(ICONS),
            "zero": tally(("assured", "Assured", 0)),
        },
        "plan": {
            "done": DONE,
            "better": BETTER,
            "groups": groups(),
            "unanswered": UNANSWERED,
            "show": links(("Everything", 118), ("Warning notice", 9), ("Must do", 57), ("Should do", 38)),
            "only": links(("Stuck", 6), ("Waiting for a check", 17), ("Evidence runs out in 30 days", 5), ("Mine", 12)),
        },
        "ratings": {"grid": GRID},
        "review": {"form": filled(), "pages": strip()},
        "action": {
            "evidence": [
                {
                    "cells": [
                        {"text": "Observation and huddle audit, 20 shifts", "href": "#1"},
                        "30 Aug 2026",
                        "30 Nov 2026, in 6 days",
                        2,
                        "sha256 9f2c…e07b",
                    ],
                    "classes": "sb-row--warning",
                },
                [
                    {"text": "Training register, de-escalation", "href": "#2"},
                    "2 Sep 2026",
                    "2 Mar 2027",
                    1,
                    "sha256 41d8…93aa",
                ],
            ]
        },
        "home": {
            "decisions": [
                (
                    "must",
                    "A-126, for CQC-2026-03/M12",
                    "overdue",
                    "Rowan has nobody to cover supervision",
                    "24 days late. The acute directorate could not agree it.",
                    "Decide",
                ),
                (
                    "must",
                    "A-131, for CQC-2026-03/M15",
                    "reopened",
                    "Observation records failed their 30-day check",
                    "4 of 10 were late on Rowan, and the chart agrees.",
                    "Agree or ask back",
                ),
                (
                    "warning_notice",
                    "A-119, for CQC-2026-03/W1",
                    "at_risk",
                    "Reviews within 72 hours will miss 30 November",
                    "71% are done in time. No update for 20 days.",
                    "Ask the owner today",
                ),
            ]
        },
    }


SAMPLES = samples()
