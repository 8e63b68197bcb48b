"""Section headings of CQC's templates, recognised whatever their spacing, case and actor."""

from __future__ import annotations

import re
from functools import lru_cache

from springboard.kernel.reports.heading_features import heading_by_features

_SQUEEZE = re.compile(r"[^a-z0-9]+")
_NUMBERED = re.compile(
    r"^(?:(?:section|part)\s+)?(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|"
    r"[A-Z][.)])\s+(?=[A-Za-z])",
    re.IGNORECASE,
)
_WHO = r"(?:the|this)?(?:trust|provider|service|hospital|location|organisation|practice|home|registeredperson)?"
_MATTERS = r"(?:actions?|improvements?|things?|areas?|changes?|steps?|matters|where|what)(?:that|which|where|for)?"
_ACTOR = r"(?:the|this|a|your|our|its|each)?\w{0,70}?"

_KINDS: tuple[tuple[str, str], ...] = (
    ("definition", r"^actions?\w{0,60}?(?:must|should)takeis(?:necessary|because)"),
    ("areas", r"^(?:what|actions?)\w{0,60}?must(?:and|or|andor)should\w{0,40}$"),
    (
        "must",
        (
            rf"^(?:areasforimprovement)?(?:urgent)?actions?(?:that|which)?{_ACTOR}musttake(?:to\w{{0,70}}|"
            rf"action\w{{0,40}}|in\w{{0,60}}|at\w{{0,60}}|continued)?$"
        ),
    ),
    (
        "should",
        (
            rf"^(?:areasforimprovement)?actions?(?:that|which)?{_ACTOR}shouldtake(?:to\w{{0,70}}|"
            rf"action\w{{0,40}}|in\w{{0,60}}|at\w{{0,60}}|continued)?$"
        ),
    ),
    (
        "must",
        rf"^{_MATTERS}{_ACTOR}must(?:do|make|take|improve|address|change|putright|acton)\w{{0,24}}$",
    ),
    (
        "should",
        rf"^{_MATTERS}{_ACTOR}should(?:do|make|take|improve|address|change|putright|acton)\w{{0,24}}$",
    ),
    ("must", rf"^{_ACTOR}must(?:take|make)(?:the)?(?:following\w{{0,40}}|(?:action|improvement|step|change)s?)$"),
    ("should", rf"^{_ACTOR}should(?:take|make)(?:the)?(?:following\w{{0,40}}|(?:action|improvement|step|change)s?)$"),
    ("must", rf"^(?:what)?{_WHO}mustdo(?:actions?|s)?(?:toimprove)?$"),
    ("should", rf"^(?:what)?{_WHO}shoulddo(?:actions?|s)?(?:toimprove)?$"),
    (
        "must",
        (
            r"^(?:musts?|mustdos?|mustdoactions?|mustactions?|mustimprove|thingsthatmustimprove|"
            r"areas?(?:\w{0,30})mustimprove)$"
        ),
    ),
    (
        "should",
        (
            r"^(?:shoulds?|shoulddos?|shoulddoactions?|shouldactions?|shouldimprove|"
            r"areas?(?:\w{0,30})shouldimprove)$"
        ),
    ),
    ("areas", r"^(?:outstandingpracticeand)?areasf?o?r?o?f?(?:for)?(?:improvements?)$"),
    ("areas", r"^(?:improvements?(?:needed|required)|areas(?:where|thatneed)\w{0,40}improve(?:ment)?)$"),
    ("outstanding_practice", r"^(?:areas?of|examplesof)?outstandingpractices?$"),
    ("good_practice", r"^(?:areas?of|examplesof)?(?:good|notable|innovative)practices?$"),
    ("requirement_notices", r"^(?:requirement|compliance)(?:notices?|actions?)(?:issued|served|section\w*)?$"),
    ("areas", rf"^actions?we(?:have)?(?:told|asked|required){_ACTOR}totaketoimprove(?:continued)?$"),
    (
        "requirement_notices",
        rf"^actions?we(?:have)?(?:told|asked|required){_ACTOR}totake(?:continued)?$",
    ),
    (
        "enforcement",
        r"^(?:civil|urgent)?enforcement(?:actions?)?(?:wehave|we)?(?:taken|took)?(?:bycqc)?(?:issued)?(?:s(?:ection)?\d\da?\w{0,24})?$",
    ),
    ("enforcement", r"^(?:section29a?)?warningnotices?(?:issued|served|section29a?)?$"),
    (
        "conditions",
        (
            r"^(?:registration|urgent)?conditions?(?:of|on)?(?:the|its|your|"
            r"provider\w?)*(?:registration)?(?:imposed)?(?:on(?:the|its)?(?:\w{0,10}?)registration)?(?:\w{0,8}section31)?$"
        ),
    ),
    ("conditions", r"^(?:section31)(?:noticeofdecision|conditions?|notices?|\w{0,20})$"),
    (
        "recommendations",
        r"^(?:our)?recommendations?(?:made)?(?:forimprovement|(?:to|for)(?:the)?(?:trust|provider|service|home|hospital))?$",
    ),
    (
        "previous",
        (
            r"^(?:information(?:about|from)(?:the)?|what(?:we)?found(?:at|in)(?:our|the))?(?:last|"
            r"previous)inspections?(?:\w{0,40})$"
        ),
    ),
    (
        "previous",
        (
            r"^(?:progress|actions?|followup)\w{0,30}(?:since|from|at)(?:our|the)?(?:last|"
            r"previous)inspections?$"
        ),
    ),
    ("contents", r"^(?:tableof)?contents(?:page)?$"),
    (
        "question",
        (
            r"^(?:are(?:the|these)?(?:core)?services?(?:(?:at|in|for|of|by|from|provided)\w{2,40}?)?|isthe(?:service|provider|trust|practice|hospital)|"
            r"isthisservice|isit)(?:safe|effective|caring|responsive|wellled)$"
        ),
    ),
    ("question", r"^(?:isthis)?organisationwellled$"),
    ("grid", r"^(?:our|overviewof|summaryof|currentand|previous)?ratings?(?:tables?|grids?|overview|summary)$"),
    ("grid", r"^(?:our)?ratings?(?:for|of)(?!\w*(?:improved|went(?:up|down)|stayed|remain|declined|dropped))\w{2,70}$"),
    ("grid", r"^keyto(?:tables?|ratings?|symbols?)$|^overviewofratings$|^ratings$"),
    (
        "other",
        (
            r"^(?:overallsummary|summaryof(?:findings|thisinspection|thisreport|theinspection)|ourinspectionteam|"
            r"background(?:to\w{0,50})?|howwecarriedout\w{0,30}|whywecarriedout\w{0,40}|whywedidthis\w{0,30}|"
            r"whatpeople\w{0,60}|peoplesexperience\w{0,40}|ourviewoftheservice|detailedfindings\w{0,30}|ourfindings|"
            r"findings|findingsbymainservice\w{0,20}|thefivequestions\w{0,60}|mentalhealthactresponsibilities|"
            r"mentalcapacityact\w{0,70}|informationabout(?:the)?(?:service|trust|provider|hospital|location)s?|"
            r"evidenceappendix|"
            r"appendix\w{0,20}|glossary|about(?:this|our)\w{0,20}|aboutthe(?:trust|service|provider)|whatthistrustdoes|"
            r"whatthisservicedoes|keyfacts\w{0,20}|whatwefound\w{0,60}|(?:regulatory)?actionwehavetaken|whatwedidtoday|whathappensnext|"
            r"whatwe(?:inspected|did|lookedat)\w{0,30}|keyquestionsandratings|locationsinspected|servicesinspected|"
            r"coreservicesinspected|useofresources|combinedqualityandresources|ourreports|summary|introduction|"
            r"facts?anddata\w{0,40}|isthisorganisation\w{0,20}|leadership|nextsteps|safe|effective|caring|"
            r"responsive|wellled|"
            r"overallrating\w{0,40}|complaints?process|whoweare|howtocontactus|contactus|notes|annexe?s?\w{0,20})$"
        ),
    ),
)
# A sentence that opens a list is a heading when it ends in a colon.
_OPENERS = tuple(
    (f"{level}_practice", re.compile(rf"\b{words} practices?\b[^.;]{{0,60}}:$", re.IGNORECASE))
    for level, words in (("outstanding", "outstanding"), ("good", "(?:good|notable|innovative)"))
)
_OPENS = re.compile(
    r"^(?:we|inspectors|the (?:inspection )?team|examples?|areas?|there (?:was|were)|the following|"
    r"our inspectors)\b",
    re.IGNORECASE,
)
_ALL = re.compile("|".join(f"(?P<k{i}>{pattern})" for i, (_, pattern) in enumerate(_KINDS)))

