"""What holds for all tests: who runs which when several processes share them, and that nothing outlives the run."""

from __future__ import annotations

import ctypes
import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest

from tests import coverage_contexts
from tests.sharing import ByManager
from tests.watchdog import watched

PR_SET_PDEATHSIG = 1  # of <sys/prctl.h>


def pytest_configure(config: pytest.Config) -> None:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what we start a hundred times is compiled once
    if hasattr(config, "workerinput"):  # a worker of pytest-xdist dies with whoever gives it tests
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


@pytest.fixture(scope="session", autouse=True)
def _nothing_is_left(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with watched(tmp_path_factory.getbasetemp()):
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    coverage_contexts.switch(coverage_contexts.of_test(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByManager | None:
    """With `--dist loadscope`."""
    return ByManager(config, log) if config.getvalue("dist") == "loadscope" else None
