"""Titles lose the citation at their end, and nothing else."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from springboard.plan.rules.titles import without_citation

SAYS = "The trust must ensure that there are enough nurses"
ENDINGS = [
    ". (Regulation 18(1)).", " (Regulation 18(1)).", ". (Regulation 12(1)(2) (g)).", " (Regulation 12).",
    ". (Regulations 12 and 17).", ". [Reg. 9(3)(g)].", " (regulation 18 (Staffing)).", ". Regulation 18(1)",
    ". Regulation 12 (2)(a) Safe care and treatment.", ". (HSCA RA Regulation 17(2)(b)).", ".(Regulation 13(4)(b)).  ",
]  # fmt: skip


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_citation_at_the_end_is_left_out_of_the_title(ending: str) -> None:
    assert without_citation(f"{SAYS}{ending}") == f"{SAYS}."


@pytest.mark.parametrize(
    "text",
    [
        f"{SAYS}.",
        f"{SAYS} (and doctors).",
        "There were not enough staff, in breach of regulation 18(1) (Staffing).",
        "The failure was a breach of regulation 12 (Safe care and treatment) of the 2014 Regulations.",
        "The trust (Regulation 18) must do better.",
        "Staff register (regional) visits (regularly recorded by hand)",
        "(Regulation 12(2)(a)).",
        "Regulation 12(2)(a).",
        "Staff did not know the rules. Regulation 12 was not met on any ward.",
        "",
        "((((",
    ],
)
def test_what_is_part_of_the_sentence_stays(text: str) -> None:
    assert without_citation(text) == text


@given(st.text(alphabet="aR (egulation)12[].,;\n", max_size=80))
def test_any_text_keeps_its_beginning(text: str) -> None:
    title = without_citation(text)
    assert text.startswith(title.rstrip(".;,"))
    assert bool(title.strip()) == bool(text.strip())


def test_a_hostile_text_takes_no_time() -> None:
    begin = time.perf_counter()
    for text in ("(regulation " * 800, "(regulation" + "(1)" * 3000, ". Regulation 1" + "(1)" * 3000, " " * 9000 + "x"):
        without_citation(text)
    assert time.perf_counter() - begin < 2
