#!/usr/bin/env bash
# Sets up .venv from the hash-pinned requirement files. `run`: what serving needs; `dev`: what testing needs as well.
set -euo pipefail
kind=${1:?run or dev}
venv=${VENV:-.venv}
python=${PYTHON:-python3}

say() { printf '%s\n' "$*" >&2; }
. "$(dirname "$0")/certificates.sh"

if ! command -v "$python" >/dev/null 2>&1; then
    say "Springboard needs Python 3.11 or newer, and '$python' was not found."
    say "Install it (Debian, Ubuntu: apt install python3 python3-venv), then type the same command again."
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    say "Springboard needs Python 3.11 or newer; '$python' is $("$python" -V 2>&1)."
    say "Give another one, for example: make PYTHON=python3.12 run"
    exit 1
fi
if [ ! -x "$venv/bin/python" ] || ! "$venv/bin/python" -c 'import pip' 2>/dev/null; then
    say "Making a place for Springboard's parts ($venv) …"
    if ! "$python" -m venv --clear "$venv" 2>/dev/null; then
        say "Python's venv module is missing. Debian, Ubuntu: apt install python3-venv; then type the same command again."
        rm -rf "$venv"
        exit 1
    fi
fi

bin="$venv/bin"
# uv installs the pinned files in seconds; it and the builder are pinned with hashes like everything else.
if [ ! -x "$bin/uv" ] || [ requirements-setup.txt -nt "$bin/uv" ]; then
    "$bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-setup.txt
    touch "$bin/uv"
fi
file=requirements.txt
[ "$kind" = dev ] && file=requirements-dev.txt
say "Installing the parts listed in $file …"
"$bin/uv" pip install --quiet --python "$bin/python" --require-hashes -r "$file"
"$bin/uv" pip install --quiet --python "$bin/python" --no-deps --no-build-isolation --editable .
"$bin/python" -m springboard.nhsuk.assets
touch "$venv/.ready"
[ "$kind" = dev ] && touch "$venv/.ready-dev"
exit 0
