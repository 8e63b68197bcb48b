"""Rule sets from YAML, with a trust's own changes on top.

A trust puts files of changes into a folder and names it in ``SPRINGBOARD_RULE_CHANGES``; each file changes
one rule set. Everything else of the rules stays ours, so that an update of Springboard still brings its
corrections.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from springboard.frameworks.model import FrameworkError, Provenance
from springboard.frameworks.reading import Doc, own_folder, read_file
from springboard.kernel.ratings import (
    FACT_KINDS,
    SCALE,
    Band,
    Change,
    Limiter,
    RuleError,
    RuleSet,
    ScoreRules,
    Setting,
    StatementLimiter,
    TrustOverallPeriod,
    with_changes,
)
from springboard.kernel.reports.model import KEY_QUESTIONS

CHANGES_FOLDER: Final = "SPRINGBOARD_RULE_CHANGES"
_LEVELS: Final = ("key_question", "overall")
Sources = Mapping[str, str]


@cache
def rule_set_codes() -> tuple[str, ...]:
    """The codes of all rule sets, in order."""
    folder = own_folder().joinpath("rating_rules")
    return tuple(sorted(f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml")))


@cache
def original_rule_set(code: str) -> RuleSet:
    """A rule set as Springboard ships it. Refuses a code that is none."""
    if code not in rule_set_codes():
        raise FrameworkError(f"There are no rating rules '{code}'. There are: {', '.join(rule_set_codes())}.")
    return parse_rule_set(read_file(own_folder().joinpath("rating_rules", f"{code}.yaml")))


def rule_set(code: str, *, changes: Path | None = None) -> RuleSet:
    """A rule set with the trust's changes to it, if it has any.

    ``changes`` is the folder of files with changes; by default the one named in ``SPRINGBOARD_RULE_CHANGES``.
    Read once: a change of the files counts from the next start. Refuses a folder that is named and not there,
    and files that are not right, saying which and why.
    """
    folder = changes or (Path(os.environ[CHANGES_FOLDER]) if os.environ.get(CHANGES_FOLDER) else None)
    return original_rule_set(code) if folder is None else _changed_rule_set(code, folder)


@cache
def _changed_rule_set(code: str, folder: Path) -> RuleSet:
    if not folder.is_dir():
        raise FrameworkError(f"{folder}: {CHANGES_FOLDER} names a folder that is not there.")
    rules = original_rule_set(code)
    for file in sorted(folder.glob("*.yaml")):
        doc = read_file(file)
        if doc.choice("rule_set", rule_set_codes()) == code:
            rules = apply_changes(rules, doc)
    return rules


def apply_changes(rules: RuleSet, doc: Doc) -> RuleSet:
    """A rule set with one file's changes made. Refuses what ``with_changes`` refuses, naming the file."""
    doc.choice("rule_set", (rules.code,))
    provenance = doc.provenance()
    changes = [_change(part) for part in doc.parts("changes")]
    doc.done()
    try:
        return with_changes(rules, changes)
    except RuleError as error:
        raise FrameworkError(f"{provenance.file}: {error}") from error


def parse_rule_set(doc: Doc) -> RuleSet:
    """A rule set from its YAML. Refuses unknown keys, sources that are not listed, and rules that make no
    sense.
    """
    provenance = doc.provenance()
    sources = {key: doc.part("sources").text(key) for key in doc.part("sources").data}
    try:
        rules = _rule_set(doc, sources, provenance)
    except RuleError as error:
        raise FrameworkError(f"{doc.where}: {error}") from error
    doc.done()
    return rules


def _rule_set(doc: Doc, sources: Sources, provenance: Provenance) -> RuleSet:
    return RuleSet(
        code=doc.text("code"),
        name=doc.text("name"),
        version=provenance.version,
        source=provenance.source,
        bands=tuple(_band(part, sources) for part in doc.parts("bands")),
        limiters=tuple(_limiter(part, sources) for part in doc.parts("limiters")),
        trust_overall=tuple(_period(part, sources) for part in doc.parts("trust_overall")),
        trust_assessed_alone=tuple(q for q in KEY_QUESTIONS if q in _questions(doc)),
        scores=_scores(doc.part("scores"), sources) if doc.has("scores") else None,
        unverified=provenance.unverified,
    )


