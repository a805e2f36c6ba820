"""Programs that do not ask libc for the time, under what gives them the clock: static ones in C and Go, dynamic Go."""

from __future__ import annotations

import random
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.integration.clock.reach import UNPRIVILEGED, Reach, asks, forbid_ptrace, shipped
from tests.integration.clock.servers import (
    ThreadedServer,
    any_line,
    compiled,
    in_go,
    until_all_show,
    until_all_went_round,
)
from tests.integration.faketime.server import ClockFile

CHANGES = 1000
LOOK_EVERY = 100
FROZEN = 946_684_800


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """One that every user may read."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="module")
def reach(folder: Path) -> Reach:
    return shipped(folder)


@pytest.fixture
def clock_file(folder: Path) -> ClockFile:
    file = ClockFile(folder)
    file.write("+0")
    return file


@pytest.fixture(scope="module")
def static(folder: Path) -> Path:
    return asks(folder, "-static")


def test_a_thousand_changes(clock_file: ClockFile, reach: Reach, folder: Path) -> None:
    """Most of them come within one second, and a server sees the last of these."""
    choose = random.Random(20261201)
    launcher = [*UNPRIVILEGED, str(reach.launcher)]
    commands = [
        [*launcher, *in_go(folder, dynamic=False)],
        in_go(folder, dynamic=True),
        [*launcher, *compiled(folder, "-static")],
    ]
    with ExitStack() as stack:
        servers = [stack.enter_context(ThreadedServer(command, clock_file)) for command in commands]
        for number in range(CHANGES):
            line = any_line(choose)
            clock_file.write(line)
            time.sleep(choose.uniform(0, 0.01))
            if number % LOOK_EVERY == 0:
                until_all_show(servers, line)
        last = f"{choose.randint(1000, 10**6):+d}"
        clock_file.write(last)
        until_all_show(servers, last)
        newcomers = [stack.enter_context(ThreadedServer(command, clock_file)) for command in commands]
        until_all_show(newcomers, last)
        for server in servers:
            until_all_went_round(server)


@pytest.mark.parametrize("flags", ["-static", "-static-pie"])
def test_every_way_to_ask(clock_file: ClockFile, reach: Reach, folder: Path, flags: str) -> None:
    clock_file.write(str(FROZEN))
    done = reach.run(asks(folder, flags), clock_file=clock_file)
    *told, monotonic = map(int, done.stdout.split())
    assert set(told) == {FROZEN}, done
    assert abs(monotonic - time.monotonic()) < 60


def test_whatever_the_server_starts_is_reached(clock_file: ClockFile, reach: Reach, static: Path) -> None:
    """By a shell and by exec, also after programs that could not be started."""
    clock_file.write(str(FROZEN))
    script = '"$1"; no-such-program; /no/such; (exec "$1"); exec setpriv --nnp "$1"'
    done = reach.run("sh", "-c", script, "sh", static, clock_file=clock_file)
    assert [line.split()[0] for line in done.stdout.splitlines()] == [str(FROZEN)] * 3, done


def test_processes_tell_what_they_see(clock_file: ClockFile, reach: Reach, static: Path) -> None:
    """As the library's do: PID LINE READ_AT ASKED PROBLEM. A place is free again when its process is gone."""
    seen = clock_file.path.parent / "seen"
    seen.touch(0o666)
    seen.chmod(0o666)
    for line in ("-3600", str(FROZEN)):
        clock_file.write(line)
        began = int(time.time())
        done = reach.run("sh", "-c", '"$1" >&2 & echo $!; wait', "sh", static, clock_file=clock_file)
        assert done.returncode == 0
        text = seen.read_text()
        assert (len(text), text[-1]) == (96, "\n")
        pid, told, read_at, asked, problem, end = text.split()
        assert [pid, told, asked, problem, end] == [done.stdout.strip(), line, "1", "-", "."]
        assert began <= float(read_at) <= time.time()
    clock_file.path.unlink()
    reach.run(static, clock_file=clock_file)
    assert seen.read_text().split()[1:6:3] == ["-", "unreadable"]


