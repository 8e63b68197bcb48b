"""How the plan's events read in the record: between the person's name and the thing's."""

from __future__ import annotations

from typing import Final

ACTIONS: Final = {
    "finding.raised": "raised the finding",
    "finding.accepted": "accepted the finding",
    "finding.challenged": "challenged the facts of",
    "finding.noted": "noted the finding",
    "finding.challenge_answered": "recorded CQC's answer to the challenge of",
    "finding.decided": "recorded a decision on",
    "finding.decision_taken_back": "took back the decision on",
    "finding.key_questions_set": "said which key questions it is about:",
    "finding.merged": "merged into another finding",
    "finding.took_in": "merged another finding into",
    "finding.unmerged": "undid the merge of",
    "finding.gave_back": "undid a merge into",
    "finding.withdrawn": "withdrew the finding",
    "finding.restored": "brought back the finding",
    "action.added": "added the action",
    "action.changed": "changed the action",
    "action.agreed": "agreed the action",
    "action.withdrawn": "withdrew the action",
    "action.tied": "tied to another finding the action",
    "action.untied": "untied from a finding the action",
    "action.updated": "wrote an update on",
    "action.stuck": "said what stops",
    "action.helped": "said what helped with",
    "action.claimed": "said is done: the action",
    "programme.added": "added the programme",
    "programme.renamed": "renamed the programme",
    "programme.closed": "closed the programme",
    "programme.reopened": "opened again the programme",
    "action.claim_taken_back": "said is not done after all: the action",
}
FACTS: Final = {
    "answers": "answers",
    "answered": "no longer answers",
    "what": "what we will do",
    "impact": "what changes for the person",
    "starts_on": "starts",
    "unit": "ward, team or service",
    "into": "kept",
    "key_questions": "key questions",
    "said": "it said",
    "on": "dated",
}
