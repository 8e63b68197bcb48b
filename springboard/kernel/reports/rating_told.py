"""Files the ratings that only sentences tell."""

from __future__ import annotations

from springboard.kernel.reports.hearsay import is_earlier
from springboard.kernel.reports.lines import Joiner
from springboard.kernel.reports.list_words import PREVIOUS
from springboard.kernel.reports.model import Rating, Scope
from springboard.kernel.reports.rating_collector import Collector, default_scope
from springboard.kernel.reports.rating_prose import overall_before, told
from springboard.kernel.reports.rating_words import before
from springboard.kernel.reports.sections import Section


def file_told(collector: Collector, sections: list[Section], joiner: Joiner) -> None:
    """Files what sentences tell of ratings, now and before; a weaker word than any table's."""
    for section in sections:
        if section.kind in {"previous", "contents"}:
            continue
        for block in section.blocks:
            if any("rat" in line.text for line in block.lines):
                _told_block(collector, section, block.text(joiner), block.page)
                _told_before(collector, section, block.text(joiner))


def _told_before(collector: Collector, section: Section, text: str) -> None:
    """Fills in what the whole was rated before, where only a sentence says it, once its rating is known."""
    was = overall_before(text) if "ated" in text and ("last" in text or "previous" in text) else None
    if was is None:
        return
    names, context = collector.names, section.context
    scope: Scope = "service" if context.service or names.service else default_scope(names)
    collector.fill_before(scope, names.of(scope, context.service), was)


def _of_earlier(collector: Collector, text: str) -> bool:
    return bool(PREVIOUS.search(text)) or is_earlier(text, collector.since)


def _told_block(collector: Collector, section: Section, text: str, page: int | None) -> None:
    names, context = collector.names, section.context
    for item in told(text):
        if item.change is None and item.previous is None and _of_earlier(collector, text):
            continue
        question = item.question or context.key_question
        if question is None:
            continue
        scope: Scope = item.scope or ("service" if context.service or names.service else default_scope(names))
        if scope == "trust" and names.service and names.title != names.provider:
            scope = "service"
        if scope == "service" and not context.service and not names.service and default_scope(names) == "trust":
            continue  # "it", in a part of a trust's report that names no service
        name = names.of(scope, context.service)
        previous = item.previous or before(item.rating, item.change if item.change == "same" else None)
        collector.add(
            Rating(scope, name, question, item.rating, previous, item.change, None, page, None, item.printed), 1
        )
