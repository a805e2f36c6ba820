"""Readiness follows the probe, up and down."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.cluster_contract.beds import SERVER, Bed, ready, running
from tests.ports import free_port

LIVE = "trap 'exit 0' TERM; while :; do sleep 0.1; done"
QUICK: dict[str, Any] = {"periodSeconds": 1, "failureThreshold": 1, "timeoutSeconds": 5}


@pytest.mark.depends_on_isolation
def test_an_exec_probe_up_and_down_and_up(bed: Bed) -> None:
    probe = {"exec": {"command": ["sh", "-c", "test -e $STATE/open"]}, **QUICK}
    shared = {
        "env": [{"name": "STATE", "value": "/state"}],
        "volumeMounts": [{"name": "state", "mountPath": "/state"}],
    }
    name = bed.start(LIVE, readinessProbe=probe, **shared, spec={"volumes": [{"name": "state", "emptyDir": {}}]})
    pod = bed.wait(name, running)
    assert not pod.ready
    for command, is_ready in (("touch", True), ("rm", False), ("touch", True)):
        assert bed.cluster.exec(name, SERVER, ["sh", "-c", f"{command} $STATE/open"]).code == 0
        pod = bed.wait(name, lambda pod, wanted=is_ready: pod.ready is wanted)  # type: ignore[misc]
        assert pod.phase == "Running"
    assert any(event.reason == "Unhealthy" and event.kind == "Warning" for event in bed.cluster.pod_events(name))


@pytest.mark.depends_on_isolation
@pytest.mark.parametrize("by_name", [True, False])
def test_a_tcp_probe_and_a_host_port(bed: Bed, by_name: bool) -> None:
    port = free_port()
    probe = {"tcpSocket": {"port": "game" if by_name else port}, **QUICK}
    name = bed.start(
        bed.listen(port), readinessProbe=probe, ports=[{"name": "game", "containerPort": port, "hostPort": port}]
    )
    pod = bed.wait(name, ready)
    assert pod.host_ports == ((port, "TCP"),)


def test_a_server_that_never_listens_is_never_ready(bed: Bed) -> None:
    port = free_port()
    name = bed.start(LIVE, readinessProbe={"tcpSocket": {"port": port}, **QUICK}, ports=[{"containerPort": port}])
    bed.wait(name, running)
    bed.wait(name, lambda _pod: any(event.reason == "Unhealthy" for event in bed.cluster.pod_events(name)))
    pod = bed.cluster.get_pod(name)
    assert pod is not None
    assert not pod.ready
