"""The answer of a reader that makes no mistake, in the JSON shape of ``springboard read --json``."""

from __future__ import annotations

from typing import Any

from corpus.truth import TrueFinding, Truth

Found = dict[str, Any]


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def perfect(truth: Truth, pages: dict[int, tuple[int, int]], unread: tuple[int, ...]) -> Found:
    """The answer a reader would give that made no mistake: what the tests of the scorer start from."""
    return {
        "provider": {"name": truth.provider, "id": truth.provider_id},
        "report": {
            "title": truth.title,
            "published": _text(truth.published),
            "inspected_from": _text(truth.inspected_from),
            "inspected_to": _text(truth.inspected_to),
            "era": truth.era,
        },
        "ratings": [
            {
                "scope": r.scope,
                "name": r.name,
                "key_question": r.key_question,
                "rating": r.rating,
                "previous": r.previous,
            }
            for r in truth.ratings
        ],
        "scores": [{"statement": s.statement, "score": s.score} for s in truth.scores],
        "findings": [_as_found(f, pages) for f in truth.findings],
        "unread": [{"page": page, "why": "a picture, or text that runs sideways"} for page in unread],
    }


def _as_found(true: TrueFinding, pages: dict[int, tuple[int, int]]) -> Found:
    return {
        "level": true.level,
        "text": true.text,
        "quote": true.quote,
        "page": pages[true.id][0] if true.id in pages else None,
        "service": true.service,
        "key_question": true.key_question,
        "regulations": [
            {"instrument": r.instrument, "number": r.number, "paragraphs": r.paragraphs, "inferred": r.inferred}
            for r in true.regulations
        ],
        "deadline": _text(true.deadline),
    }
