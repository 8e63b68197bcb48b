"""The folders readings work in: in the data folder, gone afterwards, and swept after a kill."""

from __future__ import annotations

import os
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from springboard.config import worker
from springboard.inspections import scratch


@pytest.fixture(autouse=True)
def own_places(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATA_DIR = tmp_path / "data"
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))


def aged(path: Path, age: timedelta) -> Path:
    path.mkdir(parents=True)
    (path / "page-0001.png").write_bytes(b"\x89PNG")
    at = time.time() - age.total_seconds()
    os.utime(path, (at, at))
    return path


def test_the_folder_is_ours_and_goes_away(tmp_path: Path) -> None:
    with scratch.work_folder() as folder:
        assert folder.parent == tmp_path / "data" / "reading"
        assert folder.parent.stat().st_mode & 0o077 == 0
        assert folder.stat().st_mode & 0o077 == 0
        (folder / "page-0001.png").write_bytes(b"x")
    assert not folder.exists()


def test_what_killed_readings_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    old, name = timedelta(days=2), scratch.PREFIX
    ours = [aged(tmp_path / "data" / "reading" / f"{name}a", old), aged(tmp_path / "tmp" / f"{name}b", old)]
    young = aged(tmp_path / "data" / "reading" / f"{name}c", timedelta(hours=23))
    strange = aged(tmp_path / "tmp" / "somebody-else", old)
    target = aged(tmp_path / "elsewhere", old)
    link = tmp_path / "tmp" / f"{name}link"
    link.symlink_to(target)
    assert scratch.sweep() == 2
    assert [path.exists() for path in ours] == [False, False]
    assert young.exists()
    assert strange.exists()
    assert link.is_symlink()
    assert (target / "page-0001.png").exists()
    assert scratch.sweep() == 0


def test_a_worker_sweeps_when_it_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    left = aged(tmp_path / "data" / "reading" / f"{scratch.PREFIX}a", timedelta(days=2))
    worker.one_round(worker.first_chores())
    assert not left.exists()
