# Everything runs in .venv, made from the lock files (hashes checked).
PYTHON ?= python3
ifeq ($(OS),Windows_NT)
  BIN := .venv/Scripts
else
  BIN := .venv/bin
endif
PY := $(BIN)/python
SHARE ?= 20
PIP := $(PY) -m pip --disable-pip-version-check --quiet install

.PHONY: run test check lint bench mutate protections fuzz soak docs a11y lock messages schema wheel sample clean

run: .venv/.run-installed        ## open the application on the demonstration
	$(BIN)/cap-tui demo

# Compiled modules are kept between the programs that the tests start, whatever the person's settings.
test: export PYTHONDONTWRITEBYTECODE :=
test: .venv/.dev-installed       ## every check and every test
	$(MAKE) --no-print-directory lint
	$(PY) -m tools.provision
	$(PY) -m pytest
	$(PY) -m pytest --database postgresql

check: test

lint: .venv/.dev-installed       ## style, types, architecture
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(BIN)/lint-imports --no-cache

bench: .venv/.dev-installed      ## the figures of the README, measured here
	$(PY) -m benchmarks

mutate: .venv/.dev-installed     ## change the rules one at a time: does a test notice? (SHARE=100 for all; slow)
	$(PY) -m tools.mutate --share $(SHARE)

protections: .venv/.dev-installed ## take each protection away: does its test notice? (slow)
	$(PY) -m tools.protections

fuzz: .venv/.dev-installed       ## hostile files at every door, for five minutes (Linux)
	$(PY) -m tools.fuzz

soak: .venv/.dev-installed       ## eight simulated hours of use in a terminal (Linux)
	$(PY) -m tools.soak

docs: .venv/.dev-installed       ## screenshots of docs/, made from the application
	$(PY) -m tools.screenshots

sample: .venv/.dev-installed     ## the sample PDFs of exports/
	$(PY) -m tools.sample

a11y: .venv/.dev-installed tools/a11y/node_modules ## the web page of a report under axe (needs npm and Chromium)
	$(PY) -m tools.accessibility

tools/a11y/node_modules: tools/a11y/package-lock.json
	npm ci --prefix tools/a11y --no-audit --no-fund
	@touch $@

messages: .venv/.dev-installed   ## extract, merge and compile the translations
	$(PY) -m tools.messages update

schema: .venv/.dev-installed     ## JSON Schema of the questionnaires, and of the JSON export
	$(BIN)/cap-tui questionnaire schema > docs/questionnaire.schema.json
	$(PY) -m tools.export_schema > docs/export.schema.json
	$(PY) -m tools.network_schema > docs/reseau.schema.json

wheel: .venv/.dev-installed
	$(BIN)/hatchling build -t wheel

lock:                            ## refresh the lock files (needs uv)
	uv pip compile pyproject.toml --group build --universal --generate-hashes --no-header --no-annotate -p 3.11 -o requirements.lock
	uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-header --no-annotate -p 3.11 -o requirements-dev.lock

.venv/pyvenv.cfg:
	$(PYTHON) -m venv .venv

.venv/.run-installed: requirements.lock pyproject.toml | .venv/pyvenv.cfg
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev-installed: requirements-dev.lock requirements.lock pyproject.toml | .venv/pyvenv.cfg
	$(PIP) --require-hashes -r requirements-dev.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@ .venv/.run-installed

clean:
	rm -rf .venv dist build
