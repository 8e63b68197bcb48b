"""Items, notices and practices as sentences, put together at random, each with its truth."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from corpus.variety.citations import Cited, cited
from corpus.variety.looks import Look

ACTORS = {"registered_person": "registered person"}


@cache
def bank() -> dict[str, Any]:
    """The written parts of sentences."""
    return cast("dict[str, Any]", yaml.safe_load(Path(__file__).with_name("sentences.yaml").read_text("utf-8")))


@dataclass(frozen=True, slots=True)
class Item:
    """``printed`` as it stands on the page, ``text`` as a sentence of its own."""

    printed: str
    text: str
    regulations: tuple[str, ...] = ()


class Writer:
    """Draws from the written parts without repeating itself until a pool is used up."""

    def __init__(self, rng: random.Random, look: Look) -> None:
        self.rng, self.look = rng, look
        self.pools: dict[str, list[Any]] = {}
        self.actor = ACTORS.get(look["actor"], look["actor"])

    def draw(self, kind: str) -> Any:
        """The next part of this kind, its ward and place filled in."""
        pool = self.pools.get(kind)
        if not pool:
            pool = self.pools[kind] = self.rng.sample(bank()[kind], len(bank()[kind]))
        return self._filled(pool.pop())

    def _filled(self, part: Any) -> Any:
        if isinstance(part, list):
            return [self._filled(p) for p in part]
        fill = {"ward": self.rng.choice(bank()["wards"]), "place": self.rng.choice(bank()["places"])}
        fill |= {
            "actor": self.actor,
            "n": str(self.rng.randint(2, 9)),
            "m": self.rng.choice(("two", "three", "6")),
        }
        return re.sub(r"\{(\w+)\}", lambda m: fill[m.group(1)], part)

    def must(self) -> Item:
        """One must in one of the forms of this report, with its regulation as this report writes it."""
        form = self.look["items"]
        if form == "mixed":
            form = self.rng.choice(("sentence", "passive", "not", "deed", "several", "other_actor"))
        elif form in {"sentence", "stem", "imperative"}:
            form = self.rng.choice((form, form, f"{form}_deed"))
        regulation, words, text = self._must_words(form)
        return self._with_citation(words, text, regulation)

    def _must_words(self, form: str) -> tuple[str, str, str]:
        """(regulation, as printed, as a sentence), both without a full stop."""
        kind = {"not": "must_nots", "deed": "must_deeds"}.get(form, "must_deeds" if "_deed" in form else "must_states")
        regulation, *rest = self.draw(kind)
        actor = "managers" if form == "other_actor" else f"the {self.actor}"
        if form == "passive":
            words = f"{rest[0]} must be {rest[2]}"
            return regulation, _capital(words), _capital(words)
        deed = self._deed(rest) if form != "not" else f"not {rest[0]}"
        whole = _capital(f"{actor} must {deed}")
        if form.startswith("stem"):
            return regulation, deed, whole
        if form.startswith("imperative"):
            return regulation, _capital(deed), whole
        if form == "several":
            whole = f"{whole}. {self.draw('more_sentences')[:-1]}"
        return regulation, whole, whole

    def _deed(self, rest: list[str]) -> str:
        if len(rest) == 1:
            return rest[0]
        verb = self.rng.choice(("ensure that", "ensure that", "ensure", "make sure that"))
        return f"{verb} {rest[0]} {rest[1]} {rest[2]}"

    def _with_citation(self, words: str, text: str, regulation: str) -> Item:
        second = self.draw("must_states")[0] if self.rng.random() < 0.2 else None
        if second and second.split("(")[0] == regulation.split("(", maxsplit=1)[0]:
            second = None
        citation = cited(self.rng, self.look["cites"], [r for r in (regulation, second) if r])
        return Item(*_placed(words, text, citation), citation.truth)

    def should(self) -> Item:
        """One should; few of them name a regulation."""
        form = self.look["items"]
        if form == "mixed":
            form = self.rng.choice(("sentence", "sentence", "passive", "deed"))
        state = form == "passive" or (form != "deed" and self.rng.random() < 0.6)
        part = self.draw("should_states" if state else "should_deeds")
        if form == "passive":
            words = _capital(f"{part[0]} should be {part[2]}")
            return Item(f"{words}.", f"{words}.")
        deed = self._deed(part) if state else part
        whole = f"The {self.actor} should {deed}."
        if form == "stem":
            return Item(f"{deed}.", whole)
        return Item(f"{_capital(deed)}.", whole) if form == "imperative" else Item(whole, whole)


def _placed(words: str, text: str, citation: Cited) -> tuple[str, str]:
    if not citation.words:
        return f"{words}.", f"{text}."
    join = "\n" if citation.own_line else " "
    if citation.before_stop:
        return f"{words}{join}{citation.words}.", f"{text} {citation.words}."
    return f"{words}.{join}{citation.words}", f"{text}. {citation.words}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def as_stem_list(rng: random.Random, items: list[Item]) -> list[Item]:
    """Bullets that complete a stem: they end with "and", ";", "," or a full stop, the last with a full stop."""
    ending = rng.choice((";", ",", " and", ".", "; and"))
    out = []
    for number, item in enumerate(items):
        bare = item.printed.removesuffix(".")
        last = number == len(items) - 1
        tail = "." if last else ending if ending != "; and" or number == len(items) - 2 else ";"
        out.append(Item(f"{bare}{tail}", item.text, item.regulations))
    return out
