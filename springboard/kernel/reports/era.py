"""Which template a report was written on, by the template's features and never by its date."""

from __future__ import annotations

import re
from collections.abc import Iterable

from springboard.kernel.reports.errors import NotCqcError, OldFormatError
from springboard.kernel.reports.lines import PageLines
from springboard.kernel.reports.model import Era

Mark = tuple[str, float, str]
_MARKS: tuple[Mark, ...] = (
    (
        "old",
        4,
        (
            r"date of inspections?:.{0,400}date of publication:\s*(?:january|february|march|april|may|june|"
            r"july|august|september|october|november|december) 20(?:0\d|1[0-4])"
        ),
    ),
    ("old", 4, r"\bessential standards\b"),
    (
        "old",
        3,
        (
            r"met this standard|action needed\b.{0,200}\bmet this standard|"
            r"enforcement action taken\b.{0,200}\bstandard"
        ),
    ),
    (
        "old",
        3,
        (
            r"what people told us and what we found|"
            r"our judgement\s+the provider was (?:not )?meeting this standard"
        ),
    ),
    ("old", 2, r"our job is to check whether hospitals, care homes|standards of quality and safety"),
    ("quality_report", 4, r"\bquality report\b"),
    ("quality_report", 3, r"the\s*five\s*questions\s*we\s*ask"),
    ("quality_report", 3, r"this report describes our judgement of the quality of care"),
    ("quality_report", 1, r"this section is primarily information for the provider"),
    ("quality_report", 1, r"date of inspection visit:"),
    ("quality_report", 1, r"cqc registered location|core services inspected"),
    ("quality_report", 1, r"we do not give a rating for mental health act"),
    ("quality_report", 1, r"\bour\s*findings\b|detailed findings"),
    ("inspection_report", 4, r"evidence appendix"),
    ("inspection_report", 3, r"we plan our next inspections based on everything we know"),
    ("inspection_report", 3, r"this report is a summary of our inspection findings"),
    ("inspection_report", 2, r"what this trust does|key questions and ratings|what we inspected and why"),
    ("inspection_report", 2, r"key to tables"),
    ("inspection_report", 1, r"\binspection report\b"),
    ("inspection_report", 2, r"[→↑↓][→← ↑↓]{0,4}\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* 20\d\d"),
    ("inspection_report", 1, r"bring services into line with \S+ legal requirements"),
    ("inspection_report", 1, r"our rating of (?:this|the) trust (?:stayed|went|improved)"),
    ("inspection_report_2020", 4, r"\bmust take is necessary to comply with its legal obligations"),
    ("inspection_report_2020", 3, r"is because it was not doing something required by a regulation"),
    ("inspection_report_2020", 3, r"during (?:an|a routine) inspection (?:of|looking at)"),
    (
        "inspection_report_2020",
        2,
        (
            r"how we carried out (?:the|"
            r"this) inspection.{0,2000}find information about how we carry out our inspections"
        ),
    ),
    ("inspection_report_2020", 2, r"you can find (?:further )?information about how we carry out our inspections"),
    ("inspection_report_2020", 2, r"inspected but not rated"),
    ("inspection_report_2020", 1, r"what people who use the service say"),
    ("inspection_report_2020", 3, r"\bfocused inspection report\b"),
    ("inspection_report_2020", 1, r"action the service must take"),
    ("inspection_report_2020", 1, r"all inspections\b"),
    ("single_assessment", 4, r"\bscored \d{1,3}\s*\(out of 100\)"),
    ("single_assessment", 4, r"\bscore for this quality statement\b|\bquality statements?\b"),
    (
        "single_assessment",
        3,
        (
            r"report from \d{1,2} \w+ 20\d\d assessment|dates? of assessment\s*:|"
            r"date of assessment"
        ),
    ),
    (
        "single_assessment",
        3,
        (
            r"our view of the (?:service|trust|provider|location)|"
            r"people[’']s experience of (?:this|the) service"
        ),
    ),
    ("single_assessment", 2, r"\bat our last assessment\b|\bduring this assessment\b"),
    ("single_assessment", 2, r"\bscore:\s*[1-4]\b"),
)
_CQC = re.compile(r"care\s*quality\s*commission|\bcqc\b|cqc\.org\.uk")
_STRUCTURE = re.compile(
    r"are\s*services\s*(?:safe|effective|caring)|is\s*the\s*service\s*(?:safe|effective|caring|well)|"
    r"overall\s*rating|"
    r"(?:must|should)\s*take\s*to\s*improve|requirement\s*notices?|regulated\s*activit|requires\s*improvement|"
    r"key\s*question|warning\s*notice|safe\s+effective\s+caring|ratings?\s+for\s+\w+|told\s*the\s*(?:trust|"
    r"provider)|our\s*rating\s*of|\(regulation\s*\d",
)


class EraSpotter:
    """Collects the marks of each template while the pages go by; each mark counts once."""

    def __init__(self) -> None:
        self.left = [(era, weight, re.compile(p, re.DOTALL)) for era, weight, p in _MARKS]
        self.scores: dict[str, float] = {}
        self.cqc = False
        self.structure: set[str] = set()

    def _decided(self, number: int) -> bool:
        """After some pages, a clear lead is enough: later pages only repeat the template."""
        if number <= 6 or not self.cqc:
            return False
        scores = sorted(self.scores.values(), reverse=True)
        return bool(scores) and scores[0] >= 6 and scores[0] - (scores[1] if len(scores) > 1 else 0) >= 3

    def page(self, page: PageLines) -> None:
        """Looks at one page."""
        if self._decided(page.number):
            return
        flat = page.flat.lower()  # the patterns are in lower case: much faster than ignoring case
        self.cqc = self.cqc or bool(_CQC.search(flat))
        if len(self.structure) < 4:
            self.structure.update(re.sub(r"\s+", "", m.group().lower()) for m in _STRUCTURE.finditer(flat))
        still = []
        for era, weight, pattern in self.left:
            if pattern.search(flat):
                self.scores[era] = self.scores.get(era, 0) + weight
            else:
                still.append((era, weight, pattern))
        self.left = still

    def era(self) -> Era:
        """The template; raises OldFormatError for one from before 2014 and NotCqcError when nothing fits."""
        rest = {e: s for e, s in self.scores.items() if e != "old"}
        best = max(rest, key=lambda e: rest[e], default=None)
        old, others = self.scores.get("old", 0), max(rest.values(), default=0)
        if old >= 4 and old > others:
            raise OldFormatError(
                "This is a CQC report from before 2014, when reports had no ratings and other regulation numbers.",
                "It was not read; add what still matters from it by hand, or use a report from 2014 or later.",
            )
        if best is None or not self._is_cqc(others):
            raise NotCqcError(
                "This does not look like a CQC inspection report: none of the parts of CQC's reports were found in it.",
                "Check that it is the right file; reports can be downloaded from the provider's page on CQC's website.",
            )
        return best  # type: ignore[return-value]  # every other key of scores is an Era

    def _is_cqc(self, best: float) -> bool:
        if self.cqc:
            return bool(self.structure) or best >= 3
        return best >= 6 or (best >= 2 and len(self.structure) >= 3) or (best >= 3 and len(self.structure) >= 2)


def spotted(pages: Iterable[PageLines]) -> Era:
    """The template of these pages; raises like :meth:`EraSpotter.era`."""
    spotter = EraSpotter()
    for page in pages:
        spotter.page(page)
    return spotter.era()
