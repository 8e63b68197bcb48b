"""Programmes: the areas the trust sorts its actions into. Added, renamed, closed, opened again."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from springboard.accounts.models import User
from springboard.accounts.permissions import Permission
from springboard.audit.services import record
from springboard.organisations.scope import Scope
from springboard.plan.models import Programme
from springboard.plan.rules import ChangedMeanwhile, Difference, Refused
from springboard.plan.rules.permissions import PROGRAMMES, Place, may, need
from springboard.plan.rules.words import clean
from springboard.plan.services.reaching import NotThereError


@transaction.atomic
def add_programme(*, by: User, scope: Scope, name: str) -> Programme:
    """Add a programme of the whole trust. Refuses no name, one of another programme (closed ones too, whatever its
    capitals), and somebody who may not agree actions for the whole trust."""
    _need(scope)
    programme = Programme(trust_id=scope.trust_id, name=_name(scope, name))
    _save(programme)
    record(by=by, action="programme.added", on=programme, trust_id=scope.trust_id)
    return programme


@transaction.atomic
def rename_programme(*, by: User, scope: Scope, programme_id: int, was: str, name: str) -> Programme:
    """Give a programme another name; its actions keep it. ``was`` is the name the person saw: raises
    ``ChangedMeanwhile`` when somebody renamed it since. Refuses what ``add_programme`` refuses, and a closed one."""
    _need(scope)
    programme = _programme(scope, programme_id)
    if programme.closed_on is not None:
        raise Refused(f"{programme} is closed. Open it again first.")
    wanted = _name(scope, name, but=programme.pk)
    if programme.name != was:
        differs = (Difference("name", "Name", wanted, programme.name),)
        raise ChangedMeanwhile(programme.name, differences=differs)
    if wanted == was:
        return programme
    programme.name = wanted
    _save(programme)
    record(by=by, action="programme.renamed", on=programme, trust_id=scope.trust_id, facts={"name": [was, wanted]})
    return programme


@transaction.atomic
def close_programme(*, by: User, scope: Scope, programme_id: int) -> Programme:
    """Close a programme: no action can be given to it any more, those that have it keep it. Closing one that is
    closed changes nothing."""
    _need(scope)
    programme = _programme(scope, programme_id)
    if programme.closed_on is None:
        programme.closed_on = timezone.localdate()
        programme.save(update_fields=["closed_on"])
        record(by=by, action="programme.closed", on=programme, trust_id=scope.trust_id)
    return programme


@transaction.atomic
def reopen_programme(*, by: User, scope: Scope, programme_id: int) -> Programme:
    """Open a closed programme again. Opening one that is open changes nothing."""
    _need(scope)
    programme = _programme(scope, programme_id)
    if programme.closed_on is not None:
        programme.closed_on = None
        programme.save(update_fields=["closed_on"])
        record(by=by, action="programme.reopened", on=programme, trust_id=scope.trust_id)
    return programme


def _need(scope: Scope) -> None:
    need(may(scope, Permission.ACTION_AGREE, Place()), PROGRAMMES)


def _programme(scope: Scope, programme_id: int) -> Programme:
    """The row, locked until the end where the database can."""
    found = Programme.objects.select_for_update().filter(trust_id=scope.trust_id, pk=programme_id).first()
    if found is None:
        raise NotThereError(programme_id)
    return found


def _name(scope: Scope, name: str, but: int | None = None) -> str:
    kept = " ".join(clean(name, name="the programme's name", field="name", needed=True, longest=120).split())
    others = Programme.objects.filter(trust_id=scope.trust_id)
    if same := next((one for one in others if one.pk != but and one.name.casefold() == kept.casefold()), None):
        closed = ", which is closed: open it again" if same.closed_on else ""
        raise Refused(f"There is a programme of that name already{closed}.", field="name")
    return kept


def _save(programme: Programme) -> None:
    try:
        with transaction.atomic():
            programme.save()
    except IntegrityError as error:
        raise Refused("Somebody added a programme of that name just now.", field="name") from error
