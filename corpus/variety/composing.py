"""Puts a report together: what its era prints, in one of the orders in which reports print it."""

from __future__ import annotations

import random
from itertools import groupby

from corpus.narrative import Narrator
from corpus.truth import TrueScore
from corpus.variety import actions, enforcing, gradings
from corpus.variety.blocks import Block, Bullets, Columns, Contents, Front, Heading, Pairs, Para, Unreadable
from corpus.variety.dates import drawn
from corpus.variety.headings import GOOD
from corpus.variety.looks import Look, draw
from corpus.variety.making import Draft, Made, services, truth_of
from corpus.variety.sentences import Item, Writer, bank

YEARS = {
    "quality_report": (2015, 2017),
    "inspection_report": (2018, 2020),
    "inspection_report_2020": (2020, 2023),
    "single_assessment": (2024, 2026),
}
KINDS = {
    "quality_report": ("Quality Report",),
    "inspection_report": ("Inspection report",),
    "inspection_report_2020": ("Inspection report", "Focused inspection report"),
    "single_assessment": ("Assessment report", "Report from an assessment"),
}
QUESTIONS = {
    "safe": "Safe",
    "effective": "Effective",
    "caring": "Caring",
    "responsive": "Responsive",
    "well_led": "Well-led",
}


def made(seed: int, producer: str | None = None) -> Made:
    """The report of this seed; ``producer`` replaces the one that was drawn and changes no word of it."""
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    look = draw(rng, producer)
    draft = _draft(rng, look, seed)
    if look["era"] == "single_assessment":
        _assessment(draft)
    else:
        _inspection(draft)
    front = _front(draft)
    return Made(seed, look, front, tuple(_finished(draft)), truth_of(draft), _footer(draft))


def _draft(rng: random.Random, look: Look, seed: int) -> Draft:
    trust = rng.choice(bank()["trusts"])
    dates = drawn(rng, look["dates"], rng.randint(*YEARS[look["era"]]))
    names = services(rng, 5)
    title = names[0] if look["era"] == "single_assessment" else trust
    return Draft(rng, look, trust, dates, Writer(rng, look), Narrator(f"variety-{seed}"), names, title)


def _front(draft: Draft) -> Front:
    era, dates = draft.look["era"], draft.dates
    lines = ["1 Example Street, Exampleton", "Tel: 00000 000 000"]
    visit = {"quality_report": "Date of inspection visit", "single_assessment": "Date of assessment"}
    label = visit.get(era) or draft.rng.choice(("Date of inspection visit", "Dates of inspection", "Inspected on"))
    lines += [f"{label}: {dates.inspected}", f"Date of publication: {dates.published}"]
    lines.append("Example report made for tests: not a Care Quality Commission report, and about nobody.")
    over = draft.trust if draft.title != draft.trust else None
    return Front(draft.title, draft.rng.choice(KINDS[era]), over, tuple(lines))


def _footer(draft: Draft) -> str:
    kind = "Quality Report" if draft.look["era"] == "quality_report" else "Inspection report"
    return f"{draft.title} {kind} {draft.dates.published}"


def _inspection(draft: Draft) -> None:
    """A report of an inspection: the lists of actions stand at the front, in the middle or at the end."""
    _front_ratings(draft)
    lists = actions.lists(draft)
    where = draft.look["lists_at"]
    _summary(draft)
    draft.put(*(lists if where == "front" else ()))
    actions.previous(draft)
    _practice(draft)
    draft.put(*(lists if where == "middle" else ()))
    _chapters(draft)
    draft.put(*(lists if where == "end" else ()))
    parts = [enforcing.requirement_notices, enforcing.enforcement, _grids]
    draft.rng.shuffle(parts)
    for part in parts:
        part(draft)
    _unreadable(draft)


def _front_ratings(draft: Draft) -> None:
    """The trust's ratings as on a front page; the same line is kept for the grids at the end."""
    if draft.look["ratings"] in {"front", "both"}:
        line = _trust_line(draft)
        asks = draft.rng.choice(("Are services {name}?", "Are services {name}?", "Is the service {name}?"))
        draft.put(Heading(2, "Ratings"), gradings.front(draft.look, line, "trust", asks))
        if draft.look["ratings"] == "front":
            draft.ratings += gradings.truth(line, with_before=False)


def _trust_line(draft: Draft) -> gradings.Line:
    own = random.Random(f"{draft.trust}{draft.dates.inspected}")  # noqa: S311 - the same line at the front and at the end
    return gradings.drawn(own, draft.look, "trust", draft.trust, draft.dates.published_on.year)


def _grids(draft: Draft) -> None:
    if draft.look["ratings"] == "front":
        return
    line, year = _trust_line(draft), draft.dates.published_on.year
    own = [gradings.drawn(draft.rng, draft.look, "service", name, year) for name in draft.services]
    draft.put(Heading(1, draft.rng.choice(("Ratings tables", "Ratings", "Overview of ratings"))))
    if draft.look["grid"] in {"arrows", "arrows_months"}:
        draft.put(
            Para("Key to tables", bold=True),
            Para(bank()["key_to_tables"]),
        )
    draft.put(*gradings.grid(draft.look, [line], "Ratings for the whole trust"))
    draft.put(*gradings.grid(draft.look, own, "Ratings for mental health services"))
    with_before = gradings.prints_before(draft.look)
    for one in (line, *own):
        draft.ratings += gradings.truth(one, with_before=with_before)


