"""Turns what a service says no to into an answer of the page: beside the field, or as a refusal in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import Http404

from springboard.plan.rules import ChangedMeanwhile, Difference, NotYours, Refused
from springboard.plan.services import NotThereError


@dataclass(frozen=True, slots=True)
class No:
    """A write that did not happen: the status, a refusal to show as a panel, and what differs after a
    conflict."""

    status: int
    refusal: str = ""
    differences: tuple[Difference, ...] = ()


def attempt(form: forms.Form, write: Callable[[], object]) -> No | None:
    """Run ``write`` when the form is sound; ``None`` when it happened. A refusal about a field goes to that
    field.

    After a conflict the form holds the newer version, so that saving again is a choice made with both in
    sight.
    """
    if not form.is_valid():
        return No(422)
    try:
        write()
    except NotThereError as error:
        raise Http404 from error
    except ChangedMeanwhile as conflict:
        _newer(form, conflict.version)
        return No(409, str(conflict), conflict.differences)
    except NotYours as refusal:
        return No(403, str(refusal))
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return No(422)
    return None


def _newer(form: forms.Form, version: int) -> None:
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data[form.add_prefix("version")] = str(version)  # type: ignore[index]
