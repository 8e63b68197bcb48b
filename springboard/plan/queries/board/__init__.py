"""The plan's page counted, filtered, sorted and cut into pages by the facts kept of it. ``rules.board`` says the same
over whole rows, for what has to show everything (paper and spreadsheets); a test holds the two equal."""

from springboard.plan.queries.board.kept import View, view
from springboard.plan.queries.board.pages import Opened, opened

__all__ = ["Opened", "View", "opened", "view"]
