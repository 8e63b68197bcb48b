#!/usr/bin/env bash
# Every benchmark, one after the other; each prints ratios against a bound measured in the same run.
set -euo pipefail
bin=${BIN:-.venv/bin}
for bench in benchmarks/[a-z]*.py; do
    echo; echo "=== $bench"
    "$bin/python" "$bench"
done
