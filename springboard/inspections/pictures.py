"""Where the pictures of pages are kept: one folder for each reading, named by its claim."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from django.core.files.base import File
from django.core.files.storage import default_storage

FOLDER: Final = "reports/pages/"
CLAIM_LENGTH: Final = 32
_CLAIM: Final = re.compile(rf"[0-9a-f]{{{CLAIM_LENGTH}}}")


def keep(drawn: Path, claim: str) -> dict[int, str]:
    """Put the pictures of a reading into the storage; their names by page."""
    images = {}
    for picture in sorted(drawn.iterdir()):
        number = "".join(c for c in picture.stem if c.isdigit())
        if number and picture.suffix in {".png", ".webp", ".jpg"}:
            name = f"{FOLDER}{claim}/{int(number)}{picture.suffix}"
            with picture.open("rb") as content:
                images[int(number)] = default_storage.save(name, File(content))
    return images


def forget(claim: str) -> None:
    """Delete the pictures of a reading that came to nothing."""
    try:
        _, files = default_storage.listdir(FOLDER + claim)
    except (FileNotFoundError, NotADirectoryError, NotImplementedError):
        return
    for name in files:
        default_storage.delete(f"{FOLDER}{claim}/{name}")
    default_storage.delete(FOLDER + claim)


def claims() -> set[str]:
    """The readings that left pictures; nothing else that may lie in the folder."""
    try:
        folders, _ = default_storage.listdir(FOLDER)
    except (FileNotFoundError, NotADirectoryError, NotImplementedError):
        return set()
    return {name for name in folders if _CLAIM.fullmatch(name)}
