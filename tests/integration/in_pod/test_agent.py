"""The side container's agent: what it holds, sees, keeps and tells."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.integration.in_pod.conftest import MakePod
from tests.integration.in_pod.manager import Manager
from tests.integration.in_pod.pod import TOKEN, Pod
from tests.integration.in_pod.waiting import PATIENCE, wait_until

MEMORY = 30 << 10  # kB that the agent may take


def stop(agent: subprocess.Popen[bytes]) -> tuple[int, bytes]:
    """As the kubelet does: exit code and what it complained about."""
    agent.terminate()
    _, err = agent.communicate(timeout=PATIENCE)
    return agent.returncode, err


def peak_memory(pid: int) -> int:
    """kB"""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found is not None
    return int(found[1])


@pytest.fixture
def full_disk(pod: Pod) -> Iterator[None]:
    """The clock's and the handover folder on a disk without room."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k,mode=777", "none", pod.run], check=True)
    assert pod.prepare().returncode == 0
    with (pod.run / "fill").open("wb", buffering=0) as fill, suppress(OSError):
        while True:
            fill.write(bytes(4096))
    yield
    subprocess.run(["umount", "-l", pod.run], check=True)


class TestReports:
    def test_only_changes_are_told(self, pod: Pod, manager: Manager) -> None:
        agent = pod.start_agent()
        first = manager.wait_for_report(clock={"line": "+0"})
        assert first == {
            "island": 269,
            "incarnation": 1,
            "connections": 0,
            "last_used_at": None,
            "exit": None,
            "files": [],
            "log": "",
            "clock": {"line": "+0"},
        }
        assert pod.order({"line": "+60"})[0] == 0
        manager.wait_for_report(clock={"line": "+60"})
        assert stop(agent) == (0, b"")
        assert [report["clock"]["line"] for report in manager.reports()] == ["+0", "+60"]
        assert {request.token for request in manager.requests} == {f"Bearer {TOKEN}"}

    def test_the_servers_end_with_its_last_words(self, pod: Pod, manager: Manager) -> None:
        agent = pod.start_agent()
        code, *_ = pod.run_server("sh", "-c", "echo hello; echo 'out of luck' >&2; exit 3")
        report = manager.wait_for_report(exit={"code": code, "at": pod.exit()["at"]})
        assert code == 3
        assert "hello" in report["log"]
        assert "out of luck" in report["log"]
        assert agent.poll() is None, "the Pod is kept although its server is dead"
        assert peak_memory(agent.pid) < MEMORY

    def test_the_last_report_is_sent_on_the_way_out(self, pod: Pod, manager: Manager) -> None:
        agent = pod.start_agent()
        manager.wait_for_report(exit=None)
        (pod.handover / "server.exit").write_text('{"code": 137, "at": 1790000000}\n')
        assert stop(agent) == (0, b"")
        assert manager.reports()[-1]["exit"] == {"code": 137, "at": 1790000000}

    def test_it_leaves_although_the_manager_does_not_answer(self, pod: Pod, manager: Manager) -> None:
        manager.hold()
        agent = pod.start_agent()
        wait_until(manager.reports, "a report")
        agent.terminate()
        assert agent.wait(timeout=4) == 0  # an attempt may last 5 s

    def test_an_absent_manager_gets_the_latest_state(self, pod: Pod, absent_manager: Manager) -> None:
        agent = pod.start_agent()
        assert agent.stderr is not None
        assert b"no report to" in agent.stderr.readline()
        for second in range(1, 4):
            assert pod.order({"line": f"+{second}"})[0] == 0
        absent_manager.come()
        absent_manager.wait_for_report(clock={"line": "+3"})
        assert len(absent_manager.reports()) == 1

    def test_passing_troubles_are_sat_out(self, pod: Pod, manager: Manager) -> None:
        manager.answer(503, 404, to="reports")
        pod.start_agent()
        wait_until(lambda: len(manager.reports()) == 3, "a third attempt")

    @pytest.mark.parametrize("status", [401, 403, 409, 410])
    def test_refused_for_good(self, pod: Pod, manager: Manager, status: int) -> None:
        manager.answer(status, to="reports")
        agent = pod.start_agent()
        assert agent.stderr is not None
        assert f"wants no more reports ({status})".encode() in agent.stderr.readline()
        pod.order({"line": "+60"})
        (pod.handover / "server.exit").write_text('{"code": 3, "at": 1790000000}\n')
        assert agent.poll() is None, "the Pod is kept"
        assert stop(agent)[0] == 0
        assert len(manager.reports()) == 1

    def test_a_clock_that_cannot_be_applied(self, pod: Pod, manager: Manager) -> None:
        (pod.handover / "clock-problem").write_text("no_library\tfolder=/opt\n")
        pod.start_agent()
        manager.wait_for_report(clock={"line": "+0", "problem": "no_library\tfolder=/opt"})

    def test_a_clock_file_changed_by_hand(self, pod: Pod, manager: Manager) -> None:
        pod.start_agent()
        (pod.clock / "rc").write_text("by hand")
        manager.wait_for_report(clock={"line": None, "problem": "the clock file holds 'by hand'"})
        (pod.clock / "rc").unlink()
        wait_until(lambda: "cannot be read" in manager.reports()[-1]["clock"]["problem"], "the missing file")

    @pytest.mark.parametrize("content", ["", "{", "[]", '{"code": null, "at": 1}', "\xff" * 2000])
    def test_an_exit_record_that_is_none(self, pod: Pod, manager: Manager, content: str) -> None:
        (pod.handover / "server.exit").write_text(content)
        agent = pod.start_agent()
        manager.wait_for_report(exit=None)
        assert stop(agent) == (0, b"")

    def test_an_environment_that_is_not_right(self, pod: Pod) -> None:
        agent = pod.start_agent(ISLANDMGR_URL="")
        _, err = agent.communicate(timeout=PATIENCE)
        assert agent.returncode == 78
        assert b"ISLANDMGR_URL" in err


