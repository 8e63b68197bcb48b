"""The web server and the worker side by side, as real processes."""

from __future__ import annotations

import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from springboard.config import commands, prepare, processes


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    listener = socket.create_server(("127.0.0.1", 0))
    monkeypatch.setenv("PORT", str(listener.getsockname()[1]))
    yield listener
    listener.close()


def test_a_taken_port_is_said_in_words_and_nothing_is_started(
    taken: socket.socket, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPRINGBOARD_DATA", str(tmp_path / "data"))
    assert commands.demo(commands.argparse.Namespace(prepare_only=False)) == 1
    said = capsys.readouterr().err
    port = taken.getsockname()[1]
    assert f"another program already listens on port {port}" in said
    assert f"PORT={port + 1} make run" in said
    assert not (tmp_path / "data").exists()


def test_a_free_port_is_free(taken: socket.socket) -> None:
    assert processes.answers()
    taken.close()
    assert not processes.port_taken()
    assert not processes.answers()


def test_what_dies_is_started_again_and_all_end_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "RESTART_PAUSE", 0.05)
    monkeypatch.setattr(processes.signal, "signal", lambda *_: None)
    lives = tmp_path / "lives"
    once = f"open({str(lives)!r}, 'a').write('x')"
    web = [sys.executable, "-c", "import time; time.sleep(60)"]
    supervisor = processes.Supervisor([web, [sys.executable, "-c", once]])
    thread = threading.Thread(target=supervisor.run)
    thread.start()
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not (lives.exists() and len(lives.read_text()) >= 2):
        time.sleep(0.05)
    supervisor.ending = True
    thread.join(timeout=30)
    assert len(lives.read_text()) >= 2
    assert all(child.poll() is not None for child in supervisor.children)


def test_a_web_server_that_cannot_start_ends_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes.signal, "signal", lambda *_: None)
    broken = [sys.executable, "-c", "raise SystemExit(3)"]
    other = [sys.executable, "-c", "import time; time.sleep(60)"]
    supervisor = processes.Supervisor([broken, other])
    assert supervisor.run() == 3
    assert all(child.poll() is not None for child in supervisor.children)


def test_a_second_start_knows_from_files_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPRINGBOARD_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert not prepare.ready_as_it_stands()
    (tmp_path / "springboard.sqlite3").touch()
    (tmp_path / "prepared").write_text(prepare._fingerprint())
    assert not prepare.ready_as_it_stands()
    prepare.example_is_there()
    assert prepare.ready_as_it_stands()
    (tmp_path / "prepared").write_text("another version")
    assert not prepare.ready_as_it_stands()
