"""Reads of the organisation. ``scope_for`` is where every other query in the product starts."""

from springboard.organisations.queries.people import (
    PersonRow,
    RoleRow,
    account_is_ours,
    people_choices,
    people_page,
    person_in_trust,
    roles_of,
    unit_people,
    works_elsewhere,
)
from springboard.organisations.queries.scopes import memberships_today, scope_for, trusts_of
from springboard.organisations.queries.sheets import sheet_now, sheet_rows
from springboard.organisations.queries.units import (
    services_of,
    site_by_id,
    sites_of,
    trust_of,
    unit_by_id,
    unit_choices,
    unit_label,
    units_by_id,
    units_of,
)

__all__ = [
    "PersonRow",
    "RoleRow",
    "account_is_ours",
    "memberships_today",
    "people_choices",
    "people_page",
    "person_in_trust",
    "roles_of",
    "scope_for",
    "services_of",
    "sheet_now",
    "sheet_rows",
    "site_by_id",
    "sites_of",
    "trust_of",
    "trusts_of",
    "unit_by_id",
    "unit_choices",
    "unit_label",
    "unit_people",
    "units_by_id",
    "units_of",
    "works_elsewhere",
]
