"""Pods and nodes as real API servers describe them (Kubernetes 1.28 to 1.34), read by the views."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from islandmgr.cluster import base
from islandmgr.cluster.views import epoch, host_ports, node_view, pod_requests, pod_view, quantity, rfc3339

LABELS = {"islandmgr.io/island": "269", "islandmgr.io/incarnation": "2", "name": "altraserver"}


def pod(
    status: dict[str, Any], meta: dict[str, Any] | None = None, spec: dict[str, Any] | None = None
) -> dict[str, Any]:
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {
            "name": "altraserver-qa01-dev-269-r2",
            "namespace": "islands",
            "uid": "0d8d7f7e-7a53-4f3a-8f6e-0d3f6f0c2a11",
            "resourceVersion": "48113",
            "creationTimestamp": "2026-03-01T10:00:00Z",
            "labels": LABELS,
            "annotations": {"islandmgr.io/server-container": "altraserver"},
            **(meta or {}),
        },
        "spec": {
            "nodeName": "worker-3",
            "initContainers": [{"name": "prepare", "image": "islandmgr/side:1"}],
            "containers": [
                {
                    "name": "altraserver",
                    "image": "jdk8:latest",
                    "ports": [
                        {"name": "app-common-port", "containerPort": 30807, "hostPort": 30807, "protocol": "TCP"},
                        {"name": "voice", "containerPort": 30808, "hostPort": 30808, "protocol": "UDP"},
                    ],
                },
                {"name": "side-container", "image": "islandmgr/side:1"},
            ],
            **(spec or {}),
        },
        "status": status,
    }


def running(at: str) -> dict[str, Any]:
    return {"running": {"startedAt": at}}


RUNNING = pod(
    {
        "phase": "Running",
        "hostIP": "10.18.8.97",
        "podIP": "10.244.1.7",
        "startTime": "2026-03-01T10:00:01Z",
        "qosClass": "Burstable",
        "conditions": [
            {"type": "PodReadyToStartContainers", "status": "True", "lastTransitionTime": "2026-03-01T10:00:03Z"},
            {"type": "Initialized", "status": "True", "lastTransitionTime": "2026-03-01T10:00:04Z"},
            {"type": "Ready", "status": "True", "lastProbeTime": None, "lastTransitionTime": "2026-03-01T10:00:20Z"},
            {"type": "ContainersReady", "status": "True", "lastTransitionTime": "2026-03-01T10:00:20Z"},
            {"type": "PodScheduled", "status": "True", "lastTransitionTime": "2026-03-01T10:00:00Z"},
        ],
        "initContainerStatuses": [
            {
                "name": "prepare",
                "ready": True,
                "restartCount": 0,
                "state": {
                    "terminated": {
                        "exitCode": 0,
                        "reason": "Completed",
                        "startedAt": "2026-03-01T10:00:03Z",
                        "finishedAt": "2026-03-01T10:00:04Z",
                        "containerID": "containerd://af0",
                    }
                },
                "lastState": {},
            }
        ],
        "containerStatuses": [
            {"name": "side-container", "ready": True, "started": True, "state": running("2026-03-01T10:00:05Z")},
            {"name": "altraserver", "ready": True, "started": True, "state": running("2026-03-01T10:00:05Z")},
        ],
    }
)


def test_a_running_pod() -> None:
    view = pod_view(RUNNING)
    server = base.Container("altraserver", ready=True, running=True, started_at=epoch("2026-03-01T10:00:05Z"))
    side = base.Container("side-container", ready=True, running=True, started_at=epoch("2026-03-01T10:00:05Z"))
    prepare = base.Container(
        "prepare",
        ready=True,
        started_at=epoch("2026-03-01T10:00:03Z"),
        exit_code=0,
        finished_at=epoch("2026-03-01T10:00:04Z"),
        reason="Completed",
        init=True,
    )
    assert view == base.Pod(
        name="altraserver-qa01-dev-269-r2",
        uid="0d8d7f7e-7a53-4f3a-8f6e-0d3f6f0c2a11",
        island_id=269,
        incarnation=2,
        phase="Running",
        node="worker-3",
        host="10.18.8.97",
        created_at=datetime(2026, 3, 1, 10, tzinfo=UTC).timestamp(),
        ready=True,
        server=server,
        containers=(prepare, server, side),
        host_ports=((30807, "TCP"), (30808, "UDP")),
        labels=LABELS,
    )


def test_a_server_killed_for_memory_while_its_side_container_lives() -> None:
    ended = {
        "exitCode": 137,
        "reason": "OOMKilled",
        "startedAt": "2026-03-01T10:00:05Z",
        "finishedAt": "2026-03-01T11:30:00Z",
        "containerID": "containerd://b71",
    }
    view = pod_view(
        pod(
            {
                "phase": "Running",
                "conditions": [
                    {
                        "type": "Ready",
                        "status": "False",
                        "reason": "ContainersNotReady",
                        "message": "containers with unready status: [altraserver]",
                    }
                ],
                "containerStatuses": [
                    {"name": "altraserver", "ready": False, "state": {"terminated": ended}},
                    {"name": "side-container", "ready": True, "state": running("2026-03-01T10:00:05Z")},
                ],
            }
        )
    )
    assert not view.ready
    assert view.reason == ""  # the Pod itself is fine
    assert view.server == base.Container(
        "altraserver",
        started_at=epoch("2026-03-01T10:00:05Z"),
        exit_code=137,
        finished_at=epoch("2026-03-01T11:30:00Z"),
        reason="OOMKilled",
    )


def test_an_image_that_cannot_be_pulled() -> None:
    said = 'Back-off pulling image "jdk9:latest": ErrImagePull: failed to resolve reference "jdk9:latest": not found'
    status = {
        "name": "altraserver",
        "ready": False,
        "state": {"waiting": {"reason": "ImagePullBackOff", "message": said}},
    }
    view = pod_view(pod({"phase": "Pending", "containerStatuses": [status]}))
    assert view.server == base.Container("altraserver", reason="ImagePullBackOff", message=said)


def test_a_pod_that_no_node_takes() -> None:
    said = (
        "0/4 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 3 node(s)"
        " didn't match Pod's node affinity/selector. preemption: 0/4 nodes are available: 4 Preemption is not helpful"
        " for scheduling."
    )
    condition = {"type": "PodScheduled", "status": "False", "reason": "Unschedulable", "message": said}
    view = pod_view(pod({"phase": "Pending", "conditions": [condition]}, spec={"nodeName": None}))
    assert (view.reason, view.message, view.node, view.host) == ("Unschedulable", said, "", "")
    assert view.server == base.Container("altraserver")


def test_an_evicted_pod() -> None:
    said = "The node was low on resource: memory. Threshold quantity: 100Mi, available: 71440Ki."
    view = pod_view(pod({"phase": "Failed", "reason": "Evicted", "message": said}))
    assert (view.phase, view.reason, view.message, view.node_lost) == ("Failed", "Evicted", said, False)


def test_a_pod_that_the_taint_manager_deletes() -> None:
    view = pod_view(
        pod(
            {
                "phase": "Running",
                "conditions": [
                    {
                        "type": "DisruptionTarget",
                        "status": "True",
                        "reason": "DeletionByTaintManager",
                        "message": "Taint manager: deleting due to NoExecute taint",
                    },
                    {"type": "Ready", "status": "False"},
                ],
            },
            meta={"deletionTimestamp": "2026-03-01T12:00:30Z", "deletionGracePeriodSeconds": 30},
        )
    )
    assert (view.deleting, view.reason) == (True, "DeletionByTaintManager")


@pytest.mark.parametrize(
    ("status", "lost_nodes", "lost"),
    [
        (
            {
                "phase": "Running",
                "reason": "NodeLost",
                "message": "Node worker-3 which was running pod is unresponsive",
            },
            (),
            True,
        ),
        ({"phase": "Unknown"}, (), True),
        ({"phase": "Running"}, ("worker-3",), True),
        ({"phase": "Running"}, ("worker-1",), False),
        ({"phase": "Failed"}, ("worker-3",), False),  # what ended, ended
    ],
)
def test_a_pod_on_a_node_that_does_not_answer(status: dict[str, Any], lost_nodes: tuple[str, ...], lost: bool) -> None:
    assert pod_view(pod(status), lost_nodes).node_lost is lost


def test_an_end_that_the_kubelet_remembers_only_as_the_last_state() -> None:
    gone = {"exitCode": 137, "reason": "ContainerStatusUnknown", "message": "could not be located", "startedAt": None}
    status = {
        "name": "altraserver",
        "state": {"waiting": {"reason": "ContainerCreating"}},
        "lastState": {"terminated": {**gone, "finishedAt": None}},
    }
    server = pod_view(pod({"phase": "Pending", "containerStatuses": [status]})).server
    assert server is not None
    assert (server.exit_code, server.reason, server.finished_at) == (137, "ContainerStatusUnknown", None)


def test_a_pod_that_is_not_ours_and_says_hardly_anything() -> None:
    view = pod_view({"metadata": {"name": "coredns-1"}})
    assert (view.island_id, view.incarnation, view.phase, view.server) == (None, None, "Pending", None)


@pytest.mark.parametrize("label", ["", "x", "-1", "1.5", "\u0663"])
def test_an_island_label_that_is_no_number_is_not_ours(label: str) -> None:
    assert pod_view({"metadata": {"labels": {"islandmgr.io/island": label}}}).island_id is None


def test_host_network_takes_its_container_ports() -> None:
    spec = {
        "hostNetwork": True,
        "initContainers": [{"name": "i", "ports": [{"containerPort": 9100}]}],
        "containers": [
            {
                "name": "c",
                "ports": [{"containerPort": 9100, "hostPort": 9100}, {"containerPort": 53, "protocol": "UDP"}],
            }
        ],
    }
    assert host_ports({"spec": spec}) == ((9100, "TCP"), (53, "UDP"))


def test_requests_are_the_sum_of_containers_or_the_biggest_init_container() -> None:
    def container(memory: str, cpu: str = "0", kind: str = "requests") -> dict[str, Any]:
        return {"name": "c", "resources": {kind: {"memory": memory, "cpu": cpu}}}

    spec = {"containers": [container("1500Mi", "250m"), container("32Mi", "1", "limits"), {"name": "bare"}]}
    assert pod_requests({"spec": spec}) == (1532 * 2**20, 1250)
    assert pod_requests({"spec": {**spec, "initContainers": [container("4Gi")]}}) == (4 * 2**30, 1250)


NODE = {
    "metadata": {"name": "worker-3", "labels": {"branch": "dev", "kubernetes.io/hostname": "worker-3"}},
    "spec": {"unschedulable": True, "taints": [{"key": "node.kubernetes.io/unschedulable", "effect": "NoSchedule"}]},
    "status": {
        "addresses": [
            {"type": "Hostname", "address": "worker-3"},
            {"type": "ExternalIP", "address": "203.0.113.9"},
            {"type": "InternalIP", "address": "10.18.8.97"},
            {"type": "InternalIP", "address": "fd00::97"},
        ],
        "allocatable": {"cpu": "3920m", "memory": "15895560Ki", "pods": "110"},
        "conditions": [
            {"type": "MemoryPressure", "status": "False"},
            {"type": "Ready", "status": "True", "reason": "KubeletReady", "message": "kubelet is posting ready status"},
        ],
    },
}


def test_a_cordoned_node_and_what_its_pods_request() -> None:
    busy = {"spec": {"containers": [{"name": "c", "resources": {"requests": {"memory": "1Gi", "cpu": "500m"}}}]}}
    done = {**busy, "status": {"phase": "Succeeded"}}
    assert node_view(NODE, [busy, done]) == base.Node(
        name="worker-3",
        address="10.18.8.97",
        labels={"branch": "dev", "kubernetes.io/hostname": "worker-3"},
        ready=True,
        schedulable=False,
        memory=15895560 * 1024,
        cpu=3920,
        pods=1,
        pod_limit=110,
        memory_requested=2**30,
        cpu_requested=500,
    )


def test_a_node_that_stopped_answering() -> None:
    lost = {
        "type": "Ready",
        "status": "Unknown",
        "reason": "NodeStatusUnknown",
        "message": "Kubelet stopped posting node status.",
    }
    view = node_view({"metadata": {"name": "n"}, "status": {"conditions": [lost]}})
    assert (view.ready, view.reason, view.address) == (False, "Kubelet stopped posting node status.", "")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0), ("2", 2), ("1500Mi", 1500 * 2**20), ("250m", Decimal("0.25")), ("1.5G", 1_500_000_000), ("1e3", 1000),
        ("2E", 2 * 10**18), ("3Ei", 3 * 2**60), ("100k", 100_000), ("7u", Decimal("0.000007")), (4, 4), ("12E2", 1200),
    ],
)  # fmt: skip
def test_quantities(text: object, value: Decimal | int) -> None:
    assert quantity(text) == value


@pytest.mark.parametrize("text", ["", "Mi", "12 apples", "1,5", "NaN", "inf", None])
def test_what_is_no_quantity_is_quoted(text: object) -> None:
    with pytest.raises(ValueError, match="is not a quantity; accepted") as refused:
        quantity(text)
    assert repr(text) in str(refused.value)


def test_times() -> None:
    second = datetime(2026, 3, 1, 10, 0, 0, tzinfo=UTC).timestamp()
    assert epoch("2026-03-01T10:00:00Z") == second
    assert epoch("2026-03-01T18:00:00+08:00") == second
    assert epoch("2026-03-01T10:00:00.250000Z") == second + 0.25
    assert epoch("2026-03-01T10:00:00.250000999Z") == second + 0.25
    assert epoch(None) is None
    assert epoch(rfc3339(second + 0.25)) == second + 0.25
    with pytest.raises(ValueError):
        epoch("yesterday")


def test_side_containers_among_the_init_containers_are_counted_with_the_others() -> None:
    def asks(name: str, memory: str, **more: str) -> dict[str, Any]:
        return {"name": name, "resources": {"requests": {"memory": memory}}, **more}

    spec = {
        "initContainers": [asks("a", "5Mi"), asks("beside", "2Mi", restartPolicy="Always"), asks("b", "6Mi")],
        "containers": [asks("c", "4Mi")],
    }
    assert pod_requests({"spec": spec}) == (8 * 2**20, 0)  # b beside the side container
    spec["containers"].append(asks("d", "3Mi"))
    assert pod_requests({"spec": spec}) == (9 * 2**20, 0)


def test_a_side_container_that_is_started_again_has_not_ended() -> None:
    waits = {"waiting": {"reason": "CrashLoopBackOff"}}
    status = {"name": "beside", "state": waits, "lastState": {"terminated": {"exitCode": 3}}}
    for policy, code in (("Always", None), ("Never", 3)):
        spec = {"initContainers": [{"name": "beside", "restartPolicy": policy}], "containers": []}
        pod = pod_view({"metadata": {}, "spec": spec, "status": {"initContainerStatuses": [status]}})
        assert pod.containers[0].exit_code == code


def test_what_is_not_honoured_is_read_from_the_pod() -> None:
    meta = {"annotations": {base.NOT_HONOURED: "tty: true of container a\nhostAliases"}}
    assert pod_view({"metadata": meta, "spec": {}}).not_honoured == ("tty: true of container a", "hostAliases")
