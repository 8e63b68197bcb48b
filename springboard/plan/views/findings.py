"""The register, one finding, and what people answer to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from springboard.accounts.permissions import Permission
from springboard.organisations.access import ScopedRequest, needs
from springboard.plan import queries, services
from springboard.plan.forms import (
    DecisionForm,
    MergeForm,
    OutcomeForm,
    QuestionsForm,
    RespondForm,
    TieForm,
    VersionForm,
    WhyForm,
)
from springboard.plan.presenters import finding_story, register_view
from springboard.plan.queries.pages import FindingPage
from springboard.plan.rules import Refused
from springboard.plan.views.answers import No, attempt


@needs(Permission.PLAN_VIEW)
@require_safe
def register(request: ScopedRequest) -> HttpResponse:
    filters = queries.parse_register(request.GET.dict(), services=queries.service_names())
    page = register_view(queries.register_page(request.scope, filters), request.scope)
    return render(request, "plan/findings.jinja", {"page": page})


@needs(Permission.PLAN_VIEW)
@require_safe
def finding(request: ScopedRequest, reference: str) -> HttpResponse:
    return _page(request, reference)


@needs(Permission.FINDING_RESPOND)
@require_POST
def respond(request: ScopedRequest, finding_id: int) -> HttpResponse:
    form = RespondForm(request.POST)
    return _answer(request, finding_id, form, services.respond, "Our response is recorded.")


@needs(Permission.FINDING_RESPOND)
@require_POST
def challenge_answered(request: ScopedRequest, finding_id: int) -> HttpResponse:
    form = OutcomeForm(request.POST)
    return _answer(request, finding_id, form, services.record_challenge_outcome, "CQC's answer is recorded.")


@needs(Permission.FINDING_RESPOND)
@require_POST
def decide(request: ScopedRequest, finding_id: int) -> HttpResponse:
    said = "The decision is recorded and answers this finding."
    return _answer(request, finding_id, DecisionForm(request.POST), services.record_decision, said)


@needs(Permission.FINDING_RESPOND)
@require_POST
def undecide(request: ScopedRequest, finding_id: int) -> HttpResponse:
    form = VersionForm(request.POST)
    return _answer(request, finding_id, form, services.take_back_decision, "The decision was taken back.")


@needs(Permission.FINDING_RESPOND)
@require_POST
def key_questions(request: ScopedRequest, finding_id: int) -> HttpResponse:
    form = QuestionsForm(request.POST)
    return _answer(request, finding_id, form, services.set_key_questions, "The key questions are recorded.")


@needs(Permission.ACTION_CHANGE)
@require_POST
def tie(request: ScopedRequest, finding_id: int) -> HttpResponse:
    """An action that is in the plan already answers this finding too."""

    def answer(*, finding_id: int, action: int, **who: Any) -> object:
        seen = queries.visible_actions(request.scope).filter(number=action).values_list("pk", flat=True).first()
        if seen is None:
            raise Refused(f"There is no action A-{action} among those you can see.", field="action")
        return services.tie_action(action_id=seen, finding_id=finding_id, **who)

    return _answer(request, finding_id, TieForm(request.POST), answer, "That action answers this finding now.")


@needs(Permission.FINDING_RESPOND)
@require_POST
def merge(request: ScopedRequest, finding_id: int) -> HttpResponse:
    def keep(*, finding_id: int, other: int, **who: Any) -> object:
        return services.merge_findings(keep_id=finding_id, other_id=other, **who)

    said = "Merged. Both references are kept, and it can be undone."
    return _answer(request, finding_id, MergeForm(request.POST), keep, said)


@needs(Permission.FINDING_RESPOND)
@require_POST
def unmerge(request: ScopedRequest, finding_id: int) -> HttpResponse:
    return _answer(request, finding_id, forms.Form(request.POST), services.unmerge, "The merge is undone.")


@needs(Permission.FINDING_RESPOND)
@require_POST
def withdraw(request: ScopedRequest, finding_id: int) -> HttpResponse:
    form = WhyForm(request.POST)
    return _answer(request, finding_id, form, services.withdraw_finding, "Withdrawn. It stays in the register.")


@needs(Permission.FINDING_RESPOND)
@require_POST
def restore(request: ScopedRequest, finding_id: int) -> HttpResponse:
    return _answer(request, finding_id, VersionForm(request.POST), services.restore_finding, "Back in the plan.")


def _answer(
    request: ScopedRequest, finding_id: int, form: forms.Form, service: Callable[..., object], said: str
) -> HttpResponse:
    """Back to the finding: with a word when it happened, with the form and the reason when it did not."""
    found = queries.visible_findings(request.scope).filter(pk=finding_id).first()
    if found is None:
        raise Http404
    if isinstance(form, RespondForm):
        form.offer(found.level)
    write = partial(service, by=request.user, scope=request.scope, finding_id=finding_id)
    no = attempt(form, lambda: write(**form.cleaned_data))
    if no is not None:
        return _page(request, found.reference, no, form)
    messages.success(request, said)
    return redirect("plan:finding", found.reference)


def _page(
    request: ScopedRequest, reference: str, no: No | None = None, tried: forms.Form | None = None
) -> HttpResponse:
    """The finding's page with its forms; the one ``tried`` holds what was typed and what is wrong with it."""
    found = queries.finding_page(request.scope, reference)
    if found is None:
        raise Http404
    given = _forms(found)
    for name, form in given.items():
        if type(form) is type(tried):
            given[name] = tried
    context = {"page": finding_story(found), "forms": given, "no": no, "tried": tried}
    return render(request, "plan/finding.jinja", context, status=no.status if no else 200)


def _forms(found: FindingPage) -> dict[str, Any]:
    finding_ = found.finding
    seen = {"version": finding_.version}
    said = {"challenge_text": finding_.challenge_text, "sent_on": finding_.challenge_sent_on}
    respond_ = RespondForm(initial={**seen, **said, "response": finding_.response})
    respond_.offer(found.row.level)
    return {
        "respond": respond_,
        "outcome": OutcomeForm(initial=seen),
        "decide": DecisionForm(initial={**seen, "text": finding_.decision_text}),
        "questions": QuestionsForm(initial={**seen, "key_questions": finding_.key_questions}),
        "tie": TieForm(),
        "withdraw": WhyForm(initial=seen),
    }
