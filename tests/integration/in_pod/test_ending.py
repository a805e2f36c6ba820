"""TERM reaches all of the server; the grace is theirs to the end; what is left then is killed, and that is told."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.in_pod.conftest import MakePod
from tests.integration.in_pod.manager import Manager
from tests.integration.in_pod.pod import SHELLS, TOKEN, Pod
from tests.integration.in_pod.test_server import children
from tests.integration.in_pod.waiting import PATIENCE, wait_until

pytestmark = pytest.mark.usefixtures("manager")

UNSHARE = ["/usr/bin/unshare", "--pid", "--fork", "--kill-child", "--mount-proc"]

SERVER = """
import os, signal, sys, time
told = []
signal.signal(signal.SIGTERM, lambda *_: told.append(1))
if sys.argv[2:] and os.fork():
    os._exit(0)
if sys.argv[2:]:
    os.setsid()
print("up", flush=True)
while not told:
    time.sleep(0.05)
time.sleep(1.0)
open(sys.argv[1], "w").write(f"saved, told {len(told)} times")
"""
"""Takes a second to save its state, as nobody who is killed can; with a second argument it is a daemon."""

STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(900)"
)


def started(pod: Pod, command: str, *, first: bool = False, **environment: str) -> subprocess.Popen[bytes]:
    container = pod.start("sh", "-c", command, wrapper=UNSHARE if first else (), **environment)
    assert container.stdout is not None
    assert container.stdout.readline() == b"up\n"
    return container


def tell_to_end(container: subprocess.Popen[bytes], *, first: bool = False) -> None:
    pid = children(container.pid)[0][0] if first else container.pid
    os.kill(pid, signal.SIGTERM)


@pytest.mark.parametrize("first", [False, True], ids=["beside-others", "as-pid-1"])
@pytest.mark.parametrize("shell", list(SHELLS))
@pytest.mark.parametrize("daemon", ["", "daemon"], ids=["child", "daemon"])
def test_a_wrapped_server_saves_its_state(
    make_pod: MakePod, tmp_path: Path, shell: str, daemon: str, *, first: bool
) -> None:
    pod = make_pod(shell=shell)
    script, saved = tmp_path / "server.py", tmp_path / "saved"
    script.write_text(SERVER)
    # The shell outlives the daemon's parent. It has no handler, so TERM ends it at once, with 143.
    command = f"{sys.executable} {script} {saved} {daemon}; sleep 900; echo done"
    container = started(pod, command, first=first)
    tell_to_end(container, first=first)
    assert container.wait(timeout=PATIENCE) == 143
    assert saved.read_text() == "saved, told 1 times"
    assert pod.exit()["code"] == 143
    assert not (pod.handover / "killed").exists()


@pytest.mark.parametrize("first", [False, True], ids=["beside-others", "as-pid-1"])
@pytest.mark.parametrize("shell", list(SHELLS))
def test_who_is_left_when_the_grace_is_over_is_killed_and_named(make_pod: MakePod, shell: str, *, first: bool) -> None:
    pod = make_pod(shell=shell)
    container = started(pod, f'{sys.executable} -c "{STUBBORN}"; echo done', first=first, ISLANDMGR_GRACE="1")
    tell_to_end(container, first=first)
    assert container.wait(timeout=PATIENCE) == 143  # the shell's, which is the server here
    killed = json.loads((pod.handover / "killed").read_text())
    assert [each["name"] for each in killed["processes"]] == [Path(sys.executable).name[:15]]
    assert 1 <= killed["after"] < PATIENCE


def test_a_stubborn_server_has_the_code_of_its_kill(any_pod: Pod) -> None:
    container = any_pod.start(sys.executable, "-c", STUBBORN, ISLANDMGR_GRACE="0")
    assert container.stdout is not None
    assert container.stdout.readline() == b"up\n"
    container.terminate()
    assert container.wait(timeout=PATIENCE) == 137
    assert any_pod.exit()["code"] == 137


def test_a_program_brought_in_from_outside_neither_hears_nor_delays_it(pod: Pod) -> None:
    """As `kubectl exec` does: it has a parent outside the container."""
    container = started(pod, "echo up; exec sleep 900", first=True)
    [(init, _)] = children(container.pid)
    brought = subprocess.Popen(["nsenter", "-t", str(init), "-p", "-m", "sleep", "900"])
    try:
        wait_until(lambda: children(brought.pid), "the program in the container")
        [(inside, _)] = children(brought.pid)
        tell_to_end(container, first=True)
        assert container.wait(timeout=PATIENCE) == 143
        assert not (pod.handover / "killed").exists()
        wait_until(lambda: brought.poll() is not None, f"the end of {inside} with its namespace")
    finally:
        brought.kill()
        brought.wait()


def test_other_signals_go_to_the_server_while_it_ends(any_pod: Pod) -> None:
    """TERM is heard once, however often it is sent; USR1 comes through."""
    server = "trap 'echo term' TERM; trap 'echo usr1; exit 6' USR1; echo up; while :; do sleep 0.05; done"
    container = started(any_pod, server)
    assert container.stdout is not None
    container.terminate()
    assert container.stdout.readline() == b"term\n"
    container.terminate()
    container.send_signal(signal.SIGUSR1)
    out, _ = container.communicate(timeout=PATIENCE)
    assert (out, container.returncode) == (b"usr1\n", 6)


class TestTheSideContainer:
    def test_it_stays_until_the_server_has_ended_and_tells_who_was_killed(self, pod: Pod, manager: Manager) -> None:
        agent = pod.start_agent()
        container = started(pod, f'{sys.executable} -c "{STUBBORN}"', ISLANDMGR_GRACE="1")
        manager.wait_for_report(exit=None)
        for process in (container, agent):
            process.terminate()
        assert agent.wait(timeout=PATIENCE) == 0
        assert container.wait(timeout=PATIENCE) in (137, 143)
        [told] = [request for request in manager.requests if request.path == "/api/v1/endings"]
        assert told.token == f"Bearer {TOKEN}"
        assert {"island": 269, "incarnation": 1}.items() <= told.body.items()
        assert told.body["after"] >= 1
        assert all(each["name"] and each["pid"] for each in told.body["processes"])
        assert not any(report["exit"] for report in manager.reports())  # that it ended was asked for

    def test_an_end_in_order_is_no_news(self, pod: Pod, manager: Manager) -> None:
        agent = pod.start_agent()
        container = started(pod, "echo up; exec sleep 900")
        manager.wait_for_report(exit=None)
        for process in (container, agent):
            process.terminate()
        assert agent.wait(timeout=PATIENCE) == 0
        assert container.wait(timeout=PATIENCE) == 143
        assert {request.path for request in manager.requests} == {"/api/v1/registrations", "/api/v1/reports"}

    def test_a_start_script_that_was_killed_is_not_waited_for(self, pod: Pod) -> None:
        container = started(pod, "echo up; exec sleep 900")
        container.kill()
        container.wait(timeout=PATIENCE)
        agent = pod.start_agent()
        wait_until(lambda: agent.poll() is None, "the agent")
        agent.terminate()
        assert agent.wait(timeout=PATIENCE) in (0, -signal.SIGTERM)

    @pytest.mark.parametrize("seconds", [b"0", b"1"])
    def test_another_grace_is_obeyed(self, pod: Pod, seconds: bytes) -> None:
        container = started(pod, f'exec {sys.executable} -c "{STUBBORN}"', ISLANDMGR_GRACE="900")
        assert pod.command("grace", seconds).returncode == 0
        container.terminate()
        assert container.wait(timeout=PATIENCE) == 137

    @pytest.mark.parametrize("order", [b"", b"soon", b"-1", b"1000000"])
    def test_what_is_no_grace_is_refused(self, pod: Pod, order: bytes) -> None:
        answer = pod.command("grace", order)
        assert answer.returncode == 2
        assert repr(order.decode()).encode() in answer.stderr
        assert not (pod.handover / ".grace").exists()