def _summary(draft: Draft) -> None:
    era = draft.look["era"]
    heads = {
        "quality_report": ("Overall summary", "The five questions we ask about services and what we found"),
        "inspection_report": ("Overall summary", "What this trust does", "Key questions and ratings"),
        "inspection_report_2020": ("Overall summary", "What people who use the service say"),
    }[era]
    for head in heads:
        draft.put(Heading(2, head), *_narrative(draft, "any", 2))
    if era == "inspection_report":
        draft.put(Para("There is more about what we found in the evidence appendix that goes with this report."))
    if era == "inspection_report_2020":
        draft.put(Para(bank()["how_we_inspect"]))
    draft.put(Para("The Care Quality Commission (CQC) regulates health and social care in England."))


def _narrative(draft: Draft, kind: str, count: int) -> list[Block]:
    paras = [Para(p) for p in draft.story(kind, count)]
    return [Columns(tuple(paras))] if draft.look["narrative"] == "two_columns" and len(paras) > 1 else list(paras)


def _practice(draft: Draft) -> None:
    kind = draft.look["practice"]
    if kind == "none":
        return
    practices = [draft.writer.draw("practices") for _ in range(draft.rng.randint(1, 3))]
    for text in practices:
        draft.find(f"{kind}_practice", text)
    draft.put(Heading(2, draft.rng.choice(GOOD[kind])), actions.bullets(draft, [Item(t, t) for t in practices]))
    draft.put(Heading(2, "What we looked at"), *(Para(p) for p in draft.story("any", 1)))


def _chapters(draft: Draft) -> None:
    """The five key questions with narrative, breaches and a recommendation or two."""
    draft.put(Heading(1, draft.rng.choice(("Detailed findings", "What we found", "Our findings"))))
    for code, name in QUESTIONS.items():
        draft.put(Heading(2, draft.rng.choice((f"Are services {name.lower()}?", f"Is the service {name.lower()}?"))))
        draft.put(*_narrative(draft, code, 2))
        if draft.look["breaches"] == "inline" and draft.rng.random() < 0.6:
            draft.put(*enforcing.breach(draft))
        if draft.rng.random() < 0.15:
            draft.put(enforcing.recommendation(draft))


def _assessment(draft: Draft) -> None:
    """A report under the single assessment framework: scores, breaches as prose, sometimes enforcement."""
    name = draft.services[0]
    line = gradings.drawn(draft.rng, draft.look, "service", name, draft.dates.published_on.year)
    pairs = tuple(zip(gradings.NAMES, (gradings.word(draft.look, now) for now in line.now), strict=True))
    draft.put(Heading(2, f"Ratings - {name}"), Pairs((pairs[5], *pairs[:5]), draft.rng.choice(("row", "stacked"))))
    draft.ratings += gradings.truth(line, with_before=False)
    draft.put(Heading(2, "Our view of the service"), *(Para(p) for p in draft.story("any", 3)))
    scored = draft.rng.random() < 0.7
    for code, title in QUESTIONS.items():
        draft.put(Heading(1, title))
        _statements(draft, code, scored)
        if draft.rng.random() < 0.6:
            draft.put(*enforcing.breach(draft))
        if draft.rng.random() < 0.15:
            draft.put(enforcing.recommendation(draft))
    if draft.look["enforcement"] != "table":
        enforcing.enforcement(draft)
    _unreadable(draft)


def _statements(draft: Draft, code: str, scored: bool) -> None:
    if scored:
        draft.put(Para(f"This service scored {draft.rng.randint(30, 95)} (out of 100) for this area."))
    for statement in bank()["statements"][code]:
        draft.put(Heading(3, statement))
        score = draft.rng.choice((1, 2, 3, 3, 4, None)) if scored else None
        if scored and score:
            draft.put(Para(f"Score: {score}"))
        elif scored:
            draft.put(Para(bank()["not_looked_at"].format(statement=statement, question=QUESTIONS[code])))
        if scored:
            draft.scores.append(TrueScore(statement, code, score))
        if draft.rng.random() < 0.6:
            draft.put(*(Para(p) for p in draft.story(code, 1)))


def _unreadable(draft: Draft) -> None:
    """A page nobody can read by its text, which must be named as such."""
    kind = draft.look["unreadable"]
    if kind == "none":
        return
    inside = (
        Heading(2, "Action plan agreed after the visit"),
        Para("The trust must replace the doors of the seclusion rooms by June."),
    )
    draft.put(Unreadable(kind, inside))
    draft.unread += 1


def _finished(draft: Draft) -> list[Block]:
    """Blocks with a contents page where the look has one, and musts in two columns where it asks for that."""
    blocks = _in_columns(draft.blocks) if draft.look["actions"] == "two_columns" else list(draft.blocks)
    if draft.look["contents"] == "yes":
        entries = tuple(b.text for b in blocks if isinstance(b, Heading) and b.level <= 3)
        at = next((i for i, b in enumerate(blocks) if isinstance(b, Heading) and b.text != "Ratings"), 0)
        blocks.insert(at, Contents(entries))
    return blocks


def _in_columns(blocks: list[Block]) -> list[Block]:
    """Runs of lists with their small headings set in two columns."""
    out: list[Block] = []
    for together, run in groupby(
        blocks, key=lambda b: isinstance(b, Bullets) or (isinstance(b, Heading) and b.level == 4)
    ):
        part = list(run)
        many = (
            sum(isinstance(b, Bullets) for b in part) > 1
            or sum(len(b.items) for b in part if isinstance(b, Bullets)) > 4
        )
        out += [Columns(tuple(part))] if together and many else part
    return out
