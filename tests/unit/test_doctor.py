"""What the port doctor finds, and what can be done about each, decided from what was seen."""

from __future__ import annotations

from typing import Any

from islandmgr.model.domain import REAL_TIME, Island, Port, State, Wanted
from islandmgr.model.messages import as_message
from islandmgr.model.numbers import listed
from islandmgr.model.observed import Container, Listener, Node, Pod
from islandmgr.resources.ports.rules import USUAL_EPHEMERAL, Finding, PoolSeen, Remedy, Seen, findings
from islandmgr.resources.ports.service.taken import used_by

NGINX = as_message("nginx")
NOW = 1_800_000_000.0
NODE = Node("n1", "10.0.0.1", {"branch": "dev"}, ready=True, schedulable=True)


def island(**changes: Any) -> Island:
    row: dict[str, Any] = {
        "id": 7, "name": "sample-7", "blueprint": "sample", "branch": "dev", "owner": "qa", "note": "",
        "wanted": Wanted.RUN, "state": State.RUNNING, "reason": "", "incarnation": 1, "pool": "default",
        "ports": (Port("time", 30000), Port("echo", 30001)), "clock": REAL_TIME, "args": {}, "created_at": 1.0,
        "changed_at": 1.0, "node": "n1",
    }  # fmt: skip
    return Island(**{**row, **changes})


def pod(name: str = "nginx", *ports: int, **changes: Any) -> Pod:
    taken = tuple((port, "TCP") for port in ports)
    return Pod(**{"name": name, "uid": "u", "island_id": None, "incarnation": None, "phase": "Running", "node": "n1",
                  "host_ports": taken, **changes})  # fmt: skip


def seen(**changes: Any) -> list[Finding]:
    plain: dict[str, Any] = {
        "pools": [PoolSeen("default", 30000, 30099)], "nodes": [NODE], "pods": [], "holders": [], "listeners": [],
        "faults": [], "ephemeral": USUAL_EPHEMERAL, "node_ports": None, "now": NOW,
    }  # fmt: skip
    return findings(Seen(**{**plain, **changes}))


def only(**changes: Any) -> Finding:
    (found,) = seen(**changes)
    return found


def test_a_clean_bill() -> None:
    ours = pod("sample-7", 30000, 30001, island_id=7, incarnation=1)
    there = [Listener("10.0.0.1", 30000, "TCP", "process 1 (java)"), Listener("", 30001, "TCP", "process 1 (java)")]
    elsewhere = [Listener("10.0.0.1", 22, "TCP", "sshd"), Listener("127.0.0.1", 30001, "TCP", "process 1 (java)")]
    assert seen(pods=[ours], holders=[island()], listeners=there + elsewhere) == []


def test_a_foreign_pod_in_the_range() -> None:
    found = only(pods=[pod("web/nginx", 80, 30005, 30006)])
    assert (found.code, found.severity, found.ports) == ("foreign-pod", "warning", (30005, 30006))
    assert str(found.message) == "Pod web/nginx on n1 is not an island and uses 30005-30006."
    assert found.remedies == (Remedy("exclude", (30005, 30006), "default", why="used by Pod web/nginx"),)


def test_what_is_excluded_troubles_nobody_and_can_be_included() -> None:
    by_hand = PoolSeen("default", 30000, 30099, excluded={30005: NGINX, 30006: NGINX, 30050: as_message("ssh")})
    first, second = seen(pools=[by_hand], pods=[pod("nginx", 30005)])
    assert {first.severity, second.severity} == {"note"}
    assert first.remedies == (Remedy("include", (30005, 30006), "default"),)
    assert str(second.message) == "30050 of pool default are given to no island: ssh."
    assert seen(pools=[PoolSeen("default", 30000, 30099, left_out=((30005, 30010),))], pods=[pod("nginx", 30007)]) == []


def test_a_process_that_is_in_no_pod() -> None:
    for address, where in (("10.0.0.1", "n1"), ("", "all nodes"), ("127.0.0.1", "127.0.0.1"), ("::1", "::1")):
        found = only(listeners=[Listener(address, 30050, "UDP", "process 9 (dnsmasq)")])
        assert str(found.message) == f"process 9 (dnsmasq) listens on 30050 of {where} and belongs to no island."
        assert found.remedies[0].ports == (30050,)


