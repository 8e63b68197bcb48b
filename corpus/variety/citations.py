"""How reports write a regulation: brackets, bare, with its title, short, in full, on a line of its own."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

TITLES: dict[str, str] = yaml.safe_load(Path(__file__).with_name("sentences.yaml").read_text("utf-8"))["titles"]
ACT = "Health and Social Care Act 2008 (Regulated Activities) Regulations 2014"


@dataclass(frozen=True, slots=True)
class Cited:
    """``words`` as printed ("" when absent), where they stand, and the regulations a reader should find."""

    words: str
    truth: tuple[str, ...]
    before_stop: bool = False
    own_line: bool = False


def number(regulation: str) -> str:
    return regulation.split("(", maxsplit=1)[0]


def spaced(rng: random.Random, regulation: str) -> str:
    """``12(2)(a)`` as it is, or "12 (2) (a)", or "12 (2)(a)"."""
    return rng.choice((regulation, regulation, regulation.replace("(", " ("), regulation.replace("(", " (", 1)))


def _name(rng: random.Random, regulation: str) -> str:
    return f"Regulation {spaced(rng, regulation)}"


def cited(rng: random.Random, form: str, regulations: list[str]) -> Cited:
    """These regulations in the form asked for ("none": not at all)."""
    return FORMS[form](rng, regulations)


def _none(_: random.Random, __: list[str]) -> Cited:
    return Cited("", ())


def _brackets(rng: random.Random, regulations: list[str]) -> Cited:
    bare = [number(r) for r in regulations]
    return Cited(f"({_joined(rng, [f'Regulation {n}' for n in bare])})", tuple(bare), rng.random() < 0.3)


def _paragraphs_too(rng: random.Random, regulations: list[str]) -> Cited:
    return Cited(f"({_joined(rng, [_name(rng, r) for r in regulations])})", tuple(regulations))


def _before_stop(rng: random.Random, regulations: list[str]) -> Cited:
    return Cited(f"({_joined(rng, [_name(rng, r) for r in regulations])})", tuple(regulations), True)


def _own_line(rng: random.Random, regulations: list[str]) -> Cited:
    return Cited(_joined(rng, [_name(rng, r) for r in regulations]), tuple(regulations), own_line=True)


def _full_name(rng: random.Random, regulations: list[str]) -> Cited:
    bare = [number(r) for r in regulations]
    words = f"{_joined(rng, [f'Regulation {n} ({TITLES[n].lower()})' for n in bare])} of the {ACT}"
    return Cited(f"({words})", tuple(bare), rng.random() < 0.5)


def _joined(rng: random.Random, names: list[str]) -> str:
    return rng.choice((" and ", ", ", " and ")).join(names)


def _bare_title(rng: random.Random, regulations: list[str]) -> Cited:
    """Only the first regulation: reports give one title to an item."""
    regulation = regulations[0]
    n = number(regulation)
    form = rng.randrange(4)
    if form == 0:
        return Cited(f"Regulation {n}, {TITLES[n]}.", (n,))
    if form == 1:
        return Cited(f"{_name(rng, regulation)} {TITLES[n]}", (regulation,))
    if form == 2:
        return Cited(f"Regulation {n} HSCA (RA) Regulations 2014 {TITLES[n]}.", (n,))
    return Cited(f"({_name(rng, regulation)}: {TITLES[n]})", (regulation,))


def _short(rng: random.Random, regulations: list[str]) -> Cited:
    bare = [number(r) for r in regulations]
    if len(bare) > 1:
        return Cited(f"(Regulations {' and '.join(bare)})", tuple(bare), rng.random() < 0.5)
    form = rng.randrange(4)
    r = regulations[0]
    words = (f"(Reg {r})", f"(Reg. {r})", f"[Regulation {r}]", f"(HSCA Regulation {r})")[form]
    return Cited(words, (r,), rng.random() < 0.5)


FORMS: dict[str, Callable[[random.Random, list[str]], Cited]] = {
    "none": _none,
    "brackets": _brackets,
    "brackets_paragraphs": _paragraphs_too,
    "before_stop": _before_stop,
    "bare_title": _bare_title,
    "own_line": _own_line,
    "short": _short,
    "full_name": _full_name,
}


def paragraphs(regulation: str) -> str:
    """The last line of a notice: ``12(1)(2)(a)(b)`` as "Regulation 12 (1), (2) (a), (b)"."""
    n, marks = number(regulation), re.findall(r"\(\w+\)", regulation)
    out, before = "", ""
    for mark in marks:
        out += mark if not out else (" " if before[1].isdigit() and mark[1].isalpha() else ", ") + mark
        before = mark
    return f"Regulation {n} {out}"
