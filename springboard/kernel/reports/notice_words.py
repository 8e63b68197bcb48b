"""Patterns that tell the cells of notice tables apart."""

from __future__ import annotations

import re

ACTIVITIES_LEAD = re.compile(r"^regulated activit(?:y|ies)\s*:\s*(?=\S)", re.IGNORECASE)
HEADER = re.compile(
    r"^(?:regulated\s*activit(?:y|ies)(?:\s*regulations?)?|regulations?|how the regulations? (?:was|"
    r"were) not being met"
    r"(?: and why[\w ]*)?|the enforcement action we (?:took|have taken)|action we (?:took|have taken)|"
    r"why there is a need for significant improvements?|where these improvements need to happen|"
    r"(?:this section is )?primarily information for the provider|this section is primarily|for the provider|"
    r"enforcement action(?:s)?(?: taken)?|notice(?: type)?|type of notice)\s*[:.]?$",
    re.IGNORECASE,
)
REGULATION_HEAD = re.compile(
    r"^(?:Regulation\s+\d{1,2}A?\b.*(?:HSCA|CQC|\(RA\)|Regulations\s+20\d\d|Health and Social Care)|"
    r"S(?:ection)?\.?\s*(?:26|28|29A?|30|31)\b.*(?:HSCA|Notice|Act\b|suspension|variation|conditions?|urgent))",
    re.IGNORECASE,
)
MAY_FOLLOW = re.compile(f"(?:{REGULATION_HEAD.pattern})|(?:{HEADER.pattern})", re.IGNORECASE)
BARE_REGULATION = re.compile(r"^Regulation\s+\d{1,2}A?\s*[:,–-]?\s+[A-Z][a-z]+(?:\s+[a-z]+){0,9}$")
# A cell that only says which kind of notice was given.
NOTICE_TYPE = re.compile(
    r"^(?:urgent )?(?:notice of (?:decision|proposal)(?: to [\w’' ]{3,60})?|"
    r"(?:variation|removal|imposition|addition) of (?:an? |the )?(?:\w+ )?conditions?(?: of registration)?|"
    r"(?:cancellation|suspension) of registration|varied (?:an? |the )?conditions?|imposed (?:an? )?conditions?)\.?$",
    re.IGNORECASE,
)
# In lower case, of a row of an enforcement table that is no warning notice.
CONDITION = re.compile(r"condition|section 31|\bs\.?\s?31\b|suspen|cancel|notice of (?:decision|proposal)")
SUBS = re.compile(
    r"^(?:This was a breach of |In breach of )?Regulations?\s+\d{1,2}A?\s*(?:\(|$|"
    r",? and )",
    re.IGNORECASE,
)
ACTION_LEAD = re.compile(r"^(?:the )?(?:enforcement )?action we (?:took|have taken)\b[^:]*:?", re.IGNORECASE)
ACTION = re.compile(
    r"\bwarning notice\b|\b(?:imposed|varied|removed|added)\b.{0,60}\bconditions?\b|\bnotice of (?:decision|"
    r"proposal)\b|"
    r"\bcancel(?:led|ling)?\b.{0,40}\bregistration\b|\bsuspend(?:ed)?\b.{0,40}\bregistration\b|"
    r"\bfixed penalty\b|\bprosecut",
    re.IGNORECASE,
)
SERVED = re.compile(
    r"\bwe (?:have )?(?:issued|served|gave)\b[^.]{0,80}"
    r"\b(?:warning notice|conditions?|notice of (?:decision|proposal))",
    re.IGNORECASE,
)
DEADLINE = re.compile(r"\b(?:by|before|until|within|no later than|deadline|met)\b", re.IGNORECASE)
INTRO = re.compile(
    r"^(?:the tables? (?:below|that follow)|the provider must send|we (?:will|took enforcement|"
    r"have taken enforcement|did not take|have told)|"
    r"this action|for more|further|these (?:tables?|requirements?)|details? of|where (?:a )?regulations?|"
    r"the legal requirements|"
    r"legal requirements were not|as a result|we (?:check|inspect))\b",
    re.IGNORECASE,
)
