"""What the newcomer is told. Plain Python: said again at each start, before Django would be loaded."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

EMAIL = "{key}@northmoor.example"
# Printed when the demo starts, so no secret: a demo listens on this machine only unless told otherwise.
PASSWORD = "northmoor-example"  # noqa: S105
PEOPLE = (("Head of quality", "quality"), ("Chief nurse", "nurse"), ("Ward manager, Hazel", "hazel"))


def report_files() -> list[Path]:
    """The example's PDFs, oldest first; the last one is left for the newcomer to upload."""
    return sorted(Path(str(files("springboard.home.example") / "reports")).glob("*.pdf"))


def welcome(address: str) -> list[str]:
    """Where to go, how to sign in, and which report to upload next."""
    return [
        "",
        f"  Springboard is open at {address}",
        "",
        *(f"  {name:<22}{EMAIL.format(key=key)}" for name, key in PEOPLE),
        f"  {'password':<22}{PASSWORD}",
        "",
        "  The next report to upload (Reports and ratings, Upload a report):",
        f"  {report_files()[-1]}",
        "",
        "  Everything is made up. Ctrl+C stops it; type the same command to open it again.",
        "",
    ]
