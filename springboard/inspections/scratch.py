"""Folders a reading works in: our own, in the data folder, and swept when a worker that was killed left one behind."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Final

from django.conf import settings

FOLDER: Final = "reading"
PREFIX: Final = "springboard-pages-"
OLD: Final = timedelta(days=1)  # far longer than any reading may take


@contextmanager
def work_folder() -> Iterator[Path]:
    """A new, empty folder for one reading, gone afterwards; nobody but this user may look into it."""
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=_own()) as made:
        yield Path(made)


def sweep(*, older_than: timedelta = OLD) -> int:
    """Delete what killed readings left, in the data folder and (from before it was used) in the system's temporary
    folder. Only folders of this user, with our name, that nothing touched for a day. Returns how many."""
    before = time.time() - older_than.total_seconds()
    left = [path for place in (_own(), Path(tempfile.gettempdir())) for path in place.glob(f"{PREFIX}*")]
    return sum(_forgotten(path, before) for path in left)


def _own() -> Path:
    folder = Path(settings.DATA_DIR) / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _forgotten(path: Path, before: float) -> bool:
    with suppress(OSError):  # somebody else deletes it at this moment
        found = path.lstat()
        ours = not hasattr(os, "getuid") or found.st_uid == os.getuid()
        if ours and path.is_dir() and not path.is_symlink() and found.st_mtime < before:
            shutil.rmtree(path)
            return True
    return False
