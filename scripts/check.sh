#!/usr/bin/env bash
# Lint, types, import contracts.
set -euo pipefail
bin=${BIN:-.venv/bin}
"$bin/ruff" check .
"$bin/ruff" format --check .
"$bin/mypy"
"$bin/lint-imports"
