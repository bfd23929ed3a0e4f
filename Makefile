# What one needs: Python >= 3.11 with venv and pip, make, an SSH client.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check format bench pictures lock clean .venv

demo: .venv/.ready  ## the board of the real plan, in this terminal
	@$(BIN)/tavlan demo

test: .venv/.ready-dev  ## every test
	$(BIN)/pytest -n 2 --dist worksteal

check: .venv/.ready-dev  ## format, lint, types, imports, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) --no-print-directory test

format: .venv/.ready-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/.ready-dev  ## speed and memory, measured side by side
	$(BIN)/python -m bench

pictures: .venv/.ready  ## the README's and the handbook's pictures, drawn by the app
	$(BIN)/python docs/pictures.py

.venv: .venv/.ready  ## the environment alone

.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tavlan behöver Python 3.11 eller nyare.")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

.venv/.ready-dev: .venv/.ready requirements-dev.lock
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-annotate
lock:  ## needs uv on the PATH
	$(LOCK) --group build pyproject.toml -o requirements.lock
	$(LOCK) --group build --group dev pyproject.toml -o requirements-dev.lock

clean:
	rm -rf .venv build *.egg-info
