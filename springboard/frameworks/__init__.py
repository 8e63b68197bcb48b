"""Reference data: CQC's frameworks, questions, services, rating rules and clocks, as versioned YAML. No
Django.

Names, spellings, regulations and regulated activities are the kernel's vocabulary, re-exported here so that
the rooms above ask in one place.
"""

from springboard.frameworks.loading import (
    clocks,
    evidence_categories,
    frameworks,
    key_questions,
    known_of_2026,
    provenances,
    quality_statements,
    scores,
    services,
)
from springboard.frameworks.model import (
    Clock,
    Crossing,
    EvidenceCategory,
    Framework,
    FrameworkError,
    KeyQuestionInfo,
    Provenance,
    Question,
    Score,
    ServiceInfo,
)
from springboard.frameworks.queries import (
    clock,
    crosswalk,
    due,
    framework,
    framework_for,
    framework_on,
    question,
    questions,
    rules_for,
    service,
)
from springboard.frameworks.rating_rules import CHANGES_FOLDER, rule_set, rule_set_codes
from springboard.kernel.vocabulary import (
    instruments,
    regulated_activities,
    service_named,
    title_of,
)

__all__ = [
    "CHANGES_FOLDER",
    "Clock",
    "Crossing",
    "EvidenceCategory",
    "Framework",
    "FrameworkError",
    "KeyQuestionInfo",
    "Provenance",
    "Question",
    "Score",
    "ServiceInfo",
    "clock",
    "clocks",
    "crosswalk",
    "due",
    "evidence_categories",
    "framework",
    "framework_for",
    "framework_on",
    "frameworks",
    "instruments",
    "key_questions",
    "known_of_2026",
    "provenances",
    "quality_statements",
    "question",
    "questions",
    "regulated_activities",
    "rule_set",
    "rule_set_codes",
    "rules_for",
    "scores",
    "service",
    "service_named",
    "services",
    "title_of",
]
