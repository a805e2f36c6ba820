"""The clock is right before the server's first instruction, or the Pod says why it cannot be."""

from __future__ import annotations

import os
import shutil
import stat
import time
from pathlib import Path

import pytest

from tests.integration.in_pod.conftest import MakePod
from tests.integration.in_pod.pod import Pod
from tests.integration.in_pod.waiting import PATIENCE, wait_until

pytestmark = pytest.mark.usefixtures("manager")

DAY = 86_400


def shown(out: bytes) -> int:
    """How far the server's clock is ahead, in whole days."""
    return round((int(out) - time.time()) / DAY)


def set_clock(pod: Pod, content: str) -> None:
    new = pod.clock / "new"
    new.write_text(content)
    new.rename(pod.clock / "rc")


def test_the_init_container_lays_everything_out(any_pod: Pod) -> None:
    assert (any_pod.clock / "rc").read_text() == "+0\n"
    assert [path.name for path in any_pod.clock.iterdir()] == ["rc"]
    assert mode(any_pod.clock / "rc") == 0o644
    assert mode(any_pod.handover) == 0o777
    assert (any_pod.tools / "faketime" / "glibc" / "libfaketime.so.1").is_file()
    assert {path.name for path in (any_pod.tools / "registration").iterdir()} >= {"start.sh", "measure.sh", "common.sh"}
    again = any_pod.prepare()
    assert again.returncode == 0, again.stderr


@pytest.mark.parametrize("line", ["tomorrow", "", "+", "+0 x2", "@1790000000", "+12345678901", "1 2", "+0\n+0"])
def test_the_init_container_refuses_another_line(any_pod: Pod, line: str) -> None:
    any_pod.env["ISLANDMGR_CLOCK_LINE"] = line
    refused = any_pod.prepare()
    if line:
        assert refused.returncode == 78
        assert line.encode() in refused.stderr
    else:
        assert refused.returncode == 0
    assert (any_pod.clock / "rc").read_text() == "+0\n"


@pytest.mark.parametrize("shell", ["dash", "busybox", "bash"])
@pytest.mark.parametrize(("line", "days"), [("+172800", 2), ("-86400", -1), ("+0", 0)])
def test_the_servers_first_look_at_the_clock(make_pod: MakePod, shell: str, line: str, days: int) -> None:
    pod = make_pod(shell=shell, line=line)
    code, out, err = pod.run_server("/bin/date", "+%s")
    assert (code, shown(out), err) == (0, days, b"")
    assert not (pod.handover / "clock-problem").exists()


def test_a_frozen_clock(make_pod: MakePod) -> None:
    assert make_pod(line="1800000000").run_server("/bin/date", "+%s") == (0, b"1800000000\n", b"")


@pytest.mark.parametrize("content", [None, "", "rubbish\n", "+0\n+0\n", "+0 x2\n"])
def test_a_clock_file_that_is_not_right_yet_is_waited_for(any_pod: Pod, content: str | None) -> None:
    if content is None:
        (any_pod.clock / "rc").unlink()
    else:
        set_clock(any_pod, content)
    container = any_pod.start("/bin/date", "+%s")
    wait_until(lambda: (any_pod.handover / ".exit").exists(), "start.sh")
    set_clock(any_pod, "+172800\n")
    out, err = container.communicate(timeout=PATIENCE)
    assert (container.returncode, shown(out), err) == (0, 2, b"")


def test_a_clock_file_that_never_gets_right(any_pod: Pod) -> None:
    """libfaketime would end the server, at once or in the middle of a game."""
    set_clock(any_pod, "rubbish\n")
    code, out, err = any_pod.run_server("echo", "up", ISLANDMGR_CLOCK_WAIT="1")
    assert (code, out) == (78, b"")
    assert b"'rubbish'" in err
    assert b"+SECONDS" in err
    assert any_pod.exit()["code"] == 78


def spoil(library: Path, how: str) -> None:
    if how == "missing":
        library.unlink()
    elif how == "made for a newer glibc":  # fatal to every program that it is loaded into
        library.write_bytes(library.read_bytes().replace(b"GLIBC_2.7\0", b"GLIBC_9.7\0"))
    elif how == "no library":  # passed over by the loader with a word on stderr
        library.write_text("not a library")
    else:
        library.write_bytes(library.read_bytes()[:4096])


@pytest.mark.parametrize("how", ["missing", "made for a newer glibc", "no library", "cut off"])
def test_a_library_that_does_not_work_never_reaches_the_server(make_pod: MakePod, how: str) -> None:
    pod = make_pod(line="+172800")
    spoil(pod.tools / "faketime" / "glibc" / "libfaketime.so.1", how)
    code, out, err = pod.run_server("/bin/date", "+%s")
    assert (code, shown(out)) == (0, 0)
    assert b"the server runs on real time" in err
    problem = (pod.handover / "clock-problem").read_text()
    kind, values = problem.rstrip("\n").split("\t", 1)
    assert kind == ("no_library" if how == "missing" else "library_fails")
    assert values.startswith(("folder=", f"library={pod.tools}/faketime/glibc/libfaketime.so.1\tsaid="))
    assert (pod.handover / "preload").read_text() == "\n"


def test_the_next_library_is_tried(make_pod: MakePod) -> None:
    pod = make_pod(line="+172800")
    own = pod.folder / "own.so"
    own.write_text("broken")
    assert shown(pod.run_server("/bin/date", "+%s", ISLANDMGR_FAKETIME_LIB=str(own))[1]) == 2
    assert (pod.handover / "preload").read_text() == f"{pod.tools}/faketime/glibc/libfaketime.so.1\n"
    assert not (pod.handover / "clock-problem").exists()


