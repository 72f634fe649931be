# Two commands matter: `make run` (see it work) and `make test` (prove it works). Both do their own set-up.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SETUP := $(VENV)/.ready

.PHONY: help run test lint bench docs setup

help: ## show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

# The stamp makes a second call free; a changed lock file builds the environment anew.
$(SETUP): requirements.lock pyproject.toml
	$(PYTHON) -m venv --clear $(VENV)
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pip install --quiet --no-deps --disable-pip-version-check --require-hashes -r requirements.lock
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pip install --quiet --no-deps --disable-pip-version-check --no-build-isolation --editable .
	$(BIN)/python -m flows.server template
	$(BIN)/python -m lingcha.warehouse.manifest
	touch $@

setup: $(SETUP) ## build the virtual environment from the lock file

run: $(SETUP) ## a small city end to end: held round, corrected round, official release
	$(BIN)/lingcha demo

test: lint ## linters, type checks and all tests
	$(BIN)/python -m pytest -n 2

lint: $(SETUP) ## ruff, mypy, sqlfluff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint models macros tests --processes 2 --disable-progress-bar

bench: $(SETUP) ## measure reading, building and releasing at full scale; prints its own table
	$(BIN)/python -m benchmarks.run

docs: $(SETUP) ## dbt documentation as one offline page in var/docs
	$(BIN)/lingcha docs
