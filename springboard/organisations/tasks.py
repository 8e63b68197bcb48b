"""Work in the background."""

from __future__ import annotations

from django_tasks import task

from springboard.accounts.models import User
from springboard.organisations import services
from springboard.organisations.rules import Refused


@task()
def send_invitations(user_ids: list[int], trust_id: int, by_id: int, site: str) -> int:
    """E-mail each new person a link to set a password; returns how many were sent. Somebody who has set one
    meanwhile is left alone, so that running it twice does no harm."""
    by = User.objects.filter(pk=by_id).first()
    waiting = [user for user in User.objects.filter(pk__in=user_ids) if not user.has_usable_password()]
    return sum(_invite(by, trust_id, user.pk, site) for user in waiting)


def _invite(by: User | None, trust_id: int, user_id: int, site: str) -> bool:
    try:
        return services.invite_person(by=by, trust_id=trust_id, user_id=user_id, site=site)
    except Refused:
        return False
