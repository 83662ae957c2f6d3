# Diptych: `make demo` opens the sample story, `make test` runs every check and test, `make bench` measures.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check tests snapshots bench pictures clean

demo: $(READY)
	@$(BIN)/diptych demo

test: check tests

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

tests: $(READY)
	$(BIN)/pytest -n 2 --dist loadfile

snapshots: $(READY)
	$(BIN)/pytest tests/tui/test_snapshots.py --snapshot-update

bench: $(READY)
	$(BIN)/python -m tests.benchmarks

pictures: $(READY)
	$(BIN)/python -m tests.benchmarks.pictures

$(READY): pyproject.toml tests/constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("Diptych needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint tests/constraints.txt --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
