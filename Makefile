# The Makefile makes the environment and calls python -m analysis; README.md gives the same for a machine without make.
PYTHON ?= python3
BIN = .venv/bin
unexport PYTHONDONTWRITEBYTECODE
# Exit code 3: something was refused, and named; the rest is done.
SOME_REFUSED_IS_WELL = || [ $$? -eq 3 ]

.PHONY: all share test test-slow lab bench accuracy lock
all: .venv/installed
	$(BIN)/python -m analysis $(SOME_REFUSED_IS_WELL)

share: .venv/installed        # runs, then packs quellenlage-share.zip
	$(BIN)/python -m analysis share $(SOME_REFUSED_IS_WELL)

test: .venv/installed
	$(BIN)/python -m pytest -n 2

test-slow: .venv/slow         # minutes; the tests in a browser need Debian's chromium
	$(BIN)/python -m pytest -m slow

lab: .venv/installed
	$(BIN)/jupyter lab notebooks

bench: .venv/installed        # make bench ARTICLES=folder
	$(BIN)/python -m analysis bench $(ARTICLES)

accuracy: .venv/installed     # make accuracy SCORE=script.py
	$(BIN)/python -m analysis accuracy $(SCORE)

lock:                         # needs uv
	uv pip compile --universal --python-version 3.11 --fork-strategy fewest --no-header --no-annotate requirements.in -o requirements.txt
	uv pip compile --universal --python-version 3.11 --no-header --no-annotate requirements-slow.in -o requirements-slow.txt

.venv/installed: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --progress-bar on -r requirements.txt
	touch $@

.venv/slow: .venv/installed requirements-slow.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --progress-bar on -r requirements-slow.txt
	touch $@
