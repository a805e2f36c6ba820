"""Tells `make coverage` for the sake of which database lines run: in the tests, and in the managers they start."""

from __future__ import annotations

import os
import sys

VARIABLE = "TESTED_DATABASE"  # which pyproject.toml names, for processes that start
DATABASES = ("mariadb", "sqlite")


def of_test(nodeid: str) -> str:
    return next((name for name in DATABASES if name in nodeid), "")


def of_url(database_url: str) -> str:
    return "mariadb" if database_url.startswith("mysql") else "sqlite"


def switch(database: str) -> None:
    """From now on, in this process and those that it starts. Harmless when nothing is measured."""
    os.environ[VARIABLE] = database
    if "coverage" in sys.modules:
        import coverage

        if measured := coverage.Coverage.current():
            measured.switch_context(database)
