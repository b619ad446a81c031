# What a newcomer, a developer and the pipeline run. Everything else is the `waymark` command.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
export WAYMARK_DATA_DIR ?= $(CURDIR)/data

.PHONY: help install install-dev demo test check bench lock vendor format screenshots
.DEFAULT_GOAL := help

help:
	@echo "make demo     set up and serve an invented council on http://localhost:$(PORT) (PORT= to change)"
	@echo "make test     set up and run every test, on SQLite and PostgreSQL and in a browser"
	@echo "make check    lint, format, types, layer contracts, migrations, deployment settings"
	@echo "make bench    print the benchmarks"
	@echo "make screenshots  take the pictures of docs/guides again"
	@echo "make install  only set up (.venv)"
	@echo "make lock     write the lock files from pyproject.toml"
	@echo "make vendor   build the CSS and JavaScript of the component library again"

install: .venv/installed
install-dev: .venv/installed-dev

.venv/installed: requirements.txt requirements-build.txt pyproject.toml
	@sh .ci/python-venv "$(PYTHON)"
	@echo "Installing what Waymark runs on ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-build.txt -r requirements.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.txt
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

demo: install
	@sh .ci/demo "$(PORT)"

test: install-dev
	@sh .ci/test

check: install-dev
	@sh .ci/check

bench: install-dev
	@sh .ci/bench

screenshots: install-dev
	@sh .ci/screenshots "$(PORT)"

format: install-dev
	$(BIN)/ruff check --fix . && $(BIN)/ruff format .

lock: install-dev
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --group build -o requirements-build.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --group dev -c requirements.txt -o requirements-dev.txt

vendor:
	sh vendor/build.sh
