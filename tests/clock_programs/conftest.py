"""The same manager and islands as in `make test`."""

from tests.integration.clock_programs.conftest import make_trial, manager

__all__ = ["make_trial", "manager"]
