"""Requirement notices, warning notices, conditions, breaches inside the text, recommendations."""

from __future__ import annotations

from corpus.variety.blocks import Bullets, Heading, Notices, Para, Row
from corpus.variety.citations import ACT, TITLES, number, paragraphs
from corpus.variety.dates import deadline
from corpus.variety.headings import ENFORCEMENT, NOTICES
from corpus.variety.making import Draft
from corpus.variety.sentences import bank

PRIMARILY = "This section is primarily information for the provider"


def _activities(draft: Draft) -> tuple[str, ...]:
    return tuple(draft.rng.sample(bank()["activities"], draft.rng.choice((1, 1, 2, 3))))


def _row(draft: Draft, form: str) -> Row:
    regulation, prose = draft.writer.draw("notice_proses")
    n = number(regulation)
    name = f"Regulation {n} HSCA (RA) Regulations 2014 {TITLES[n]}"
    body = [prose, *([draft.writer.draw("more_notice")] if draft.rng.random() < 0.5 else [])]
    if form == "title_only":
        return _found(draft, Row(_activities(draft), name), name, (n,))
    regulations = (n,)
    if form == "subs":
        regulations = (regulation,)
        row = Row(_activities(draft), name, (*body, paragraphs(regulation)))
    elif form == "how_not_met":
        row = Row(_activities(draft), name, ("How the regulation was not being met:", *body))
    else:
        row = Row(_activities(draft), name, tuple(body), bulleted=form == "bulleted")
    return _found(draft, row, " ".join(body), regulations)


def _found(draft: Draft, row: Row, quote: str, regulations: tuple[str, ...]) -> Row:
    draft.find("requirement_notice", quote, regulations=regulations, activities=row.activities)
    return row


def requirement_notices(draft: Draft) -> None:
    """A table of notices, sometimes continued on a page that repeats the heading."""
    form = draft.look["notices"]
    if form == "none":
        return
    heading = draft.rng.choice(NOTICES)
    rows = [_row(draft, form) for _ in range(draft.rng.randint(1, 5))]
    first = form == "regulation_first"
    draft.put(Heading(1, heading, PRIMARILY if draft.rng.random() < 0.6 else None))
    draft.put(Para("The table below shows the legal requirements that were not being met. The provider must send CQC a report that says what it is going to do to meet them."))
    if len(rows) > 3 and draft.look["again"] != "no":
        draft.put(Notices(tuple(rows[:2]), first), Heading(1, heading), Notices(tuple(rows[2:]), first))
    else:
        draft.put(Notices(tuple(rows), first))


def enforcement(draft: Draft) -> None:
    """Warning notices as a table, a sentence or a list with a deadline each; or conditions under section 31."""
    form = draft.look["enforcement"]
    if form == "none":
        return
    draft.put(Heading(1 if form == "table" else 2, draft.rng.choice(ENFORCEMENT), PRIMARILY if form == "table" else None))
    {"table": _warning_table, "prose": _warning_prose, "list": _warning_list, "conditions": _conditions}[form](draft)


def _warning_table(draft: Draft) -> None:
    draft.put(Para("The table below shows where legal requirements were not being met and we have taken enforcement action."))
    rows = []
    for _ in range(draft.rng.randint(1, 3)):
        regulation, prose = draft.writer.draw("notice_proses")
        n = number(regulation)
        words, day = deadline(draft.rng, draft.dates.published_on)
        action = draft.rng.choice(
            (f"We issued a warning notice to be met by {words}.", f"We served a warning notice, which must be complied with by {words}.")
        )
        rows.append(Row(_activities(draft), f"Regulation {n} HSCA (RA) Regulations 2014 {TITLES[n]}", (prose, paragraphs(regulation)), False, ("The enforcement action we took:", action)))
        draft.find("warning_notice", prose, regulations=(regulation,), deadline=day)
    draft.put(Notices(tuple(rows)))


def _warning_prose(draft: Draft) -> None:
    words, day = deadline(draft.rng, draft.dates.published_on)
    failing = draft.writer.draw("failings")
    sentence = draft.rng.choice(
        (
            f"We served a warning notice on the {draft.actor} under section 29A of the Health and Social Care Act 2008 because {failing}, to be met by {words}.",
            f"We issued the {draft.actor} with a section 29A warning notice because {failing}. The {draft.actor} must make the improvements by {words}.",
            f"A Section 29A Warning Notice was issued because {failing}. It has to be met no later than {words}.",
        )
    )
    draft.find("warning_notice", sentence, deadline=day)
    draft.put(Para(f"{sentence} {draft.story('well_led', 1)[0]}"))


def _warning_list(draft: Draft) -> None:
    lead = f"We issued a warning notice to the {draft.actor} under Section 29A of the Health and Social Care Act 2008. Significant improvement is required in:"
    draft.find("warning_notice", lead, optional=True)
    items = []
    for _ in range(draft.rng.randint(2, 4)):
        words, day = deadline(draft.rng, draft.dates.published_on)
        items.append(f"{draft.writer.draw('improvements')}, by {words}{draft.rng.choice((';', '.'))}")
        draft.find("warning_notice", items[-1], deadline=day)
    draft.put(Para(lead), Bullets(tuple(items), "hang", draft.look["glyph"]))


def _conditions(draft: Draft) -> None:
    who = draft.rng.choice(("the registered provider", "the provider", "the trust"))
    stem = draft.rng.random() < 0.4
    lead = draft.rng.choice(
        (
            "We used our powers under section 31 of the Health and Social Care Act 2008 to impose conditions on the registration. The conditions are",
            "Because people were at risk we imposed urgent conditions on the provider's registration (section 31 notice of decision)",
        )
    )
    draft.put(Para(f"{lead}: {who} must:" if stem else f"{lead}:"))
    items = []
    for _ in range(draft.rng.randint(2, 3)):
        deed = draft.writer.draw("conditions")
        printed = f"{deed};" if stem else f"{who[0].upper()}{who[1:]} must {deed}."
        draft.find("condition", printed, text=f"{who[0].upper()}{who[1:]} must {deed}.")
        items.append(printed)
    draft.put(Bullets(tuple(items), "hang", draft.look["glyph"]))


def breach(draft: Draft) -> list[Para]:
    """A paragraph with a breach in it, in bold or not, and sometimes a recommendation."""
    regulation, cause = draft.writer.draw("breach_causes")
    n = number(regulation)
    forms: tuple[tuple[str, str], ...] = (
        (f"The provider failed to act although {cause}. This was a breach of regulation {n} of the {ACT}.", n),
        (f"We found that {cause}, which was a breach of Regulation {n} ({TITLES[n]}).", n),
        (f"The service was in breach of regulation {regulation} because {cause}.", regulation),
        (f"Because {cause}, this was a breach of Regulation {regulation} of the {ACT}.", regulation),
        (f"We identified a breach of the regulation in relation to {TITLES[n].lower()}, because {cause}.", f"{n}~"),
    )
    sentence, true = draft.rng.choice(forms)
    draft.find("breach", sentence, regulations=(true,))
    before, after = draft.story("any", 2)
    if draft.rng.random() < 0.5:
        return [Para(before), Para(sentence, bold=True), Para(after)]
    return [Para(f"{before} {sentence} {after}")]


def recommendation(draft: Draft) -> Para:
    """A recommendation inside a paragraph: neither must nor should."""
    sentence = draft.writer.draw("recommendations")
    draft.find("recommendation", sentence)
    return Para(f"{draft.story('responsive', 1)[0]} {sentence}")
