"""Which tables and columns there are, how long a cell may be, and a row as it was read."""

from __future__ import annotations

from dataclasses import dataclass, field

MAX_BYTES = 4 * 1024 * 1024
MAX_ROWS = 1000  # each row goes through the services a click would use: a thousand take some seconds
MAX_COLUMNS = 40
MAX_CELL = 300


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    needed: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    code: str
    name: str
    columns: tuple[Column, ...]

    @property
    def heads(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


SITES = Table(
    "sites",
    "Sites",
    (
        Column("Site", needed=True, about="The name people use"),
        Column("Postcode"),
        Column("CQC location id", about="As CQC’s website gives it, when the site has one"),
    ),
)
UNITS = Table(
    "units",
    "Units",
    (
        Column("Kind", needed=True, about="Directorate, Service, or Ward or team"),
        Column("Name", needed=True),
        Column("Part of", about="The unit above, with › between levels: Acute care › Adult wards. Empty: the trust"),
        Column("CQC core service", about="For a service: its name as CQC gives it, or our code"),
        Column("Site", about="One of the sites"),
    ),
)
PEOPLE = Table(
    "people",
    "People",
    (
        Column("Name", needed=True),
        Column("E-mail", needed=True),
        Column("Job title"),
        Column("Role", needed=True, about="One role a row; somebody with two roles has two rows"),
        Column("Unit", about="Where the role holds, with › between levels. Empty: the whole trust"),
        Column("First day", about="30/11/2026; empty: at once"),
        Column("Last day", about="30/11/2026; needed for an external viewer"),
    ),
)
TABLES: tuple[Table, ...] = (SITES, UNITS, PEOPLE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something: its number as the spreadsheet shows it, and its cells by column name."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


@dataclass(frozen=True, slots=True)
class Book:
    """The tables that a file held, by code; ``ignored`` names sheets and columns that are none of ours."""

    tables: dict[str, tuple[Row, ...]]
    ignored: tuple[str, ...] = ()


class NotReadable(ValueError):  # noqa: N818 - reads as the sentence it carries
    """The file could not be used at all; the text says why and what to do. Nothing was changed."""


def bare(text: str) -> str:
    """A heading or name without case, dots, hyphens and spaces, for comparing."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
