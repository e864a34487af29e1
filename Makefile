# make demo: try it. make test: the tests. make lint: style, types and import rules.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable
USED := $(VENV)/.user
DEVELOPER := $(VENV)/.developer

.PHONY: demo test test-slow lint format bench messages

demo: $(USED)
	@$(BIN)/newsbrief demo

test: $(DEVELOPER)
	$(BIN)/python -m pytest -m "not slow" --numprocesses 2 --dist loadfile

test-slow: $(DEVELOPER)
	$(BIN)/python -m pytest -m slow --timeout 300

lint: $(DEVELOPER)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(DEVELOPER)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# DATA is a folder with the data sets that benchmarks/README.md names. GATE=--gate compares with
# benchmarks/expected.toml, and fails where something is worse than it was.
bench: $(DEVELOPER)
	$(BIN)/python -m benchmarks $(DATA) $(GATE)

$(USED): pyproject.toml constraints.txt
	@echo "Setting up in $(VENV), once …" >&2
	@$(PYTHON) -m venv $(VENV)
	@$(INSTALL) .
	@touch $@

$(DEVELOPER): pyproject.toml constraints.txt
	@echo "Setting up for development in $(VENV), once …" >&2
	@$(PYTHON) -m venv $(VENV)
	@$(INSTALL) '.[dev,metrics,charts,dask]'
	@touch $@ $(USED)

# What the bot says, gathered from the code into the catalogues; what is new there waits for its translation.
LOCALES := bot/chat/locales
SAYS := bot/chat bot/desk bot/news/topics bot/news/opml.py
messages: $(DEVELOPER)
	$(BIN)/pybabel --quiet extract --no-location --no-wrap -k Text -k Plural:1,2 -k UserError -o .messages.pot $(SAYS)
	for po in $(LOCALES)/*.po; do \
		$(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --no-wrap --ignore-pot-creation-date \
			-i .messages.pot -o $$po -l $$(basename $$po .po) || exit 1; \
	done
	rm .messages.pot
