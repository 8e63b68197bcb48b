"""What a person may see of the plan: every other query starts from one of these two."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from springboard.organisations.scope import Scope
from springboard.plan.models import Action, ActionFinding, Finding


def visible_findings(scope: Scope) -> QuerySet[Finding]:
    """Findings of the trust that the scope covers: of its units, of its core services, about the whole
    trust (not for external viewers, who see what they were given), and those an action of the person's own
    answers."""
    findings = Finding.objects.filter(trust_id=scope.trust_id)
    if scope.unit_ids is None:
        return findings
    mine = ActionFinding.objects.filter(finding_id=OuterRef("pk")).filter(_own_hand(scope, "action__"))
    speaks_for = Finding.objects.filter(merged_into_id=OuterRef("pk")).filter(_in_slice(scope, ""))
    seen = _in_slice(scope, "") | Q(Exists(mine)) | Q(Exists(speaks_for))
    return findings.filter(seen)


def visible_actions(scope: Scope) -> QuerySet[Action]:
    """Actions of the trust that the scope covers: of its units, the person's own, and those without a unit
    that answer a finding they see."""
    actions = Action.objects.filter(trust_id=scope.trust_id)
    if scope.unit_ids is None:
        return actions
    seen = ActionFinding.objects.filter(action_id=OuterRef("pk")).filter(_in_slice(scope, "finding__"))
    no_unit = Q(unit_id__isnull=True) & Q(Exists(seen))
    return actions.filter(Q(unit_id__in=scope.unit_ids) | _own_hand(scope, "") | no_unit)


def _own_hand(scope: Scope, prefix: str) -> Q:
    return Q(**{f"{prefix}owner_id": scope.user_id}) | Q(**{f"{prefix}sponsor_id": scope.user_id})


def _in_slice(scope: Scope, prefix: str) -> Q:
    services = Q(**{f"{prefix}unit_id__isnull": True, f"{prefix}core_service__in": scope.core_services or ()})
    seen = Q(**{f"{prefix}unit_id__in": scope.unit_ids}) | services
    return seen if scope.external else seen | Q(**{f"{prefix}trust_wide": True})
