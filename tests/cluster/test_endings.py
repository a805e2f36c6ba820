"""How islands end on real nodes when somebody asked for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cluster.managers import managed
from tests.cluster.place import Place
from tests.integration.serving import Serving


@pytest.fixture(scope="module")
def manager(place: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with managed(place, tmp_path_factory.mktemp("manager")) as manager:
        yield manager


def test_who_had_to_be_killed_is_said(manager: Serving) -> None:
    """Before the kubelet would do it in silence; the shell around it was told to end as well, and did."""
    island = manager.wait_for(manager.start_island(blueprint="wrapped")["id"], "running")
    manager.json("DELETE", f"/islands/{island['id']}")
    manager.wait_for(island["id"], "stopped")
    [killed] = [
        event
        for event in manager.json("GET", f"/islands/{island['id']}/events")["items"]
        if event["message_code"] == "island.killed"
    ]
    [process] = killed["message_values"]["processes"]
    assert process.startswith("python3")
