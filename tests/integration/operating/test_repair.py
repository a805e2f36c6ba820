"""Rows, registry, books and Pods are made to disagree for real, by hand; then each difference is mended."""

from __future__ import annotations

from tests.integration.api.test_islandctl import islandctl
from tests.integration.operating.conftest import FIRST_PORT, Bench
from tests.integration.serving import Json, eventually, say

STRAY = 987_654  # an island that nobody has


def mend(bench: Bench, difference: str, act: str = "") -> None:
    eventually(lambda: difference in bench.differences())
    bench.manager.json("POST", f"/repair/{difference}", {"act": act} if act else {})
    eventually(lambda: difference not in bench.differences())


def registered(bench: Bench, island: Json) -> int:
    """How many rows the registry has of the island as it is."""
    values = {key: island[key] for key in ("id", "incarnation", "host", "pod", "node")}
    where = "incarnation=:incarnation AND host=:host AND pod=:pod AND node=:node"
    return bench.sql(f"UPDATE registry SET fingerprint='seen' WHERE island_id=:id AND {where}", **values)


def test_the_registry_is_mended_while_islands_run(bench: Bench) -> None:
    gone, wrong, over = bench.running(3)
    bench.manager.json("DELETE", f"/islands/{over['id']}")
    bench.manager.wait_for(over["id"], "stopped")
    bench.sql("UPDATE registry SET island_id=:over WHERE island_id=:gone", over=over["id"], gone=gone["id"])
    bench.sql("UPDATE registry SET host='10.9.9.9' WHERE island_id=:id", id=wrong["id"])
    expected = {f"unregistered-{gone['id']}", f"wrong-registration-{wrong['id']}", f"stale-registration-{over['id']}"}
    eventually(lambda: set(bench.differences()) == expected)

    listed = islandctl(bench.manager, "repair")
    assert listed.returncode == 1
    assert f"Island {gone['id']} runs, and the registry does not have it." in listed.stdout
    assert islandctl(bench.manager, "repair", "--do", f"unregistered-{gone['id']}").returncode == 0
    mend(bench, f"wrong-registration-{wrong['id']}", "register")
    mend(bench, f"stale-registration-{over['id']}")
    assert islandctl(bench.manager, "repair").stdout == "No differences.\n"
    for island in (gone, wrong):
        assert bench.manager.island(island["id"])["incarnation"] == 1, "nothing was restarted"
        assert registered(bench, island) == 1


def test_a_pod_without_a_row_and_a_row_without_a_pod(bench: Bench) -> None:
    (island,) = bench.running()
    stray = {"islandmgr.io/island": str(STRAY), "islandmgr.io/incarnation": "1"}
    labels = {"app.kubernetes.io/managed-by": "islandmgr", **stray}
    container = {"name": "c", "image": "islandmgr/sample:dev", "command": ["sleep", "600"]}
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "stray", "labels": labels}}
    spec = {"restartPolicy": "Never", "terminationGracePeriodSeconds": 1, "containers": [container]}
    bench.cluster.create_pod({**pod, "spec": spec})
    bench.cluster.delete_pod(island["pod"], force=True)
    bench.manager.wait_for(island["id"], "lost")
    eventually(lambda: set(bench.differences()) == {"orphan-pod-stray", f"no-pod-{island['id']}"})

    assert bench.cluster.get_pod("stray") is not None, "nobody deletes what somebody may miss"
    mend(bench, "orphan-pod-stray")
    eventually(lambda: bench.cluster.get_pod("stray") is None)
    mend(bench, f"no-pod-{island['id']}", "restart")
    again = bench.manager.wait_for(island["id"], "running")
    assert (again["incarnation"], again["ports"]) == (2, island["ports"])


def test_a_database_that_was_put_back_adopts_the_newer_pod(bench: Bench) -> None:
    """The row is made as old as a backup; the server that runs meanwhile must neither end nor be lost."""
    (island,) = bench.running()
    bench.manager.json("POST", f"/islands/{island['id']}/restart")
    eventually(lambda: (now := bench.manager.island(island["id"]))["incarnation"] == 2 and now["state"] == "running")
    after = bench.manager.island(island["id"])
    servers = bench.manager.servers(after["pod"])
    assert servers
    back = "UPDATE islands SET incarnation=1, pod=:pod, version=version+1 WHERE id=:id"
    eventually(lambda: bench.sql(back, id=island["id"], pod=island["pod"]))
    bench.manager.json("PATCH", f"/islands/{island['id']}", {"note": "look at it now"})
    lost = bench.manager.wait_for(island["id"], "lost")
    assert "an operator can adopt it under Repair" in lost["reason"]
    mend(bench, f"newer-pod-{after['pod']}", "adopt")
    adopted = bench.manager.wait_for(island["id"], "running")
    assert [adopted[key] for key in ("incarnation", "pod", "ports", "address")] == [
        after[key] for key in ("incarnation", "pod", "ports", "address")
    ]
    assert bench.manager.servers(after["pod"]) == servers, "the same process"
    assert say(adopted["host"], adopted["ports"]["time"]).endswith(b"Z\n")
    assert registered(bench, adopted) == 1


def test_ports_that_leaked_and_books_that_do_not_balance(bench: Bench) -> None:
    (island,) = bench.running()
    bench.manager.json("DELETE", f"/islands/{island['id']}")
    bench.manager.wait_for(island["id"], "stopped")
    first = min(island["ports"].values())
    hold = (
        "UPDATE ports SET island_id=:id, free_run=NULL, free_since=NULL, rests_until=NULL WHERE port BETWEEN :a AND :b"
    )
    bench.sql(hold, id=island["id"], a=first, b=first + 2)
    assert any("still holds ports" in one["message"] for one in bench.findings("books"))
    mend(bench, f"leaked-ports-{island['id']}")
    assert bench.findings("books") == []

    lose = (
        "UPDATE ports SET free_run=NULL, free_since=NULL, rests_until=NULL WHERE port > :port AND free_run IS NOT NULL"
    )
    bench.sql(lose, port=FIRST_PORT)
    (found,) = bench.findings("books")
    assert found["severity"] == "error"
    assert islandctl(bench.manager, "doctor").returncode == 1
    mend(bench, "books")
    (pool,) = bench.manager.json("GET", "/ports")["items"]
    assert (pool["held"], pool["free"]) == (0, pool["last"] - pool["first"] + 1)


def test_what_is_not_offered_is_not_done(bench: Bench) -> None:
    (island,) = bench.running()
    bench.sql("DELETE FROM registry WHERE island_id=:id", id=island["id"])
    name = f"unregistered-{island['id']}"
    eventually(lambda: name in bench.differences())
    for act in ("stop", "nonsense"):
        refused = bench.manager.call("POST", f"/repair/{name}", {"act": act})
        assert (refused.status_code, repr(act) in refused.json()["error"]["message"]) == (422, True), refused.text
    unknown = bench.manager.call("POST", "/repair/no-pod-1", {})
    assert (unknown.status_code, "'no-pod-1'" in unknown.json()["error"]["message"]) == (404, True)
    mend(bench, name)
    (told,) = bench.manager.json("GET", f"/audit?act=ports.change&island={island['id']}")["items"]
    assert (told["outcome"], told["message"]) == ("done", "Registered from what the manager knows")