class TestConnections:
    def test_players_are_counted(self, pod: Pod, manager: Manager) -> None:
        with (
            socket.create_server(("127.0.0.1", 0)) as four,
            socket.create_server(("::1", 0), family=socket.AF_INET6) as six,
        ):
            ports = [server.getsockname()[1] for server in (four, six)]
            pod.start_agent(ISLANDMGR_PORTS=f"game={ports[0]},chat={ports[1]}")
            manager.wait_for_report(connections=0)
            players = [socket.create_connection(place) for place in (("127.0.0.1", ports[0]), ("::1", ports[1]))]
            answers = [server.accept()[0] for server in (four, six)]
            began = int(time.time())
            used = manager.wait_for_report(connections=2)["last_used_at"]
            assert began <= used <= time.time()
            for connection in players + answers:
                connection.close()
            assert manager.wait_for_report(connections=0)["last_used_at"] >= used


class TestLogs:
    def test_a_long_log_is_cut_under_its_writer(self, pod: Pod, manager: Manager) -> None:
        """The writer carries on at the new end; whole lines stay, the newest of them."""
        log = pod.handover / "out.log"
        agent = pod.start_agent()
        with subprocess.Popen(["tee", "-a", log], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as writer:
            assert writer.stdin is not None
            for number in range(900_000):
                writer.stdin.write(b"line %07d\n" % number)
            writer.stdin.flush()
            wait_until(lambda: 0 < log.stat().st_size < 8 << 20, "a shorter log")
            writer.stdin.write(b"the end\n")
        *lines, last = log.read_bytes().splitlines()
        assert last == b"the end"
        assert lines[-1] == b"line 0899999"
        assert all(re.fullmatch(rb"line \d{7}", line) for line in lines)
        assert len(lines) * 13 >= 1 << 19
        assert peak_memory(agent.pid) < MEMORY
        manager.wait_for_report(exit=None)
        assert stop(agent)[0] == 0

    @pytest.mark.usefixtures("manager")
    def test_a_log_on_a_full_disk_is_cut(self, pod: Pod) -> None:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=9m,mode=777", "none", pod.handover], check=True)
        try:
            with (pod.handover / "out.log").open("wb", buffering=0) as log, suppress(OSError):
                while True:
                    log.write(b"line\n" * 4096)
            pod.start_agent()
            wait_until(lambda: (pod.handover / "out.log").stat().st_size <= 1 << 20, "a shorter log")
        finally:
            subprocess.run(["umount", "-l", pod.handover], check=True)

    def test_a_link_in_place_of_a_log_is_not_followed(self, pod: Pod, manager: Manager) -> None:
        secret = pod.folder / "secret"
        secret.write_bytes(b"s" * (9 << 20))
        for name in ("out.log", "err.log"):
            (pod.handover / name).symlink_to(secret)
        (pod.handover / "server.exit").write_text('{"code": 3, "at": 1790000000}\n')
        pod.start_agent()
        assert manager.wait_for_report(exit={"code": 3, "at": 1790000000})["log"] == ""
        assert secret.stat().st_size == 9 << 20

    def test_last_words_are_the_last(self, pod: Pod, manager: Manager) -> None:
        (pod.handover / "out.log").write_bytes(b"".join(b"line %d\n" % number for number in range(100_000)))
        (pod.handover / "server.exit").write_text('{"code": 3, "at": 1790000000}\n')
        pod.start_agent()
        log = manager.wait_for_report(exit={"code": 3, "at": 1790000000})["log"]
        assert log.splitlines() == [f"line {number}" for number in range(99_800, 100_000)]


class TestFiles:
    def test_what_a_crash_leaves_is_kept(self, pod: Pod, manager: Manager) -> None:
        code = pod.folder / "code"
        code.mkdir()
        (code / "hs_err_pid1.log").write_text("of another island")
        os.utime(code / "hs_err_pid1.log", (1, 1))
        pod.start_agent(ISLANDMGR_KEEP=f"{code}/hs_err*.log:{code}/core*")
        report = "# SIGSEGV (0xb)\n" + "frame\n" * 2000 + "END.\n"
        script = f"printf '%s' \"$1\" > {code}/hs_err_pid7.log; head -c 5000 /dev/zero > {code}/core.7; exit 134"
        assert pod.run_server("sh", "-c", script, "sh", report)[0] == 134
        files = {file["name"]: file for file in manager.wait_for_files()}
        assert set(files) == {"hs_err_pid7.log", "core.7"}
        assert files["core.7"] == {"name": "core.7", "size": 5000, "tail": ""}
        assert files["hs_err_pid7.log"]["size"] == len(report)
        assert files["hs_err_pid7.log"]["head"].startswith("# SIGSEGV")
        assert files["hs_err_pid7.log"]["tail"].endswith("END.\n")
        assert (pod.handover / "kept" / "hs_err_pid7.log").read_text() == report
        assert (pod.handover / "kept" / "core.7").read_bytes() == bytes(5000)

    def test_of_a_long_file_the_end_is_kept(self, pod: Pod, manager: Manager) -> None:
        with (pod.handover / "core").open("wb") as core:
            core.seek(100 << 20)
            core.write(b"end")
        (pod.handover / "server.exit").write_text('{"code": 3, "at": 1790000000}\n')
        agent = pod.start_agent(ISLANDMGR_KEEP=f"{pod.handover}/core*")
        assert manager.wait_for_files() == [{"name": "core", "size": (100 << 20) + 3, "tail": ""}]
        kept = (pod.handover / "kept" / "core").read_bytes()
        assert (len(kept), kept[-3:]) == (8 << 20, b"end")
        assert peak_memory(agent.pid) < MEMORY

    def test_links_and_pipes_are_no_files(self, pod: Pod, manager: Manager) -> None:
        """The server could plant them, to read with our eyes or write with our hands."""
        secrets, code, target = (pod.folder / name for name in ("secrets", "code", "target"))
        for folder in (secrets, code, target):
            folder.mkdir()
        (secrets / "core").write_text("secret")
        (code / "core.link").symlink_to(secrets / "core")
        (code / "core.folder").symlink_to(secrets)
        os.mkfifo(code / "core.pipe")
        (pod.handover / "kept").symlink_to(target)
        (pod.handover / "server.exit").write_text('{"code": 3, "at": 1790000000}\n')
        (code / "core.true").write_text("true")
        agent = pod.start_agent(ISLANDMGR_KEEP=f"{code}/core*:{code}/*/core")
        manager.wait_for_report(exit={"code": 3, "at": 1790000000})
        assert agent.stderr is not None
        assert b"kept" in agent.stderr.readline()
        (pod.handover / "kept").unlink()
        assert [file["name"] for file in manager.wait_for_files()] == ["core.true"]
        assert not list(target.iterdir())


class TestClockOrders:
    def test_an_order_is_carried_out(self, pod: Pod) -> None:
        before = time.time()
        code, answer = pod.order({"line": "-3600"})
        assert (code, answer["line"]) == (0, "-3600")
        assert before <= answer["real"] <= time.time()
        assert (pod.clock / "rc").read_text() == "-3600\n"
        assert (pod.clock / "rc").stat().st_mode & 0o777 == 0o644
        assert [path.name for path in pod.clock.iterdir()] == ["rc"]

    @pytest.mark.parametrize("order", [{"line": "+0\n+0"}, {"line": "+99999999999"}, {"line": "tomorrow"}, {}, b"\xff"])
    def test_a_bad_order_changes_nothing(self, pod: Pod, order: object) -> None:
        code, answer = pod.order(order)
        assert code == 2
        assert "accepted" in answer["error"]
        assert (pod.clock / "rc").read_text() == "+0\n"

    @pytest.mark.usefixtures("full_disk")
    def test_a_full_disk_changes_nothing(self, pod: Pod) -> None:
        code, answer = pod.order({"line": "+60"})
        assert code == 1
        assert "No space left" in answer["error"]
        assert (pod.clock / "rc").read_text() == "+0\n"
        assert [path.name for path in pod.clock.iterdir()] == ["rc"]

    @pytest.mark.parametrize("name", ["rc", ".rc.new"])
    def test_planted_links_are_replaced_not_followed(self, pod: Pod, name: str) -> None:
        target = pod.folder / "target"
        target.write_text("untouched")
        (pod.clock / name).unlink(missing_ok=True)
        (pod.clock / name).symlink_to(target)
        assert pod.order({"line": "+60"})[0] == 0
        assert target.read_text() == "untouched"
        assert (pod.clock / "rc").read_text() == "+60\n"
        assert not (pod.clock / "rc").is_symlink()

    def test_writers_killed_at_any_moment_leave_a_whole_line(self, pod: Pod) -> None:
        """A reader never sees anything but one of the two forms, and the next writer is not in anybody's way."""
        seen: set[str] = set()
        done = threading.Event()

        def read() -> None:
            while not done.is_set():
                seen.add((pod.clock / "rc").read_text())

        reader = threading.Thread(target=read)
        reader.start()
        program = (
            "import sys; from sidecar.clockfile import ClockFile, Order\n"
            "clock = ClockFile(sys.argv[1])\n"
            "print(flush=True)\n"
            "while True:\n"
            "    for power in range(9): clock.obey(Order(f'+{10 ** power}'))\n"
        )
        try:
            for round_ in range(25):
                command = [sys.executable, "-c", program, str(pod.clock)]
                with subprocess.Popen(command, cwd=pod.image, stdout=subprocess.PIPE) as writer:
                    assert writer.stdout is not None
                    writer.stdout.readline()
                    time.sleep(round_ * 0.0007)
                    writer.kill()
        finally:
            done.set()
            reader.join()
        assert seen <= {"+0\n", *(f"+{10**power}\n" for power in range(9))}
        assert pod.order({"line": "+60"})[0] == 0
        assert [path.name for path in pod.clock.iterdir()] == ["rc"]

    def test_steps_go_on_and_survive_the_agent(self, pod: Pod, manager: Manager) -> None:
        steps = {"first": int(time.time()) + 0.5, "offset": 5000, "gain": 59}
        assert pod.order({"line": "+0", "steps": steps})[0] == 0
        agent = pod.start_agent()
        manager.wait_for_report(clock={"steps": steps})
        self.wait_for_steps(pod)
        agent.kill()
        agent.communicate()
        agent = pod.start_agent()
        self.wait_for_steps(pod)
        assert pod.order({"line": "+5"})[0] == 0
        manager.wait_for_report(clock={"line": "+5"})
        assert stop(agent) == (0, b"")
        assert (pod.clock / "rc").read_text() == "+5\n"
        assert [path.name for path in pod.clock.iterdir()] == ["rc"]

    @staticmethod
    def wait_for_steps(pod: Pod) -> None:
        """Four lines in a row, 59 s more for each second that passes."""
        seen: list[int] = []

        def step() -> bool:
            offset = int((pod.clock / "rc").read_text())
            if not seen or seen[-1] != offset:
                seen.append(offset)
            return len(seen) == 4

        wait_until(step, "steps of the clock")
        assert all((offset - 5000) % 59 == 0 for offset in seen[1:])
        assert seen == sorted(seen)


def test_the_order_is_read_by_the_server(make_pod: MakePod, manager: Manager) -> None:
    """The whole way: an order from outside, the file, the library, the server's own clock."""
    pod = make_pod()
    server = pod.start("sh", "-c", "while :; do /bin/date +%s; sleep 0.1; done")
    assert server.stdout is not None
    assert abs(int(server.stdout.readline()) - time.time()) < PATIENCE
    assert pod.order({"line": "1800000000"})[0] == 0
    wait_until(lambda: server.stdout and server.stdout.readline() == b"1800000000\n", "the frozen second")
    assert json.loads(json.dumps(pod.measure()))["fake"] == 1800000000
    os.kill(server.pid, signal.SIGTERM)
    assert server.wait(timeout=PATIENCE) == 143
