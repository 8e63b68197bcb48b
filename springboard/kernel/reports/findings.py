"""Last pass over the findings: duplicates go, narrated enforcement stays only where no table lists it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from springboard.kernel.reports.lists import Reading
from springboard.kernel.reports.model import Finding, Inference
from springboard.kernel.reports.prose import ProseReader
from springboard.kernel.vocabulary import service_named
from springboard.kernel.vocabulary.loading import plain


def settled(reading: Reading, narrated: Iterable[ProseReader]) -> None:
    """Tidies ``reading.findings`` in place."""
    readers = list(narrated)
    findings = _without_repeats(reading.findings)
    for level in ("warning_notice", "condition"):
        if not any(f.level == level for f in findings):
            told = [f for reader in readers for f in reader.narrated if f.level == level]
            findings.extend(_distinct_notices(told))
    findings = _with_told_deadline(findings, [f for reader in readers for f in reader.narrated])
    if not any(f.level in {"breach", "requirement_notice", "warning_notice", "must"} for f in findings):
        findings.extend(_without_repeats([f for reader in readers for f in reader.vague])[:1])
    reading.findings[:] = findings


def _with_told_deadline(findings: list[Finding], told: list[Finding]) -> list[Finding]:
    """A warning notice whose table prints no deadline takes the one the narrative tells, when it tells only one."""
    days = {(f.deadline, f.deadline_printed) for f in told if f.level == "warning_notice" and f.deadline}
    open_ones = [f for f in findings if f.level == "warning_notice" and f.deadline is None]
    if len(days) != 1 or len(open_ones) != 1:
        return findings
    day, printed = next(iter(days))
    why = Inference("deadline", "it is told in the narrative of the report")
    dated = replace(open_ones[0], deadline=day, deadline_printed=printed, inferred=(*open_ones[0].inferred, why))
    return [dated if f is open_ones[0] else f for f in findings]


def _without_repeats(findings: list[Finding]) -> list[Finding]:
    """The same words at the same level for the same service are one finding; per service they stay apart."""
    out: list[Finding] = []
    seen: dict[tuple[str, str], list[int]] = {}
    for finding in findings:
        key = (finding.level, plain(re.sub(r"\s*\([^)]*\)\s*\.?$", "", finding.text)))
        same = next((i for i in seen.get(key, []) if _same_place(out[i], finding)), None)
        if same is None or (
            finding.level in {"requirement_notice", "warning_notice"} and not _same_notice(out[same], finding)
        ):
            seen.setdefault(key, []).append(len(out))
            out.append(finding)
        else:
            out[same] = _fuller(out[same], finding)
    return out


def _same_place(a: Finding, b: Finding) -> bool:
    if a.location != b.location and a.location and b.location:
        return False
    if a.trust_wide != b.trust_wide and (a.service or b.service or (a.trust_wide and b.trust_wide)):
        return False
    if a.service is None or b.service is None:
        return a.service == b.service or not (a.trust_wide or b.trust_wide)
    one, other = service_named(a.service), service_named(b.service)
    return plain(a.service) == plain(b.service) or (one is not None and other is not None and one.code == other.code)


def _same_notice(a: Finding, b: Finding) -> bool:
    return (
        a.page == b.page
        and a.regulations == b.regulations
        and a.activities == b.activities
        and a.deadline == b.deadline
    )


def _fuller(a: Finding, b: Finding) -> Finding:
    return replace(
        a,
        regulations=a.regulations or b.regulations,
        service=a.service or b.service,
        key_question=a.key_question or b.key_question,
        deadline=a.deadline or b.deadline,
    )


def _distinct_notices(told: list[Finding]) -> list[Finding]:
    """A notice told in the summary and again in its chapter is one notice: alike in deadline and service."""
    out: list[Finding] = []
    for finding in told:
        twin = next((i for i, f in enumerate(out) if _one_notice(f, finding)), None)
        if twin is None:
            out.append(finding)
        elif finding.deadline and not out[twin].deadline:
            out[twin] = replace(finding, service=out[twin].service or finding.service)
    return out


def _one_notice(a: Finding, b: Finding) -> bool:
    if a.deadline and b.deadline and a.deadline != b.deadline:
        return False
    return not (a.service and b.service and plain(a.service) != plain(b.service))
