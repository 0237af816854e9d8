# Everything a newcomer, a contributor and a reviewer run. Each target makes .venv first, so it
# works on a fresh checkout with nothing but Python and make.

PYTHON ?= python3
WORKERS ?= auto
ARGS ?=
BIN := .venv/bin
# The tests that must cover the core by themselves: audits, surveys, dialogue and measure.
CORE := audits surveys dialogue measure
CORE_TESTS = $(wildcard tests/words $(addprefix tests/,$(CORE)) tests/conversations)

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format bench coverage long mutation lock

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## make .venv with the locked dependencies (PYTHON=python3.12 chooses the Python)
	@$(PYTHON) -c 'import sys, venv, ensurepip; assert sys.version_info >= (3, 11)' 2>/dev/null || { \
		echo "CareAudit needs Python 3.11 or later with venv (on Debian: apt-get install python3-venv);" \
			"'$(PYTHON)' is not that. Name another with: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) scripts/setup_venv.py

demo: setup ## a made-up care home and a whole conversation, in demo-data/
	@$(BIN)/careaudit demo --data demo-data

test: setup ## every test but the long suites (ARGS="-k stop" passes words on to pytest)
	$(BIN)/pytest -n $(WORKERS) --dist worksteal $(ARGS)

check: setup ## format, lint, types and the conventions, import rules among them
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest tests/conventions

format: setup ## put the code into its format and mend what lint can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup ## the benchmarks, as ratios to a peer or a limit on the same work
	$(BIN)/python -m benchmarks

coverage: setup ## branch coverage of the core, 95 % or more in each of its folders
	$(BIN)/pytest -n $(WORKERS) --dist worksteal $(CORE_TESTS) --cov --cov-report=
	@for folder in $(CORE); do \
		$(BIN)/coverage report --skip-covered --show-missing --fail-under=95 \
			--include="careaudit_surveys/$$folder/*" || exit 1; \
	done

long: setup ## the long suites: kills, long fuzzing and the like
	$(BIN)/pytest -n $(WORKERS) -m long --hypothesis-profile=long $(ARGS)

mutation: setup ## mutation testing of dialogue and measure, some hours (ARGS="*judge*" for a part)
	rm -rf mutants # it would keep old copies of what is not Python
	$(BIN)/mutmut run $(ARGS)
	$(BIN)/mutmut results | sed '/not checked/d'

lock: setup ## write requirements.lock anew (UPGRADE=--upgrade takes newer versions)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --all-extras --generate-hashes \
		--no-emit-index-url --custom-compile-command "make lock" $(UPGRADE) \
		--output-file requirements.lock pyproject.toml
