"""Every write of the organisation. Keyword-only, ``by=``, one transaction with its audit event; refusals are
sentences (``rules.Refused``). The view asks for the permission; these check that everything belongs to the
trust."""

from springboard.organisations.services.importing import carry_out
from springboard.organisations.services.people import (
    add_person,
    change_dates,
    change_person,
    close_person,
    end_role,
    give_role,
    invite_person,
    open_person,
    remove_second_factor,
)
from springboard.organisations.services.units import (
    add_site,
    add_unit,
    change_site,
    change_unit,
    close_unit,
    create_trust,
    move_unit,
    reopen_unit,
)

__all__ = [
    "add_person",
    "add_site",
    "add_unit",
    "carry_out",
    "change_dates",
    "change_person",
    "change_site",
    "change_unit",
    "close_person",
    "close_unit",
    "create_trust",
    "end_role",
    "give_role",
    "invite_person",
    "move_unit",
    "open_person",
    "remove_second_factor",
    "reopen_unit",
]
