"""The plan's own decisions, without a query: refusals, statuses, who may do what, and what still needs an
answer."""

from springboard.plan.rules.refusals import ChangedMeanwhile, Difference, NotYours, Refused

__all__ = ["ChangedMeanwhile", "Difference", "NotYours", "Refused"]
