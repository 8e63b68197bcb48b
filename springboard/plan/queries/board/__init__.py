"""The plan's page counted, filtered, sorted and cut into pages by the database. ``rules.board`` says the same over rows
in memory, for what has to show everything (paper and spreadsheets); a test holds the two equal."""

from springboard.plan.queries.board.counts import ANSWERS, count_actions, count_answers
from springboard.plan.queries.board.pages import board_page

__all__ = ["ANSWERS", "board_page", "count_actions", "count_answers"]
