"""The product as somebody runs it: ``springboard demo`` in a process of its own, with its worker, its hashed files and
its security policy. The example is made once; every server gets a copy of it, so that no story meets another's data."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, StorageState

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "northmoor-example"
NEXT_REPORT = ROOT / "springboard" / "home" / "example" / "reports" / "northmoor-2026-11-crisis.pdf"
# The pages a test looked at, for the pictures of a failure.
looked_at: list[Page] = []
LAPTOP, PHONE = {"width": 1366, "height": 900}, {"width": 375, "height": 812}


@dataclass
class Served:
    """A running product. ``ids``: what was planted for the pages; empty for the plain example."""

    url: str
    data: Path
    process: subprocess.Popen[bytes]
    ids: dict[str, Any]
    contexts: list[BrowserContext] = field(default_factory=list)
    signed_in: dict[str, StorageState] = field(default_factory=dict)

    def open(self, browser: Browser, who: str = "", path: str = "/", **options: Any) -> Page:
        """A page in a fresh browser, signed in as ``who`` (the part of the address before the @)."""
        size = options.pop("size", LAPTOP)
        if who and who not in self.signed_in:
            self.signed_in[who] = self._sign_in(browser, who)
        state = self.signed_in[who] if who else None
        context = browser.new_context(base_url=self.url, viewport=size, storage_state=state, **options)
        context.set_default_timeout(20_000)
        self.contexts.append(context)
        page = context.new_page()
        looked_at.append(page)
        page.goto(path)
        return page

    def _sign_in(self, browser: Browser, who: str) -> StorageState:
        with browser.new_context(base_url=self.url) as context:
            page = context.new_page()
            page.goto("/account/login/")
            sign_in(page, who)
            page.wait_for_url(lambda url: "/account/login/" not in url)
            return context.storage_state()

    def close_pages(self) -> None:
        while self.contexts:
            context = self.contexts.pop()
            if context.browser and context.browser.is_connected():
                context.close()

    def workers(self) -> list[int]:
        """The process ids of this server's own worker."""
        return [pid for pid in children(self.process.pid) if b"springboard\0worker" in command_line(pid)]


def sign_in(page: Page, who: str, password: str = PASSWORD) -> None:
    page.get_by_label("E-mail address").fill(address(who))
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def address(who: str) -> str:
    return who if "@" in who else f"{who}@northmoor.example"


def children(pid: int) -> list[int]:
    """Processes below this one, at any depth (Linux)."""
    found, todo = [], [pid]
    while todo:
        tasks = Path(f"/proc/{todo.pop()}/task")
        for listed in tasks.glob("*/children"):
            below = [int(word) for word in listed.read_text().split()]
            found += below
            todo += below
    return found


def command_line(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def environment(data: Path, **more: str) -> dict[str, str]:
    """Of this process, without the settings of the tests: the product's defaults hold."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith(("SPRINGBOARD_", "DJANGO_"))}
    mine.pop("DATABASE_URL", None)
    return mine | {"SPRINGBOARD_DATA": str(data), "SPRINGBOARD_MODE": "demo", "PYTHONPATH": str(ROOT)} | more


def prepared(folder: Path) -> tuple[Path, Path]:
    """Data folders of the example, and of the example with every state planted; made once for all test processes."""
    plain, planted = folder / "example", folder / "planted"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (planted / "ids.json").exists():
            _run([sys.executable, "-m", "springboard", "demo", "--prepare-only"], plain)
            shutil.copytree(plain, planted)
            said = _run([sys.executable, "-m", "tests.browser.plant"], planted)
            json.loads(said)
            (planted / "ids.json").write_text(said)
    return plain, planted


def _run(command: list[str], data: Path) -> str:
    done = subprocess.run(
        command, cwd=ROOT, env=environment(data), capture_output=True, text=True, timeout=300, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr[-4000:]}")
    return done.stdout


@contextmanager
def running(template: Path, data: Path, **more: str) -> Iterator[Served]:
    """The product on a copy of ``template``, on a free port, until the end of the block."""
    shutil.copytree(template, data)
    ids = json.loads((data / "ids.json").read_text()) if (data / "ids.json").exists() else {}
    port = _free_port()
    with (data / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "springboard", "demo"],
            cwd=data, env=environment(data, PORT=str(port), **more), stdout=log, stderr=log,
        )  # fmt: skip
    served = Served(f"http://localhost:{port}", data, process, ids)
    try:
        _wait_until_ready(served)
        yield served
    finally:
        served.close_pages()
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_until_ready(served: Served) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and served.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{served.url}/health/", timeout=5) as answer:  # noqa: S310 - our own server
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"the product did not start:\n{(served.data / 'log').read_text()[-4000:]}")
