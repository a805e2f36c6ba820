"""The server as start.sh's child: its exit, its signals, its output, its surroundings."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.integration.in_pod.conftest import MakePod
from tests.integration.in_pod.pod import SHELLS, TOKEN, Pod
from tests.integration.in_pod.waiting import PATIENCE, wait_until

pytestmark = pytest.mark.usefixtures("manager")

SIGNALS = ["TERM", "INT", "HUP", "QUIT", "USR1", "USR2"]
LISTENER = f"""
import os, signal
def end(number, frame):
    os.write(1, signal.Signals(number).name.encode())
    os._exit(7)
for name in {SIGNALS}:
    signal.signal(signal.Signals["SIG" + name], end)
os.write(1, b"up\\n")
while True:
    signal.pause()
"""


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("exit 0", 0),
        ("exit 3", 3),
        ("exit 255", 255),
        ("kill -KILL $$", 137),
        ("kill -TERM $$", 143),
        ("kill -SEGV $$", 139),
    ],
)
def test_the_exit_code_comes_through(any_pod: Pod, command: str, code: int) -> None:
    assert any_pod.run_server("sh", "-c", command) == (code, b"", b"")
    assert any_pod.exit()["code"] == code


def test_a_server_that_cannot_be_started(any_pod: Pod) -> None:
    code, out, err = any_pod.run_server("/nowhere/server")
    assert (code, out) == (127, b"")
    assert b"/nowhere/server" in err
    assert any_pod.exit()["code"] == 127


@pytest.mark.parametrize("name", SIGNALS)
def test_signals_are_passed_on(any_pod: Pod, name: str) -> None:
    container = any_pod.start(sys.executable, "-c", LISTENER)
    assert container.stdout is not None
    assert container.stdout.readline() == b"up\n"
    os.kill(container.pid, signal.Signals[f"SIG{name}"])
    out, err = container.communicate(timeout=PATIENCE)
    assert (container.returncode, out, err) == (7, f"SIG{name}".encode(), b"")
    assert any_pod.exit()["code"] == 7


@pytest.mark.parametrize("name", ["INT", "QUIT"])
def test_a_server_without_handlers_is_ended_by_int_and_quit(any_pod: Pod, name: str) -> None:
    """A shell's background commands ignore both, unless somebody gives them back."""
    container = any_pod.start("sh", "-c", "echo up; exec sleep 1000")
    assert container.stdout is not None
    assert container.stdout.readline() == b"up\n"
    os.kill(container.pid, signal.Signals[f"SIG{name}"])
    if "busybox" in str(container.args):  # which has no means to; INT becomes TERM there, QUIT is lost
        os.kill(container.pid, signal.SIGTERM)
        assert container.wait(timeout=PATIENCE) == 143
    else:
        assert container.wait(timeout=PATIENCE) == 128 + signal.Signals[f"SIG{name}"]


def test_a_server_that_takes_no_notice_of_a_signal_goes_on(any_pod: Pod) -> None:
    server = "trap 'echo heard' HUP; trap 'exit 5' TERM; echo up; while :; do sleep 0.05; done"
    container = any_pod.start("sh", "-c", server)
    assert container.stdout is not None
    assert container.stdout.readline() == b"up\n"
    for _ in range(3):
        os.kill(container.pid, signal.SIGHUP)
        assert container.stdout.readline() == b"heard\n"
    os.kill(container.pid, signal.SIGTERM)
    assert container.wait(timeout=PATIENCE) == 5


@pytest.mark.parametrize("shell", list(SHELLS))
def test_as_pid_1(make_pod: MakePod, shell: str) -> None:
    """Orphans are waited for, and signals arrive although pid 1 has no default for them."""
    pod = make_pod(shell=shell)
    server = "(tail -f /dev/null & tail -f /dev/null &); trap 'exit 5' TERM; echo up; while :; do sleep 0.05; done"
    container = pod.start(
        "sh", "-c", server, wrapper=["/usr/bin/unshare", "--pid", "--fork", "--kill-child", "--mount-proc"]
    )
    assert container.stdout is not None
    assert container.stdout.readline() == b"up\n"
    [(first, _)] = children(container.pid)

    def orphans() -> list[int]:
        return [pid for pid, name in children(first) if name == "tail"]

    wait_until(lambda: len(orphans()) == 2, "the orphans' adoption")
    for orphan in orphans():
        os.kill(orphan, signal.SIGKILL)
    wait_until(lambda: not orphans(), "the orphans' burial")
    os.kill(first, signal.SIGTERM)
    assert container.wait(timeout=PATIENCE) == 5
    assert pod.exit()["code"] == 5


def test_output_comes_through_byte_for_byte(any_pod: Pod, tmp_path: Path) -> None:
    out, err = os.urandom(3_000_001), os.urandom(1_000_001)
    (tmp_path / "out").write_bytes(out)
    (tmp_path / "err").write_bytes(err)
    script = f"cat {tmp_path}/err >&2 & cat {tmp_path}/out; wait; exit 4"
    assert any_pod.run_server("sh", "-c", script) == (4, out, err)
    assert (any_pod.handover / "out.log").read_bytes() == out
    assert (any_pod.handover / "err.log").read_bytes() == err


