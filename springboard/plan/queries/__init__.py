"""Every read of the plan. Each takes a scope first."""

from springboard.plan.queries.grid import grid
from springboard.plan.queries.pages import action_page, finding_page
from springboard.plan.queries.people import owners, programmes, services_here, sponsors, units
from springboard.plan.queries.plan import plan_page, service_names, whole_plan
from springboard.plan.queries.programme_list import programmes_page
from springboard.plan.queries.register import parse_register, register_page, register_rows
from springboard.plan.queries.searching import search
from springboard.plan.queries.similar import find_similar
from springboard.plan.queries.visible import visible_actions, visible_findings
from springboard.plan.queries.waiting import waiting_for

__all__ = [
    "action_page",
    "find_similar",
    "finding_page",
    "grid",
    "owners",
    "parse_register",
    "plan_page",
    "programmes",
    "programmes_page",
    "register_page",
    "register_rows",
    "search",
    "service_names",
    "services_here",
    "sponsors",
    "units",
    "visible_actions",
    "visible_findings",
    "waiting_for",
    "whole_plan",
]
