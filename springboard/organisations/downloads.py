"""Tables and workbooks handed out as files: one answer, always a download, never opened as a page of this site."""

from __future__ import annotations

import re
from typing import Final

from django.http import HttpResponse

_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
KINDS: Final = frozenset(_TYPES)


def handed_out(content: bytes, stem: str, kind: str) -> HttpResponse:
    """``content`` as the file ``stem.kind``; other characters than letters, figures and hyphens become hyphens. Raises
    KeyError for a kind we do not make."""
    name = re.sub(r"[^A-Za-z0-9-]+", "-", stem).strip("-") or "springboard"
    return HttpResponse(
        content,
        content_type=_TYPES[kind],
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{kind}"',
            "X-Content-Type-Options": "nosniff",
        },
    )
