"""Files that are handed out after asking who is asking: the report itself, pictures of its pages, exports."""

from __future__ import annotations

import hashlib

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_GET

from springboard.accounts.permissions import Permission
from springboard.inspections import exports, queries
from springboard.inspections.views.common import or_404
from springboard.kernel.tables import Sheet, as_csv, as_xlsx
from springboard.organisations.access import ScopedRequest, needs
from springboard.organisations.downloads import KINDS, handed_out

_TYPES = {".pdf": "application/pdf", ".txt": "text/plain; charset=utf-8", ".json": "application/json"}
_IMAGES = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}


@needs(Permission.REPORT_VIEW)
@or_404
@require_GET
def original(request: ScopedRequest, report_id: int) -> FileResponse:
    """The file as it was uploaded, always as a download: it is never opened as a page of this site."""
    report = queries.report_for_file(request.scope, report_id)
    stored = str(report.file)
    suffix = "." + stored.rpartition(".")[2]
    name = f"{report.reference or 'report'}{suffix}"
    content = _open(stored)
    return FileResponse(content, as_attachment=True, filename=name, content_type=_TYPES.get(suffix, "text/plain"))


@needs(Permission.REPORT_VIEW)
@or_404
@require_GET
def page_image(request: ScopedRequest, report_id: int, number: int) -> HttpResponseBase:
    """The picture of a page. It never changes, so the browser keeps it; asked again, it is told so without the file.

    Who asks is asked each time the server is: the answer that nothing changed comes after the permission too.
    """
    name = queries.page_image(request.scope, report_id, number)
    etag = f'"{hashlib.sha256(name.encode()).hexdigest()[:32]}"'  # the name holds its reading's claim: never used twice
    known: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    kind = _IMAGES.get(name.rpartition(".")[2], "image/png")
    response = known or FileResponse(_open(name), content_type=kind)
    response["ETag"] = etag
    response["Cache-Control"] = "private, max-age=86400, immutable"
    return response


@needs(Permission.REPORT_VIEW)
@or_404
@require_GET
def findings(request: ScopedRequest, report_id: int, kind: str) -> HttpResponse:
    """Every finding of the report and what became of it, as CSV or XLSX."""
    board = queries.board(request.scope, report_id)
    return _export(board.report, kind, "Findings", exports.FINDING_COLUMNS, exports.finding_rows(board))


@needs(Permission.REPORT_VIEW)
@or_404
@require_GET
def ratings(request: ScopedRequest, report_id: int, kind: str) -> HttpResponse:
    """Every rating of the report, as CSV or XLSX."""
    report, rows = queries.ratings_of_report(request.scope, report_id)
    return _export(report, kind, "Ratings", exports.RATING_COLUMNS, exports.rating_rows(rows))


def _export(report: object, kind: str, title: str, columns: tuple[str, ...], rows: list[list[str]]) -> HttpResponse:
    if kind not in KINDS:
        raise LookupError(kind)
    content = as_csv(columns, rows) if kind == "csv" else as_xlsx(Sheet(title, columns, rows, exports.WIDE))
    return handed_out(content, f"{report}-{title.lower()}", kind)


def _open(name: str) -> File[bytes]:
    try:
        return default_storage.open(name, "rb")
    except FileNotFoundError as gone:
        raise LookupError(name) from gone
