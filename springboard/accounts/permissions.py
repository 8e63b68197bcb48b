"""Every permission there is, in the product's own words. A view names exactly one as its first line."""

from enum import StrEnum


class Permission(StrEnum):
    # organisations
    ORGANISATION_VIEW = "organisation.view"
    ORGANISATION_MANAGE = "organisation.manage"
    PEOPLE_MANAGE = "people.manage"
    # audit
    HISTORY_VIEW = "history.view"
    # inspections
    REPORT_VIEW = "report.view"
    REPORT_UPLOAD = "report.upload"
    REPORT_REVIEW = "report.review"
    RATINGS_VIEW = "ratings.view"
    # plan
    PLAN_VIEW = "plan.view"
    FINDING_RESPOND = "finding.respond"
    FINDING_RAISE = "finding.raise"
    ACTION_ADD = "action.add"
    ACTION_CHANGE = "action.change"
    ACTION_AGREE = "action.agree"
    ACTION_UPDATE = "action.update"
    # home
    HOME_VIEW = "home.view"
    SEARCH = "search.use"
