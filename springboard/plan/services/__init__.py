"""Every write of the plan. Keyword-only, ``by=``, one transaction with its audit event; refusals are
sentences."""

from springboard.plan.services.raising import raise_finding
from springboard.plan.services.series import next_finding_reference

__all__ = ["next_finding_reference", "raise_finding"]
