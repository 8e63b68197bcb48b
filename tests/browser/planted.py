"""Every state a page can be in, made through the services that the pages use."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from corpus.plain import as_text
from corpus.spec import load
from springboard.accounts import services as accounts
from springboard.accounts.models import User
from springboard.inspections import queries as inspection_queries
from springboard.inspections import services as inspections
from springboard.inspections.models import DraftFinding, Rating, Report, ReviewShare, UnreadBlock
from springboard.inspections.tasks import read_report
from springboard.organisations import services as organisations
from springboard.organisations.models import Membership, Site, Trust, Unit
from springboard.organisations.queries import scope_for
from springboard.organisations.scope import Scope
from springboard.plan import services as plan
from springboard.plan.models import Action, Finding, Programme
from springboard.plan.queries import visible_findings
from tests.browser.served import NEXT_REPORT, PASSWORD, address

HERE = Path(__file__).resolve().parents[2]
SOMEBODY_ELSES = HERE / "corpus" / "dev" / "saf-2025-text.yaml"


class Planter:
    """Plants by the hand of the example's head of quality; remembers what is where."""

    def __init__(self) -> None:
        self.trust = Trust.objects.get(is_example=True)
        self.by = self.person("quality")
        scope = scope_for(self.by)
        assert scope is not None
        self.scope: Scope = scope
        self.ids: dict[str, Any] = {"trust_id": self.trust.pk}

    def person(self, who: str) -> User:
        return User.objects.get(email=address(who))

    def reports(self) -> None:
        """One to review, one that cannot be read, one of somebody else, one being read for ever, one withdrawn."""
        self.ids["report"] = Report.objects.filter(trust=self.trust).latest("pk").pk
        self.ids["review"] = self._read(NEXT_REPORT.name, NEXT_REPORT.read_bytes())
        self.ids["unreadable"] = self._read("broken.pdf", b"%PDF-1.7\n" + b"nothing that follows is a PDF\n" * 40)
        self.ids["theirs"] = self._read("hollin-dale.txt", as_text(load(SOMEBODY_ELSES)).encode())
        self.ids["reading"] = self._received("long.pdf", NEXT_REPORT.read_bytes() + b"\n% a longer one\n")
        late = timezone.now() + timedelta(days=1)  # as if its worker were alive: nobody takes it away
        Report.objects.filter(pk=self.ids["reading"]).update(
            state="reading", claim="c" * 32, attempt=1, heartbeat=late, pages_done=3, pages_total=14
        )
        self.ids["withdrawn"] = self._read("notes.txt", b"Notes of a meeting, no report of anybody.\n" * 30)
        inspections.withdraw(by=self.by, scope=self.scope, report_id=self.ids["withdrawn"], why="Not a report.")

    def _received(self, name: str, content: bytes) -> int:
        given = io.BytesIO(content)
        return inspections.receive_report(by=self.by, trust_id=self.trust.pk, name=name, content=given).pk

    def _read(self, name: str, content: bytes) -> int:
        report_id = self._received(name, content)
        read_report.call(report_id)
        return report_id

    def review(self) -> None:
        """A review half done: accepted, left out, shared, and one that looks like a finding of the plan."""
        report_id = self.ids["review"]
        drafts = list(DraftFinding.objects.filter(report_id=report_id).order_by("order"))
        alike = next(one for one in drafts if inspection_queries.similar(self.scope, one))
        first, second, third, *_ = [one for one in drafts if one.pk != alike.pk and one.page]
        inspections.accept(by=self.by, scope=self.scope, draft_id=first.pk, version=first.version)
        inspections.reject(
            by=self.by, scope=self.scope, draft_id=second.pk, version=second.version, why="It is said twice."
        )
        share = inspections.share_pages(
            by=self.by, scope=self.scope, report_id=report_id, reviewer=self.person("deputy"),
            first_page=1, last_page=2,
        )  # fmt: skip
        self.ids |= {
            "accepted": first.pk, "left_out": second.pk, "draft": third.pk, "alike": alike.pk, "share": share.pk,
            "page": third.page, "block": UnreadBlock.objects.filter(report_id=report_id).first().pk,
        }  # fmt: skip

    def findings(self) -> None:
        """Findings in every state, besides those that the example answers."""
        waiting = list(visible_findings(self.scope).filter(level="should", decision_text="", actions=None)[:5])
        challenged, keep, other, withdrawn = (self._found(text) for text in ("one", "two", "twos", "three"))
        plan.respond(
            by=self.by, scope=self.scope, finding_id=challenged.pk, version=challenged.version,
            response="challenged", challenge_text="The figure is of another ward.", sent_on=timezone.localdate(),
        )  # fmt: skip
        plan.merge_findings(by=self.by, scope=self.scope, keep_id=keep.pk, other_id=other.pk)
        plan.withdraw_finding(
            by=self.by, scope=self.scope, finding_id=withdrawn.pk, version=withdrawn.version, why="Raised twice."
        )
        decided = Finding.objects.filter(trust=self.trust).exclude(decision_text="").first()
        assert decided is not None
        named = {
            "challenged": challenged, "kept": keep, "merged": other, "withdrawn_finding": withdrawn, "decided": decided,
            "answered": Finding.objects.filter(trust=self.trust, actions__isnull=False).first(),
            "waiting": waiting[0] if waiting else self._found("four"),
        }  # fmt: skip
        for name, finding in named.items():
            self.ids[name], self.ids[f"{name}_id"] = finding.reference, finding.pk

    def _found(self, word: str) -> Finding:
        return plan.raise_by_hand(
            by=self.by, scope=self.scope, level="gap", text=f"What we saw when we looked ourselves, number {word}.",
            source_kind="own_looking", trust_wide=True,
        )  # fmt: skip

    def actions(self) -> None:
        mine = Action.objects.filter(trust=self.trust)
        bare = plan.add_action(by=self.by, scope=self.scope, fields=plan.ActionFields(what="Paint the day room"))
        gone = plan.add_action(by=self.by, scope=self.scope, fields=plan.ActionFields(what="Said by mistake"))
        plan.withdraw_action(by=self.by, scope=self.scope, action_id=gone.pk, version=gone.version, why="A mistake.")
        old = Programme.objects.filter(trust=self.trust).latest("pk")
        plan.close_programme(by=self.by, scope=self.scope, programme_id=old.pk)
        self.ids["programme"] = Programme.objects.filter(trust=self.trust, closed_on=None).earliest("pk").pk
        named = {
            "bare": bare, "withdrawn_action": gone,
            "stuck": mine.filter(stuck_since__isnull=False).first(),
            "claimed": mine.filter(claimed_on__isnull=False).first(),
            "going": mine.filter(claimed_on=None, stuck_since=None, agreed_on__isnull=False).first(),
        }  # fmt: skip
        for name, action in named.items():
            self.ids[name], self.ids[f"{name}_id"] = action.reference, action.pk

    def organisation(self) -> None:
        """A closed unit, a closed account, and the ids of things that stand already."""
        admin, unit = self.person("admin"), Unit.objects.get(trust=self.trust, name="Hazel ward")
        service = Unit.objects.get(pk=unit.parent_id)
        closed = organisations.add_unit(
            by=admin, trust_id=self.trust.pk, kind="team", name="Elm team", parent_id=service.pk
        )
        organisations.close_unit(
            by=admin, trust_id=self.trust.pk, unit_id=closed.pk, version=closed.version, closed_on=timezone.localdate()
        )
        gone = organisations.add_person(
            by=admin, trust_id=self.trust.pk, email="gone@northmoor.example", name="Somebody who left", role="staff"
        ).user
        organisations.close_person(by=admin, trust_id=self.trust.pk, user_id=gone.pk)
        rating = Rating.objects.filter(inspection__report_id=self.ids["report"]).exclude(core_service="").first()
        assert rating is not None
        self.ids |= {
            "unit": unit.pk, "service": service.pk, "closed_unit": closed.pk, "closed_person": gone.pk,
            "person": self.person("hazel").pk, "site": Site.objects.filter(trust=self.trust).first().pk,
            "membership": Membership.objects.get(user=self.person("hazel")).pk,
            "rating_row": rating.core_service, "rating_question": "safe",
        }  # fmt: skip

    def doors(self) -> None:
        """People of other trusts and of none, and a link to set a password."""
        empty = organisations.create_trust(
            by=None, name="Southfell Partnership NHS Trust (example)", short_name="Southfell", is_example=False
        )
        for who, role in (("empty.lead", "quality_lead"), ("empty.admin", "administrator")):
            self._with_password(empty.pk, who, role)
        for who in ("forgetful", "factor", "roleless", "locked"):
            self._with_password(self.trust.pk, who, "staff")
        Membership.objects.filter(user=self.person("roleless")).update(ends_on=timezone.localdate() - timedelta(days=1))
        Membership.objects.filter(user=self.person("roleless")).update(starts_on=None)
        self.ids["reset"] = accounts._set_password_path(self.person("forgetful"))
        assert ReviewShare.objects.count() == 1

    def _with_password(self, trust_id: int, who: str, role: str) -> None:
        membership = organisations.add_person(
            by=None, trust_id=trust_id, email=address(who), name=who.replace(".", " ").capitalize(), role=role
        )
        membership.user.set_password(PASSWORD)
        membership.user.save(update_fields=["password"])


def plant() -> dict[str, Any]:
    """All of it; returns ids and addresses by name."""
    planter = Planter()
    planter.reports()
    planter.review()
    planter.findings()
    planter.actions()
    planter.organisation()
    planter.doors()
    return planter.ids
