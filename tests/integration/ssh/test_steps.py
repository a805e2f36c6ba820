"""A step over SSH, with a real sshd: output as it comes, the exit code, and an end on the host whatever happens."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog

from islandmgr.model.errors import Invalid
from islandmgr.tasks import ssh
from islandmgr.tasks.ssh import PIECE, STOPPED, SshHost, StepLost, run
from tests.integration.serving import eventually, free_port
from tests.integration.ssh.sshd import Sshd

HARD_TO_END = """
trap '' HUP
trap 'echo cleaned up; exit' TERM
sh -c "trap '' TERM INT HUP; echo \\$\\$ > {folder}/grandchild; while :; do sleep 0.1; done" &
echo $$ > {folder}/child
while :; do sleep 0.1; done
"""


class Step:
    """A step that runs in a thread."""

    def __init__(self, host: SshHost, command: str, output: Callable[[bytes], None] | None = None) -> None:
        self.lines: list[bytes] = []
        self.stop = threading.Event()
        self.code: int | None = None
        self.fault: Exception | None = None
        self.thread = threading.Thread(target=self._run, args=(host, command, output or self.lines.append))
        self.thread.start()

    def _run(self, host: SshHost, command: str, output: Callable[[bytes], None]) -> None:
        try:
            self.code = run(host, command, output, self.stop)
        except Exception as fault:
            self.fault = fault

    def ended(self, timeout: float = 60) -> bool:
        self.thread.join(timeout)
        return not self.thread.is_alive()


def result(host: SshHost, command: str) -> tuple[int, bytes]:
    lines: list[bytes] = []
    code = run(host, command, lines.append, threading.Event())
    return code, b"".join(lines)


def why_lost(host: SshHost, command: str = "true") -> str:
    with pytest.raises(StepLost) as caught:
        result(host, command)
    return caught.value.reason


def pids(folder: Path) -> list[int]:
    """Of `HARD_TO_END`, once both of its processes are there."""
    files = [folder / "child", folder / "grandchild"]
    eventually(lambda: all(file.is_file() and file.read_text().strip() for file in files))
    return [int(file.read_text()) for file in files]


def lives(pid: int) -> bool:
    """Nobody may collect what has ended: a zombie does not live."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] not in "ZX"
    except OSError:
        return False


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """No thread of a step outlives its test."""
    yield
    eventually(lambda: not [thread for thread in threading.enumerate() if thread.name.startswith("ssh-step")])


def test_success_with_the_output_of_both_in_order(sshd: Sshd) -> None:
    command = "".join(f"echo out {n}; echo err {n} >&2; " for n in range(200))
    wanted = b"".join(b"out %d\nerr %d\n" % (n, n) for n in range(200))
    assert result(sshd.host(), command) == (0, wanted)


@pytest.fixture(params=["dash", "bash", "busybox sh"])
def shell(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Sshd]:
    """A host with this `sh`."""
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "sh").write_text(f'#!/bin/dash\nexec {request.param} "$@"\n')
    (tools / "sh").chmod(0o755)
    sshd = Sshd(tmp_path, SetEnv=f"PATH={tools}:{os.environ['PATH']}")
    sshd.start()
    program = result(sshd.host(), "readlink /proc/$$/exe; true")[1]
    assert program.endswith(b"/%s\n" % request.param.split()[0].encode())
    yield sshd
    sshd.stop()


def test_exit_codes_and_signals(shell: Sshd) -> None:
    codes = {
        "exit 7": 7,
        "false": 1,
        "no-such-program": 127,
        "kill -KILL $$": 128 + 9,
        "kill -SEGV $$": 128 + 11,
        "kill -TERM 0": 128 + 15,
    }
    assert {command: result(shell.host(), command)[0] for command in codes} == codes


def test_a_command_that_kills_all_around_it_has_no_exit_code(sshd: Sshd) -> None:
    assert "without an exit code" in why_lost(sshd.host(), "kill -KILL 0")


def test_output_comes_while_the_command_runs(sshd: Sshd, tmp_path: Path) -> None:
    step = Step(sshd.host(), f"echo first; while [ ! -e {tmp_path}/go ]; do sleep 0.05; done; printf last")
    eventually(lambda: step.lines == [b"first\n"])
    assert not step.ended(0)
    (tmp_path / "go").touch()
    assert step.ended()
    assert (step.code, step.lines) == (0, [b"first\n", b"last"])


