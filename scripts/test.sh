#!/usr/bin/env bash
# Everything: checks, then every test on SQLite and, where a database is involved, again on PostgreSQL.
set -euo pipefail
bin=${BIN:-.venv/bin}
scripts/check.sh
workers=${TEST_WORKERS:-$(nproc 2>/dev/null || echo 2)}
echo "== SQLite"
"$bin/python" -m pytest -n "$workers" --dist loadfile tests
echo "== PostgreSQL"
"$bin/python" -m tests.on_postgresql -n "$workers" --dist loadfile
