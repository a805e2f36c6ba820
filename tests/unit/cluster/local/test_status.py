"""The Pod's status, by the kubelet's rules for `restartPolicy: Never`."""

from __future__ import annotations

from typing import Any

import pytest

from islandmgr.cluster.local.status import ContainerState, interrupted, pod_phase, with_condition, with_containers
from islandmgr.cluster.views import pod_view

WAITING = ContainerState("c", "image")
STARTED = WAITING.started(10.0, ready=True)
DONE = STARTED.ended(20.0, 0)
CRASHED = STARTED.ended(20.0, 3)


def pod(**spec: Any) -> dict[str, Any]:
    return {
        "metadata": {"name": "p", "uid": "u", "annotations": {"islandmgr.io/server-container": "c"}},
        "spec": {"containers": [{"name": "c", "image": "image"}], **spec},
        "status": {"phase": "Pending", "conditions": []},
    }


@pytest.mark.parametrize(
    ("init", "main", "phase"),
    [
        ([WAITING], [WAITING], "Pending"),
        ([STARTED], [WAITING], "Pending"),
        ([CRASHED], [WAITING], "Failed"),
        ([DONE], [WAITING], "Pending"),
        ([DONE], [STARTED, WAITING], "Running"),
        ([], [STARTED, CRASHED], "Running"),  # the side container keeps the Pod
        ([], [WAITING, CRASHED], "Running"),
        ([], [DONE, CRASHED], "Failed"),
        ([], [DONE, DONE], "Succeeded"),
    ],
)
def test_phases(init: list[ContainerState], main: list[ContainerState], phase: str) -> None:
    assert pod_phase(init, main) == phase


def test_what_the_manager_reads_of_a_life() -> None:
    fresh = with_containers(pod(), [], [WAITING], 1.0)
    assert not pod_view(fresh).ready
    ready = with_containers(fresh, [], [STARTED], 11.0)
    view = pod_view(ready)
    assert (view.phase, view.ready) == ("Running", True)
    assert view.server is not None
    assert (view.server.running, view.server.started_at) == (True, 10.0)
    ended = pod_view(with_containers(ready, [], [STARTED.ended(20.0, 137, "OOMKilled", "too much")], 21.0))
    assert (ended.phase, ended.ready) == ("Failed", False)
    assert ended.server is not None
    assert (ended.server.exit_code, ended.server.reason, ended.server.message) == (137, "OOMKilled", "too much")
    assert (ended.server.started_at, ended.server.finished_at) == (10.0, 20.0)


def test_ready_needs_every_container() -> None:
    side = ContainerState("side", "image")
    half = with_containers(pod(), [], [STARTED, side], 1.0)
    assert not pod_view(half).ready
    messages = {entry["type"]: entry.get("message") for entry in half["status"]["conditions"]}
    assert messages["Ready"] == "containers with unready status: [side]"


def test_a_condition_keeps_its_time_until_its_status_changes() -> None:
    first = with_condition(pod(), "PodScheduled", False, 1.0, "Unschedulable", "no node")
    again = with_condition(first, "PodScheduled", False, 2.0, "Unschedulable", "still no node")
    placed = with_condition(again, "PodScheduled", True, 3.0)
    times = [entry["status"]["conditions"][0]["lastTransitionTime"][-9:] for entry in (first, again, placed)]
    assert times == ["1.000000Z", "1.000000Z", "3.000000Z"]
    assert placed["status"]["conditions"] == [
        {"type": "PodScheduled", "status": "True", "lastTransitionTime": "1970-01-01T00:00:03.000000Z"}
    ]


def test_a_pod_that_outlived_its_agent() -> None:
    two = pod(nodeName="n", containers=[{"name": "c"}, {"name": "done"}])
    running = with_containers(
        two, [], [STARTED, ContainerState("done", "").started(1.0, ready=True).ended(2.0, 0)], 3.0
    )
    view = pod_view(interrupted(running, 30.0, "the agent was killed"))
    assert (view.phase, view.ready, view.message) == ("Failed", False, "the agent was killed")
    assert view.server is not None
    assert (view.server.exit_code, view.server.message, view.server.started_at) == (137, "the agent was killed", 10.0)
    assert (view.containers[1].exit_code, view.containers[1].message) == (0, "")


def test_what_was_not_written_yet_counts_as_begun() -> None:
    view = pod_view(interrupted(pod(nodeName="n", initContainers=[{"name": "prepare"}]), 30.0, "the agent was killed"))
    assert [(container.name, container.exit_code) for container in view.containers] == [("prepare", 137), ("c", 137)]


def test_a_pod_without_a_node_or_with_an_end_is_not_interrupted() -> None:
    waiting = with_containers(pod(), [], [WAITING], 1.0)
    assert interrupted(waiting, 2.0, "killed") is waiting
    ended = with_containers(pod(nodeName="n"), [], [CRASHED], 1.0)
    assert interrupted(ended, 2.0, "killed") is ended
