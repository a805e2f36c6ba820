"""Stop, restart, move and drain end all of a server, however it was started, and say whom they had to kill."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.integration.drains.nodes import over
from tests.integration.endings.conftest import Bench, python
from tests.integration.serving import PATIENCE, Json, eventually

SERVER = """\
import os, signal, socket, sys, time
def save(*_):
    time.sleep(float(sys.argv[3]))
    socket.create_connection(("127.0.0.1", int(sys.argv[2]))).sendall(b"saved")
    sys.exit(0)
signal.signal(signal.SIGTERM, save)
players = socket.create_server((os.environ["ISLANDMGR_BIND"], int(sys.argv[1])))
while True:
    players.accept()[0].close()
"""


@pytest.fixture
def safe() -> Iterator[socket.socket]:
    """Where servers save their state."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(PATIENCE)
        yield listening


def saved(safe: socket.socket) -> bytes:
    connection, _ = safe.accept()
    with connection:
        return connection.recv(100)


def wrapped(bench: Bench, name: str, safe: socket.socket, *, takes: float, grace: int) -> Json:
    """A running island whose server is a shell's child and takes so many seconds to save its state."""
    words = f"{python(SERVER)} {{{{ ports.main }}}} {safe.getsockname()[1]} {takes}; echo done"
    island = bench.start(name, ["sh", "-c", words], grace=grace)
    return bench.manager.wait_for(island["id"], "running")


@pytest.mark.parametrize("verb", ["stop", "restart", "drain"])
def test_a_wrapped_server_saves_its_state_on(bench: Bench, safe: socket.socket, verb: str) -> None:
    """Three seconds: longer than anybody waited for what a server leaves behind."""
    island = wrapped(bench, f"saves-on-{verb}", safe, takes=3, grace=60)
    path = f"/islands/{island['id']}"
    if verb == "stop":
        bench.manager.json("DELETE", path)
    elif verb == "restart":
        bench.manager.json("POST", f"{path}/restart")
    else:
        drain = bench.manager.json("POST", "/drains", {"selector": f"kubernetes.io/hostname={island['node']}"})
        assert over(bench.manager, drain)["state"] == "done"
        bench.manager.json("POST", f"/nodes/{island['node']}/uncordon")
    assert saved(safe) == b"saved"
    if verb == "stop":
        bench.manager.wait_for(island["id"], "stopped")
    else:
        eventually(lambda: bench.manager.island(island["id"])["incarnation"] == 2)
        bench.manager.wait_for(island["id"], "running")
        bench.stop(island)
    assert bench.killed(island) == []
    with suppress(AssertionError, KeyError):
        assert bench.manager.json("GET", f"{path}/crash")["incarnation"] != 1, "an end that was asked for is no crash"


@pytest.mark.parametrize("verb", ["stop", "restart"])
def test_who_is_killed_is_said_in_the_history(bench: Bench, safe: socket.socket, verb: str) -> None:
    island = wrapped(bench, f"too-slow-for-{verb}", safe, takes=900, grace=3)
    if verb == "restart":
        bench.manager.json("POST", f"/islands/{island['id']}/restart")
        eventually(lambda: bench.manager.island(island["id"])["state"] == "running")
    bench.stop(island)
    killed = bench.killed(island)
    first = killed[0]
    assert (first["incarnation"], first["message_code"]) == (1, "island.killed")
    assert first["message_values"]["n"] >= 2
    [process] = first["message_values"]["processes"]
    assert process.startswith("python3(")
    assert "Killed" in first["message"]
    assert [event["kind"] for event in bench.history(island)].count("refused") == 0


def test_a_drains_own_grace_is_known_to_the_server(bench: Bench, safe: socket.socket) -> None:
    """Its blueprint would give it an hour."""
    island = wrapped(bench, "patient", safe, takes=3000, grace=3600)
    wish = {"selector": f"kubernetes.io/hostname={island['node']}", "grace_seconds": 2}
    assert over(bench.manager, bench.manager.json("POST", "/drains", wish))["state"] == "done"
    bench.manager.json("POST", f"/nodes/{island['node']}/uncordon")
    [killed] = bench.killed(island)
    assert killed["message_values"]["n"] < 3000
    bench.manager.json("DELETE", f"/islands/{island['id']}?force=true")