def test_the_last_words_are_not_lost(any_pod: Pod) -> None:
    for round_ in range(1, 11):
        words = f"line {round_}"
        assert any_pod.run_server("sh", "-c", f"echo {words}; kill -KILL $$") == (137, f"{words}\n".encode(), b"")
        assert (any_pod.handover / "out.log").read_text().splitlines()[-1] == words


def test_processes_left_behind_do_not_hold_up_the_end(any_pod: Pod) -> None:
    container = any_pod.start("sh", "-c", "echo bye; sleep 1000 & exit 5")
    assert container.wait(timeout=PATIENCE) == 5
    assert any_pod.exit()["code"] == 5
    assert (any_pod.handover / "out.log").read_bytes() == b"bye\n"


def test_a_full_disk_neither_stops_nor_silences_the_server(any_pod: Pod) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k,mode=777", "none", any_pod.handover], check=True)
    try:
        fill = f"dd if=/dev/zero of={any_pod.handover}/fill bs=4096 2> /dev/null"
        assert any_pod.run_server("sh", "-c", f"{fill}; dd if=/dev/zero bs=100000 count=30 2> /dev/null; exit 3") == (
            3,
            bytes(3_000_000),
            b"",
        )
        assert any_pod.exit()["code"] == 3
        (any_pod.handover / "server.exit").unlink()
        (any_pod.handover / "fill").write_bytes(b"")
        fill_up(any_pod.handover / "fill")
        code, out, _ = any_pod.run_server("sh", "-c", "echo up; exit 3")
        assert (code, out) == (3, b"up\n")
    finally:
        subprocess.run(["umount", "-l", any_pod.handover], check=True)


def test_an_image_without_tee_still_runs_its_server(any_pod: Pod) -> None:
    tee = any_pod.folder / "bin" / "tee"
    tee.unlink()
    code, out, err = any_pod.run_server("sh", "-c", "echo out; echo err >&2; exit 2")
    assert (code, out[-4:], err[-4:]) == (2, b"out\n", b"err\n")


def test_what_the_server_finds(any_pod: Pod) -> None:
    script = 'echo "$#:$1:$2"; umask; printenv HOME ISLANDMGR_TOKEN LD_PRELOAD; ls -l /proc/self/fd'
    code, out, _ = any_pod.run_server("sh", "-c", script, "name", "a  b", "*", HOME="/somewhere")
    assert code == 0
    arguments, mask, home, preload, *descriptors = out.decode().splitlines()
    assert arguments == "2:a  b:*"
    assert int(mask, 8) == 0o022
    assert home == "/somewhere"
    assert preload == (any_pod.handover / "preload").read_text().strip()
    assert TOKEN not in out.decode()
    ours = [line.split()[-4] for line in descriptors if str(any_pod.run) in line]
    assert ours == ["1", "2"]


def test_a_killed_server_leaves_no_shared_memory(any_pod: Pod) -> None:
    code, out, _ = any_pod.run_server("sh", "-c", "echo $$; ls /dev/shm; kill -KILL $$")
    pid, *_ = out.decode().split()
    assert code == 137
    assert not list(Path("/dev/shm").glob(f"*faketime*_{pid}"))


def test_any_user_may_run_the_server(any_pod: Pod) -> None:
    wrapper = ["/usr/bin/setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
    container = any_pod.start("id", "-u", wrapper=wrapper)
    out, err = container.communicate(timeout=PATIENCE)
    assert (container.returncode, out, err) == (0, b"65534\n", b"")
    assert any_pod.exit()["code"] == 0


def fill_up(path: Path) -> None:
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))


def children(pid: int) -> list[tuple[int, str]]:
    """Pid and name of each."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError):
            head, _, tail = path.read_text().rpartition(") ")
            number, _, name = head.partition(" (")
            if int(tail.split()[1]) == pid:
                found.append((int(number), name))
    return found


def test_what_a_server_in_the_background_left_is_named(any_pod: Pod) -> None:
    """The usual way of a daemon: a child in a session of its own goes on, and the parent ends well."""
    daemon = "import os, time\nif os.fork(): os._exit(0)\nos.setsid()\nos.closerange(0, 3)\ntime.sleep(600)"
    code, _, _ = any_pod.run_server(sys.executable, "-S", "-c", daemon)
    found = any_pod.exit()
    assert (code, found["code"]) == (0, 0)
    assert str(found["left"]).startswith("python")
    for folder in Path("/proc").iterdir():  # it is nobody's child now
        with suppress(OSError):
            if folder.name.isdigit() and str(any_pod.run).encode() in (folder / "environ").read_bytes():
                os.kill(int(folder.name), signal.SIGKILL)


def test_a_server_that_ends_well_left_nothing(any_pod: Pod) -> None:
    any_pod.run_server("sh", "-c", "exit 0")
    assert any_pod.exit().keys() == {"code", "at"}