def test_the_command_arrives_as_data(sshd: Sshd) -> None:
    text = "a 'single' \"double\" \\ \\n $HOME `id` $(id) !! * ~ 岛屿 é 😀 \t|&;<>()#"
    assert result(sshd.host(), f"cat <<'END'\n{text}\n'\nEND\n") == (0, f"{text}\n'\n".encode())
    assert result(sshd.host(), "echo $0 $#; cat; echo end") == (0, b"sh 0\nend\n")


@pytest.mark.parametrize("command", ["echo a\0b", "true " + "x" * 140_000])
def test_commands_that_cannot_be_carried_over(sshd: Sshd, command: str) -> None:
    with pytest.raises(Invalid):
        result(sshd.host(), command)


def test_a_long_command(sshd: Sshd) -> None:
    assert result(sshd.host(), "printf %s " + "x" * 120_000) == (0, b"x" * 120_000)


def test_output_is_binary(sshd: Sshd, tmp_path: Path) -> None:
    every = bytes(range(256)) * 300 + b"\r\n\n\r"
    (tmp_path / "every").write_bytes(every)
    assert result(sshd.host(), f"cat {tmp_path}/every") == (0, every)


@pytest.mark.parametrize("command", ["yes 0123456789 | head -c 50000000", "head -c 50000000 /dev/zero"])
def test_big_output_takes_little_memory(sshd: Sshd, command: str) -> None:
    sizes = [0, 0]  # in all, the longest piece
    rss: list[int] = []

    def output(piece: bytes) -> None:
        if not rss:
            rss.append(resident())
            time.sleep(1)  # all of it would come meanwhile
        sizes[0] += len(piece)
        sizes[1] = max(sizes[1], len(piece))
        if sizes[0] // PIECE > len(rss):
            rss.append(resident())

    assert run(sshd.host(), command, output, threading.Event()) == 0
    assert sizes[0] == 50_000_000
    assert sizes[1] <= PIECE
    assert max(rss) - rss[0] < 20_000_000


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


def test_stop_ends_what_runs_on_the_host_even_against_its_will(
    shell: Sshd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ssh, "GRACE", 2)
    step = Step(shell.host(), HARD_TO_END.format(folder=tmp_path))
    started = pids(tmp_path)
    begun = time.monotonic()
    step.stop.set()
    assert step.ended()
    assert time.monotonic() - begun < 1
    assert step.code == STOPPED
    eventually(lambda: not any(map(lives, started)))
    assert b"cleaned up\n" in step.lines  # SIGTERM came before SIGKILL


def test_stop_does_not_wait_for_a_login(sshd: Sshd) -> None:
    assert sshd.process is not None
    os.kill(sshd.process.pid, signal.SIGSTOP)
    try:
        step = Step(sshd.host(), "true")
        time.sleep(0.5)
        begun = time.monotonic()
        step.stop.set()
        assert step.ended()
        assert time.monotonic() - begun < 1
        assert step.code == STOPPED
    finally:
        os.kill(sshd.process.pid, signal.SIGCONT)


def test_stop_does_not_wait_for_the_output_to_be_taken(sshd: Sshd) -> None:
    taken, go = threading.Event(), threading.Event()

    def output(_: bytes) -> None:
        taken.set()
        go.wait(60)

    step = Step(sshd.host(), "yes", output)
    assert taken.wait(60)
    begun = time.monotonic()
    step.stop.set()
    assert step.ended()
    assert time.monotonic() - begun < 1
    go.set()


def test_what_the_output_raises_ends_the_step(sshd: Sshd, tmp_path: Path) -> None:
    def output(_: bytes) -> None:
        raise OSError("the disk is full")

    step = Step(sshd.host(), f"echo $$ > {tmp_path}/pid; while :; do echo more; sleep 0.1; done", output)
    assert step.ended()
    assert isinstance(step.fault, OSError)
    assert not isinstance(step.fault, StepLost)
    eventually(lambda: not lives(int((tmp_path / "pid").read_text())))


def test_a_killed_connection_is_a_lost_step_and_ends_it_on_the_host(
    sshd: Sshd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ssh, "GRACE", 1)
    step = Step(sshd.host(), "printf begun; " + HARD_TO_END.format(folder=tmp_path))
    started = pids(tmp_path)
    sshd.signal_connections(signal.SIGKILL)
    assert step.ended()
    assert isinstance(step.fault, StepLost)
    assert step.fault.reason.startswith(f"SSH host 'build1' (127.0.0.1:{sshd.port}) is lost")
    assert step.lines[0] == b"begun"
    eventually(lambda: not any(map(lives, started)))


