"""Ends that are not the server's fault, from Pods as Kubernetes writes them, told apart from crashes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from islandmgr.cluster.views import node_view, pod_view
from islandmgr.model.domain import Island, State
from islandmgr.resources.islands.rules.lifecycle import Become, Nothing, decide
from tests.unit.test_lifecycle import DEADLINE, NOW, island

Raw = dict[str, Any]
RUNNING = island(state=State.RUNNING, ready_at=NOW - 10)


def raw(**status: Any) -> Raw:
    """A running Pod of ours; `status` goes over its own, `deleting` sets when its deletion was asked for."""
    deleting = status.pop("deleting", None)
    meta: Raw = {
        "name": RUNNING.pod,
        "uid": "u1",
        "labels": {"islandmgr.io/island": "7", "islandmgr.io/incarnation": "1"},
        "annotations": {"islandmgr.io/server-container": "sample"},
    }
    if deleting:
        meta |= {"deletionTimestamp": "2026-11-21T10:00:30Z", "deletionGracePeriodSeconds": 30}
    spec = {"nodeName": "n1", "containers": [{"name": "sample"}, {"name": "side-container"}]}
    return {"metadata": meta, "spec": spec, "status": {"phase": "Running", "hostIP": "10.0.0.1", **running(), **status}}


def running() -> Raw:
    state = {"running": {"startedAt": "2026-11-21T09:00:00Z"}}
    return {"containerStatuses": [{"name": "sample", "state": state, "ready": True}]}


def ended(code: int, reason: str, message: str = "") -> Raw:
    end = {"exitCode": code, "reason": reason, "message": message, "finishedAt": "2026-11-21T10:00:01Z"}
    return {"containerStatuses": [{"name": "sample", "state": {"terminated": end}, "ready": False}]}


def target(reason: str, message: str) -> Raw:
    condition = {"type": "DisruptionTarget", "status": "True", "reason": reason, "message": message}
    return {"conditions": [condition, {"type": "Ready", "status": "True"}]}


def outcome(pod: Raw, seen: Island = RUNNING) -> Any:
    return decide(seen, [pod_view(pod)], NOW, DEADLINE)


@pytest.mark.parametrize(
    ("reason", "message", "said"),
    [
        ("EvictionByEvictionAPI", "Eviction API: evicting", "evicted outside the manager, as `kubectl drain`"),
        ("DeletionByTaintManager", "Taint manager: deleting due to NoExecute taint", "does not answer"),
        ("DeletionByPodGC", "PodGC: node no longer exists", "taken out of the cluster"),
        ("PreemptionByScheduler", "default-scheduler: preempting to accommodate a higher priority pod", "preempted"),
        ("TerminationByKubelet", "The node was low on resource: memory.", "Its node evicted it"),
        ("DeletionByDeviceTaintManager", "Device Taint manager", "DeletionByDeviceTaintManager"),
    ],
)
def test_each_disruption_is_a_loss_in_words_and_no_crash(reason: str, message: str, said: str) -> None:
    for how in (raw(deleting=True, **target(reason, message)), raw(**target(reason, message), **ended(143, "Error"))):
        step = outcome(how)
        assert isinstance(step, Become)
        assert step.state is State.LOST
        assert said in step.reason
        assert step.facts["node"] == "n1"


def test_one_that_is_only_about_to_come_changes_nothing_yet() -> None:
    step = outcome(raw(**target("PreemptionByScheduler", "preempting")))
    assert not (isinstance(step, Become) and step.state is State.LOST)


def test_somebodys_deletion_is_told_from_an_eviction_and_from_a_crash() -> None:
    assert "deleted outside the manager" in outcome(raw(deleting=True)).reason
    assert "deleted outside the manager" in outcome(raw(deleting=True, **ended(143, "Error"))).reason
    crash = outcome(raw(**ended(143, "Error")))
    assert (crash.state, crash.reason) == (State.CRASHED, "The server was ended by signal 15 (SIGTERM)")


def test_a_pod_that_was_removed_at_once_keeps_its_last_words() -> None:
    """`kubectl drain --force`, Pod garbage collection: it is gone before anybody looked again."""
    last = pod_view(raw(deleting=True, phase="Failed", **target("DeletionByPodGC", "PodGC: node no longer exists")))
    step = decide(RUNNING, [], NOW, DEADLINE, last=last)
    assert (step.state, step.reason) == (State.LOST, "Its node was taken out of the cluster")  # type: ignore[union-attr]
    assert "deleted outside the manager" in decide(RUNNING, [], NOW, DEADLINE).reason  # type: ignore[union-attr]


@pytest.mark.parametrize("word", [("ContainerStatusUnknown", 137), ("Unknown", 255)])
def test_after_a_reboot_nobody_saw_how_the_server_ended(word: tuple[str, int]) -> None:
    step = outcome(raw(phase="Failed", **ended(word[1], word[0])))
    assert step.state is State.LOST
    assert step.reason.startswith("Node n1 was restarted")


def test_a_graceful_shutdown_of_the_node_is_no_crash() -> None:
    shutdown = {"phase": "Failed", "reason": "Terminated", "message": "Pod was terminated in response to node shutdown"}
    step = outcome(raw(**shutdown, **target("TerminationByKubelet", "node shutdown"), **ended(143, "Error")))
    assert step.state is State.LOST
    assert step.reason == "Its node was shut down: Pod was terminated in response to node shutdown"


def test_once_lost_it_stays_so_and_a_crash_before_stays_a_crash() -> None:
    evicted = raw(phase="Failed", **target("TerminationByKubelet", "x"), **ended(137, "Error"))
    lost = outcome(evicted)
    settled = replace(RUNNING, state=State.LOST, reason=lost.reason, node="n1", host="10.0.0.1")
    assert outcome(evicted, settled) == Nothing()
    assert outcome(raw(deleting=True, **ended(3, "Error")), replace(RUNNING, state=State.CRASHED)) == Nothing()


def test_a_nodes_boot_id_and_cordon_are_read() -> None:
    node = {"metadata": {"name": "n1"}, "spec": {"unschedulable": True}, "status": {"nodeInfo": {"bootID": "b-1"}}}
    assert (node_view(node).boot_id, node_view(node).schedulable) == ("b-1", False)
    assert node_view({}).boot_id == ""