def _questions(doc: Doc) -> tuple[str, ...]:
    found = doc.texts("trust_assessed_alone")
    if unknown := set(found) - set(KEY_QUESTIONS):
        raise FrameworkError(f"{doc.where}: no key question: {', '.join(sorted(unknown))}.")
    return found


def _setting(doc: Doc, code: str, sources: Sources) -> Setting:
    setting = Setting(
        code=code,
        value=doc.value("value", (int, str), "a whole number or a word"),
        verified=doc.flag("verified"),
        source=sources[doc.choice("source", tuple(sources))],
        on=doc.flag("in_use", default=True),
        why_on=doc.text_or_none("why_on"),
    )
    doc.done()
    if setting.on and not setting.verified and not setting.why_on:
        raise FrameworkError(
            f"{doc.where}: an unverified rule has 'in_use: false', or says in 'why_on' why it is used."
        )
    return setting


def _band(doc: Doc, sources: Sources) -> Band:
    smallest, largest = doc.whole("from"), doc.whole_or_none("to")
    span = f"{smallest}+" if largest is None else f"{smallest}-{largest}"
    names = ("outstanding", "requires_improvement", "inadequate", "any_inadequate")
    thresholds = [_setting(doc.part(name), f"{span}.{name}", sources) for name in names]
    doc.done()
    return Band(smallest, largest, *thresholds)


def _limiter(doc: Doc, sources: Sources) -> Limiter:
    fact = doc.choice("fact", FACT_KINDS)
    limiter = Limiter(
        fact=fact,
        level="key_question" if doc.choice("level", _LEVELS) == "key_question" else "overall",
        limit=_setting(doc.part("limit"), f"limit.{fact}", sources),
        says=doc.text("says"),
        normally=doc.flag("normally"),
        key_question=doc.choice("key_question", KEY_QUESTIONS) if doc.has("key_question") else None,
    )
    doc.done()
    return limiter


def _period(doc: Doc, sources: Sources) -> TrustOverallPeriod:
    starts, ends = doc.day_or_none("from"), doc.day_or_none("to")
    code = f"trust.from_{starts}" if starts else "trust.at_first"
    period = TrustOverallPeriod(_setting(doc.part("way"), code, sources), starts, ends)
    doc.done()
    return period


def _scores(doc: Doc, sources: Sources) -> ScoreRules:
    def setting(name: str) -> Setting:
        return _setting(doc.part(name), f"score.{name}", sources)

    scores = ScoreRules(
        maximum=doc.whole("maximum"),
        good_from=setting("good_from"),
        requires_improvement_from=setting("requires_improvement_from"),
        outstanding_from=setting("outstanding_from"),
        rounding=setting("rounding"),
        limiters=tuple(_statement_limiter(part, sources) for part in doc.parts("limiters")),
    )
    doc.done()
    return scores


def _statement_limiter(doc: Doc, sources: Sources) -> StatementLimiter:
    within = doc.choice("within", SCALE)
    found = doc.value("scores", list, "a list of whole numbers")
    if not found or not all(isinstance(score, int) and not isinstance(score, bool) for score in found):
        raise FrameworkError(f"{doc.where}: 'scores' must be a list of whole numbers.")
    limit = _setting(doc.part("limit"), f"statement.{within}", sources)
    doc.done()
    return StatementLimiter(within, tuple(found), limit)


def _change(doc: Doc) -> Change:
    change = Change(
        code=doc.text("rule"),
        source=doc.text("source"),
        value=doc.value("value", (int, str), "a whole number or a word") if doc.has("value") else None,
        on=doc.flag("in_use") if doc.has("in_use") else None,
        verified=doc.flag("verified") if doc.has("verified") else None,
    )
    doc.done()
    return change
