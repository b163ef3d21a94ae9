# Every target sets itself up; the first one takes about three minutes, the next ones start at once.
PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/python -m analysis

.PHONY: help report run test lint lab bench

help: ## Show this help
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

report: .venv/ready ## Tables, notebooks, figures and the report, from the raw briefs
	$(RUN) report

run: .venv/ready ## Only the tables, as CSV
	$(RUN) run

test: .venv/ready ## The test suite; SLOW=1 tries ten thousand hostile inputs instead
	$(BIN)/python -m pytest $(if $(SLOW),-m slow --capture=no,--numprocesses auto --dist loadgroup)

lint: .venv/ready ## Lint, format check, and a look for unsafe code
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/bandit -q -c pyproject.toml -r analysis

lab: .venv/ready ## Open the notebooks in JupyterLab
	$(BIN)/jupyter lab notebooks

bench: .venv/ready ## Measure speed and memory as ratios
	$(RUN) bench

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)")'
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch .venv/ready
