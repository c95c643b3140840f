# Everything a person types. Tools come from the lock files into .venv and node_modules; `make help` lists.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet
JOBS ?= 2
export NO_MKDOCS_2_WARNING := 1

.PHONY: help up replay test check site bench build deploy

help: ## list the commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

up: .venv/up.stamp node_modules/up.stamp ## run the whole platform here; PORT (8000) and DAUYS_VAR (var) may be set
	@$(BIN)/python -m infra.local.up

replay: .venv/up.stamp ## sign an example petition at the rates of a series: SERIES=file.csv SCALE=0.01 [MINUTES=10] [SPEED=1] [PETITION=…]
	@$(BIN)/python -m infra.local.replay --series "$(SERIES)" $(if $(SCALE),--scale $(SCALE)) \
	  $(if $(MINUTES),--minutes $(MINUTES)) $(if $(SPEED),--speed $(SPEED)) $(if $(PETITION),--petition $(PETITION))

test: .venv/dev.stamp node_modules/dev.stamp ## run the tests, those in a browser too: CHROMIUM names one, else one is found or installed
	@browser="$$($(BIN)/python -m infra.local.browser)" || exit 1; \
	  CHROMIUM="$$browser" $(BIN)/python -m pytest -n $(JOBS) --dist loadscope --no-loadscope-reorder $(ARGS)

check: .venv/dev.stamp node_modules/dev.stamp ## format, lint, types, layers, spelling, data quality, strict site build, tests (one lints the template)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell
	$(BIN)/python -m infra.build content
	$(BIN)/python -m infra.quality
	$(BIN)/python -m infra.site build
	@$(MAKE) --no-print-directory test

site: .venv/up.stamp ## build content and the static part of the site into build/
	@$(BIN)/python -m infra.build content
	@$(BIN)/python -m infra.quality
	@$(BIN)/python -m infra.site build

bench: .venv/dev.stamp node_modules/dev.stamp site ## measure speed and weight; SIZES="1000 10000": petitions to publish, beside Hugo
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -m tests.bench.search
	@$(BIN)/python -m tests.bench.publishing $(SIZES)
	@$(BIN)/python -m tests.bench.page_weight

build: .venv/dev.stamp ## make the functions' zip file and the expanded template in build/
	@$(BIN)/python -m infra.aws.build

deploy: site ## deploy to AWS; infra/README.md says what it needs
	@$(BIN)/python -m infra.aws.deploy $(ARGS)

# --- what the commands above stand on: each is done again when its lock file changes ---

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed: set PYTHON" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "The venv module is missing (on Debian: apt-get install python3-venv)" >&2; exit 1; }

.venv/up.stamp: requirements/up.lock | .venv/bin/python
	@echo "  Python packages: installing"
	@$(PIP) install --require-hashes -r requirements/up.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: requirements/dev.lock | .venv/bin/python
	@echo "  Python packages for tests: installing"
	@$(PIP) install --require-hashes -r requirements/dev.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ .venv/up.stamp

# Node.js is needed once, to fetch the store by the integrity in package-lock.json.
.venv/node.stamp: requirements/node.lock | .venv/bin/python
	@command -v npm >/dev/null || { echo "  Node.js: installing into .venv"; $(PIP) install --require-hashes -r requirements/node.lock; }
	@touch $@

node_modules/up.stamp: package-lock.json | .venv/node.stamp
	@echo "  store: installing"
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --omit=dev --no-audit --no-fund --loglevel=error
	@touch $@

node_modules/dev.stamp: package-lock.json | .venv/node.stamp
	@echo "  store and checker of pages: installing"
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --no-audit --no-fund --loglevel=error
	@touch $@ node_modules/up.stamp
