"""The catalogue: pages of sample data that show every component in every state, and how to serve them to a browser."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib.staticfiles import finders
from django.template.backends.jinja2 import Jinja2

from springboard.nhsuk.forms import DayField
from springboard.nhsuk.icons import ICONS

HERE = Path(__file__).parent / "catalogue"
NAMES = ("components", "plan", "ratings", "review", "action", "home")
QUESTIONS = [("safe", "Safe"), ("effective", "Effective"), ("caring", "Caring"), ("well_led", "Well-led")]


def engine(folder: Path = HERE) -> Jinja2:
    """The product's own Jinja environment, with the catalogue's folder as well."""
    return Jinja2(
        {
            "NAME": "catalogue",
            "DIRS": [folder],
            "APP_DIRS": True,
            "OPTIONS": {"environment": "springboard.config.jinja.environment"},
        }
    )


def render(name: str, **context: Any) -> str:
    shell = context.pop("shell", sample_shell(name))
    return str(engine().get_template(f"{name}.jinja").render({"shell": shell, **SAMPLES.get(name, {}), **context}))


def sample_shell(name: str) -> SimpleNamespace:
    current = {"plan": "Plan", "action": "Plan", "ratings": "Reports and ratings", "home": "Home"}.get(name, "")
    current = "Reports and ratings" if name == "review" else current
    words = ["Home", "My work", "Plan", "Reports and ratings", "Organisation", "History"]
    nav = [
        SimpleNamespace(text=text, href=f"#{text}", current=text == current, count=7 if text == "My work" else None)
        for text in words
    ]
    return SimpleNamespace(
        trust_name="Northmoor Partnership (example)", user_name="Sam Example", role_name="Head of quality", nav=nav,
        signed_in=True, is_example=True, account_href="#account", search_query="",
    )  # fmt: skip


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
            "level": "must", "text": "Staff must complete a risk assessment <b>for everybody</b>.", "service": "crisis",
            "where": "2", "key_questions": ["safe"], "regulation": "12(2)(a) Safe care and treatment", "agreed": True,
        },
        auto_id="good_%s",
    )  # fmt: skip


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
    ("assured", "Assured", 41), ("claimed", "Claimed, not checked", 17), ("on_track", "On track", 29),
    ("at_risk", "At risk", 9), ("overdue", "Overdue", 6), ("not_started", "Not started", 14), ("reopened", "Reopened", 2),
)  # fmt: skip
DONE[0]["sub"] = "12 embedded"
BETTER = tally(
    ("achieved", "Achieved", 11), ("improving", "Improving", 20), ("no_change", "No change", 18), ("worse", "Worse", 4),
    ("too_early", "Too early to say", 27), ("no_measure", "No measure", 38),
)  # fmt: skip


def action(ref: str, text: str, owner: str, due: str, when: str, status: str, why: str, outcome: str, moved: str,
           **more: Any) -> dict[str, Any]:  # fmt: skip
    return {"ref": ref, "text": text, "owner": owner, "due": due, "when": when, "status": status, "why": why,
            "outcome": outcome, "moved": moved, "sponsor": "", "stuck": "", "measure": "", "evidence": 0, **more}  # fmt: skip


GROUPS = [
    {
        "name": "Acute wards and intensive care",
        "sums": "1 warning notice · 9 must-dos · 34 actions · 13 assured",
        "findings": [
            {
                "level": "warning_notice", "ref": "CQC-2026-03/W1",
                "text": "Restrictive interventions were not always a last resort, and were not reviewed",
                "meta": "Section 29A · put right by 8 February 2027, 76 days · Regulation 13(4)(b)",
                "actions": [
                    action("A-118", "Safety huddle at each shift change; a calm-down plan written with each person",
                           "Hazel ward manager", "31 Aug", "done 28 Aug", "assured",
                           "Checked 14 Sep by Alder’s manager. Next check 13 Dec.", "improving",
                           "41% fewer since 8 June, and holding", sponsor="Chief nurse", evidence=6),
                    action("A-119", "Review every restraint within 72 hours with the person and write what we learned",
                           "Clinical lead, acute", "30 Nov", "in 6 days", "at_risk",
                           "Due in 6 days; last update 20 days ago.", "no_change",
                           "71% reviewed in time; limits 58 to 88", evidence=3),
                    action("A-121", "Stop mechanical restraint on all acute wards", "Director of nursing", "10 Apr",
                           "done 10 Apr", "embedded", "Checks at 30, 90 and 180 days passed.", "achieved",
                           "None since 10 April (red line RL-2)", measure="0 events in 228 days", evidence=9),
                ],
            },
            {
                "level": "must", "ref": "CQC-2026-03/M12", "text": "Staff must have regular supervision and an appraisal",
                "meta": "Regulation 18(2)(a) · also asked for in CQC-2025-09/M4 and AUD-31",
                "actions": [
                    action("A-126", "Protected supervision hour in every roster, with cover from the site team",
                           "Ward managers’ lead", "31 Oct", "24 days late", "overdue", "Due 31 Oct.", "no_change",
                           "77%; target of 90% not met in any month", stuck="no cover at Rowan.", evidence=2),
                    action("A-127", "Supervision passport moves with staff between wards", "Workforce lead", "30 Oct",
                           "claimed 29 Oct", "claimed", "Owner says done. Nobody independent has looked yet.",
                           "too_early", "Shows from January 2027", measure="after 15 points", evidence=4),
                    action("A-131", "Observation records checked every shift by the nurse in charge",
                           "Rowan ward manager", "15 Sep", "done 12 Sep", "reopened",
                           "The 30-day check failed on 14 Oct: 4 of 10 records late.", "worse",
                           "Late entries up since September", evidence=5),
                ],
            },
        ],
    },
    {
        "name": "Wards for older people", "sums": "6 must-dos · 17 actions · 8 assured",
        "findings": [
            {
                "level": "should", "ref": "CQC-2026-03/S4", "meta": "No regulation",
                "text": "The trust should make sure carers are offered a named contact",
                "actions": [
                    action("A-140", "Named contact card given on the day of admission", "Linden ward manager", "18 Dec",
                           "in 24 days", "on_track", "Started 2 Nov; update 3 days ago.", "no_measure",
                           "Why: “too few carers a month to count”", evidence=1),
                    action("A-141", "Carers’ evening each month, travel paid", "Carer lead", "15 Jan", "in 52 days",
                           "not_started", "Starts 1 December.", "no_measure", "Owner is asked to name one"),
                ],
            }
        ],
    },
]  # fmt: skip
UNANSWERED = [
    ("must", "CQC-2026-11/M1", "Assess every person within the time the law allows in the place of safety",
     "Crisis services", "27 Nov", "Sent 23 November. Not opened."),
    ("must", "CQC-2026-11/M3", "Make the place of safety safe, private and free of furniture that could be a weapon",
     "Crisis services", "27 Nov", "Opened by the service lead today."),
    ("gap", "OWN-2026-07/G2", "Night staff could not say where the ligature cutters are kept", "Juniper ward",
     "20 Nov", "Asked back: “is this ours or estates’?” Waiting for you."),
]  # fmt: skip

WORDS = {"o": "outstanding", "g": "good", "r": "requires_improvement", "i": "inadequate", "n": "not_rated"}
NOTES = {"better": "was Requires imp.", "worse": "was Good", "same": "same as 2023", "": ""}
ARROWS = {"+": "better", "-": "worse", "=": "same", " ": ""}


def grid_row(name: str, sub: str, codes: str, **first: Any) -> tuple[str, str, list[dict[str, Any]]]:
    """``codes``: six pairs such as ``i-`` (inadequate, worse); ``g `` is our own view."""
    cells = []
    for place in range(0, 12, 2):
        change = ARROWS[codes[place + 1]]
        own = not change and codes[place] != "n"
        cells.append({"rating": WORDS[codes[place]], "change": change, "own": own, "href": f"#{name}-{place}",
                      "note": "our view only, Oct 26" if own else NOTES[change]})  # fmt: skip
    cells[0].update(first)
    return name, sub, cells


GRID = [
    grid_row("Acute wards and intensive care", "inspected March 2026", "i-r=g=r-i-i-", notice=True, current=True,
             own_view="Req. imp."),
    grid_row("Crisis and places of safety", "inspected March 2026", "r-g=g=r-r-r-"),
    grid_row("Wards for older people", "inspected March 2026", "r=g=o+g=g+g+", own_view="Good"),
    grid_row("Forensic (low secure)", "inspected September 2023", "g=g=o=g=g=g="),
    grid_row("Community, children and young people", "not yet inspected", "r g g i r n "),
    grid_row("Whole trust", "March 2026. Well-led is judged on its own", "r=r=g=r-r=r="),
]  # fmt: skip


def strip() -> list[dict[str, Any]]:
    dots = {5: [1], 8: [1, 1, 1], 9: [1, 0, 0, 0], 10: [0, 0, 0, 0], 11: [0, 0], 13: [1, 1], 16: [0], 25: [0, 0]}
    return [
        {"number": n, "dots": dots.get(n, []), "actions": 8 <= n <= 11, "unread": n in {26, 31}, "current": n == 9}
        for n in range(1, 35)
    ]


def samples() -> dict[str, dict[str, Any]]:
    return {
        "components": {"bad": in_error(), "good": filled(), "icons": list(ICONS), "zero": tally(("assured", "Assured", 0))},
        "plan": {
            "done": DONE, "better": BETTER, "groups": GROUPS, "unanswered": UNANSWERED,
            "show": links(("Everything", 118), ("Warning notice", 9), ("Must do", 57), ("Should do", 38)),
            "only": links(("Stuck", 6), ("Waiting for a check", 17), ("Evidence runs out in 30 days", 5), ("Mine", 12)),
        },
        "ratings": {"grid": GRID},
        "review": {"form": filled(), "pages": strip()},
        "action": {
            "evidence": [
                {"cells": [{"text": "Observation and huddle audit, 20 shifts", "href": "#1"}, "30 Aug 2026",
                           "30 Nov 2026, in 6 days", 2, "sha256 9f2c…e07b"], "classes": "sb-row--warning"},
                [{"text": "Training register, de-escalation", "href": "#2"}, "2 Sep 2026", "2 Mar 2027", 1, "sha256 41d8…93aa"],
            ]
        },
        "home": {
            "decisions": [
                ("must", "A-126, for CQC-2026-03/M12", "overdue", "Rowan has nobody to cover supervision",
                 "24 days late. The acute directorate could not agree it.", "Decide"),
                ("must", "A-131, for CQC-2026-03/M15", "reopened", "Observation records failed their 30-day check",
                 "4 of 10 were late on Rowan, and the chart agrees.", "Agree or ask back"),
                ("warning_notice", "A-119, for CQC-2026-03/W1", "at_risk", "Reviews within 72 hours will miss 30 November",
                 "71% are done in time. No update for 20 days.", "Ask the owner today"),
            ]
        },
    }  # fmt: skip


SAMPLES = samples()


def asset(path: str) -> tuple[bytes, str] | None:
    """The body and type of ``/assets/<path>``, as the static files app would find it."""
    found = finders.find(path)
    if not isinstance(found, str):
        return None
    return Path(found).read_bytes(), mimetypes.guess_type(found)[0] or "application/octet-stream"
