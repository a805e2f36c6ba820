"""Nodes: labels, cordons, and Pods that no node takes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from islandmgr.cluster import base
from islandmgr.model.errors import Invalid, NotFound
from tests.integration.cluster_contract.beds import Bed, eventually, ready
from tests.ports import free_port

pytestmark = pytest.mark.alone_on_cluster  # it closes nodes, and counts what is on them

LIVE = "trap 'exit 0' TERM; while :; do sleep 0.1; done"
LABEL = "contract.islandmgr.io/mark"


@pytest.fixture
def node(bed: Bed) -> Iterator[base.Node]:
    """A node to change; it is put back as it was."""
    node = bed.cluster.list_nodes(f"{bed.node_label}={bed.node_value}")[0]
    yield node
    bed.cluster.label_node(node.name, {LABEL: None})
    bed.cluster.cordon(node.name, False)


def test_nodes_say_who_and_how_big_they_are(bed: Bed) -> None:
    nodes = bed.cluster.list_nodes()
    assert nodes
    for node in nodes:
        assert node.ready
        assert node.address
        assert node.labels[base.HOSTNAME_LABEL]
        assert node.memory > 2**26
        assert node.cpu >= 1000
        assert node.pod_limit > 1


def test_selectors(bed: Bed) -> None:
    def names(selector: str) -> set[str]:
        return {node.name for node in bed.cluster.list_nodes(selector)}

    everybody, chosen = names(""), names(f"{bed.node_label}={bed.node_value}")
    assert chosen
    assert names(f"{bed.node_label} in ({bed.node_value},nowhere)") == chosen
    assert names(f"{bed.node_label}!={bed.node_value}") == everybody - chosen
    assert names(f"{bed.node_label},{bed.node_label}={bed.node_value}") == chosen
    assert names(f"!{bed.node_label}") == everybody - names(bed.node_label)
    assert names(f"{bed.node_label}=nowhere") == set()
    with pytest.raises(Invalid, match="a in b"):
        bed.cluster.list_nodes("a in b")


def test_labels_are_set_replaced_and_removed(bed: Bed, node: base.Node) -> None:
    assert bed.cluster.label_node(node.name, {LABEL: "a"}).labels[LABEL] == "a"
    assert [found.name for found in bed.cluster.list_nodes(f"{LABEL}=a")] == [node.name]
    assert bed.cluster.label_node(node.name, {LABEL: "b"}).labels[LABEL] == "b"
    assert bed.cluster.label_node(node.name, {LABEL: None}).labels == node.labels
    assert bed.cluster.label_node(node.name, {LABEL: None}).labels == node.labels


def test_nodes_and_labels_that_are_none(bed: Bed, node: base.Node) -> None:
    with pytest.raises(NotFound, match="no-such-node"):
        bed.cluster.label_node("no-such-node", {LABEL: "a"})
    with pytest.raises(NotFound, match="no-such-node"):
        bed.cluster.cordon("no-such-node", True)
    with pytest.raises(Invalid, match="no value"):
        bed.cluster.label_node(node.name, {LABEL: "no value"})


def test_the_selector_chooses_the_node(bed: Bed, node: base.Node) -> None:
    bed.cluster.label_node(node.name, {LABEL: "here"})
    assert bed.wait(bed.start(LIVE, spec={"nodeSelector": {LABEL: "here"}}), ready).node == node.name


def test_a_label_that_no_node_has_and_then_one_gets(bed: Bed, node: base.Node) -> None:
    name = bed.start(LIVE, spec={"nodeSelector": {LABEL: "later"}})
    pod = bed.wait(name, lambda pod: pod.reason == "Unschedulable")
    assert pod.phase == "Pending"
    assert pod.node == ""
    assert "nodes are available" in pod.message
    assert "node affinity/selector" in pod.message
    eventually(
        lambda: any(event.reason == "FailedScheduling" for event in bed.cluster.pod_events(name)),
        lambda: bed.cluster.pod_events(name),
    )
    bed.cluster.label_node(node.name, {LABEL: "later"})
    pod = bed.wait(name, lambda pod: ready(pod) or pod.reason == "NodeAffinity")
    if not ready(pod):
        # A kubelet that has not heard of the label yet turns the Pod away, for good: the next one gets in.
        pod = bed.wait(bed.start(LIVE, spec={"nodeSelector": {LABEL: "later"}}), ready)
    assert pod.node == node.name


def test_a_pod_that_waits_for_a_node_can_be_deleted(bed: Bed) -> None:
    name = bed.start(LIVE, spec={"nodeSelector": {LABEL: "never"}})
    bed.wait(name, lambda pod: pod.reason == "Unschedulable")
    bed.cluster.delete_pod(name)
    bed.wait_gone(name)


def test_a_cordoned_node_takes_no_new_pods_and_keeps_the_old(bed: Bed, node: base.Node) -> None:
    here = {"nodeSelector": {base.HOSTNAME_LABEL: node.labels[base.HOSTNAME_LABEL]}}
    old = bed.start(LIVE, spec=here)
    bed.wait(old, ready)
    assert not bed.cluster.cordon(node.name, True).schedulable

    def turned_away() -> base.Pod | None:
        """The scheduler may hear of it a moment later."""
        pod = bed.wait(bed.start(LIVE, spec=here), lambda pod: bool(pod.node) or pod.reason == "Unschedulable")
        return None if pod.node else pod

    pod = eventually(turned_away, lambda: "every Pod found its place on it")
    assert "unschedulable" in pod.message
    still = bed.cluster.get_pod(old)
    assert still is not None
    assert still.ready
    assert bed.cluster.cordon(node.name, False).schedulable
    bed.wait(pod.name, ready)


def test_a_host_port_is_given_once_on_a_node(bed: Bed, node: base.Node) -> None:
    port = free_port()
    here = {"nodeSelector": {base.HOSTNAME_LABEL: node.labels[base.HOSTNAME_LABEL]}}
    ports = [{"containerPort": port, "hostPort": port}]
    first = bed.start(LIVE, ports=ports, spec=here)
    bed.wait(first, ready)
    second = bed.start(LIVE, ports=ports, spec=here)
    assert "free ports" in bed.wait(second, lambda pod: pod.reason == "Unschedulable").message
    bed.cluster.delete_pod(first, grace_seconds=0)
    bed.wait(second, ready)


def test_more_memory_than_there_is(bed: Bed) -> None:
    name = bed.start(LIVE, resources={"requests": {"memory": "1Pi"}})
    assert "Insufficient memory" in bed.wait(name, lambda pod: pod.reason == "Unschedulable").message


def test_what_pods_request_is_counted(bed: Bed, node: base.Node) -> None:
    here = {"nodeSelector": {base.HOSTNAME_LABEL: node.labels[base.HOSTNAME_LABEL]}}

    def requested() -> tuple[int, int, int]:
        found = next(one for one in bed.cluster.list_nodes() if one.name == node.name)
        return found.memory_requested, found.cpu_requested, found.pods

    memory, cpu, pods = requested()
    name = bed.start(LIVE, resources={"requests": {"memory": "16Mi", "cpu": "5m"}}, spec=here)
    bed.wait(name, ready)
    assert requested() == (memory + 2**24, cpu + 5, pods + 1)
