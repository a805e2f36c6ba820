# Everything is here: `make run` and `make test` set themselves up on a fresh Debian machine.
SHELL := /bin/sh
PY := .venv/bin/python
BIN := .venv/bin

# Python then keeps what it compiled, whatever the environment says: a start takes half the time.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test check integration browser coverage format lock clock-library test-java test-clock test-cluster bench clean

help:  ## What can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

.venv/.run: requirements.lock scripts/setup
	@scripts/setup run

.venv/.dev: requirements-dev.lock scripts/setup
	@scripts/setup dev

$(BIN)/biome: scripts/fetch-biome scripts/biome.lock | .venv/.dev
	@scripts/fetch-biome $@

run: .venv/.run  ## The whole product on embedded defaults
	@exec $(PY) -m islandmgr.cli serve

SHELL_SCRIPTS = $(shell find [!.]* -name '*.sh') $(shell grep -lE '^.!.*[/ ](ba)?sh$$' scripts/* .ci/*)

check: .venv/.dev $(BIN)/biome  ## Format, lint, types, imports, unit tests: seconds
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/biome check --error-on-warnings
	$(BIN)/shellcheck $(SHELL_SCRIPTS)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest -q -n 2 tests/unit

format: .venv/.dev $(BIN)/biome  ## Let ruff and Biome format and fix what they can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/biome check --write

# The tests mostly wait: three processes keep two cores busy.
SHARED := -n 3 --dist loadscope

integration: .venv/.dev  ## Real databases and real processes
	scripts/test-deps
	$(BIN)/pytest -q $(SHARED) tests/integration

browser: .venv/.dev  ## A real browser on the real product
	scripts/test-deps
	$(BIN)/pytest -q tests/browser

test: check  ## All that needs only this machine
	scripts/test-deps
	$(BIN)/pytest -q $(SHARED) tests/integration tests/browser

coverage: .venv/.dev  ## Which lines and branches the tests run, and the SQL on which database
	scripts/test-deps
	scripts/coverage

clock-library: .venv/.run  ## Build the clock library anew from faketime/library/, after a change of its sources
	scripts/build-clock-library faketime/library/prebuilt

JAVA_11 := .venv/share/islandmgr/java-11

$(JAVA_11): scripts/java-11.lock | .venv/.run
	$(PY) -m pip install -q --disable-pip-version-check --no-deps --require-hashes --target $@ -r $<

test-java: .venv/.dev $(JAVA_11)  ## Random clock changes under JVMs; needs a JDK
	@command -v javac >/dev/null || { echo "A JDK is needed: apt-get install openjdk-17-jdk-headless" >&2; exit 1; }
	$(BIN)/pytest -q tests/clock_java

test-clock: .venv/.dev  ## A hundred random clock changes under each of twenty real servers: half an hour
	scripts/test-deps clock
	$(BIN)/pytest -q -n 4 tests/clock_programs

include tests/cluster/bed/bed.mk

test-cluster: .venv/.dev  ## The same on a real Kubernetes: the test bed's, or the one that KUBECONFIG names
	scripts/test-deps
	$(BED) up
	$(BIN)/pytest -q $(SHARED) -m "not alone_on_cluster" tests/cluster
	$(BIN)/pytest -q -m alone_on_cluster tests/cluster

bench: .venv/.dev  ## Print the figures, as ratios taken in one run
	scripts/test-deps
	@for program in bench/*.py; do echo "== $$program"; $(PY) $$program || exit 1; done

lock: .venv/.dev  ## Pin the newest versions that fit pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -q -U -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -q -U -o requirements-dev.lock

clean:  ## Forget the virtual environment and all that the default run kept
	rm -rf .venv .islandmgr
