"""The upload. A file over the limit is refused while it arrives, before it is stored whole."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from springboard.accounts.permissions import Permission
from springboard.inspections import services, tasks
from springboard.inspections.forms import UploadForm
from springboard.inspections.rules import AlreadyHere, TooManyWaiting, too_large
from springboard.organisations.access import ScopedRequest, needs
from springboard.organisations.drawn_for import answer_if_elsewhere, checks_itself
from springboard.plan.rules import Refused


class StopAtLimit(FileUploadHandler):
    """Counts what arrives, over all files of the request, and stops at the limit: the rest is read and thrown away, so
    that the browser gets an answer instead of a broken connection."""

    stopped = False
    taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.taken += len(raw_data)
        if self.taken > settings.MAX_UPLOAD_BYTES:
            self.stopped = True
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


@checks_itself
@needs(Permission.REPORT_UPLOAD)
@csrf_exempt  # only until the handler is in place: the token is checked below, by which time the file has been read
@require_http_methods(["GET", "POST"])
def upload(request: ScopedRequest) -> HttpResponse:
    """The page with the file field; a file that is kept leads to its own page, which shows the progress."""
    limit = StopAtLimit(request)
    request.upload_handlers.insert(0, limit)
    return _upload(request, limit)


@csrf_protect
def _upload(request: ScopedRequest, limit: StopAtLimit) -> HttpResponse:
    if request.method == "GET":
        return _page(request, UploadForm(), 200)
    form = UploadForm(request.POST, request.FILES)
    if elsewhere := answer_if_elsewhere(request):
        return elsewhere
    if limit.stopped:
        form.errors.clear()
        form.add_error("file", too_large(settings.MAX_UPLOAD_BYTES))
        return _page(request, form, 413)
    if not form.is_valid():
        return _page(request, form, 422)
    return _receive(request, form)


def _receive(request: ScopedRequest, form: UploadForm) -> HttpResponse:
    file = form.cleaned_data["file"]
    try:
        report = services.receive_report(
            by=request.user,
            trust_id=request.scope.trust_id,
            name=file.name,
            content=file.file,
            then=tasks.start_reading,
        )
    except AlreadyHere as known:
        messages.info(request, str(known))
        return redirect("inspections:report", known.report_id)
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return _page(request, form, 429 if isinstance(refusal, TooManyWaiting) else 422)
    return redirect("inspections:report", report.pk)


def _page(request: ScopedRequest, form: UploadForm, status: int) -> HttpResponse:
    context = {"form": form, "megabytes": settings.MAX_UPLOAD_BYTES // (1024 * 1024)}
    return render(request, "inspections/upload.jinja", context, status=status)
