# Everything a person types. `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help run install install-dev test check lint imports types templates migrations catalogues fix bench bench-long clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.runtime-installed
DEV_STAMP := $(VENV)/.dev-installed

help:  ## List the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Millrace needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(STAMP): requirements/runtime.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.lock
	@touch $(STAMP)

$(DEV_STAMP): requirements/dev.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@touch $(DEV_STAMP) $(STAMP)

install: $(STAMP)  ## Create .venv and install what running needs

install-dev: $(DEV_STAMP)  ## Install what developing and testing need

run: $(STAMP)  ## Start Millrace with the demo workspace, web server and worker in one command
	@$(BIN)/python manage.py run

test: $(DEV_STAMP)  ## Run all tests, browser tests included
	@$(BIN)/python tools/browser.py
	$(BIN)/python -m pytest -n auto --dist loadfile $(PYTEST)

check: lint imports types templates migrations catalogues test  ## Everything that must be green before a commit

lint: $(DEV_STAMP)  ## Format and lint
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

imports: $(DEV_STAMP)  ## Who may import whom
	$(BIN)/lint-imports --no-cache

types: $(DEV_STAMP)  ## Static types
	$(BIN)/mypy

templates: $(DEV_STAMP)  ## Lint the templates
	$(BIN)/djlint templates --lint --quiet

migrations: $(DEV_STAMP)  ## Models and migrations agree
	$(BIN)/python manage.py makemigrations --check --dry-run

catalogues: $(DEV_STAMP)  ## Every string has its Chinese
	$(BIN)/python tools/catalogues.py check

fix: $(DEV_STAMP)  ## Mend what a tool can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(DEV_STAMP)  ## Ratios against raw SQL at 100,000 records
	$(BIN)/python -m benchmarks

bench-long: $(DEV_STAMP)  ## The same at 1,000,000 records
	$(BIN)/python -m benchmarks --long

clean:  ## Remove caches (never data)
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +
