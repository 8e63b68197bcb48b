"""The plan as rows: filters, counts that add up, groups and pages. Pure: rows in, rows out."""

from springboard.plan.rules.board.counting import Counts, count
from springboard.plan.rules.board.filters import GROUPINGS, Filters, matching, parse
from springboard.plan.rules.board.grouping import Block, Group, Page, group, paged
from springboard.plan.rules.board.rows import ActionRow, FindingRow

__all__ = [
    "GROUPINGS",
    "ActionRow",
    "Block",
    "Counts",
    "Filters",
    "FindingRow",
    "Group",
    "Page",
    "count",
    "group",
    "matching",
    "paged",
    "parse",
]
