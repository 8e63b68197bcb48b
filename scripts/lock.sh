#!/usr/bin/env bash
# Renews the hash-pinned requirement files (no download addresses in them) and package-lock.json.
set -euo pipefail
bin=${BIN:-.venv/bin}
common=(--quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate)
"$bin/uv" pip compile "${common[@]}" "$@" pyproject.toml -o requirements.txt
"$bin/uv" pip compile "${common[@]}" "$@" pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
"$bin/uv" pip compile "${common[@]}" "$@" scripts/requirements-setup.in -c requirements-dev.txt -o requirements-setup.txt