def test_a_host_that_answers_no_more_is_a_lost_step(sshd: Sshd, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ssh, "KEEPALIVE", 0.5)
    step = Step(sshd.host(), "echo begun; sleep 600")
    eventually(lambda: step.lines)
    time.sleep(2.5)
    assert not step.ended(0)  # a silent command is no lost one
    sshd.signal_connections(signal.SIGSTOP)
    assert step.ended(20)
    sshd.signal_connections(signal.SIGCONT)
    assert "has not answered" in str(step.fault)


def test_what_stays_in_the_background_is_not_waited_for(sshd: Sshd, tmp_path: Path) -> None:
    begun = time.monotonic()
    code, output = result(sshd.host(), f"sleep 600 & echo $! > {tmp_path}/pid; echo done")
    assert (code, output) == (0, b"done\n")
    assert time.monotonic() - begun < 30
    pid = int((tmp_path / "pid").read_text())
    time.sleep(1)
    assert lives(pid)
    os.kill(pid, signal.SIGKILL)


def test_the_exit_code_comes_after_the_output_was_closed(sshd: Sshd) -> None:
    assert result(sshd.host(), "echo a; exec >&- 2>&-; sleep 1; exit 3") == (3, b"a\n")


def test_an_unknown_host_is_refused(sshd: Sshd) -> None:
    sshd.known_hosts.write_text("")
    reason = why_lost(sshd.host())
    for part in ("'build1'", f"127.0.0.1:{sshd.port} is not in", sshd.fingerprint(), f"ssh-keyscan -p {sshd.port}"):
        assert part in reason


def test_a_host_with_another_key_is_refused(sshd: Sshd) -> None:
    sshd.know(sshd.make_key("other"))
    reason = why_lost(sshd.host())
    for part in ("'build1'", "another host key", sshd.fingerprint(), "Ask its operator"):
        assert part in reason


def test_a_key_that_is_not_let_in(sshd: Sshd, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Though a good one lies where SSH programs look by default."""
    (tmp_path / ".ssh").mkdir()
    (tmp_path / ".ssh" / "id_ed25519").write_bytes(sshd.key.read_bytes())
    monkeypatch.setenv("HOME", str(tmp_path))
    stranger = sshd.make_key("stranger")
    reason = why_lost(sshd.host(key=stranger))
    assert f"does not let {sshd.user!r} in with {stranger}" in reason


def test_a_key_with_a_password_that_is_not_told(sshd: Sshd, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    locked = sshd.make_key("locked", "correct horse")
    (sshd.folder / "authorized_keys").write_text(locked.with_suffix(".pub").read_text())
    with structlog.testing.capture_logs() as logs:
        assert result(sshd.host(key=locked, key_password="correct horse"), "echo in") == (0, b"in\n")
        assert "set key_password_file of 'build1'" in why_lost(sshd.host(key=locked))
        wrong = why_lost(sshd.host(key=locked, key_password="battery staple"))
    told = f"{logs} {caplog.text} {wrong} {sshd.host(key_password='correct horse')!r}"
    assert "horse" not in told
    assert "staple" not in told


def test_files_that_are_no_longer_there(sshd: Sshd) -> None:
    assert "/nowhere/key cannot be read" in why_lost(sshd.host(key=Path("/nowhere/key")))
    assert "known_hosts of 'build1' in ISLANDMGR_SSH_HOSTS" in why_lost(sshd.host(known_hosts=Path("/nowhere/hosts")))


def test_a_known_hosts_file_that_is_none(sshd: Sshd) -> None:
    sshd.known_hosts.write_text("some.host ssh-ed25519 AAAAhello\n")
    assert "no host key" in why_lost(sshd.host())
    sshd.known_hosts.write_bytes(b"\xff\xfe\n")
    assert "'build1'" in why_lost(sshd.host())


def test_a_host_that_cannot_be_reached(sshd: Sshd) -> None:
    assert "Connection refused" in why_lost(sshd.host(port=free_port()))
    assert "'no.such.host.invalid' is not known" in why_lost(sshd.host(address="no.such.host.invalid"))
