"""A report comes in: kept whole or refused whole."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from typing import IO

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from springboard.accounts.models import User
from springboard.audit.services import record
from springboard.inspections.choices import ReportState
from springboard.inspections.models import Report
from springboard.inspections.rules import AlreadyHere, check_waiting, clean_name, file_kind, too_large
from springboard.organisations.models import Trust
from springboard.plan.rules import Refused

_PIECE = 1024 * 1024


def receive_report(
    *, by: User, trust_id: int, name: str, content: IO[bytes], then: Callable[[int], object] | None = None
) -> Report:
    """Keep an uploaded file as a report that waits to be read; ``then`` is called with its id once it is kept.

    The same file given twice to one trust is refused with the first one's id (``AlreadyHere``), unless the first was
    withdrawn. Refuses one more while ``MOST_WAITING`` wait (``TooManyWaiting``), an empty file, one over the limit and
    kinds of files no report comes in; then nothing is kept.
    """
    suffix, sha256, size = _examine(content)
    _refuse_second(trust_id, sha256)
    check_waiting(_waiting(trust_id))
    content.seek(0)
    path = default_storage.save(f"reports/{trust_id}/{uuid.uuid4().hex}/report{suffix}", File(content))
    try:
        with transaction.atomic():
            Trust.objects.select_for_update().get(pk=trust_id)  # uploads of one second are counted one by one
            check_waiting(_waiting(trust_id))
            report = Report.objects.create(
                trust_id=trust_id, file=path, original_name=clean_name(name), sha256=sha256, size=size, uploaded_by=by
            )
            facts = {"name": report.original_name, "sha256": sha256, "size": size}
            record(by=by, action="report.uploaded", on=report, trust_id=trust_id, facts=facts)
            if then is not None:
                transaction.on_commit(lambda: then(report.pk))
    except BaseException as error:
        default_storage.delete(path)
        if isinstance(error, IntegrityError):
            _refuse_second(trust_id, sha256)  # two uploads of one file in the same second
        raise
    return report


def _examine(content: IO[bytes]) -> tuple[str, str, int]:
    """Kind, SHA-256 and size, read in pieces. Refuses what is too large or of the wrong kind."""
    content.seek(0)
    suffix, digest, size = "", hashlib.sha256(), 0
    while piece := content.read(_PIECE):
        suffix = suffix or file_kind(piece)
        digest.update(piece)
        size += len(piece)
        if size > settings.MAX_UPLOAD_BYTES:
            raise Refused(too_large(settings.MAX_UPLOAD_BYTES))
    return suffix or file_kind(b""), digest.hexdigest(), size


def _waiting(trust_id: int) -> int:
    states = (ReportState.WAITING, ReportState.READING)
    return Report.objects.filter(trust_id=trust_id, state__in=states).count()


def _refuse_second(trust_id: int, sha256: str) -> None:
    first = (
        Report.objects.filter(trust_id=trust_id, sha256=sha256)
        .exclude(state=ReportState.WITHDRAWN)
        .values("pk", "reference", "original_name", "uploaded_at")
        .first()
    )
    if first:
        name = first["reference"] or first["original_name"]
        day = timezone.localdate(first["uploaded_at"])
        raise AlreadyHere(
            f"This file is already here, as {name}, uploaded on {day.day} {day:%B %Y}. It was not added a second time.",
            first["pk"],
        )
