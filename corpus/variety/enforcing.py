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
    draft.put(Heading(1, heading, PRIMARILY if draft.rng.random() < 0.6 else None), Para(bank()["notice_intro"]))
    if len(rows) > 3 and draft.look["again"] != "no":
        draft.put(Notices(tuple(rows[:2]), first), Heading(1, heading), Notices(tuple(rows[2:]), first))
    else:
        draft.put(Notices(tuple(rows), first))


def enforcement(draft: Draft) -> None:
    """Warning notices as a table, a sentence or a list with deadlines; or conditions under section 31."""
    form = draft.look["enforcement"]
    if form == "none":
        return
    table = form == "table"
    draft.put(Heading(1 if table else 2, draft.rng.choice(ENFORCEMENT), PRIMARILY if table else None))
    {"table": _warning_table, "prose": _warning_prose, "list": _warning_list, "conditions": _conditions}[form](draft)


def _warning_table(draft: Draft) -> None:
    draft.put(Para(bank()["warning_intro"]))
    rows = [_warning_row(draft) for _ in range(draft.rng.randint(1, 3))]
    draft.put(Notices(tuple(rows)))


def _warning_row(draft: Draft) -> Row:
    regulation, prose = draft.writer.draw("notice_proses")
    n = number(regulation)
    words, day = deadline(draft.rng, draft.dates.published_on)
    action = draft.rng.choice(bank()["warning_actions"]).format(words=words)
    draft.find("warning_notice", prose, regulations=(regulation,), deadline=day)
    name = f"Regulation {n} HSCA (RA) Regulations 2014 {TITLES[n]}"
    body = (prose, paragraphs(regulation))
    return Row(_activities(draft), name, body, False, ("The enforcement action we took:", action))


def _warning_prose(draft: Draft) -> None:
    words, day = deadline(draft.rng, draft.dates.published_on)
    form = draft.rng.choice(bank()["warning_prose"])
    sentence = form.format(actor=draft.actor, failing=draft.writer.draw("failings"), words=words)
    draft.find("warning_notice", sentence, deadline=day)
    draft.put(Para(f"{sentence} {draft.story('well_led', 1)[0]}"))


def _warning_list(draft: Draft) -> None:
    """The sentence above the list may be read as a notice of its own or not: neither is wrong."""
    lead = bank()["warning_lead"].format(actor=draft.actor)
    draft.find("warning_notice", lead, optional=True)
    items = []
    for _ in range(draft.rng.randint(2, 4)):
        words, day = deadline(draft.rng, draft.dates.published_on)
        items.append(f"{draft.writer.draw('improvements')}, by {words}{draft.rng.choice((';', '.'))}")
        draft.find("warning_notice", items[-1], deadline=day)
    draft.put(Para(lead), Bullets(tuple(items), "hang", draft.look["glyph"]))


def _conditions(draft: Draft) -> None:
    """Conditions as whole sentences, or as bullets that complete "the provider must:"."""
    who = draft.rng.choice(("the registered provider", "the provider", "the trust"))
    stem = draft.rng.random() < 0.4
    lead = draft.rng.choice(bank()["condition_leads"])
    draft.put(Para(f"{lead}: {who} must:" if stem else f"{lead}:"))
    items = []
    for _ in range(draft.rng.randint(2, 3)):
        deed = draft.writer.draw("conditions")
        whole = f"{who[0].upper()}{who[1:]} must {deed}."
        items.append(f"{deed};" if stem else whole)
        draft.find("condition", items[-1], text=whole)
    draft.put(Bullets(tuple(items), "hang", draft.look["glyph"]))


def breach(draft: Draft) -> list[Para]:
    """A paragraph with a breach in it, in bold or not."""
    regulation, cause = draft.writer.draw("breach_causes")
    n = number(regulation)
    kind, form = draft.rng.choice(bank()["breach_forms"])
    sentence = form.format(cause=cause, number=n, whole=regulation, title=TITLES[n], subject=TITLES[n].lower(), act=ACT)
    draft.find("breach", sentence, regulations=({"number": n, "whole": regulation, "subject": f"{n}~"}[kind],))
    before, after = draft.story("any", 2)
    if draft.rng.random() < 0.5:
        return [Para(before), Para(sentence, bold=True), Para(after)]
    return [Para(f"{before} {sentence} {after}")]


def recommendation(draft: Draft) -> Para:
    """A recommendation inside a paragraph: neither must nor should."""
    sentence = draft.writer.draw("recommendations")
    draft.find("recommendation", sentence)
    return Para(f"{draft.story('responsive', 1)[0]} {sentence}")
