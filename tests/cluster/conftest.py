"""Everything here runs on a real Kubernetes: the one that KUBECONFIG names, else the bed, brought up when it is not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cluster.bed import Bed
from tests.cluster.place import Place, bed_command
from tests.integration.serving import Serving

# The contract's functions live in modules that pytest does not collect here; their asserts explain themselves too.
pytest.register_assert_rewrite("tests.integration.cluster_contract")


@pytest.fixture(scope="session", autouse=True)
def _forked_managers() -> None:
    Serving.forks = True


@pytest.fixture(scope="session")
def real_bed() -> Bed:
    bed = Bed()
    bed_command("up")
    if not bed.foreign():
        bed_command("images")  # what runs in the Pods, as it is now
    return bed


@pytest.fixture
def other_place(real_bed: Bed) -> Iterator[Place]:
    """A namespace for a manager of its own: two databases must not share one."""
    place = Place.made(real_bed)
    place.lay_out_code()
    yield place
    place.remove()


@pytest.fixture(scope="session")
def place(real_bed: Bed) -> Iterator[Place]:
    place = Place.made(real_bed)
    place.lay_out_code()
    yield place
    place.remove()
