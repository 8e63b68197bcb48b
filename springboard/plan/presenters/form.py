"""The page on which an action is added or changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from springboard.plan.presenters.words import Link, action_href, finding_href, shortened


@dataclass(frozen=True, slots=True)
class Answered:
    """A finding the action answers."""

    id: int
    level: str
    reference: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class ActionFormView:
    """``back`` leads to where the person came from; ``agreed`` actions keep what agreement needs."""

    title: str
    findings: tuple[Answered, ...]
    action: str
    back: Link
    agreed: bool


def form_view(action: Any, findings: Iterable[Any]) -> ActionFormView:
    """The form's page, for a new action (``None``) or one there is."""
    answered = tuple(
        Answered(row.id, row.level, row.reference, shortened(row.text, 300), finding_href(row.reference))
        for row in findings
    )
    if action is not None:
        href = reverse("plan:action-change", args=[action.pk])
        back = Link(action.reference, action_href(action.reference))
        return ActionFormView(f"Change {action.reference}", answered, href, back, action.agreed_on is not None)
    back = Link(answered[0].reference, answered[0].href) if answered else Link("Plan", reverse("plan:plan"))
    return ActionFormView("Add an action", answered, reverse("plan:action-add"), back, agreed=False)
