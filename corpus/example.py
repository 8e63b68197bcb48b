"""The example trust's reports: four PDFs which ship with the product and are read by the real reader.

``python -m corpus.example`` writes them again; the same specs give the same bytes.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from corpus.render import HERE, render

REPORTS = HERE.parent / "springboard" / "home" / "example" / "reports"
# The first three are loaded into the example; the fourth is left for a newcomer to upload.
FILES = {
    "2021-11-trust": "northmoor-2021-11.pdf",
    "2023-09-trust": "northmoor-2023-09.pdf",
    "2026-03-trust": "northmoor-2026-03.pdf",
    "2026-11-crisis": "northmoor-2026-11-crisis.pdf",
}
LARGEST = 400_000


def write(folder: Path = REPORTS) -> list[Path]:
    """Render the four reports into ``folder``. Refuses one that is too large to ship with the product."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with tempfile.TemporaryDirectory() as scratch:
        for name, file in FILES.items():
            made = render(HERE / "example" / f"{name}.yaml", Path(scratch))
            if made.stat().st_size > LARGEST:
                raise ValueError(f"{file} is larger than {LARGEST} bytes: make its pictures smaller.")
            written.append(Path(shutil.copy(made, folder / file)))
    return written


if __name__ == "__main__":
    for path in write():
        print(f"{path.name}  {path.stat().st_size} bytes")
