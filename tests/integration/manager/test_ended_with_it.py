"""Islands of the local cluster end with the manager; the next one says so, and does not blame somebody else."""

from __future__ import annotations

import signal

import pytest

from tests.integration.serving import Serving, eventually


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "TERM"])
def test_islands_that_ended_with_the_manager_say_so(manager: Serving, how: signal.Signals) -> None:
    island = manager.wait_for(manager.start_island()["id"], "running")
    stopping = manager.wait_for(manager.start_island()["id"], "running")
    manager.json("DELETE", f"/islands/{stopping['id']}")
    assert manager.process is not None
    manager.process.send_signal(how)
    assert manager.process.wait(60) == 0
    assert manager.in_pods() == []
    manager.start()
    lost = manager.wait_for(island["id"], "lost")
    assert lost["reason_values"]["what"]["code"] == "island.with_manager"
    assert lost["reason"].startswith("It ended with the manager")
    assert manager.call("GET", f"/islands/{island['id']}/crash").json().get("log", "") == "", "it did not crash"
    manager.wait_for(stopping["id"], "stopped")
    manager.json("POST", f"/islands/{island['id']}/restart")
    again = manager.wait_for(island["id"], "running")
    assert again["ports"] == island["ports"]
    manager.json("DELETE", f"/islands/{island['id']}")
    manager.wait_for(island["id"], "stopped")
    eventually(lambda: manager.in_pods() == [])
