"""One generated report: its blocks in order, its front page, its look and its exact truth."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date

from corpus.narrative import Narrator
from corpus.truth import TrueFinding, TrueRating, TrueRegulation, TrueScore, Truth
from corpus.variety.blocks import Block, Front
from corpus.variety.dates import Dates
from corpus.variety.looks import Look
from corpus.variety.sentences import Writer, bank

Pages = dict[int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Made:
    """A report ready to be laid out."""

    seed: int
    look: Look
    front: Front
    blocks: tuple[Block, ...]
    truth: Truth
    footer: str


@dataclass(slots=True)
class Draft:
    """A report while it is written: the random source, what has been said, and what is true of it."""

    rng: random.Random
    look: Look
    trust: str
    dates: Dates
    writer: Writer
    narrator: Narrator
    services: list[str]
    title: str
    blocks: list[Block] = field(default_factory=list)
    findings: list[TrueFinding] = field(default_factory=list)
    ratings: list[TrueRating] = field(default_factory=list)
    scores: list[TrueScore] = field(default_factory=list)
    unread: int = 0

    @property
    def actor(self) -> str:
        return self.writer.actor

    def put(self, *blocks: Block) -> None:
        self.blocks.extend(blocks)

    def find(
        self,
        level: str,
        quote: str,
        *,
        text: str | None = None,
        regulations: tuple[str, ...] = (),
        service: str | None = None,
        trust_wide: bool = False,
        deadline: date | None = None,
        optional: bool = False,
        activities: tuple[str, ...] = (),
    ) -> None:
        """Writes down something a reader should find."""
        self.findings.append(
            TrueFinding(
                len(self.findings),
                level,
                text or quote,
                quote,
                service,
                trust_wide,
                None,
                tuple(TrueRegulation.parse(r) for r in regulations),
                activities,
                deadline,
                optional,
            )
        )

    def story(self, kind: str, count: int) -> list[str]:
        """Paragraphs of narrative; some hold a decoy: words of obligation that are no finding."""
        out = self.narrator.paragraphs(kind, count, decoys=False)
        return [f"{p} {self.writer.draw('decoys')}" if self.rng.random() < 0.3 else p for p in out]


def truth_of(draft: Draft) -> Truth:
    """Everything that is true of the finished draft."""
    return Truth(
        provider=draft.trust,
        provider_id=None,
        title=draft.title,
        era=draft.look["era"],
        published=draft.dates.published_on,
        inspected_from=draft.dates.first,
        inspected_to=draft.dates.last,
        ratings=tuple(draft.ratings),
        scores=tuple(draft.scores),
        findings=tuple(draft.findings),
        unread_blocks=tuple(range(draft.unread)),
    )


def services(rng: random.Random, count: int) -> list[str]:
    return rng.sample(bank()["services"], count)
