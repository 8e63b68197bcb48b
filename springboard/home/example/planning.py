"""The example's plan: actions and decisions made through the plan's own services, then given their days in the past."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from springboard.accounts.models import User
from springboard.organisations.models import Trust, Unit
from springboard.organisations.queries import scope_for
from springboard.organisations.scope import Scope
from springboard.plan import services
from springboard.plan.choices import PRACTICE
from springboard.plan.models import Action, ActionUpdate, Finding, Programme
from springboard.plan.services import ActionFields


class ExamplePlanner:
    """Writes the example's plan. ``people`` by key; days count from today."""

    def __init__(self, trust: Trust, people: dict[str, User], told: dict[str, Any], reference: str) -> None:
        self.trust, self.people, self.told, self.reference = trust, people, told, reference
        self.today = timezone.localdate()
        self.units = dict(Unit.objects.filter(trust=trust).values_list("name", "pk"))
        self.programmes = {name: Programme.objects.create(trust=trust, name=name).pk for name in told["programmes"]}
        self.findings = list(Finding.objects.filter(trust=trust))

    def write(self) -> None:
        """Every action, the decisions, and the earlier reports' findings."""
        lead = self.people["quality"]
        scope = self._scope("quality")
        for row in self.told["actions"]:
            self._action(row, lead, scope)
        for row in self.told["decisions"]:
            for finding in self.answered([row["finding"]]):
                services.record_decision(
                    by=lead, scope=scope, finding_id=finding.pk, version=finding.version, text=row["text"]
                )
        self._earlier(lead, scope)

    def answered(self, words: list[str]) -> list[Finding]:
        """The findings of the newest report that hold one of these words."""
        return [
            finding
            for finding in self.findings
            if finding.source_reference == self.reference and any(part in finding.text for part in words)
        ]

    def _scope(self, key: str) -> Scope:
        scope = scope_for(self.people[key])
        if scope is None:
            raise LookupError(key)
        return scope

    def _day(self, days: int | None) -> date | None:
        return None if days is None else self.today + timedelta(days=days)

    def _action(self, row: dict[str, Any], lead: User, scope: Scope) -> None:
        fields = ActionFields(
            what=row["what"],
            impact=row["impact"],
            owner_id=self.people[row["owner"]].pk,
            sponsor_id=self.people[row["sponsor"]].pk,
            unit_id=self.units.get(row.get("unit", "")),
            programme_id=self.programmes.get(row.get("programme", "")),
            priority=row["priority"],
            effort=row["effort"],
            starts_on=self._day(row["starts"]),
            due=self._day(row["due"]),
        )
        ids = [finding.pk for finding in self.answered(row["answers"])]
        action = services.add_action(by=lead, scope=scope, fields=fields, finding_ids=ids)
        services.agree_action(by=lead, scope=scope, action_id=action.pk, version=action.version)
        self._progress(action, row)

    def _progress(self, action: Action, row: dict[str, Any]) -> None:
        owner, scope = self.people[row["owner"]], self._scope(row["owner"])
        for ago, text in row.get("updates", []):
            self._past(services.write_update(by=owner, scope=scope, action_id=action.pk, text=text), ago)
        if "stuck" in row:
            ago, why, help_asked = row["stuck"]
            services.say_stuck(by=owner, scope=scope, action_id=action.pk, why=why, help_asked=help_asked)
            self._past(ActionUpdate.objects.filter(action=action).latest("pk"), ago)
        if "claimed" in row:
            ago, text = row["claimed"]
            action.refresh_from_db()
            services.claim_done(by=owner, scope=scope, action_id=action.pk, version=action.version, text=text)
            self._past(ActionUpdate.objects.filter(action=action).latest("pk"), ago)
        self._give_days(action, row)

    def _past(self, update: ActionUpdate, ago: int) -> None:
        moment = timezone.make_aware(datetime.combine(self.today + timedelta(days=ago), time(10)))
        ActionUpdate.objects.filter(pk=update.pk).update(at=moment)

    def _give_days(self, action: Action, row: dict[str, Any]) -> None:
        """The services wrote today's date; the story happened earlier."""
        begun = self.today + timedelta(days=min(row["starts"], 0) - 5)
        days = [update[0] for update in row.get("updates", [])]
        facts: dict[str, Any] = {"added_on": begun, "agreed_on": begun}
        if "stuck" in row:
            facts["stuck_since"] = self._day(row["stuck"][0])
            days.append(row["stuck"][0])
        if "claimed" in row:
            facts["claimed_on"] = self._day(row["claimed"][0])
            days.append(row["claimed"][0])
        facts["last_update_on"] = self._day(max(days)) if days else None
        Action.objects.filter(pk=action.pk).update(**facts)

    def _earlier(self, lead: User, scope: Scope) -> None:
        for finding in self.findings:
            if finding.source_reference == self.reference or finding.level in PRACTICE:
                continue
            services.record_decision(
                by=lead,
                scope=scope,
                finding_id=finding.pk,
                version=finding.version,
                text=self.told["earlier"]["text"],
            )
