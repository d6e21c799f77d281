# Needs Python 3.11 or later and make; everything else is installed into .venv by `make setup`.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
SOURCES := src tests bench tools
SAMPLE := examples/fall-of-hama/hama.foglift
PIP_LOCKED := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r

NODE_PATH := $(CURDIR)/$(BIN):$(PATH)
NPM := PATH="$(NODE_PATH)" npm --prefix web --silent
WEB := $(shell find web -name node_modules -prune -o -type f -print)
MODULES := web/node_modules/ready
STATIC := src/foglift/desk/static/ready

.PHONY: setup web demo desk test check golden bench bench-full model docs

setup: $(READY) web

$(READY): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP_LOCKED) requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# The desk's front end, made anew when something in web/ changed.
web: $(STATIC)

$(STATIC): $(MODULES) $(WEB)
	$(NPM) run build

# Where the machine has no Node of its own, or an old one, it comes from PyPI.
$(MODULES): web/package-lock.json web/node.lock
	@PATH="$(NODE_PATH)" sh -c 'npm --version && node -e "process.exit(+(parseInt(process.versions.node) < 20))"' \
		>/dev/null 2>&1 || { $(MAKE) $(READY) && $(PIP_LOCKED) web/node.lock; }
	$(NPM) ci
	touch $@

# The fall of Hama as many told it: the brief of the day, who has what, how many died.
demo: setup
	@export FOGLIFT_STORE=$(SAMPLE) && \
	$(BIN)/foglift read examples/fall-of-hama/reports && \
	echo && $(BIN)/foglift brief --day 2024-12-05 && \
	echo && $(BIN)/foglift control --day 2024-12-05 && \
	echo && $(BIN)/foglift tallies --day 2024-12-05 && \
	echo && echo "The same with a map, in the browser: make desk"

desk: setup
	@export FOGLIFT_STORE=$(SAMPLE) && \
	$(BIN)/foglift read examples/fall-of-hama/reports && $(BIN)/foglift desk

test: setup
	$(BIN)/python -m pytest -n auto -m "not slow"

check: setup
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(NPM) run check

# Writes tests/golden anew; read the difference before you commit it.
golden: setup
	$(BIN)/python tools/golden.py

bench: setup
	$(BIN)/python -m bench

# All open benchmarks and our gold against their floors; minutes.
bench-full: setup
	$(BIN)/python -m bench.gate --full

# Trains the model anew from bench/train, in an environment of its own; a quarter of an hour.
model: setup
	test -x .venv-model/bin/python || $(PYTHON) -m venv .venv-model
	.venv-model/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tools/model/requirements.lock
	PYTHONPATH=. $(BIN)/python tools/model/examples.py bench/train > .venv-model/examples.jsonl
	.venv-model/bin/python tools/model/train.py .venv-model/examples.jsonl src/foglift/read/rules/weights

docs: setup
	$(BIN)/python tools/event_types.py > docs/event-types.md
	$(BIN)/python tools/tour.py > docs/tour.md
	$(BIN)/typer foglift.cli utils docs --name foglift --output docs/commands.md
