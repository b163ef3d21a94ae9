# Every target sets itself up; the first one takes three to six minutes, the next ones start at once.
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
	$(BIN)/python -m pytest $(if $(SLOW),-m slow --capture=no,--numprocesses auto --dist loadfile --no-loadscope-reorder)

lint: .venv/ready ## Lint, format check, and a look for unsafe code
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/bandit -q -c pyproject.toml -r analysis

lab: .venv/ready ## Open the notebooks in JupyterLab
	$(BIN)/jupyter lab notebooks

bench: .venv/ready ## Measure speed and memory as ratios
	$(RUN) bench

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)")'
	@echo "1 of 3: an environment in .venv (some seconds)"
	@$(PYTHON) -m venv --clear .venv
	@echo "2 of 3: the $$(grep -c == requirements.lock) packages of requirements.lock, checked by their hashes (three to six minutes, this once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@echo "3 of 3: the program itself (some seconds)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch .venv/ready
