"""The words of CQC's reports as data: services, regulations, activities, questions; each with its source."""

from springboard.kernel.vocabulary.activities import RegulatedActivity, activity_named, regulated_activities
from springboard.kernel.vocabulary.questions import (
    QualityStatement,
    key_question_named,
    quality_statements,
    rating_named,
    statement_named,
)
from springboard.kernel.vocabulary.regulations import (
    InstrumentData,
    instruments,
    instruments_with_title,
    regulations_about,
    same_title,
    title_of,
)
from springboard.kernel.vocabulary.services import CoreService, core_services, service_coded, service_named

__all__ = [
    "CoreService",
    "InstrumentData",
    "QualityStatement",
    "RegulatedActivity",
    "activity_named",
    "core_services",
    "instruments",
    "instruments_with_title",
    "key_question_named",
    "quality_statements",
    "rating_named",
    "regulated_activities",
    "regulations_about",
    "same_title",
    "service_coded",
    "service_named",
    "statement_named",
    "title_of",
]