def test_dynamic_programs_are_left_to_the_library(clock_file: ClockFile, reach: Reach, folder: Path) -> None:
    """They would be moved twice. Also one that is started by the name of its loader."""
    clock_file.write(str(FROZEN))
    program = asks(folder)
    loader = next(path for path in Path("/lib64").glob("ld-linux*"))
    for command in ([program], [loader, program]):
        done = reach.run(*command, clock_file=clock_file)
        assert FROZEN not in map(int, done.stdout.split()), done


def test_a_file_that_is_wrong_or_gone_changes_nothing(clock_file: ClockFile, reach: Reach, folder: Path) -> None:
    command = [*UNPRIVILEGED, str(reach.launcher), *compiled(folder, "-static")]
    clock_file.write("+5000")
    with ThreadedServer(command, clock_file) as server:
        until_all_show([server], "+5000")
        for content in ("", "abc", "+12345678901", None):
            if content is None:
                clock_file.path.unlink()
            else:
                clock_file.write(content)
            until_read_again(server)
            until_all_show([server], "+5000")
        clock_file.write("-77\n")
        until_all_show([server], "-77")


def until_read_again(server: ThreadedServer) -> None:
    """It reads once in each second in which it is asked for the time."""
    written = time.time() // 1
    while server.look().real // 1 == written:
        time.sleep(0.05)


def test_signals_and_exit_codes_are_those_of_the_server(clock_file: ClockFile, reach: Reach) -> None:
    def code_of(script: str) -> int:
        return reach.run("sh", "-c", script, clock_file=clock_file).returncode

    assert code_of("exit 7") == 7
    assert code_of("kill -SEGV $$") == 128 + signal.SIGSEGV
    assert reach.run("no-such-program", clock_file=clock_file).returncode == 127
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGUSR2):
        server = subprocess.Popen(
            [str(reach.launcher), "sh", "-c", f"trap 'exit 9' {number.value}; echo up; while :; do sleep 0.1; done"],
            env=clock_file.environment(),
            stdout=subprocess.PIPE,
        )
        assert server.stdout
        assert server.stdout.readline() == b"up\n"
        server.send_signal(number)
        with server:
            assert server.wait(60) == 9


def test_what_is_left_behind_may_start_programs(clock_file: ClockFile, reach: Reach, folder: Path) -> None:
    mark = folder / "left"
    script = (
        f"(trap '' HUP; while [ ! -e {mark}.go ]; do sleep 0.05; done; date > {mark}; mv {mark} {mark}.done) >&- 2>&- &"
    )
    done = subprocess.run(
        [str(reach.launcher), "sh", "-c", script], env=clock_file.environment(), timeout=60, check=True
    )
    assert done.returncode == 0
    Path(f"{mark}.go").touch()
    end = time.monotonic() + 60
    while not Path(f"{mark}.done").exists():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize("refused", ["ptrace", "seccomp"])
def test_where_it_is_forbidden_the_server_runs_on_real_time(
    clock_file: ClockFile, reach: Reach, static: Path, refused: str
) -> None:
    """The filter needs no_new_privs, or a privilege."""
    clock_file.write(str(FROZEN))
    confined = [one for one in UNPRIVILEGED if one != "--no-new-privs"]
    done = subprocess.run(
        [*confined, str(reach.launcher), str(static)],
        env=clock_file.environment(),
        capture_output=True,
        text=True,
        preexec_fn=forbid_ptrace if refused == "ptrace" else None,
        check=True,
    )
    assert all(abs(int(told) - time.time()) < 60 for told in done.stdout.split()[:4])
    assert f"{refused}: " in done.stderr


def test_a_debugger_keeps_its_program(clock_file: ClockFile, reach: Reach, static: Path) -> None:
    done = reach.run("strace", "-f", "-o", "/dev/null", static, clock_file=clock_file)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.split()) == 8
