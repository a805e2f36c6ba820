"""Whatever is wrong with the clock in a Pod is said, and none of it ends the server."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from faketime import clock_library
from tests.integration.faketime.server import ClockFile
from tests.integration.in_pod.conftest import MakePod
from tests.integration.in_pod.pod import Pod
from tests.integration.in_pod.waiting import wait_until

pytestmark = pytest.mark.usefixtures("manager")

DAY = 86_400
ASKING = "import time\nwhile True: time.time(); time.sleep(0.1)"
OTHER = "aarch64" if platform.machine() == "x86_64" else "x86_64"


def ours(processor: str, libc: str) -> Path:
    return clock_library.folder(processor) / libc / "libfaketime.so.1"


def place_library(pod: Pod, library: Path) -> None:
    shutil.copy(library, pod.tools / "faketime" / "glibc" / "libfaketime.so.1")


@pytest.mark.parametrize(
    ("processor", "libc", "codes"),
    [
        (OTHER, "glibc", {"library_fails", "library_ignored"}),
        (OTHER, "musl", {"library_fails", "library_ignored"}),
        (platform.machine(), "musl", {"library_fails", "library_ignored", ""}),  # it may do for both
    ],
)
def test_a_library_for_another_system_is_said_and_the_server_runs(
    make_pod: MakePod, processor: str, libc: str, codes: set[str]
) -> None:
    pod = make_pod(line="+172800")
    place_library(pod, ours(processor, libc))
    code, out, _ = pod.run_server("/bin/date", "+%s")
    problem = pod.handover / "clock-problem"
    said = problem.read_text().split("\t")[0] if problem.exists() else ""
    assert code == 0
    assert said in codes
    assert round((int(out) - time.time()) / DAY) == (0 if said else 2)


def seen_by(pod: Pod, name: str) -> list[dict[str, Any]]:
    return [one for one in pod.measure()["seen"] or [] if one["name"] == name]


def test_a_clock_file_that_the_servers_user_cannot_read_is_said_and_the_last_time_stays(make_pod: MakePod) -> None:
    if os.geteuid() != 0:
        return  # nobody else can become another user, nor can a server then
    pod = make_pod(line="+172800")
    place_library(pod, ours("", "glibc"))
    drop = [shutil.which("setpriv") or "", "--reuid=65534", "--regid=65534", "--clear-groups"]
    server = pod.start(*drop, "/usr/bin/python3", "-S", "-E", "-c", ASKING)
    pod.server_pid()
    wait_until(lambda: any(one["line"] == "+172800" for one in seen_by(pod, "python3")), "the library's word")
    (pod.clock / "rc").chmod(0o600)
    wait_until(lambda: seen_by(pod, "python3")[0]["problem"] == {"code": "unreadable"}, "the problem")
    assert seen_by(pod, "python3")[0]["line"] == "+172800"
    assert server.poll() is None
    (pod.clock / "rc").chmod(0o644)
    wait_until(lambda: seen_by(pod, "python3")[0]["problem"] is None, "the end of the problem")


def test_what_is_no_line_is_said_and_does_not_end_the_server(make_pod: MakePod) -> None:
    pod = make_pod(line="+172800")
    place_library(pod, ours("", "glibc"))
    server = pod.start("/usr/bin/python3", "-S", "-E", "-c", ASKING)
    pod.server_pid()
    (pod.clock / "new").write_text("rubbish\n")
    (pod.clock / "new").replace(pod.clock / "rc")
    wait_until(lambda: [one["problem"] for one in seen_by(pod, "python3")] == [{"code": "no_line"}], "the problem")
    assert server.poll() is None


def test_a_process_that_started_before_the_file_follows_it_when_it_is_there(tmp_path: Path) -> None:
    clock = ClockFile(tmp_path)
    telling = "import sys, time\nfor _ in sys.stdin: print(int(time.time()), flush=True)"
    with subprocess.Popen(
        [sys.executable, "-S", "-E", "-c", telling],
        env=clock.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:

        def days_ahead() -> int:
            assert process.stdin
            assert process.stdout
            process.stdin.write("\n")
            process.stdin.flush()
            return round((int(process.stdout.readline()) - time.time()) / DAY)

        assert days_ahead() == 0
        clock.write("+172800")
        wait_until(lambda: days_ahead() == 2, "the new time")
        process.kill()


def test_what_the_program_before_it_told_is_not_believed_of_a_static_one(make_pod: MakePod, tmp_path: Path) -> None:
    """A process keeps its number when it starts another program in its place."""
    pod = make_pod(line="+172800")
    place_library(pod, ours("", "glibc"))
    program = pod.folder / "static"
    (tmp_path / "static.c").write_text("#include <unistd.h>\nint main(void) { for (;;) pause(); }\n")
    subprocess.run(["gcc", "-static", "-o", str(program), str(tmp_path / "static.c")], check=True)
    become = f"import os, time; time.time(); os.execv({str(program)!r}, ['static'])"
    pod.start("/usr/bin/python3", "-S", "-E", "-c", become)
    pid = pod.server_pid()
    wait_until(lambda: pod.measure()["unloaded"] == [f"static({pid})"], "the static program")
    measured = pod.measure()
    assert (measured["loaded"], measured["seen"]) == (False, [])
    assert measured["unreached"] == [{"pid": pid, "name": "static", "kind": "static"}]
