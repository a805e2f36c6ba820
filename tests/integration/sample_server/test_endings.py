"""The ways in which it ends, by itself and when asked to."""

from __future__ import annotations

import ast
import signal
from pathlib import Path

import pytest

from tests.integration.sample_server.conftest import Start
from tests.integration.sample_server.process import PROGRAM, Sample, wait_until
from tests.ports import free_port


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_with_0(server: Sample, number: signal.Signals) -> None:
    with server.connect("echo"):
        server.process.send_signal(number)
        assert server.wait() == 0
    assert server.output.endswith(" stopped\n")


def test_a_new_one_can_have_the_ports_at_once(start: Start) -> None:
    first = start().started()
    first.line("time")  # closed by the server: its port lingers
    assert first.terminate() == 0
    second = start(env=first.environment())
    second.started()


def test_a_taken_port_is_named(start: Start) -> None:
    first = start().started()
    free = free_port()
    ports = f"time={free},echo={first.ports['echo']},count=1"
    second = start(env=first.environment() | {"ISLANDMGR_PORTS": ports})
    assert second.wait() == 98
    assert f"cannot listen on port {first.ports['echo']} (echo) of {first.address}: " in second.output
    assert "Address already in use" in second.output


def test_exit_after(start: Start) -> None:
    server = start("exit_after=0.1", "exit_code=3")
    assert server.wait() == 3
    assert "exits with code 3, as asked" in server.output
    assert start("exit_after=0").wait() == 1


def test_abort(start: Start) -> None:
    server = start("crash=abort")
    assert server.wait() == -signal.SIGABRT
    assert "started: " in server.output
    assert server.output.endswith("aborts, as asked\n")


def test_an_error_file_is_left_where_the_side_container_looks(start: Start, tmp_path: Path) -> None:
    handover = tmp_path / "run" / "handover"
    handover.mkdir(parents=True)
    server = start("crash=hs_err", "exit_after=0.1", env={"ISLANDMGR_RUN": str(handover.parent)})
    assert server.wait() == -signal.SIGABRT
    (file,) = handover.glob("hs_err_pid*.log")
    assert f"pid={server.process.pid}" in file.read_text()
    assert str(file) in server.output


def test_without_a_handover_folder_the_error_file_is_where_it_was_started(start: Start, tmp_path: Path) -> None:
    assert start("crash=hs_err", env={"ISLANDMGR_RUN": "/nowhere"}).wait() == -signal.SIGABRT
    assert len(list(tmp_path.glob("hs_err_pid*.log"))) == 1


def test_leak(start: Start) -> None:
    server = start("leak_mb_per_s=40").started()
    server.says("leaked 80 MiB so far")
    assert server.status("VmRSS") > 80 * 1024
    assert server.line("count")


def test_stop_listening(start: Start) -> None:
    server = start("stop_listening_after=0.1").started()
    server.says("stops listening, as asked")
    wait_until(lambda: not server.listens(), "nobody can connect")
    assert server.process.poll() is None
    assert server.terminate() == 0


def test_clients_stay_when_it_stops_listening(start: Start) -> None:
    server = start("stop_listening_after=4").started()
    with server.connect("echo") as client:
        server.says("stops listening, as asked")
        client.sendall(b"still there?")
        assert client.recv(100) == b"still there?"


def test_slow_start(start: Start) -> None:
    server = start("slow_start=0.2").started()
    assert server.output.index("starts slowly, as asked: 0.2 s") < server.output.index("started: ")
    assert server.listens()


def test_a_slow_start_can_be_stopped(start: Start) -> None:
    server = start("slow_start=3600")
    server.says("starts slowly")
    assert not server.listens()
    assert server.terminate() == 0


@pytest.mark.parametrize(
    ("words", "env", "complaint"),
    [
        (["speed=9"], {}, "'speed=9' is no option; they are: exit_after=..., exit_code=..."),
        (["crash"], {}, "'crash' is no option"),
        (["exit_after=soon"], {}, "'exit_after=soon': 'soon' is no number"),
        (["crash=boom"], {}, "crash is abort or hs_err, not 'boom'"),
        ([], {"ISLANDMGR_PORTS": ""}, "ISLANDMGR_PORTS must look like 'time=30000,echo=30001,count=30002', not ''"),
        ([], {"ISLANDMGR_PORTS": "time=1,echo=2"}, "not 'time=1,echo=2'"),
        ([], {"ISLANDMGR_PORTS": "time=1,echo=x,count=3"}, "not 'time=1,echo=x,count=3'"),
        ([], {"ISLANDMGR_PORTS": "time=1=1"}, "not 'time=1=1'"),
    ],
)
def test_nonsense_is_refused(start: Start, words: list[str], env: dict[str, str], complaint: str) -> None:
    server = start(*words, env=env)
    assert server.wait() == 2
    assert complaint in server.output
    assert "Traceback" not in server.output


def test_a_port_that_is_none_is_named(start: Start) -> None:
    server = start(env={"ISLANDMGR_PORTS": "time=99999,echo=2,count=3"})
    assert server.wait() == 98
    assert "cannot listen on port 99999 (time)" in server.output


def test_it_reads_as_python_3_8() -> None:
    ast.parse(PROGRAM.read_text(), feature_version=(3, 8))