DEFINITION = re.compile(
    r"necessary to comply with (?:its|their|the) legal obligations|disproportionate to find a breach|"
    r"not doing something required by a regulation|"
    r"told (?:the|this) [\w ]{2,30} that it (?:must|should) take action (?:to bring services|"
    r"because it was not|either|to comply|in)|"
    r"bring services into line with \S+ legal requirements?|this action related to \S+ (?:core )?services?|"
    r"^(?:these|this) (?:actions?|findings?|requirements?) (?:is|are) (?:set out|listed|about|in)|"
    r"action (?:a|the|this) [\w ]{2,30}(?:must|should) take is (?:necessary|because)|"
    r"details? (?:are|is|can be found) (?:at|in) the end of (?:the|this) report|"
    r"^we found (?:areas for improvement|\S+ (?:things|breaches|areas)\b)|"
    r"take action because it was not doing something|comply with (?:a )?minor breach|must take action to comply with|"
    r"^(?:the|these|we have) (?:table|actions?|list)s? below (?:shows?|sets?|lists?)|"
    r"^an? (?:must|should) is (?:something|a |an |what)|we say what (?:the|a|this) [\w ]{2,30} must do\b|"
    r"action (?:a|the|this) [\w ]{2,30}(?:must|should) take is (?:meant|intended|something|needed|required|there)|"
    r"must send (?:cqc|us) a report (?:that|which) says what|"
    r"^for more information (?:about|on|see)\b|^for more information,|^please (?:see|refer)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def squeezed(text: str) -> str:
    """Lower case letters and digits only: headings are often set with their spaces lost."""
    return _SQUEEZE.sub("", text.lower())


_CONTINUED = re.compile(r"\s*[(\[–-]?\s*\bcont(?:inued|\.|'d|’d)\s*[)\]]?$", re.IGNORECASE)


@lru_cache(maxsize=8192)
def heading_kind(text: str) -> str | None:
    """The kind of section a heading opens, or ``None`` when the text is no known heading."""
    if not text or len(text) > 140 or text.count(" ") > 18:
        return None
    return template_kind(text) or heading_by_features(_CONTINUED.sub("", _NUMBERED.sub("", text)))


@lru_cache(maxsize=8192)
def template_kind(text: str) -> str | None:
    """The kind of section a heading opens in the words of CQC's templates; ``None`` for any other words."""
    bare = text if text.startswith("Section ") else _NUMBERED.sub("", text)
    if bare[:1].islower() or ";" in bare or re.search(r"[a-z]{2}\. ", bare):
        return None  # a line of running text
    bare = _CONTINUED.sub("", bare)
    match = _ALL.match(squeezed(bare))
    if match is None or match.lastgroup is None:
        return _opened(bare) if bare.endswith(":") else None
    return _KINDS[int(match.lastgroup[1:])][0]


def _opened(text: str) -> str | None:
    """The kind of list a sentence such as "We found the following outstanding practice:" opens."""
    return next((kind for kind, opener in _OPENERS if opener.search(text)), None) if _OPENS.match(text) else None


def is_definition(text: str) -> bool:
    """Whether a sentence explains what MUST and SHOULD mean, or counts them, and asks for nothing itself."""
    return bool(DEFINITION.search(text[:1500]))


_TRUST_WIDE = re.compile(
    r"^(?:(?:for|across|in|at|corporate)?(?:the)?(?:overall|whole|entire)?(?:trust|provider|organisation)(?:wide|overall|"
    r"level|asawhole|"
    r"services|wellled|leadership)?(?:actions?|services|wellled|leadership|overall)?|(?:across)?all(?:core)?(?:services|wards)|overall(?:trust|provider)?|"
    r"wellled(?:atthetrust|forthetrust|trustwide|trust|thetrust|attrustlevel|review)?|trustwidewellled|corporate)$"
)


def is_trust_wide(text: str) -> bool:
    """Whether a group heading means the whole trust: "Trust-wide", "For the overall trust", "All services"."""
    return bool(_TRUST_WIDE.match(squeezed(text)))
