"""Islands whose ports others use: started on other ones, or told why not, and never moved once they were reachable."""

from __future__ import annotations

import os
import signal
import socket
from contextlib import ExitStack
from pathlib import Path

import pytest

from islandmgr.cluster.local.client import LocalCluster
from tests.integration.serving import Serving, eventually
from tests.integration.taken_ports.conftest import POOL, findings, history, managing, port_of, start


def listen(port: int, address: str, kind: socket.SocketKind = socket.SOCK_STREAM) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    server = socket.socket(family, kind)
    if kind == socket.SOCK_STREAM:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    try:
        server.bind((address, port))
        if kind == socket.SOCK_STREAM:
            server.listen()
    except OSError:
        server.close()
        raise
    return server


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("0.0.0.0", socket.SOCK_STREAM),
        ("::", socket.SOCK_STREAM),
        ("127.0.0.1", socket.SOCK_STREAM),
        ("0.0.0.0", socket.SOCK_DGRAM),
    ],
    ids=["tcp", "tcp6", "loopback", "udp"],
)
def test_a_start_takes_no_port_that_somebody_uses(
    manager: Serving, at_end: ExitStack, address: str, kind: socket.SocketKind
) -> None:
    for port in POOL[:-1]:
        at_end.enter_context(listen(port, address, kind))
    island = manager.wait_for(start(manager)["id"], "running", "failed", "crashed")
    assert (island["state"], port_of(island)) == ("running", POOL[-1]), island["reason"]
    found = [one["ports"][0] for one in findings(manager) if one["code"] == "process"]
    assert found == list(POOL[:-1])


def test_ports_that_other_pods_have_on_every_node_are_left_to_them(manager: Serving, at_end: ExitStack) -> None:
    cluster = LocalCluster(manager.data / "local")
    at_end.callback(cluster.close)
    for number, node in enumerate(("local-1", "local-2")):
        taken = [{"containerPort": 80, "hostPort": port} for port in POOL[:-1]]
        container = {"name": "web", "image": "islandmgr/sample:dev", "command": ["sleep", "600"], "ports": taken}
        place = {"kubernetes.io/hostname": node}
        spec = {"restartPolicy": "Never", "containers": [container], "nodeSelector": place}
        cluster.create_pod({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": f"web-{number}"}, "spec": spec})
        at_end.callback(cluster.delete_pod, f"web-{number}", grace_seconds=0)
    island = manager.wait_for(start(manager)["id"], "running", "failed")
    assert (island["state"], port_of(island)) == ("running", POOL[-1]), island["reason"]
    assert {one["code"] for one in findings(manager)} & {"foreign-pod", "taken"} == {"foreign-pod"}


def test_nothing_is_free(manager: Serving, at_end: ExitStack) -> None:
    for port in POOL:
        at_end.enter_context(listen(port, "0.0.0.0"))
    answer = manager.call("POST", "/islands", {"blueprint": "everywhere", "branch": "dev", "owner": "qa01"})
    if answer.ok:  # the manager had not looked yet
        island = manager.wait_for(answer.json()["id"], "failed")
        assert island["reason_code"] == "island.no_other_ports"
        assert "and there are no others" in island["reason"]
    else:
        assert answer.json()["error"]["code"] == "no_free_ports"


@pytest.mark.parametrize("words", ["OSError: {error}", "listen tcp :{port}: bind: address already in use"])
def test_a_server_that_finds_its_port_in_use_starts_again_with_another(
    manager: Serving, at_end: ExitStack, words: str
) -> None:
    hidden = hide(manager, at_end)
    island = manager.wait_for(start(manager, words=words)["id"], "running", "failed", "crashed")
    assert island["state"] == "running", island["reason"]
    assert port_of(island) != hidden
    assert island["incarnation"] == 2
    told = [line["message_code"] for line in history(manager, island)]
    assert "island.starts_elsewhere" in told
    assert "island.other_ports" in told
    assert not {"crashed", "failed"} & {line["after"] for line in history(manager, island)}
    assert [one["ports"] for one in findings(manager) if one["code"] == "taken"] == [[hidden]]


def hide(manager: Serving, at_end: ExitStack) -> int:
    """Use the port that the next island gets, in a way that no list of listeners shows: bound, and not listening.

    One more is free, which was given back last and therefore goes last.
    """
    last = manager.wait_for(start(manager)["id"], "running")
    manager.json("DELETE", f"/islands/{last['id']}")
    manager.wait_for(last["id"], "stopped")
    hidden, *rest = [port for port in POOL if port != port_of(last)]
    body = {"pool": "default", "ports": rest, "why": "for this test"}
    assert manager.call("POST", "/ports/exclude", body).ok
    other = at_end.enter_context(socket.socket())
    other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    other.bind(("0.0.0.0", hidden))
    return hidden


def test_a_server_whose_own_fault_it_is_ends_with_the_port_in_its_reason(manager: Serving) -> None:
    words = "nginx: [emerg] bind() to 0.0.0.0:8081 failed (98: Address already in use)"
    with ExitStack() as at_end:
        hidden = hide(manager, at_end)
        island = manager.wait_for(start(manager, words=words)["id"], "crashed")
    assert (island["reason_code"], island["reason_values"]) == ("island.not_its_port", {"port": "8081", "n": 3})
    assert port_of(island) == hidden, "other ports would not help"
    assert island["exit"]["code"] == 3
    assert island["exit"]["reason"] == island["reason"]


def test_an_island_that_was_reachable_keeps_its_ports(manager: Serving, at_end: ExitStack) -> None:
    island = manager.wait_for(start(manager)["id"], "running")
    port = port_of(island)
    for pid in manager.in_pods(island["pod"]):
        if Path(f"/proc/{pid}/comm").read_text().strip() == "python3" and has_port(pid, port):
            os.kill(pid, signal.SIGKILL)
    manager.wait_for(island["id"], "crashed")
    with listen(port, "0.0.0.0"):
        manager.json("POST", f"/islands/{island['id']}/restart")
        failed = manager.wait_for(island["id"], "failed")
        assert failed["reason_code"] == "island.keeps_ports"
        assert str(port) in failed["reason"]
        assert port_of(failed) == port
    manager.json("POST", f"/islands/{island['id']}/restart")
    again = manager.wait_for(island["id"], "running")
    assert port_of(again) == port


def has_port(pid: int, port: int) -> bool:
    return str(port) in Path(f"/proc/{pid}/cmdline").read_text().split("\0")


def test_two_copies_with_the_same_pool_keep_out_of_each_other_s_way(manager: Serving, tmp_path: Path) -> None:
    first = [manager.wait_for(start(manager)["id"], "running") for _ in range(3)]
    with managing(tmp_path) as second:
        theirs = [second.wait_for(start(second)["id"], "running", "failed", "crashed") for _ in range(3)]
        assert {island["state"] for island in theirs} == {"running"}, [island["reason"] for island in theirs]
        assert not {*map(port_of, first)} & {*map(port_of, theirs)}
        seen = {one["ports"][0] for one in findings(second) if one["code"] == "process"}
        assert seen == {*map(port_of, first)}


def test_what_was_found_in_use_is_kept_over_a_restart_and_given_out_when_it_is_free(
    manager: Serving, at_end: ExitStack
) -> None:
    other = listen(POOL[0], "0.0.0.0")
    with other:
        eventually(lambda: manager.json("GET", "/ports")["items"][0]["excluded"] == 1)
        manager.kill()
        manager.start()
        assert manager.json("GET", "/ports")["items"][0]["excluded"] == 1
    eventually(lambda: manager.json("GET", "/ports")["items"][0]["excluded"] == 0)
