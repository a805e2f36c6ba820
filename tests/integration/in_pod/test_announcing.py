"""start.sh announces the island, with whatever its image has, and only then starts the server."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from tests.integration.in_pod.conftest import MakePod
from tests.integration.in_pod.manager import Manager
from tests.integration.in_pod.pod import TOKEN, Pod
from tests.integration.in_pod.waiting import PATIENCE, wait_until

CLIENTS = ["curl", "wget", "busybox wget", ""]


@pytest.fixture(params=CLIENTS, ids=lambda client: client or "neither")
def client(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def announcing_pod(make_pod: MakePod, client: str) -> Pod:
    """With the side container running, as it always is; it carries the message when there is no client."""
    pod = make_pod(client=client)
    pod.start_agent()
    return pod


@pytest.mark.parametrize("shell", ["dash", "busybox", "bash"])
def test_the_message(make_pod: MakePod, manager: Manager, shell: str, client: str) -> None:
    pod = make_pod(shell=shell, client=client)
    pod.start_agent()
    assert pod.run_server("sh", "-c", "echo up") == (0, b"up\n", b"")
    [request] = manager.registrations()
    assert request.token == f"Bearer {TOKEN}"
    assert request.kind == "application/json"
    started_at = request.body.pop("started_at")
    assert 0 <= pod.exit()["at"] - started_at < PATIENCE
    assert request.body == {
        "island": 269,
        "incarnation": 1,
        "pod": "sample-qa01-dev-269",
        "node": "node-a",
        "host": "127.0.0.1",
        "ports": {"time": 30807, "echo": 30808},
        "fingerprint": "",
    }


@pytest.mark.parametrize("shell", ["dash", "busybox", "bash"])
def test_odd_values_stay_values(make_pod: MakePod, manager: Manager, shell: str) -> None:
    pod = make_pod(shell=shell)
    odd = 'a"b\\c\td`id`$(id)%s'
    pod.env.update(ISLANDMGR_NODE=odd, ISLANDMGR_POD="", ISLANDMGR_HOST="é\n", ISLANDMGR_PORTS="")
    assert pod.run_server("true")[0] == 0
    [request] = manager.registrations()
    assert request.body["node"] == odd.replace("\t", "?")
    assert request.body["pod"] == ""
    assert request.body["host"] == "???"
    assert request.body["ports"] == {}


def test_the_fingerprint_is_the_version(pod: Pod, manager: Manager, tmp_path: Path) -> None:
    (tmp_path / "VERSION").write_text('1.4.2 "spring"\nbuilt by somebody\n')
    pod.run_server("true", ISLANDMGR_CODE=str(tmp_path))
    assert manager.registrations()[0].body["fingerprint"] == '1.4.2 "spring"'


@pytest.mark.usefixtures("manager")
def test_a_branch_without_code_is_said(any_pod: Pod, tmp_path: Path) -> None:
    """What the server itself says when its program is missing is hard to read."""
    words = f"{tmp_path} is empty: there is no code for this branch on the volume".encode()
    assert words in any_pod.run_server("true", ISLANDMGR_CODE=str(tmp_path))[2]
    (tmp_path / ".hidden").touch()
    assert words not in any_pod.run_server("true", ISLANDMGR_CODE=str(tmp_path))[2]


def test_without_a_version_the_fingerprint_is_of_the_files(any_pod: Pod, manager: Manager, tmp_path: Path) -> None:
    library = tmp_path / "lib" / "game.jar"
    library.parent.mkdir()
    for content in ("one", "one", "other"):
        if not library.exists() or library.read_text() != content:
            library.write_text(content)
        any_pod.run_server("true", ISLANDMGR_CODE=str(tmp_path))
    first, second, third = (request.body["fingerprint"] for request in manager.registrations())
    assert first.startswith("cksum-")
    assert first == second != third


@pytest.mark.parametrize("shell", ["dash", "busybox", "bash"])
def test_an_absent_manager_is_waited_for(make_pod: MakePod, absent_manager: Manager, shell: str, client: str) -> None:
    pod = make_pod(shell=shell, client=client)
    pod.start_agent()
    server = pod.start("sh", "-c", "echo up")
    assert server.stderr is not None
    complaint = server.stderr.readline()
    assert b"cannot announce the island" in complaint
    assert b"trying again" in complaint
    assert not (pod.handover / "server.pid").exists()
    absent_manager.come()
    out, _ = server.communicate(timeout=PATIENCE)
    assert (server.returncode, out) == (0, b"up\n")


def test_passing_troubles_are_sat_out(announcing_pod: Pod, manager: Manager) -> None:
    manager.answer(503, 404, 429)
    code, out, err = announcing_pod.run_server("sh", "-c", "echo up")
    assert (code, out) == (0, b"up\n")
    assert b"503" in err
    assert len(manager.registrations()) == 4


@pytest.mark.parametrize("status", [401, 403, 409, 410])
def test_a_refusal_is_final(announcing_pod: Pod, manager: Manager, client: str, status: int) -> None:
    manager.answer(status, message="incarnation 1 is over")
    code, out, err = announcing_pod.run_server("sh", "-c", "echo up")
    assert (code, out) == (77, b"")
    assert f"refuses this island ({status})".encode() in err
    if client in {"curl", ""}:  # wget keeps the words of some refusals to itself
        assert b"incarnation 1 is over" in err
    assert announcing_pod.exit()["code"] == 77
    assert not (announcing_pod.handover / "server.pid").exists()


@pytest.mark.parametrize("client", ["curl", "wget", ""])
def test_the_token_is_in_no_argument_list(make_pod: MakePod, manager: Manager, client: str) -> None:
    pod = make_pod(client=client)
    pod.start_agent()
    manager.hold()
    pod.start("true")
    wait_until(manager.registrations, "the announcement")
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            assert TOKEN.encode() not in process.read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            continue


def test_a_proxy_of_the_image_is_not_asked(announcing_pod: Pod, manager: Manager) -> None:
    proxy = "http://127.0.0.1:1"
    assert announcing_pod.run_server("true", http_proxy=proxy, HTTP_PROXY=proxy, all_proxy=proxy)[0] == 0


@pytest.mark.parametrize("state", ["away", "silent"])
def test_a_stop_while_announcing_ends_at_once(any_pod: Pod, absent_manager: Manager, state: str) -> None:
    if state == "silent":
        absent_manager.come().hold()
    server = any_pod.start("sh", "-c", "echo up")
    if state == "silent":
        wait_until(absent_manager.registrations, "the announcement")
    else:
        assert server.stderr is not None
        server.stderr.readline()
    os.kill(server.pid, signal.SIGTERM)
    assert server.wait(timeout=8) == 143  # an attempt may last 10 s
    assert any_pod.exit()["code"] == 143
    assert not (any_pod.handover / "server.pid").exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ISLANDMGR_TOKEN": 'x"y'}, b"ISLANDMGR_TOKEN"),
        ({"ISLANDMGR_ISLAND": "2 69"}, b"ISLANDMGR_ISLAND"),
        ({"ISLANDMGR_URL": ""}, b"ISLANDMGR_URL"),
        ({"ISLANDMGR_PORTS": "time=30807,echo"}, b"'echo'"),
    ],
)
def test_a_pod_that_is_not_set_up_right(any_pod: Pod, change: dict[str, str], words: bytes) -> None:
    code, _, err = any_pod.run_server("true", **change)
    assert code == 78
    assert words in err
    assert json.loads((any_pod.handover / "server.exit").read_text())["code"] == 78
