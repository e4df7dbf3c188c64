# `make` alone lists what there is. Everything installs into .venv; nothing else on the machine is touched.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PORT ?= 8080
VENV := .venv
BIN := $(VENV)/bin
SAY = Install one, or say: make $(MAKECMDGOALS) PYTHON=/path/to/python3.12

# The first Python from 3.11 to 3.14 that really starts.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' >/dev/null 2>&1 && echo $$p && break; done)

define PIP_INSTALL
if command -v uv >/dev/null 2>&1; then uv pip install --quiet --python $(BIN)/python $(1); \
else $(BIN)/python -m pip install --quiet --disable-pip-version-check $(1); fi
endef

# What one process has compiled the next one loads; without it a worker's start takes three times as long.
export PYTHONDONTWRITEBYTECODE :=
# Browsers, processes and databases are waited for: of what is not traced a fourth worker has the cores meanwhile.
TEST = $(BIN)/python -m pytest -q -n 3 --dist loadfile --no-loadscope-reorder
# The own tests of the rooms with a floor: those of them that are quick are run with their coverage, and the notifiers' weeks.
TRACED := $(addprefix tests/,notifiers commands storage connectors domain)

.PHONY: help env dev demo test covered fast check bench bench-scale soak consistency simulate understand shots format goldens lock locks clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/.run: requirements.lock requirements-build.lock pyproject.toml
	@if [ -z "$(PYTHON)" ]; then echo "Vigía needs Python 3.11, 3.12, 3.13 or 3.14; none was found. $(SAY)" >&2; exit 1; fi
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null || { \
		echo "Vigía needs Python 3.11, 3.12, 3.13 or 3.14; $(PYTHON) is $$($(PYTHON) -V 2>/dev/null || echo no Python). $(SAY)" >&2; exit 1; }
	@echo "Installing Vigía into $(VENV) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
	@$(call PIP_INSTALL,--require-hashes -r requirements.lock -r requirements-build.lock)
	@$(call PIP_INSTALL,--no-deps --no-build-isolation -e .)
	@touch $@

$(VENV)/.sandbox: $(VENV)/.run requirements-sandbox.lock sandbox/pyproject.toml
	@echo "Installing the local workspace …"
	@$(call PIP_INSTALL,--require-hashes -r requirements-sandbox.lock)
	@$(call PIP_INSTALL,--no-deps --no-build-isolation -e ./sandbox)
	@touch $@

$(VENV)/.dev: $(VENV)/.sandbox requirements-dev.lock
	@echo "Installing what development needs …"
	@$(call PIP_INSTALL,--require-hashes -r requirements-dev.lock)
	@touch $@

env: $(VENV)/.run ## build .venv with what running needs
dev: $(VENV)/.dev ## build .venv with what development needs

demo: $(VENV)/.sandbox ## start the local workspace and the real bot (PORT=8080)
	@$(BIN)/vigia demo --port $(PORT)

test: $(VENV)/.dev ## everything that must hold: check and all tests, five rooms with a floor of coverage
	@$(MAKE) --no-print-directory -j 2 check covered
	@$(TEST) -n 4 -m "not traced"

covered: $(VENV)/.dev ## the quick tests of the rooms whose coverage has a floor
	@$(TEST) $(TRACED) -m traced --cov --cov-report= --cov-report=json:.coverage.json
	@$(BIN)/python -m tests.coverage_floor .coverage.json

fast: $(VENV)/.dev ## what most changes need: all but PostgreSQL, browser, other processes, weeks and sweeps
	@$(TEST) --ignore=tests/e2e -m "not long and not postgresql"

check: $(VENV)/.dev ## format, ruff, mypy strict, import contracts, translations complete
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m tests.translations

goldens: $(VENV)/.dev ## write tests/golden anew; then read the difference as the person in Slack would
	@$(BIN)/python -m pytest -q -n 2 --dist loadfile -m golden --ignore=tests/e2e --rewrite-goldens
	@git --no-pager diff --stat -- tests/golden

bench: $(VENV)/.dev ## speed, as ratios against a baseline in the same run
	@$(BIN)/python -m tests.bench

bench-scale: $(VENV)/.dev ## what questions and polls cost with 10, 100 and 1,000 clients; writes docs/performance.md
	@$(BIN)/python -m tests.bench.scale

soak: $(VENV)/.dev ## twenty days with bots that are killed and paused, against one undisturbed; writes docs/soak.md
	@$(BIN)/python -m tests.soak

consistency: $(VENV)/.dev ## what people read on sixty days of the demo, parsed and compared; writes docs/consistency.md
	@$(BIN)/python -m tests.consistency

simulate: $(VENV)/.dev ## how good the alerts are, on simulated accounts; writes docs/alert-quality.md
	@OMP_NUM_THREADS=1 $(BIN)/python -m tests.simulate

understand: $(VENV)/.dev ## how much is understood of what people say; writes docs/understanding.md
	@$(BIN)/python -m tests.understanding --failures --write

shots: $(VENV)/.dev ## the screenshots of the docs, taken in a real browser, the alerts in three languages
	@VIGIA_SHOTS=docs/images VIGIA_LOCALES=en,es,ca VIGIA_DAYS=14 $(BIN)/python -m pytest -q tests/e2e/test_main_job.py tests/e2e/test_troubles.py tests/e2e/test_first_contact.py tests/e2e/test_friday.py
	@$(BIN)/python -m tests.gallery

format: $(VENV)/.dev ## format the code, and mend what the linter can mend
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

LOCK = uv pip compile --quiet --universal --generate-hashes --no-strip-extras --python-version 3.11 --no-annotate --no-header
lock: $(VENV)/.run ## resolve the locks anew (needs uv)
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) -c requirements.lock requirements-build.in -o requirements-build.lock
	$(LOCK) -c requirements.lock sandbox/pyproject.toml -o requirements-sandbox.lock
	$(LOCK) -c requirements.lock -c requirements-build.lock -c requirements-sandbox.lock pyproject.toml sandbox/pyproject.toml --group dev -o requirements-dev.lock

locks: $(VENV)/.dev ## try every lock with the oldest pip of each Python that is here
	@$(BIN)/python -m tests.locks

clean: ## remove .venv, caches and the demo's data
	rm -rf $(VENV) .demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage .coverage.json
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
