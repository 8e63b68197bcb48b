"""The organisation as a spreadsheet: template, export, import in two steps (look, then confirm)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from springboard.accounts.permissions import Permission
from springboard.accounts.roles import ROLES
from springboard.kernel.vocabulary import core_services
from springboard.organisations import queries, services
from springboard.organisations.access import ScopedRequest, needs
from springboard.organisations.downloads import handed_out
from springboard.organisations.forms import ConfirmForm, UploadForm
from springboard.organisations.presenters.importing import preview_of
from springboard.organisations.rules import Refused
from springboard.organisations.sheets.plan import Plan
from springboard.organisations.sheets.planning import plan_import
from springboard.organisations.sheets.reading import read_book
from springboard.organisations.sheets.tables import MAX_BYTES, PEOPLE, TABLES, Book, NotReadable, Row
from springboard.organisations.sheets.writing import as_csv, as_workbook
from springboard.organisations.tasks import send_invitations
from springboard.organisations.views.common import said, site_address

SALT = "organisations.import"
HOUR = 60 * 60


@needs(Permission.PEOPLE_MANAGE)
@require_http_methods(["GET", "POST"])
def upload(request: ScopedRequest) -> HttpResponse:
    """Choose a file; the answer is what it would do. Nothing is changed here."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if not form.is_valid():
        return render(request, "organisations/import.jinja", {"form": form})
    try:
        book = read_book(_bytes(form.cleaned_data["file"]))
    except NotReadable as error:
        form.add_error("file", str(error))
        return render(request, "organisations/import.jinja", {"form": form})
    return _preview(request, book)


@needs(Permission.PEOPLE_MANAGE)
@require_POST
def confirm(request: ScopedRequest) -> HttpResponse:
    """Do exactly what was shown; when the trust changed meanwhile, show it anew."""
    form = ConfirmForm(request.POST)
    book = _unpack(request, form.cleaned_data["rows"]) if form.is_valid() else None
    if book is None:
        return _again(request, "This page was open too long. Nothing was changed: choose the file again.")
    plan = _plan(request, book)
    if plan.digest != form.cleaned_data["shown"]:
        return _preview(request, book, changed=True)
    try:
        new = services.carry_out(by=request.user, trust_id=request.scope.trust_id, plan=plan)
    except Refused as refusal:
        return _again(request, refusal.text)
    if form.cleaned_data["invite"] and new:
        _invite_later(request, list(new))
    done = f"The file was taken over: {plan.count('new')} new, {plan.count('changed')} changed."
    return said(request, done, "organisations:tree")


@needs(Permission.PEOPLE_MANAGE)
@require_GET
def template(request: ScopedRequest, kind: str) -> HttpResponse:
    """An empty workbook to fill in, or the headings of one table as CSV."""
    if kind == "xlsx":
        words = {
            "Role": [role.name for role in ROLES],
            "CQC core service": [service.name for service in core_services()],
        }
        return handed_out(as_workbook({}, words=words), "springboard-template", "xlsx")
    return _csv(kind, [], "springboard-template")


@needs(Permission.PEOPLE_MANAGE)
@require_GET
def export(request: ScopedRequest, kind: str) -> HttpResponse:
    """The organisation as it is, in the form the import reads."""
    rows = queries.sheet_rows(request.scope.trust_id)
    if kind == "xlsx":
        return handed_out(as_workbook(rows), "springboard-organisation", "xlsx")
    return _csv(kind, rows.get(kind, []), "springboard")


def _csv(code: str, rows: list[list[str]], name: str) -> HttpResponse:
    table = next((table for table in TABLES if table.code == code), None)
    if table is None:
        raise Http404
    return handed_out(as_csv(table, rows), f"{name}-{code}", "csv")


def _bytes(file: UploadedFile[Any]) -> bytes:
    """At most one byte more than we take: enough to say that it is too large."""
    return bytes(file.read(MAX_BYTES + 1) or b"")


def _plan(request: ScopedRequest, book: Book) -> Plan:
    emails = [row["E-mail"].strip().lower() for row in book.tables.get(PEOPLE.code, ())]
    now = queries.sheet_now(request.scope.trust_id, emails)
    return plan_import(book, now, today=timezone.localdate(), actor_id=request.user.pk)


def _preview(request: ScopedRequest, book: Book, *, changed: bool = False) -> HttpResponse:
    plan = _plan(request, book)
    initial = {"rows": _pack(request, book), "shown": plan.digest}
    context = {"page": preview_of(plan, book.ignored), "form": ConfirmForm(initial=initial), "changed": changed}
    return render(request, "organisations/import_preview.jinja", context)


def _pack(request: ScopedRequest, book: Book) -> str:
    """The rows as they were read, signed: the confirmation needs no file kept on the server."""
    tables = {code: [[row.number, row.cells] for row in rows] for code, rows in book.tables.items()}
    value = {"trust": request.scope.trust_id, "user": request.user.pk, "tables": tables, "ignored": book.ignored}
    return signing.dumps(value, salt=SALT, compress=True)


def _unpack(request: ScopedRequest, text: str) -> Book | None:
    try:
        value: dict[str, Any] = signing.loads(text, salt=SALT, max_age=HOUR)
    except signing.BadSignature:
        return None
    if (value["trust"], value["user"]) != (request.scope.trust_id, request.user.pk):
        return None
    tables = {code: tuple(Row(number, cells) for number, cells in rows) for code, rows in value["tables"].items()}
    return Book(tables, tuple(value["ignored"]))


def _again(request: ScopedRequest, text: str) -> HttpResponse:
    messages.warning(request, text)
    return redirect("organisations:import")


def _invite_later(request: ScopedRequest, user_ids: list[int]) -> None:
    """The e-mails go out in the background: some hundreds of them would keep the page waiting."""
    trust_id, by_id, site = request.scope.trust_id, request.user.pk, site_address(request)
    transaction.on_commit(lambda: send_invitations.enqueue(user_ids, trust_id, by_id, site))
