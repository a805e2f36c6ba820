"""Where Pods go, and what is said when they cannot go anywhere."""

from __future__ import annotations

from typing import Any

from islandmgr.cluster.local.scheduler import Placed, Refused, place, rooms

GIB = 2**30


def node(name: str, *, memory: str = "4Gi", pods: str = "9", cordoned: bool = False, **labels: str) -> dict[str, Any]:
    return {
        "metadata": {"name": name, "labels": labels},
        "spec": {"unschedulable": cordoned},
        "status": {"allocatable": {"memory": memory, "cpu": "2", "pods": pods}},
    }


def pod(
    memory: str = "1Gi", port: int = 0, on: str = "", phase: str = "Running", cpu: str = "0", **selector: str
) -> dict[str, Any]:
    container = {
        "name": "c",
        "resources": {"requests": {"memory": memory, "cpu": cpu}},
        "ports": [{"containerPort": port, "hostPort": port}] if port else [],
    }
    return {"spec": {"nodeName": on, "nodeSelector": selector, "containers": [container]}, "status": {"phase": phase}}


NODES = [node("one", branch="dev"), node("three", branch="weekly"), node("two", branch="dev")]


def decide(wanted: dict[str, Any], *pods: dict[str, Any], nodes: list[dict[str, Any]] = NODES) -> Placed | Refused:
    return place(wanted, rooms(nodes, pods))


def test_the_selector_chooses_the_node() -> None:
    assert decide(pod(branch="weekly")) == Placed("three")


def test_the_least_loaded_node_then_the_fewest_pods_then_the_name() -> None:
    assert decide(pod()) == Placed("one")
    assert decide(pod(), pod(on="one")) == Placed("three")
    assert decide(pod(), pod("2Gi", on="one"), pod("1Gi", on="two"), pod("2Gi", on="three")) == Placed("two")
    assert decide(pod(), pod("2Gi", on="one"), pod("1Gi", on="two"), pod("1Gi", on="two"), pod("2Gi", on="three")) == (
        Placed("one")
    )


def test_no_node_has_the_label() -> None:
    refused = "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector."
    assert decide(pod(branch="nowhere")) == Refused(refused)


def test_each_node_has_its_own_reason() -> None:
    nodes = [node("one", cordoned=True), node("two", memory="512Mi"), node("three")]
    assert decide(pod(port=30000), pod(port=30000, on="three"), nodes=nodes) == Refused(
        "0/3 nodes are available: 1 Insufficient memory, 1 node(s) didn't have free ports for the requested pod ports,"
        " 1 node(s) were unschedulable."
    )


def test_memory_is_full_to_the_last_byte() -> None:
    only = [node("one", memory="2Gi")]
    assert decide(pod("1Gi"), pod("1Gi", on="one"), nodes=only) == Placed("one")
    assert decide(pod("1Gi"), pod(str(GIB + 1), on="one"), nodes=only) == Refused(
        "0/1 nodes are available: 1 Insufficient memory."
    )


def test_a_finished_pod_holds_neither_memory_nor_ports() -> None:
    only = [node("one", memory="1Gi")]
    for phase in ("Succeeded", "Failed"):
        assert decide(pod(port=30000), pod(port=30000, on="one", phase=phase), nodes=only) == Placed("one")


def test_cpu_and_the_number_of_pods_count_as_on_a_real_node() -> None:
    nodes = [node("one", pods="1"), node("two")]
    there = (pod(on="one"), pod(on="two", cpu="1500m"))
    assert decide(pod(cpu="500m"), *there, nodes=nodes) == Placed("two")
    assert decide(pod(cpu="501m"), *there, nodes=nodes) == Refused(
        "0/2 nodes are available: 1 Insufficient cpu, 1 Too many pods."
    )
    busy = (*there, pod(on="two", cpu="500m"))
    assert decide(pod(), *busy, nodes=nodes) == Placed("two"), "who asks for no CPU needs none to be free"
