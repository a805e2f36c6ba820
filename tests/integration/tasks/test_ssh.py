"""Tasks whose steps run on a real host over SSH: output, ends, and each step once whatever becomes of the manager."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.serving import Json, eventually
from tests.integration.ssh.sshd import Sshd
from tests.integration.tasks.people import Operator, operating


@pytest.fixture(scope="module")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    server = Sshd(tmp_path_factory.mktemp("sshd"))
    server.start()
    yield server
    server.stop()


def setting(sshd: Sshd) -> str:
    return f"build1={sshd.user}@127.0.0.1:{sshd.port} key={sshd.key} known_hosts={sshd.known_hosts}"


@pytest.fixture(scope="module")
def manager(sshd: Sshd, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operator]:
    with operating(tmp_path_factory.mktemp("tasks"), ssh_hosts=setting(sshd)) as running:
        yield running


def steps(*scripts: str) -> list[Json]:
    return [{"name": f"s{number}", "script": script, "ssh_host": "build1"} for number, script in enumerate(scripts)]


def test_steps_on_a_host(manager: Operator) -> None:
    task = manager.wait(manager.run(steps=steps("echo one; printf two", "echo three >&2"))["id"])
    assert (task["state"], task["message"], task["pod"], task["node"]) == ("succeeded", "", None, "")
    assert [(step["state"], step["exit"], step["ssh_host"]) for step in task["steps"]] == [
        ("succeeded", 0, "build1"),
        ("succeeded", 0, "build1"),
    ]
    assert manager.text(task["id"], "s0") == b"one\ntwo"
    assert manager.text(task["id"], "s1") == b"three\n"


def test_a_command_is_data_there_too(manager: Operator) -> None:
    words = ["printf", "%s|", "a b", "$HOME", "'; touch /tmp/never"]
    task = manager.wait(manager.run(command=words, env={"A": "x 'y'"}, ssh_host="build1")["id"])
    assert manager.text(task["id"]) == b"a b|$HOME|'; touch /tmp/never|"


def test_a_failing_step_ends_it(manager: Operator) -> None:
    task = manager.wait(manager.run(steps=steps("exit 3", "echo never"))["id"])
    assert (task["state"], task["message"]) == ("failed", "Step s0 ended with exit code 3")
    assert [step["state"] for step in task["steps"]] == ["failed", "skipped"]


def test_stop_and_deadline(manager: Operator, tmp_path: Path) -> None:
    gone = f"trap 'echo ended >> {tmp_path}/mark; exit' TERM; echo begun; while :; do sleep 0.1; done"
    stopped = manager.run(steps=steps(gone, "echo never"))
    manager.wait_log(stopped["id"], b"begun\n")
    manager.json("POST", f"/tasks/{stopped['id']}/stop")
    over = manager.wait(stopped["id"])
    assert (over["state"], [step["state"] for step in over["steps"]]) == ("stopped", ["stopped", "skipped"])
    eventually((tmp_path / "mark").exists)
    late = manager.wait(manager.run(steps=steps("echo begun; sleep 1000"), deadline_seconds=2)["id"])
    assert (late["state"], late["steps"][0]["state"]) == ("timed_out", "timed_out")
    assert manager.text(late["id"]).startswith(b"begun\n")


def test_big_output_from_a_host(manager: Operator) -> None:
    task = manager.wait(manager.run(steps=steps("seq -w 1 200000"))["id"])
    assert manager.text(task["id"]) == b"".join(b"%06d\n" % number for number in range(1, 200_001))


def test_a_step_is_not_run_again_when_the_manager_dies(tmp_path: Path, sshd: Sshd, database_url: str) -> None:
    mark = tmp_path / "mark"
    with operating(tmp_path / "data", database_url, ssh_hosts=setting(sshd)) as manager:
        first = f"echo begun >> {mark}; echo one"
        task = manager.run(steps=steps(first, f"echo begun >> {mark}; echo two; sleep 1000", "echo never"))
        manager.wait_log(task["id"], b"two\n", "s1")
        manager.kill()
        manager.start()
        over = manager.wait(task["id"])
        assert (over["state"], over["message"]) == (
            "failed",
            "The manager was restarted while step s1 ran on build1: it is not run a second time",
        )
        assert [step["state"] for step in over["steps"]] == ["succeeded", "failed", "skipped"]
        assert manager.text(task["id"], "s1") == b"two\n"
        time.sleep(1)
        assert mark.read_text() == "begun\nbegun\n"


def test_a_lost_connection_is_a_failed_step_with_its_reason(tmp_path: Path) -> None:
    server = Sshd(tmp_path)
    server.start()
    with operating(tmp_path / "data", ssh_hosts=setting(server)) as manager:
        task = manager.run(steps=steps("echo begun; sleep 1000"))
        manager.wait_log(task["id"], b"begun\n")
        server.stop()
        over = manager.wait(task["id"])
        assert over["state"] == "failed"
        assert over["message"].startswith("Step s0 on build1 was lost: ")
        assert manager.text(task["id"]) == b"begun\n"
        away = manager.wait(manager.run(steps=steps("echo never"))["id"])
        assert away["message"].startswith("Step s0 on build1 was lost: ")
