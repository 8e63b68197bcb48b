# Two commands are all a newcomer needs: `make run` and `make test`.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export PORT

.DEFAULT_GOAL := help
.PHONY: help setup run test check bench corpus wheel lock clean

help: ## what can be done here
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

setup: $(VENV)/.ready ## set up everything `springboard` needs, in .venv (no root, no network but PyPI and npm)

run: setup ## open the example trust on http://127.0.0.1:8000 (PORT=8080 make run)
	@SPRINGBOARD_MODE=demo $(BIN)/springboard demo

test: $(VENV)/.ready-dev ## lint, types, contracts, then every test on SQLite and on PostgreSQL
	@BIN=$(BIN) scripts/test.sh

check: $(VENV)/.ready-dev ## lint, types and import contracts only
	@BIN=$(BIN) scripts/check.sh

bench: $(VENV)/.ready-dev ## how accurate and how fast: prints tables, asserts nothing
	@BIN=$(BIN) scripts/bench.sh

corpus: $(VENV)/.ready-dev ## render the example reports again, and the corpus the reader is measured on
	@$(BIN)/python -m corpus
	@$(BIN)/python -m corpus.example

wheel: $(VENV)/.ready-dev ## build dist/springboard-*.whl with everything that is served
	@$(BIN)/python -m hatchling build -t wheel

lock: $(VENV)/.ready-dev ## renew the hash-pinned requirement files and package-lock.json
	@BIN=$(BIN) scripts/lock.sh --upgrade

clean: ## remove what set-up and runs have made (not your data folder)
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache node_modules

$(VENV)/.ready: requirements.txt requirements-setup.txt pyproject.toml package-lock.json scripts/setup.sh
	@PYTHON=$(PYTHON) VENV=$(VENV) scripts/setup.sh run

$(VENV)/.ready-dev: requirements-dev.txt requirements-setup.txt pyproject.toml package-lock.json scripts/setup.sh
	@PYTHON=$(PYTHON) VENV=$(VENV) scripts/setup.sh dev
