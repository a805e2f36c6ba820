"""Starts sample servers and ends them, whatever the test does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.integration.sample_server.process import ClockFile, Sample

Start = Callable[..., Sample]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """`start("exit_after=1", env={...})`: a process that may not have begun to listen."""
    with ExitStack() as ending:

        def begin(*words: str, env: dict[str, str] | None = None, address: str = "") -> Sample:
            server = Sample(tmp_path, words, env or {}, address)
            ending.callback(server.stop)
            return server

        yield begin


@pytest.fixture
def clock(tmp_path: Path) -> ClockFile:
    folder = tmp_path / "clock"
    folder.mkdir()
    return ClockFile(folder)


@pytest.fixture(params=["real time", "clock of its own"])
def server(request: pytest.FixtureRequest, start: Start, clock: ClockFile) -> Sample:
    """It listens. Everything but the time is the same with and without libfaketime."""
    env = clock.environment() if request.param == "clock of its own" else None
    return start(env=env).started()
