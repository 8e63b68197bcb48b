"""Home, my work and search."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from springboard.accounts.permissions import Permission
from springboard.organisations.access import ScopedRequest, needs


@needs(Permission.HOME_VIEW)
def home(request: ScopedRequest) -> HttpResponse:
    return render(request, "home/home.jinja", {})


@needs(Permission.HOME_VIEW)
def my_work(request: ScopedRequest) -> HttpResponse:
    return render(request, "home/my_work.jinja", {})


@needs(Permission.SEARCH)
def search(request: ScopedRequest) -> HttpResponse:
    return render(request, "home/search.jinja", {})
