"""The trust's response to a finding, and the decision that may stand instead of an action."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from springboard.accounts.models import User
from springboard.accounts.permissions import Permission
from springboard.audit.services import record
from springboard.organisations.scope import Scope
from springboard.plan.choices import ChallengeOutcome, Response
from springboard.plan.models import Finding
from springboard.plan.rules import Refused
from springboard.plan.rules.answering import challenge_deadline, check_noted
from springboard.plan.rules.permissions import ANSWER
from springboard.plan.rules.words import check_key_questions, clean
from springboard.plan.services.reaching import finding_to_change, standing_finding
from springboard.plan.services.saving import save_if_unseen

_RESPONSE = ("response", "challenge_sent_on", "challenge_deadline", "challenge_text", "challenge_outcome",
             "challenge_outcome_on")  # fmt: skip
_LABELS = {
    "response": "Response",
    "challenge_text": "What is challenged",
    "challenge_sent_on": "Date of the e-mail",
    "decision_text": "Decision",
    "key_questions": "Key questions",
}


@transaction.atomic
def respond(
    *,
    by: User,
    scope: Scope,
    finding_id: int,
    version: int,
    response: str,
    challenge_text: str = "",
    sent_on: date | None = None,
) -> Finding:
    """Record the trust's response: accepted, challenged or noted.

    A challenge needs what is challenged and the date of the e-mail with CQC's draft; its deadline is 10
    English working days later. Refuses noting what has to be put right, a date in the future, a change of
    response after CQC has answered a challenge, and somebody who may not answer for the finding.
    """
    finding = standing_finding(scope, finding_id, Permission.FINDING_RESPOND, ANSWER)
    if finding.challenge_outcome:
        raise Refused("CQC has answered this challenge, so the response can no longer change.", field="response")
    before = finding.response
    if response == Response.CHALLENGED:
        _challenge(finding, challenge_text, sent_on)
    elif response in {Response.ACCEPTED, Response.NOTED}:
        if response == Response.NOTED:
            check_noted(finding.level)
        finding.challenge_sent_on = finding.challenge_deadline = None
        finding.challenge_text = ""
    else:
        raise Refused("Choose accepted, challenged or noted.", field="response")
    finding.response = response
    save_if_unseen(finding, version=version, fields=_RESPONSE, labels=_LABELS)
    facts = {"response": [before, response], "deadline": finding.challenge_deadline}
    record(by=by, action=f"finding.{response}", on=finding, trust_id=scope.trust_id, facts=facts)
    return finding


def _challenge(finding: Finding, challenge_text: str, sent_on: date | None) -> None:
    finding.challenge_text = clean(
        challenge_text, name="what is not accurate and how you know", field="challenge_text", needed=True
    )
    if sent_on is None:
        raise Refused(
            "Give the date of CQC's e-mail with the draft report: the deadline counts from it.", field="sent_on"
        )
    if sent_on > timezone.localdate():
        raise Refused("The date of CQC's e-mail cannot be in the future.", field="sent_on")
    finding.challenge_sent_on = sent_on
    finding.challenge_deadline = challenge_deadline(sent_on)


@transaction.atomic
def record_challenge_outcome(
    *, by: User, scope: Scope, finding_id: int, version: int, outcome: str, on: date
) -> Finding:
    """Record what CQC answered: changed, kept or removed. Refuses when nothing was challenged, an unknown
    outcome, and a date before the e-mail or in the future."""
    finding = standing_finding(scope, finding_id, Permission.FINDING_RESPOND, ANSWER)
    if finding.response != Response.CHALLENGED or finding.challenge_sent_on is None:
        raise Refused("This finding was not challenged, so there is no answer to record.")
    if outcome not in ChallengeOutcome.values:
        raise Refused("Choose what CQC did: changed it, kept it or took it out.", field="outcome")
    if not finding.challenge_sent_on <= on <= timezone.localdate():
        raise Refused(
            "CQC's answer is dated after the draft and not in the future. Look at the date again.", field="on"
        )
    finding.challenge_outcome, finding.challenge_outcome_on = outcome, on
    save_if_unseen(finding, version=version, fields=_RESPONSE, labels=_LABELS)
    facts = {"outcome": outcome, "on": on}
    record(by=by, action="finding.challenge_answered", on=finding, trust_id=scope.trust_id, facts=facts)
    return finding


@transaction.atomic
def record_decision(*, by: User, scope: Scope, finding_id: int, version: int, text: str) -> Finding:
    """Record, with its reason, the decision that answers a finding instead of an action. Writing it again
    replaces the words; the record keeps that it was replaced. Refuses no words, and good practice, which
    asks for no answer."""
    finding = standing_finding(scope, finding_id, Permission.FINDING_RESPOND, ANSWER)
    replaced = bool(finding.decision_text)
    finding.decision_text = clean(text, name="what was decided, and why", field="text", needed=True)
    finding.decision_by, finding.decision_on = by, timezone.localdate()
    _save_decision(finding, version)
    record(by=by, action="finding.decided", on=finding, trust_id=scope.trust_id, facts={"replaced": replaced})
    return finding


@transaction.atomic
def take_back_decision(*, by: User, scope: Scope, finding_id: int, version: int) -> Finding:
    """Take the recorded decision away, so that the finding waits for an answer again. Refuses when there is
    none."""
    finding = standing_finding(scope, finding_id, Permission.FINDING_RESPOND, ANSWER)
    if not finding.decision_text:
        raise Refused("There is no decision to take back.")
    said = finding.decision_text
    finding.decision_text, finding.decision_by, finding.decision_on = "", None, None
    _save_decision(finding, version)
    record(by=by, action="finding.decision_taken_back", on=finding, trust_id=scope.trust_id, facts={"said": said[:500]})
    return finding


def _save_decision(finding: Finding, version: int) -> None:
    fields = ("decision_text", "decision_by", "decision_on")
    save_if_unseen(finding, version=version, fields=fields, labels=_LABELS)


@transaction.atomic
def set_key_questions(
    *, by: User, scope: Scope, finding_id: int, version: int, key_questions: Iterable[str]
) -> Finding:
    """Say which of CQC's five key questions a finding is about; none takes back what was said. Saying what stands
    already changes nothing. Refuses a question that is none of the five, and somebody who may not answer for the
    finding."""
    finding = standing_finding(scope, finding_id, Permission.FINDING_RESPOND, ANSWER)
    before, after = list(finding.key_questions), check_key_questions(key_questions)
    if before == after:
        return finding
    finding.key_questions = after
    save_if_unseen(finding, version=version, fields=("key_questions",), labels=_LABELS)
    facts = {"key_questions": [", ".join(before), ", ".join(after)]}
    record(by=by, action="finding.key_questions_set", on=finding, trust_id=scope.trust_id, facts=facts)
    return finding


@transaction.atomic
def withdraw_finding(*, by: User, scope: Scope, finding_id: int, version: int, why: str) -> Finding:
    """Take a finding out of the plan, with a reason; it stays in the register and keeps its reference and
    actions. Refuses when others are merged into it, and when it is withdrawn already."""
    list(Finding.objects.select_for_update().filter(pk=finding_id))  # a merge under way is waited for, and then seen
    finding = standing_finding(scope, finding_id, Permission.FINDING_RESPOND, ANSWER)
    if finding.merged.exists():
        raise Refused(f"Other findings are merged into {finding}. Undo those merges first.")
    finding.withdrawn_why = clean(why, name="why it is withdrawn", field="why", needed=True)
    finding.withdrawn_on = timezone.localdate()
    save_if_unseen(finding, version=version, fields=("withdrawn_on", "withdrawn_why"))
    record(by=by, action="finding.withdrawn", on=finding, trust_id=scope.trust_id)
    return finding


@transaction.atomic
def restore_finding(*, by: User, scope: Scope, finding_id: int, version: int) -> Finding:
    """Bring a withdrawn finding back into the plan. Refuses when it was not withdrawn."""
    finding = finding_to_change(scope, finding_id, Permission.FINDING_RESPOND, ANSWER)
    if finding.withdrawn_on is None:
        raise Refused(f"{finding} was not withdrawn.")
    finding.withdrawn_on, finding.withdrawn_why = None, ""
    save_if_unseen(finding, version=version, fields=("withdrawn_on", "withdrawn_why"))
    record(by=by, action="finding.restored", on=finding, trust_id=scope.trust_id)
    return finding
