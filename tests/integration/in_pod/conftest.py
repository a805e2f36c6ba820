"""Pods and their manager; both end with the test, whatever it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.integration.in_pod.manager import Manager
from tests.integration.in_pod.pod import SHELLS, Pod

MakePod = Callable[..., Pod]


@pytest.fixture
def absent_manager() -> Iterator[Manager]:
    manager = Manager()
    yield manager
    manager.go()


@pytest.fixture
def manager(absent_manager: Manager) -> Manager:
    return absent_manager.come()


@pytest.fixture
def make_pod(absent_manager: Manager) -> Iterator[MakePod]:
    """`make_pod(shell="dash", client="curl", line="+0")`, prepared by its init container."""
    with ExitStack() as ending:

        def make(**kind: str) -> Pod:
            pod = Pod(absent_manager.url, **kind)
            ending.callback(pod.close)
            prepared = pod.prepare()
            assert prepared.returncode == 0, prepared.stderr
            return pod

        yield make


@pytest.fixture
def pod(make_pod: MakePod) -> Pod:
    return make_pod()


@pytest.fixture(params=list(SHELLS))
def any_pod(request: pytest.FixtureRequest, make_pod: MakePod) -> Pod:
    """The same in each of the shells that images have."""
    return make_pod(shell=request.param)