def test_the_library_of_the_other_libc_is_a_last_resort(make_pod: MakePod) -> None:
    pod = make_pod(line="+172800")
    libraries = pod.tools / "faketime"
    own = libraries / "glibc" / "libfaketime.so.1"
    assert shown(pod.run_server("/bin/date", "+%s")[1]) == 2
    assert (pod.handover / "preload").read_text() == f"{own}\n"
    moved = libraries / "musl" / "libfaketime.so.1"
    moved.parent.mkdir()
    own.rename(moved)
    assert shown(pod.run_server("/bin/date", "+%s")[1]) == 2
    assert (pod.handover / "preload").read_text() == f"{moved}\n"


def test_a_library_inside_the_image_comes_first_and_the_images_own_preload_stays(make_pod: MakePod) -> None:
    pod = make_pod(line="+172800")
    own, other = pod.folder / "own.so", pod.folder / "other.so"
    for place in (own, other):
        shutil.copy(pod.tools / "faketime" / "glibc" / "libfaketime.so.1", place)
    _, out, _ = pod.run_server("printenv", "LD_PRELOAD", ISLANDMGR_FAKETIME_LIB=str(own), LD_PRELOAD=str(other))
    assert out.decode() == f"{own}:{other}\n"


MEASURED_SHELLS = ["dash", "busybox", "bash"]


@pytest.mark.parametrize("shell", MEASURED_SHELLS)
def test_the_clock_is_measured(make_pod: MakePod, shell: str) -> None:
    pod = make_pod(shell=shell, line="+172800")
    pod.start("/bin/sleep", "1000")
    pod.server_pid()
    before = time.time()
    wait_until(lambda: pod.measure()["loaded"], "the library in the server")
    measured = pod.measure()
    assert before <= measured["real"] <= time.time()
    assert round((measured["fake"] - measured["real"]) / DAY) == 2
    assert measured == {
        **measured,
        "resolution": 1e-09,
        "loaded": True,
        "unloaded": [],
        "line": "+172800",
        "problem": None,
    }
    assert pod.order({"line": "1800000000"})[0] == 0
    assert pod.measure()["fake"] == 1800000000


@pytest.mark.parametrize("shell", MEASURED_SHELLS)
def test_a_date_without_fractions(make_pod: MakePod, shell: str) -> None:
    """As in busybox images; it may also be a static program, which sees real time and says so by that."""
    pod = make_pod(shell=shell, line="+172800")
    pod.start("/bin/sleep", "1000")
    pod.server_pid()
    busybox = shutil.which("busybox")
    measured = pod.measure(
        ["/usr/bin/unshare", "--mount", "sh", "-c", f'mount --bind {busybox} /bin/date && exec "$@"', "sh"]
    )
    assert measured["resolution"] == 1
    assert isinstance(measured["fake"], int)
    assert isinstance(measured["real"], int)
    assert abs(measured["real"] - time.time()) < PATIENCE


@pytest.mark.parametrize("shell", MEASURED_SHELLS)
def test_programs_that_see_real_time_are_named(make_pod: MakePod, shell: str) -> None:
    pod = make_pod(shell=shell, line="+172800")
    pod.start("env", "-i", "/bin/sleep", "1000")
    pid = pod.server_pid()
    wait_until(lambda: pod.measure()["unloaded"] == [f"sleep({pid})"], "the server's name")
    measured = pod.measure()
    assert measured["loaded"] is False
    assert f"sleep({pid})" in measured["problem"]["names"]


@pytest.mark.parametrize("shell", MEASURED_SHELLS)
def test_of_a_script_the_programs_that_it_started_count(make_pod: MakePod, shell: str) -> None:
    """A helper without the library is named, but the server's clock holds."""
    pod = make_pod(shell=shell, line="+172800")
    server = "import subprocess, time; subprocess.run(['env', '-i', '/bin/sleep', '1000'])"
    pod.start("/bin/sh", "-c", f'/usr/bin/python3 -c "{server}"; true')
    pod.server_pid()
    wait_until(lambda: "sleep(" in str(pod.measure()["unloaded"]), "the helper's name")
    measured = pod.measure()
    assert len(measured["unloaded"]) == 1
    assert (measured["loaded"], measured["problem"]) == (True, None)


def test_nothing_runs_yet(pod: Pod) -> None:
    measured = pod.measure()
    assert (measured["loaded"], measured["problem"]) == (False, {"code": "not_running"})
    assert abs(measured["fake"] - measured["real"]) < 1


def test_a_clock_problem_is_measured(make_pod: MakePod) -> None:
    pod = make_pod(line="+172800")
    spoil(pod.tools / "faketime" / "glibc" / "libfaketime.so.1", "missing")
    pod.start("/bin/sleep", "1000")
    pod.server_pid()
    measured = pod.measure()
    assert measured["problem"] == {"code": "no_library", "folder": f"{pod.tools}/faketime"}
    assert measured["loaded"] is False
    assert abs(measured["fake"] - measured["real"]) < 1


def test_a_pipe_that_the_server_left_does_not_hold_up_measuring(make_pod: MakePod) -> None:
    pod = make_pod(line="+172800")
    pod.start("/bin/sleep", "1000")
    pod.server_pid()
    (pod.handover / "preload").unlink()
    os.mkfifo(pod.handover / "preload")
    assert abs(pod.measure()["fake"] - time.time()) < 60


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)
