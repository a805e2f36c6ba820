"""What others do to nodes and Pods behind the manager's back: noticed, said in words, told apart from crashes."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from islandmgr.cluster.local.client import LocalCluster
from islandmgr.resources.nodes import store as nodes
from islandmgr.store import Store, make_engine
from tests.integration.drains.nodes import over
from tests.integration.serving import Json, Serving, eventually


@pytest.fixture
def kubectl(manager: Serving) -> Iterator[LocalCluster]:
    """Somebody else with the same cluster."""
    cluster = LocalCluster(manager.data / "local", keep=True)
    yield cluster
    cluster.close()


def node(manager: Serving, name: str) -> Json:
    found: Json = next(one for one in manager.json("GET", "/nodes")["items"] if one["name"] == name)
    return found


def said(manager: Serving, island_id: int, kind: str) -> list[str]:
    events = manager.json("GET", f"/islands/{island_id}/events")["items"]
    return [event["data"]["what"] for event in events if event["kind"] == kind]


def test_foreign_hands_are_told_from_ours_and_from_crashes(manager: Serving, kubectl: LocalCluster) -> None:
    island = manager.wait_for(manager.start_island()["id"], "running")
    key, home = island["id"], island["node"]

    # Cordons: somebody else's is said on the island and in the list of nodes, ours is not.
    manager.json("POST", f"/nodes/{home}/cordon")
    assert node(manager, home)["closed_by"] == "anonymous"
    manager.json("POST", f"/nodes/{home}/uncordon")
    kubectl.cordon(home, True)
    eventually(lambda: said(manager, key, "node") == ["cordoned"])
    assert node(manager, home)["closed_by"] == ""
    kubectl.cordon(home, False)
    eventually(lambda: said(manager, key, "node") == ["cordoned", "opened"])

    # Somebody opens a node in the middle of our drain: the drain is over, as if we had.
    later = (datetime.now(UTC) + timedelta(hours=5)).isoformat()
    wish = {"selector": f"kubernetes.io/hostname={home}", "starts_at": later}
    drain = manager.json("POST", "/drains", wish)
    kubectl.cordon(home, False)
    ended = over(manager, drain)
    assert (ended["state"], ended["message"]) == ("stopped", f"somebody outside the manager uncordoned {home}")
    assert said(manager, key, "node") == ["cordoned", "opened", "uncordoned"]
    assert manager.island(key)["leaving"] is None

    # Deleted by somebody else, in order and by force: lost, not crashed, with its ports held.
    for force in (False, True):
        kubectl.delete_pod(manager.island(key)["pod"], grace_seconds=1, force=force)
        lost = manager.wait_for(key, "lost")
        assert lost["reason"] == "Its Pod was deleted outside the manager"
        again = manager.json("POST", f"/islands/{key}/restart")
        assert again["ports"] == island["ports"]
        manager.wait_for(key, "running")

    # A crash is a crash.
    (server,) = manager.servers()
    os.kill(server, signal.SIGKILL)
    assert manager.wait_for(key, "crashed")["reason"].startswith("The server was ended by signal 9")


def test_the_end_of_a_nodes_machine_is_a_restart_of_the_node_and_no_crash(manager: Serving) -> None:
    """The local cluster's agent is to its Pods what a machine is."""
    key = manager.wait_for(manager.start_island()["id"], "running")["id"]
    store = Store(make_engine(manager.environ["ISLANDMGR_DATABASE_URL"]))
    eventually(lambda: remembered(store))
    store.engine.dispose()
    os.kill(int((manager.data / "local" / "agent.pid").read_text()), signal.SIGKILL)
    lost = manager.wait_for(key, "lost")
    assert "was restarted, or lost track of the server" in lost["reason"]
    eventually(lambda: said(manager, key, "node") == ["restarted"])
    manager.json("POST", f"/islands/{key}/restart")
    manager.wait_for(key, "running")


def remembered(store: Store) -> bool:
    """Has the manager looked at the nodes? A restart is seen against that."""
    with store.reading() as conn:
        return any(known.boot_id for known in nodes.everything(conn).values())
