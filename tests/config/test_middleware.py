"""What holds for every request: how much may be sent, and what is kept of the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache.backends.db import DatabaseCache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.core.management import call_command
from django.test import Client

from springboard.accounts.models import User
from springboard.config import middleware
from springboard.config import settings as real

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many bytes of files Django took in, piece by piece."""
    pieces: list[int] = []
    for handler in (TemporaryFileUploadHandler, MemoryFileUploadHandler):
        monkeypatch.setattr(handler, "receive_data_chunk", lambda _self, raw, _start: pieces.append(len(raw)))
    return pieces


@pytest.mark.parametrize("path", ["/account/login/", "/account/password/reset/", "/no/such/page/"])
def test_a_stranger_fills_no_disk(path: str, client: Client, kept: list[int]) -> None:
    big = SimpleUploadedFile("big.bin", b"x" * (middleware.MOST_ELSEWHERE + 1))
    response = client.post(path, {"login": "a@example.test", "password": "x", "file": big})
    assert response.status_code == 413
    assert "larger than this page takes" in response.content.decode()
    assert kept == []


@pytest.mark.parametrize("announced", ["-1", "many", "9" * 5000])
def test_a_strange_length_is_refused(announced: str, client: Client) -> None:
    assert client.post("/account/login/", {}, CONTENT_LENGTH=announced).status_code == 413


def test_the_upload_page_answers_in_its_own_words_up_to_a_point(
    client_for: Callable[[User], Client], quality_lead: User, settings: Any, kept: list[int]
) -> None:
    settings.MAX_UPLOAD_BYTES = 1000
    client = client_for(quality_lead)
    own = client.post("/reports/upload/", {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7 " + b"x" * 5000)})
    assert own.status_code == 413
    assert "Nothing was kept" in own.content.decode()
    far = client.post("/reports/upload/", {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7 " + b"x" * 50_000)})
    assert far.status_code == 413
    assert "larger than this page takes" in far.content.decode()


@pytest.mark.parametrize("path", ["/", "/plan/", "/reports/", "/history/", "/account/"])
def test_no_proxy_keeps_a_page(path: str, client_for: Callable[[User], Client], quality_lead: User) -> None:
    assert "private" in client_for(quality_lead).get(path)["Cache-Control"]


def test_a_file_that_is_handed_out_is_not_kept(client_for: Callable[[User], Client], quality_lead: User) -> None:
    assert client_for(quality_lead).get("/plan/plan.csv")["Cache-Control"] == "private, no-store"


def test_signing_out_clears_what_the_browser_kept(client_for: Callable[[User], Client], quality_lead: User) -> None:
    client = client_for(quality_lead)
    assert "Clear-Site-Data" not in client.get("/")
    assert client.post("/account/logout/")["Clear-Site-Data"] == '"cache"'


def test_counts_of_wrong_passwords_outlive_a_thousand_names_that_do_not_exist() -> None:
    given = real.CACHES["default"]
    call_command("createcachetable", given["LOCATION"], verbosity=0)
    cache = DatabaseCache(given["LOCATION"], given)
    cache.set("a-count", [1.0] * 5, 900)
    for number in range(1000):
        cache.set(f"z-made-up-{number}", [1.0], 900)
    assert cache.get("a-count") == [1.0] * 5