def test_what_an_ended_server_had_is_its_pod_s_no_more() -> None:
    there = [Listener("10.0.0.1", 30000, "TCP", "process 9 (x)")]
    ended = Container("sample", exit_code=1)
    assert only(pods=[pod("sample-7", 30000, island_id=7, server=ended)], listeners=there).code == "process"
    assert only(pods=[pod("sample-7", 30000, island_id=7, phase="Failed")], listeners=there).code == "process"


def test_what_the_manager_met_in_use_is_told_until_it_is_free() -> None:
    met = PoolSeen("default", 30000, 30099, taken={30005: used_by("process 9 (x)", "n1"), 30006: used_by()})
    first, second = seen(pools=[met])
    assert (first.code, first.severity, first.ports) == ("taken", "warning", (30005,))
    words = "30005 of pool default are given to no island while they are in use by process 9 (x) on n1."
    assert str(first.message) == words
    assert first.remedies == (Remedy("include", (30005,), "default"),)
    assert "in use by another program on all nodes" in str(second.message)
    both = seen(pools=[met], listeners=[Listener("10.0.0.1", 30005, "TCP", "process 9 (x)")])
    assert [(one.code, one.ports) for one in both] == [("process", (30005,)), ("taken", (30006,))], "told once"


def test_an_islands_own_ports_on_another_node_are_somebody_elses() -> None:
    other = Node("n2", "10.0.0.2", {}, ready=True, schedulable=True)
    ours = pod("sample-7", 30000, island_id=7)
    there = [Listener("10.0.0.2", 30000, "TCP", "process 9 (x)")]
    assert only(nodes=[NODE, other], pods=[ours], listeners=there).code == "process"


def test_pods_on_the_hosts_network_that_name_no_port() -> None:
    proxies = [pod(f"kube-system/proxy-{n:02}", host_network=True) for n in range(10)]
    assert seen(pods=proxies) == [], "where listeners can be seen, they are seen"
    found = only(pods=proxies, listeners=None)
    assert found.severity == "note"
    assert "10 Pods" in str(found.message)
    assert str(found.message).endswith("proxy-07 (+2).")


def test_overlaps_with_node_ports_and_ephemeral_ports() -> None:
    wide = [PoolSeen("default", 32000, 33000)]
    node_ports, ephemeral = seen(pools=wide, node_ports=(30000, 32767))
    assert "32000-32767" in str(node_ports.message)
    assert "32768-33000" in str(ephemeral.message)
    assert seen(pools=[PoolSeen("default", 20000, 29999)], node_ports=(30000, 32767)) == []


def test_ports_on_a_node_that_does_not_answer() -> None:
    silent = Node("n1", "10.0.0.1", {}, ready=False, schedulable=True)
    for nodes in ([silent], []):
        stopping = only(nodes=nodes, holders=[island(wanted=Wanted.STOP, state=State.STOPPING)])
        assert str(stopping.message) == "Island 7 holds 30000-30001, and its node n1 does not answer."
        assert stopping.remedies == (Remedy("release", island=7),)
        lost = only(nodes=nodes, holders=[island(state=State.LOST)])
        assert lost.remedies == (Remedy("stop", island=7),)
        moving = only(nodes=nodes, holders=[island(state=State.REQUESTED, incarnation=2)])
        assert moving.remedies == (Remedy("release", island=7),)
    assert seen(nodes=[], holders=[island(node="", state=State.REQUESTED)]) == []


def test_the_books_come_first_and_rest_last() -> None:
    resting = PoolSeen("default", 30000, 30099, resting=6, rests_until=NOW + 12.4)
    first, _, last = seen(pools=[resting], faults=["Ports 30000 are lost."], pods=[pod("x", 30001)])
    assert (first.severity, first.remedies) == ("error", (Remedy("repair"),))
    assert (last.severity, last.remedies) == ("note", ())
    words = "6 ports of pool default are in quarantine after their islands ended, the next for 12 s."
    assert str(last.message) == words


def test_lists_of_ports() -> None:
    assert listed([3, 1, 2, 9]) == "1-3, 9"
    assert listed([]) == ""
