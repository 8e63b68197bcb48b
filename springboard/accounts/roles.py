"""Roles are code: a role is a named set of permissions, reviewed like code and the same in every
installation."""

from __future__ import annotations

from dataclasses import dataclass

from springboard.accounts.permissions import Permission as P  # noqa: N817 - a table of names, read at a glance

_READ = frozenset({P.HOME_VIEW, P.SEARCH, P.PLAN_VIEW, P.RATINGS_VIEW, P.REPORT_VIEW, P.ORGANISATION_VIEW})
_LEAD = _READ | {
    P.FINDING_RESPOND,
    P.FINDING_RAISE,
    P.ACTION_ADD,
    P.ACTION_CHANGE,
    P.ACTION_AGREE,
    P.ACTION_UPDATE,
    P.HISTORY_VIEW,
}


@dataclass(frozen=True, slots=True)
class Role:
    """``whole_trust``: sees everything in the trust wherever the membership hangs. ``needs_end``: must carry
    an end date, and sees only what it was given, not what stands above it."""

    code: str
    name: str
    about: str
    permissions: frozenset[P]
    whole_trust: bool = False
    needs_end: bool = False


ROLES: tuple[Role, ...] = (
    Role(
        "quality_lead",
        "Quality lead",
        "Runs the plan, the reports and the papers; sees everything in the trust.",
        _LEAD | {P.REPORT_UPLOAD, P.REPORT_REVIEW},
        whole_trust=True,
    ),
    Role(
        "administrator",
        "Administrator",
        "Looks after people, teams and sign-in.",
        _READ | {P.ORGANISATION_MANAGE, P.PEOPLE_MANAGE, P.HISTORY_VIEW},
        whole_trust=True,
    ),
    Role(
        "executive",
        "Executive champion",
        "Sponsors actions for a key question or programme; sees the trust.",
        _LEAD,
        whole_trust=True,
    ),
    Role(
        "unit_lead",
        "Directorate or service lead",
        "Answers findings and allocates actions in their directorate.",
        _LEAD,
    ),
    Role(
        "ward_manager",
        "Ward or team manager",
        "This week's few things for the ward.",
        _READ | {P.FINDING_RAISE, P.ACTION_ADD, P.ACTION_CHANGE, P.ACTION_UPDATE},
    ),
    Role(
        "staff",
        "Staff member",
        "Sees the ward's plan and can always say what they found.",
        _READ | {P.FINDING_RAISE},
    ),
    Role(
        "expert_by_experience",
        "Expert by experience",
        "Takes part as an equal; sees what they are on.",
        _READ | {P.FINDING_RAISE},
    ),
    Role(
        "board",
        "Board member",
        "Is it true, is it better, what is stuck.",
        _READ | {P.HISTORY_VIEW},
        whole_trust=True,
    ),
    Role(
        "external_viewer",
        "External viewer",
        "Commissioner, Healthwatch, CQC or peer reviewer: sees what they were given, until a date.",
        frozenset({P.HOME_VIEW, P.PLAN_VIEW, P.RATINGS_VIEW}),
        needs_end=True,
    ),
)
BY_CODE: dict[str, Role] = {role.code: role for role in ROLES}
CHOICES: list[tuple[str, str]] = [(role.code, role.name) for role in ROLES]
