"""What Kubernetes would refuse is found in the finished Pod, at its place."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from islandmgr.model.amounts import quantity
from pod_specs import preview, rules
from pod_specs.forms import is_label_key, is_label_value
from tests.unit.pod_specs.islands import builtin

Pod = dict[str, Any]


def good() -> Pod:
    return preview(builtin("sample"))


def found(change: Callable[[Pod], object]) -> list[str]:
    """The faults of a good Pod after a change of its spec."""
    pod = good()
    change(pod["spec"])
    return [str(fault) for fault in rules.faults(pod, "sample")]


def server(spec: Pod) -> Pod:
    container: Pod = spec["containers"][0]
    return container


def test_a_good_pod_has_no_faults() -> None:
    assert found(lambda _: None) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        # the Pod
        (lambda spec: spec.update(replicas=2), "spec.replicas: Kubernetes knows no field 'replicas' here"),
        (lambda spec: spec.update(restartPolicy="Always"), "spec.restartPolicy: must stay Never"),
        (
            lambda spec: spec.update(terminationGracePeriodSeconds=True),
            "spec.terminationGracePeriodSeconds: True is not",
        ),
        (
            lambda spec: spec.update(terminationGracePeriodSeconds=-1),
            "spec.terminationGracePeriodSeconds: -1 is not accepted; accepted: 1 to 3600 seconds",
        ),
        (lambda spec: spec.update(nodeSelector="x"), "spec.nodeSelector: must be a mapping"),
        (
            lambda spec: spec["nodeSelector"].update(rack=5),
            "spec.nodeSelector.rack: 5 is not a text; put quotes round it",
        ),
        (lambda spec: spec.update(tolerations=["x"]), "spec.tolerations: must be a list of mappings"),
        (lambda spec: spec.update(tolerations=[{"operator": "Is"}]), "spec.tolerations.0.operator: 'Is' is not one of"),
        (lambda spec: spec.update(tolerations=[{"effect": "No"}]), "spec.tolerations.0.effect: 'No' is not one of"),
        (lambda spec: spec["containers"].pop(), "spec.containers: the container 'side-container' is missing"),
        (lambda spec: spec["initContainers"].pop(), "spec.initContainers: the container 'prepare' is missing"),
        (lambda spec: spec.update(containers={}), "spec.containers: must be a list of mappings"),
        (lambda spec: spec["containers"].append(server(spec)), "spec.containers.sample: the name is used twice"),
        (
            lambda spec: server(spec).update(workingDir="a\0b"),
            r"spec.containers.sample.workingDir: 'a\x00b' holds a char",
        ),
        (
            lambda spec: server(spec).update(workingDir="\ud800"),
            r"spec.containers.sample.workingDir: '\ud800' holds a ch",
        ),
        # volumes
        (lambda spec: spec["volumes"].append(spec["volumes"][0]), "spec.volumes.tools: the name is used twice"),
        (lambda spec: spec["volumes"].append({"name": "x"}), "spec.volumes.x: needs exactly one source such as"),
        (
            lambda spec: spec["volumes"].append({"name": "x", "emptyDir": {}, "nfs": {}}),
            "spec.volumes.x: needs exactly one source such as emptyDir or configMap, not emptyDir, nfs",
        ),
        (
            lambda spec: spec["volumes"].append({"name": "x", "emptydir": {}}),
            "spec.volumes.x.emptydir: Kubernetes knows no field",
        ),
        (
            lambda spec: spec["volumes"].append({"name": "x", "hostPath": {"path": "/a/../b"}}),
            "spec.volumes.x.hostPath.path: '/a/../b' is not an absolute path without `..`",
        ),
        (
            lambda spec: spec["volumes"].append({"name": "x", "hostPath": "/a"}),
            "spec.volumes.x.hostPath: must be a mapping",
        ),
        # a container
        (lambda spec: server(spec).update(comand=["x"]), "spec.containers.sample.comand: Kubernetes knows no field"),
        (lambda spec: server(spec).update(command="x"), "spec.containers.sample.command: must be a list of texts"),
        (lambda spec: server(spec).update(args=[5]), "spec.containers.sample.args: must be a list of texts"),
        (lambda spec: server(spec).update(image=""), "spec.containers.sample.image: '' is not an image"),
        (
            lambda spec: server(spec).update(imagePullPolicy="Now"),
            "spec.containers.sample.imagePullPolicy: 'Now' is not",
        ),
        (
            lambda spec: spec["containers"].append({"name": "A", "image": "x"}),
            "spec.containers.A.name: 'A' is not a DNS",
        ),
        (lambda spec: server(spec).update(env="x"), "spec.containers.sample.env: must be a list of mappings"),
        (
            lambda spec: server(spec)["env"].append({"name": "a b"}),
            "spec.containers.sample.env.a b: 'a b' is not a var",
        ),
        (
            lambda spec: server(spec)["env"].append({"name": "A", "value": 5}),
            "spec.containers.sample.env.A.value: 5 is not a text",
        ),
        # mounts
        (
            lambda spec: server(spec)["volumeMounts"].append({"name": "clock", "mountPath": "/home/server/dev"}),
            "spec.containers.sample.volumeMounts./home/server/dev: something else is mounted there already",
        ),
        (
            lambda spec: server(spec)["volumeMounts"].append({"name": "clock", "mountPath": "/a:b"}),
            "spec.containers.sample.volumeMounts./a:b: '/a:b' is not a path without `:`",
        ),
        (
            lambda spec: server(spec)["volumeMounts"].append({"name": "clock", "mountPath": "/x", "subPath": "../y"}),
            "spec.containers.sample.volumeMounts./x.subPath: '../y' is not a relative path",
        ),
        # ports
        (
            lambda spec: server(spec)["ports"][0].update(name="much-too-long-name"),
            "'much-too-long-name' is not a port name",
        ),
        (
            lambda spec: server(spec)["ports"][0].update(name="echo"),
            "spec.containers.sample.ports.echo: the name is used",
        ),
        (
            lambda spec: server(spec)["ports"][0].update(hostPort=0),
            "ports.time.hostPort: 0 is not a port from 1 to 65535",
        ),
        (lambda spec: server(spec)["ports"][0].pop("containerPort"), "ports.time.containerPort: None is not a port"),
        (lambda spec: server(spec)["ports"][0].update(hostPort=30001), "ports: host port 30001 TCP is used twice"),
        (lambda spec: server(spec)["ports"][0].update(protocol="tcp"), "ports.time.protocol: 'tcp' is not one of"),
        # resources
        (lambda spec: server(spec).update(resources=[]), "spec.containers.sample.resources: must be a mapping"),
        (lambda spec: server(spec)["resources"].update(limits="1"), "sample.resources.limits: must be a mapping"),
        (
            lambda spec: server(spec)["resources"]["limits"].update(cpu="x"),
            "resources.limits.cpu: 'x' is not an amount",
        ),
        (
            lambda spec: server(spec)["resources"]["requests"].update(memory="1Gi"),
            "the request 1Gi is larger than the limit",
        ),
        # probes
        (
            lambda spec: server(spec).update(livenessProbe="x"),
            "spec.containers.sample.livenessProbe: must be a mapping",
        ),
        (lambda spec: server(spec).update(livenessProbe={"exec": []}), "livenessProbe.exec: must be a mapping"),
        (
            lambda spec: server(spec).update(livenessProbe={}),
            "livenessProbe: needs exactly one of tcpSocket, httpGet, exec",
        ),
        (
            lambda spec: server(spec)["readinessProbe"].update(period=1),
            "readinessProbe.period: Kubernetes knows no field",
        ),
        (
            lambda spec: server(spec).update(startupProbe={"tcpSocket": {"port": "web"}}),
            "startupProbe.tcpSocket.port: 'web' is not the name of a port of this container",
        ),
        (
            lambda spec: server(spec).update(livenessProbe={"tcpSocket": {"port": 80}, "successThreshold": 2}),
            "livenessProbe.successThreshold: 2 is not 1",
        ),
    ],
)
def test_each_fault_is_found_at_its_place(change: Callable[[Pod], object], fault: str) -> None:
    faults = found(change)
    assert any(fault in one for one in faults), faults


def test_names_and_labels_are_checked() -> None:
    pod = good()
    pod["metadata"]["name"] = "A_b"
    pod["metadata"]["labels"]["bad key"] = "x" * 64
    assert [str(fault).split(": ")[0] for fault in rules.faults(pod, "sample")] == [
        "metadata.name",
        "metadata.labels.bad key",
        "metadata.labels.bad key",
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("5", 5),
        ("0.5", "0.5"),
        (".5", "0.5"),
        ("5.", 5),
        ("500m", "0.5"),
        ("1k", 1000),
        ("1Ki", 1024),
        ("1500Mi", 1500 * 1024**2),
        ("2G", 2 * 10**9),
        ("1Ei", 1024**6),
        ("1e3", 1000),
        ("2E", 2 * 10**18),
        (2, 2),
        (0.5, "0.5"),
    ],
)
def test_amounts(text: Any, number: Any) -> None:
    assert quantity(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "5 Mi", "5MB", "1K", "-1", "five", "5mi", "1e", "1.2.3", ".", "٣", True, None, "1e999"]
)
def test_no_amounts(text: Any) -> None:
    assert quantity(text) is None


@pytest.mark.parametrize("text", ["", "a", "A.b_c-9", "x" * 63])
def test_label_values(text: str) -> None:
    assert is_label_value(text)


@pytest.mark.parametrize("text", ["-a", "a-", "a b", "x" * 64, "王", "a\n", None, 5])
def test_no_label_values(text: Any) -> None:
    assert not is_label_value(text)


@pytest.mark.parametrize("text", ["a", "islandmgr.io/island", "a.b/C_d"])
def test_label_keys(text: str) -> None:
    assert is_label_key(text)


@pytest.mark.parametrize("text", ["", "/a", "a/", "A.b/c", "a/b/c", "x" * 64, "a b"])
def test_no_label_keys(text: Any) -> None:
    assert not is_label_key(text)
