"""What a log line may say. A log is read and kept by people who may not see the data: no e-mail address, no text of a
report and no row of the database is written to it."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Final

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, DataError, InterfaceError

_Failure = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
# Their messages are about the program and its set-up. Everything else may quote what somebody wrote.
_SAFE: Final = (ImproperlyConfigured, ImportError, MemoryError, NotImplementedError)


class Reticent(logging.Formatter):
    """Writes a failure with where it happened and its kind, and its message only where that cannot quote data."""

    def format(self, record: logging.LogRecord) -> str:
        """One line; what another handler may have kept of the failure on the record is not used."""
        record.exc_text = None
        return super().format(record)

    def formatException(self, ei: _Failure) -> str:  # noqa: N802 - logging's own name
        """The traceback without the values in it, the first cause first."""
        failures = list(_chain(ei[1])) if ei[1] else []
        return "\n".join(_one(error) for error in reversed(failures))


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The failure, what it came from, and so on; each once."""
    seen: set[int] = set()
    now: BaseException | None = error
    while now is not None and id(now) not in seen:
        seen.add(id(now))
        yield now
        now = now.__cause__ or (None if now.__suppress_context__ else now.__context__)


def _one(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    words = _words(error)
    frames = "".join(traceback.format_tb(error.__traceback__))
    return f"{frames}{kind}{f': {words}' if words else ' (its message is left out: it may quote data)'}"


def _words(error: BaseException) -> str:
    """What may be said of a failure. PostgreSQL prints the failing row on its second line; SQLite never does."""
    if isinstance(error, _SAFE):
        return str(error)
    if isinstance(error, DatabaseError | InterfaceError) and not isinstance(error, DataError):
        return str(error).partition("\n")[0]
    if isinstance(error, OSError) and error.errno is not None:
        return error.strerror or ""
    return ""
