"""Turns a stem and a bullet into a sentence that stands alone, and tidies list punctuation."""

from __future__ import annotations

import re
from dataclasses import dataclass

MODAL = re.compile(r"\b(must|should)\b", re.IGNORECASE)
_STEM = re.compile(
    r"(?:^|[\s,])(?P<actor>(?:the|this|each|its)\s+(?:(?!\b(?:told|that|we|it|they)\b)[\w’'&/ -]){2,60}?|they|"
    r"it|you|we)\s+(?P<modal>must|should)\b"
    r"(?P<tail>[^:.]{0,120})[:.…]*\s*$",
    re.IGNORECASE,
)
# Stems without an article, such as “Team managers should also:” and “Staff must:”.
_BARE_STEM = re.compile(
    r"^(?P<actor>(?!(?:We|It|They|You|Who|What|Where|When|If|And|But|There|That|These|This|Those)\b)[A-Z][\w’'-]*"
    r"(?: (?!(?:told|that|we|it|they|must|should)\b)[\w’'&-]+){0,5}) (?P<modal>must|should)\b(?P<tail>[^:.]{0,60}):$",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:told|required|asked|advised)\s+(?P<who>(?:the|this)\s+[\w’'& -]{2,50}?)\s+(?:that|it|they|must|"
    r"should|to)\b",
    re.IGNORECASE,
)
_HEADING_ACTOR = re.compile(
    r"(?:actions?|what)\s+(?:that\s+|which\s+)?(?P<actor>(?:the|this|a)\s+[\w’'&/ ,-]{2,60}?)\s+(?:must|"
    r"should)\s+(?:take|do)",
    re.IGNORECASE,
)
_ORDERS = (
    "ensure make review improve continue consider provide develop implement complete keep take address "
    "identify monitor maintain record carry give act assess update support work introduce check train "
    "recruit store manage reduce stop not explore look find put set establish strengthen replace remove "
    "notify tell display follow meet protect involve consult offer help increase share start seek use "
    "include encourage promote audit investigate report respond repair fit finish publish write plan "
    "arrange allow have be do deliver embed evaluate adopt agree appoint clarify comply define "
    "demonstrate document enable enhance evidence examine extend fully hold inform measure obtain "
    "prioritise produce recognise refer refurbish regularly resolve test treat undertake always never "
    "only also formally urgently actively better clearly bring think ask answer install name supply send "
    "admit return change close open move redecorate invite teach print count clean fill run employ rely "
    "tidy mend build buy call collect hire learn let listen pay prevent raise remind reply save show "
    "speak translate visit widen apply leave shorten lock label book bar "
)
_VERBS = frozenset(_ORDERS.split())
_GLUED_MODAL = re.compile(rf"\b(must|should)(?=(?:{'|'.join(sorted(_VERBS))})\b)")
_NO_ACTOR = re.compile(r"^(?:ensure|ensuring)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stem:
    """The words a list completes: "The trust must ensure that" + each bullet."""

    actor: str
    modal: str
    tail: str = ""

    def with_item(self, item: str) -> str:
        """The whole sentence."""
        start = item if _keeps_capital(item) else item[:1].lower() + item[1:]
        if self.tail.lower().startswith("ensure") and _NO_ACTOR.match(item):
            return sentence(f"{self.actor} {self.modal} {start}")
        return sentence(" ".join(f"{self.actor} {self.modal} {self.tail} {start}".split()))


_WORD = re.compile(r"[A-Za-z]+")


def stem_of(text: str, actor_before: str = "the provider") -> Stem | None:
    """The stem a paragraph ends with ("We told the trust that it must:"), or ``None``.

    ``actor_before`` is whom "it" or "they" means where the stem itself does not say it: "And that it should:".
    """
    match = _STEM.search(text[-400:]) or (_BARE_STEM.match(text) if text[:1].isupper() and len(text) < 140 else None)
    if not match:
        return None
    actor = match.group("actor")
    if actor.lower() in {"it", "they", "you", "we"}:
        told = _TOLD.search(text)
        actor = told.group("who") if told else actor_before
    return Stem(_capital(actor.strip()), match.group("modal").lower(), match.group("tail").strip(" :,-–"))


def heading_stem(heading: str, modal: str, fallback: str) -> Stem:
    """The stem a heading implies: "Action the trust MUST take" means "The trust must"."""
    match = _HEADING_ACTOR.search(heading)
    actor = match.group("actor") if match else fallback
    actor = re.sub(r"^(?:a|this)\s", "the ", actor.lower() if actor.isupper() else actor, flags=re.IGNORECASE)
    return Stem(_capital(actor), modal)


def is_instruction(text: str) -> bool:
    """Whether a text begins like an order: "Ensure that…", "not admit…"."""
    word = _WORD.match(text)
    return word is not None and word.group().lower() in _VERBS


def as_sentence(item: str, stem: Stem | None, implied: Stem | None) -> str:
    """The item as a sentence: joined to its stem, to the stem its heading implies, or as it is."""
    tidy = untrailed(item)
    starts_low = tidy[:1].islower()
    if stem and (starts_low or (is_instruction(tidy) or not MODAL.search(tidy))):
        return stem.with_item(tidy)
    if implied and is_instruction(tidy) and not re.match(r"^\w+ (?:must|should)\b", tidy):
        return implied.with_item(tidy)
    return sentence(tidy)


def spaced_modal(text: str) -> str:
    """The text with the space put back that some files lose after "must" and "should": "shouldbe", "mustensure"."""
    return _GLUED_MODAL.sub(r"\1 ", text) if "must" in text or "should" in text else text


def untrailed(item: str) -> str:
    """The item without the "; and", "," or ";" that only served its list."""
    return re.sub(r"(?:\s*[;,.]?\s+(?:and|or)|\s*[;,])\s*$", "", item.strip())


def unwrapped(citation: str) -> str:
    """A citation without brackets around the whole of it and without its full stop."""
    bare = citation.strip(" .;")
    whole = bare.startswith("(") and bare.endswith(")") and bare.count("(") == bare.count(")") == 1
    return bare[1:-1] if whole else bare


def sentence(text: str) -> str:
    """Capital first letter, a full stop at the end."""
    text = _capital(text.strip())
    return text if text.endswith((".", "!", "?", "…")) else text + "."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _keeps_capital(item: str) -> bool:
    word = item.split(" ", 1)[0]
    return word[1:2].isupper() or (word[:1].isupper() and not is_instruction(item) and word not in _COMMON)


_COMMON = frozenset(
    [
        "The",
        "A",
        "An",
        "All",
        "Any",
        "Each",
        "Every",
        "There",
        "Staff",
        "Patients",
        "People",
        "Medicines",
        "Care",
        "Risk",
        "Records",
        "Systems",
        "That",
        "Where",
        "When",
        "They",
        "It",
        "Its",
        "Their",
        "These",
        "This",
        "Those",
        "Managers",
        "Nurses",
        "Doctors",
        "Families",
        "Carers",
        "Wards",
        "Rooms",
        "Equipment",
        "Premises",
        "Regular",
        "Effective",
        "Appropriate",
        "Sufficient",
        "Enough",
        "Clear",
        "Young",
        "Children",
        "Both",
        "Clinical",
        "Emergency",
        "Physical",
    ]
)
