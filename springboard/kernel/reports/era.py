"""Which template a report was written on, by the template's features and never by its date."""

from __future__ import annotations

import re
from dataclasses import dataclass

from springboard.kernel.reports.errors import NotCqcError, OldFormatError
from springboard.kernel.reports.lines import PageLines
from springboard.kernel.reports.model import Era


@dataclass(frozen=True, slots=True)
class Mark:
    """A feature of one template: words that stand in it, and a closer look where words alone are not enough.

    The words are compared in lower case without spaces: templates lose theirs when they are turned into text.
    """

    era: str
    weight: int
    words: tuple[str, ...]
    closer: re.Pattern[str] | None = None


_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_MARKS: tuple[Mark, ...] = (
    Mark("old", 4, ("dateofpublication:",), re.compile(rf"date of publication:\s*{_MONTH} 20(?:0\d|1[0-4])")),
    Mark("old", 4, ("essentialstandards",)),
    Mark("old", 3, ("metthisstandard", "enforcementactiontaken")),
    Mark("old", 3, ("whatpeopletoldusandwhatwefound", "meetingthisstandard")),
    Mark("old", 2, ("ourjobistocheckwhetherhospitals", "standardsofqualityandsafety")),
    Mark("quality_report", 4, ("qualityreport",)),
    Mark("quality_report", 3, ("thefivequestionsweask",)),
    Mark("quality_report", 3, ("thisreportdescribesourjudgementofthequalityofcare",)),
    Mark("quality_report", 1, ("thissectionisprimarilyinformationfortheprovider",)),
    Mark("quality_report", 1, ("dateofinspectionvisit:",)),
    Mark("quality_report", 1, ("cqcregisteredlocation", "coreservicesinspected")),
    Mark("quality_report", 1, ("wedonotgivearatingformentalhealthact",)),
    Mark("quality_report", 1, ("ourfindings", "detailedfindings")),
    Mark("inspection_report", 4, ("evidenceappendix",)),
    Mark("inspection_report", 3, ("weplanournextinspectionsbasedoneverythingweknow",)),
    Mark("inspection_report", 3, ("webaseditonacombination",)),
    Mark("inspection_report", 3, ("thisreportisasummaryofourinspectionfindings",)),
    Mark("inspection_report", 2, ("whatthistrustdoes", "keyquestionsandratings", "whatweinspectedandwhy")),
    Mark("inspection_report", 1, ("keytotables",)),
    Mark("inspection_report", 1, ("inspectionreport",)),
    Mark("inspection_report", 1, ("→", "↑", "↓"), re.compile(rf"[→↑↓][→← ↑↓]{{0,4}}\s*{_MONTH} 20\d\d")),
    Mark("inspection_report", 1, ("bringservicesintolinewith",)),
    Mark("inspection_report", 1, ("ourratingofthistrust", "ourratingofthetrust")),
    Mark("inspection_report_2020", 4, ("musttakeisnecessarytocomplywithitslegalobligations",)),
    Mark("inspection_report_2020", 7, ("isbecauseitwasnotdoingsomethingrequiredbyaregulation",)),
    Mark(
        "inspection_report_2020", 3, ("duringaninspectionof", "duringaroutineinspection", "duringaninspectionlookingat")
    ),
    Mark("inspection_report_2020", 3, ("informationabouthowwecarryoutourinspections",)),
    Mark("inspection_report_2020", 2, ("inspectedbutnotrated",)),
    Mark("inspection_report_2020", 1, ("whatpeoplewhousetheservicesay",)),
    Mark("inspection_report_2020", 3, ("focusedinspectionreport",)),
    Mark("inspection_report_2020", 1, ("actiontheservicemusttake",)),
    Mark("inspection_report_2020", 1, ("allinspections",)),
    Mark("single_assessment", 4, ("(outof100)",)),
    Mark("single_assessment", 4, ("qualitystatement",)),
    Mark("single_assessment", 3, ("dateofassessment", "datesofassessment")),
    Mark("single_assessment", 3, ("reportfrom",), re.compile(r"report from \d{1,2} \w+ 20\d\d assessment")),
    Mark(
        "single_assessment",
        3,
        ("ourviewoftheservice", "ourviewofthetrust", "experienceofthisservice", "experienceoftheservice"),
    ),
    Mark("single_assessment", 2, ("atourlastassessment", "duringthisassessment")),
    Mark("single_assessment", 2, ("score:",), re.compile(r"\bscore:\s*[1-4]\b")),
)
_CQC = re.compile(r"\bcqc\b|cqc\.org\.uk")
_STRUCTURE = (
    *(f"areservices{q}" for q in ("safe", "effective", "caring", "responsive", "well")),
    *(f"istheservice{q}" for q in ("safe", "effective", "caring", "responsive", "well")),
    *("overallrating", "musttaketoimprove", "shouldtaketoimprove", "requirementnotice", "regulatedactivit"),
    *("requiresimprovement", "keyquestion", "warningnotice", "safeeffectivecaring", "ratingsfor", "ratingfor"),
    *("toldthetrust", "toldtheprovider", "ourratingof", "(regulation"),
)
_ENOUGH = 4  # parts of a report's structure that settle the matter


class EraSpotter:
    """Collects the marks of each template while the pages go by; each mark counts once."""

    def __init__(self) -> None:
        self.left = list(_MARKS)
        self.scores: dict[str, int] = {}
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
        flat = page.flat.lower()
        tight = flat.replace(" ", "")
        self.cqc = self.cqc or "carequalitycommission" in tight or ("cqc" in flat and bool(_CQC.search(flat)))
        if len(self.structure) < _ENOUGH:
            self.structure.update(word for word in _STRUCTURE if word in tight)
        found = [mark for mark in self.left if _stands(mark, tight, flat)]
        for mark in found:
            self.scores[mark.era] = self.scores.get(mark.era, 0) + mark.weight
            self.left.remove(mark)

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

    def _is_cqc(self, best: int) -> bool:
        if self.cqc:
            return bool(self.structure) or best >= 3
        return best >= 6 or (best >= 2 and len(self.structure) >= 3) or (best >= 3 and len(self.structure) >= 2)


def _stands(mark: Mark, tight: str, flat: str) -> bool:
    return any(word in tight for word in mark.words) and (mark.closer is None or bool(mark.closer.search(flat)))
