"""A finding's text as a title: without the citation at its end, which stands in a place of its own beside it."""

from __future__ import annotations

import re
from typing import Final

# "(Regulation 12(2)(a))", "[Reg. 9(3) (g)]", "(Regulations 12 and 17)", "(Regulation 18 (Staffing))": a citation in
# brackets of its own. What it holds is matched pair by pair, so that "12(2)(a)" ends where its own bracket ends.
_INNER: Final = r"(?:[^()\[\]]|[(\[][^()\[\]]*[)\]])*"
_BRACKETED: Final = re.compile(
    rf"[(\[]\s*(?:HSCA\s)?(?:RA\s)?reg(?:ulations?|s)?\.?\s*\d{_INNER}[)\]]\s*([.;,]?)\s*$", re.IGNORECASE
)
# "… every shift. Regulation 18(1)" after the end of a sentence: number, paragraphs and perhaps the title, no verb.
_AFTER_STOP: Final = re.compile(
    r"(?<=[.;])\s(?i:regulations?)\s+\d{1,3}[A-Z]?(?:\s*\(\w{1,4}\))*(?:,?\s+\(?[A-Z][^.()]{3,80}\)?)?\s*\.?\s*$"
)


def without_citation(text: str) -> str:
    """The text without a regulation cited at its very end; its full stop stays. A text that is nothing but a
    citation, or that speaks of a regulation inside its sentence, comes back as it is."""
    found = _BRACKETED.search(text) or _AFTER_STOP.search(text)
    if found is None or not (kept := text[: found.start()].rstrip()):
        return text
    stop = found.group(1) if found.re is _BRACKETED else ""
    return kept if not stop or kept[-1] in ".;,!?" else f"{kept}{stop}"
