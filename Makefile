# The Makefile makes the environment and calls python -m analysis; README.md gives the same for a machine without make.
PYTHON ?= python3
BIN = .venv/bin
unexport PYTHONDONTWRITEBYTECODE
# Exit code 3: something was refused, and named; the rest is done.
SOME_REFUSED_IS_WELL = || [ $$? -eq 3 ]

.PHONY: all share test test-thorough test-slow checks mutations lab bench accuracy lock
all: .venv/installed
	$(BIN)/python -m analysis $(SOME_REFUSED_IS_WELL)

share: .venv/installed        # runs, then packs quellenlage-share.zip
	$(BIN)/python -m analysis share $(SOME_REFUSED_IS_WELL)

test: .venv/installed
	$(BIN)/python -m pytest -n 2

test-thorough: .venv/installed     # what takes as long again: processes, kills, strange articles in every notebook
	$(BIN)/python -m pytest -n 2 -m "thorough and not slow"

test-slow: .venv/slow         # minutes; the tests in a browser need Debian's chromium
	$(BIN)/python -m pytest -m slow

checks: .venv/checks          # what a linter finds, and whether any module imports one above it
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache

mutations: .venv/slow         # half an hour: do the tests notice small faults put into the code? make mutations N=50
	$(BIN)/python tests/mutations.py $(N)

lab: .venv/installed
	$(BIN)/jupyter lab notebooks

bench: .venv/installed        # make bench ARTICLES=folder
	$(BIN)/python -m analysis bench $(ARTICLES)

accuracy: .venv/installed     # make accuracy SCORE=script.py
	$(BIN)/python -m analysis accuracy $(SCORE)

lock:                         # needs uv
	uv pip compile --universal --python-version 3.11 --fork-strategy fewest --no-header --no-annotate requirements.in -o requirements.txt
	grep -v '^-e' requirements.txt > .venv/locked.txt
	for of in slow checks training; do uv pip compile --universal --python-version 3.11 --no-header --no-annotate -c .venv/locked.txt requirements-$$of.in -o requirements-$$of.txt; done

.venv/installed: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --progress-bar on -r requirements.txt
	touch $@

.venv/slow .venv/checks: .venv/%: .venv/installed requirements-%.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --progress-bar on -r requirements-$*.txt
	touch $@
