"""The sections of what must and should be done, and what the last inspection had asked for."""

from __future__ import annotations

from corpus.variety.blocks import Block, Bullets, FillPage, Heading, NewPage, Para
from corpus.variety.headings import ABOVE, PREVIOUS, PREVIOUS_STATUS, action_heading, service_heading
from corpus.variety.making import Draft
from corpus.variety.sentences import Item, as_stem_list, bank

TRUST_WIDE = ("Trust wide", "Trust-wide", "For the overall trust", "Trustwide", "The trust as a whole")


def bullets(draft: Draft, items: list[Item]) -> Bullets:
    """The items as this report lists things."""
    return Bullets(tuple(item.printed for item in items), draft.look["list"], draft.look["glyph"])


def lost_spaces(draft: Draft, text: str) -> str:
    """The text with two spaces lost, where this look loses spaces."""
    words = text.split(" ")
    if draft.look["spaces"] == "normal" or len(words) < 9:
        return text
    at = draft.rng.randrange(3, len(words) - 4)
    return " ".join(words[:at]) + words[at] + " ".join(["", *words[at + 1 :]])


def previous(draft: Draft) -> None:
    """What the inspection before had asked for: told again, and no finding of this report."""
    form = draft.look["previous"]
    year = str(draft.dates.published_on.year - 2)
    if form == "none":
        return
    lead = draft.rng.choice(PREVIOUS).format(actor=draft.actor, year=year)
    items = [draft.writer.must() for _ in range(3)]
    bare = [i.text.split(" must ", 1)[-1].split(" (")[0].rstrip(".") for i in items]
    draft.put(
        Heading(
            3,
            draft.rng.choice(
                ("Background to the inspection", "Previous inspections", "Why we carried out this inspection")
            ),
        )
    )
    if form == "list":
        draft.put(Para(lead), Bullets(tuple(f"{b}." for b in bare), "hang", draft.look["glyph"]))
    else:
        draft.put(Para(f"{lead.rstrip(':')} {bare[0]}, and that it should {draft.writer.draw('should_deeds')}."))
    draft.put(Para(draft.rng.choice(PREVIOUS_STATUS).format(actor=draft.actor)))


def lists(draft: Draft) -> list[Block]:
    """The whole section "Areas for improvement", in one place or in a chapter for each service."""
    start = len(draft.blocks)
    if draft.look["lists_in"] == "per_service":
        for service in draft.services[:3]:
            draft.put(Heading(1, service), *(Para(p) for p in draft.story("any", 2)))
            _section(draft, [service], level=2, named=False)
    else:
        _section(draft, draft.services[:3], level=2, named=draft.look["services"] != "none")
    out = draft.blocks[start:]
    del draft.blocks[start:]
    return out


def _section(draft: Draft, services: list[str], *, level: int, named: bool) -> None:
    above = draft.rng.choice(ABOVE)
    _break(draft)
    if above:
        draft.put(Heading(level, above))
    if draft.look["definition"] == "yes":
        draft.put(Para(draft.writer.draw("definitions")))
    for modal in ("must", "should"):
        draft.put(Heading(level + 1, action_heading(draft.rng, draft.look["must_heading"], draft.actor, modal)))
        if draft.look["items"] == "stem" and draft.look["must_heading"] != "stem":
            draft.put(
                Para(draft.rng.choice((f"The {draft.actor} {modal}:", f"We told the {draft.actor} that it {modal}:")))
            )
        _groups(draft, modal, services, named)


def _groups(draft: Draft, modal: str, services: list[str], named: bool) -> None:
    whole = draft.look["lists_in"] != "per_service"
    if not named:
        one = None if whole else services[0]
        _list(draft, modal, one, False, draft.rng.randint(3, 7))
        return
    if draft.rng.random() < 0.5:
        draft.put(Heading(4, draft.rng.choice(TRUST_WIDE)))
        _list(draft, modal, None, True, draft.rng.randint(1, 3))
    spoken = draft.rng.sample(bank()["spoken_services"], len(services))
    for service, short in zip(services, spoken, strict=True):
        name = short if draft.look["services"] == "in_the" else service
        words, name = service_heading(draft.look["services"], name, draft.trust)
        draft.put(Heading(4, words))
        _list(draft, modal, name, False, draft.rng.randint(1, 5))


def _list(draft: Draft, modal: str, service: str | None, trust_wide: bool, count: int) -> None:
    items = [draft.writer.must() if modal == "must" else draft.writer.should() for _ in range(count)]
    if draft.look["items"] == "stem":
        items = as_stem_list(draft.rng, items)
    items = [Item(lost_spaces(draft, i.printed), i.text, i.regulations) for i in items]
    for item in items:
        draft.find(
            modal,
            item.printed,
            text=item.text,
            regulations=item.regulations,
            service=service,
            trust_wide=trust_wide,
        )
    if draft.look["again"] != "no" and count > 3 and draft.rng.random() < 0.5:
        _list_continued(draft, items)
    else:
        draft.put(bullets(draft, items))


def _list_continued(draft: Draft, items: list[Item]) -> None:
    """The list cut in two by a new page that repeats its heading."""
    heading = next(b for b in reversed(draft.blocks) if isinstance(b, Heading))
    more = " (continued)" if draft.look["again"] == "continued" else ""
    draft.put(bullets(draft, items[:2]), NewPage(), Heading(heading.level, heading.text + more))
    rest = bullets(draft, items[2:])
    draft.put(rest)


def _break(draft: Draft) -> None:
    """Narrative before a section down to some lines above the page's end, so that its lists run over it."""
    form = draft.look["page_break"]
    if form == "before_list":
        draft.put(NewPage())
    if form in {"inside_list", "inside_item"} and not any(isinstance(b, FillPage) for b in draft.blocks):
        lines = draft.rng.randint(10, 18) if form == "inside_list" else draft.rng.randint(7, 10)
        draft.put(FillPage(lines, tuple(draft.story("any", 14))))
