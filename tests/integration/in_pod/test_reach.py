"""`clock_reach: kernel` in the server's container: static programs have the clock too, or it is said why not."""

from __future__ import annotations

import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.integration.clock.reach import Reach, asks, shipped
from tests.integration.in_pod.conftest import MakePod
from tests.integration.in_pod.pod import SHELLS, Pod
from tests.integration.in_pod.waiting import wait_until

pytestmark = pytest.mark.usefixtures("manager")

DAY = 86400
WISH = {"ISLANDMGR_CLOCK_REACH": "kernel"}

MakeReach = Callable[[str], Pod]


@pytest.fixture(scope="module")
def reach() -> Iterator[Reach]:
    with tempfile.TemporaryDirectory() as folder:
        yield shipped(Path(folder))


@pytest.fixture(scope="module")
def static(reach: Reach) -> Path:
    return asks(reach.launcher.parent, "-static")


@pytest.fixture(scope="module")
def sleeper(reach: Reach) -> Path:
    """A static program that does nothing."""
    program = reach.launcher.parent / "sleeper"
    source = program.with_suffix(".c")
    source.write_text("#include <unistd.h>\nint main(void) { for (;;) pause(); }\n")
    subprocess.run(["gcc", "-static", "-o", str(program), str(source)], check=True)
    return program


@pytest.fixture
def make_reaching(make_pod: MakePod, reach: Reach) -> MakeReach:
    """A Pod whose side image brought what reaches static programs."""

    def make(shell: str) -> Pod:
        pod = make_pod(shell=shell, line="+172800")
        shutil.copy(reach.launcher, pod.image / "faketime" / "clock-reach")
        assert pod.prepare().returncode == 0
        return pod

    return make


@pytest.mark.parametrize("shell", SHELLS)
def test_a_static_server_has_the_clock(make_reaching: MakeReach, static: Path, shell: str) -> None:
    pod = make_reaching(shell)
    code, out, err = pod.run_server(str(static), **WISH)
    assert (code, err) == (0, b"")
    assert {days(told) for told in out.split()[:-1]} == {2}
    assert not (pod.handover / "reach-problem").exists()


@pytest.mark.parametrize("shell", SHELLS)
def test_a_dynamic_server_has_it_once(make_reaching: MakeReach, shell: str) -> None:
    code, out, _ = make_reaching(shell).run_server("/bin/date", "+%s", **WISH)
    assert (code, days(out)) == (0, 2)


@pytest.mark.parametrize("shell", SHELLS)
def test_it_is_measured(make_reaching: MakeReach, sleeper: Path, shell: str) -> None:
    pod = make_reaching(shell)
    pod.start(str(sleeper), **WISH)
    pod.server_pid()
    wait_until(lambda: pod.measure()["loaded"], "the clock in the server")
    measured = pod.measure()
    assert (measured["unloaded"], measured["problem"]) == ([], None)
    assert round((measured["fake"] - measured["real"]) / DAY) == 2


@pytest.mark.parametrize("shell", SHELLS)
def test_signals_and_the_exit_code_go_through(make_reaching: MakeReach, shell: str) -> None:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGUSR1):
        pod = make_reaching(shell)
        script = f"trap 'exit 9' {number.value}; echo up; while :; do sleep 0.1; done"
        server = pod.start("sh", "-c", script, **WISH)
        assert server.stdout
        assert server.stdout.readline() == b"up\n"
        server.send_signal(number)
        assert server.wait(60) == 9


def test_what_cannot_be_done_is_said_of_static_servers_alone(make_pod: MakePod, static: Path) -> None:
    """The side image is an older one, or the runtime forbids it."""
    pod = make_pod(line="+172800")
    code, out, err = pod.run_server(str(static), **WISH)
    assert (code, days(out.split()[0])) == (0, 0)
    assert b"static programs run on real time" in err
    pod.start("/bin/sleep", "1000", **WISH)
    pod.server_pid()
    wait_until(lambda: pod.measure()["loaded"], "the library in the server")
    assert pod.measure()["problem"] is None


def test_a_static_server_without_it_has_a_problem(make_pod: MakePod, sleeper: Path) -> None:
    pod = make_pod(line="+172800")
    pod.start(str(sleeper), **WISH)
    pod.server_pid()
    wait_until(lambda: pod.measure()["unloaded"], "the server's name")
    problem = pod.measure()["problem"]
    assert problem == {
        "code": "reach_refused",
        "program": f"{pod.tools}/faketime/clock-reach",
        "said": "it is not there",
    }


def days(told: bytes) -> int:
    """How many days a time is ahead."""
    return round((int(told) - time.time()) / DAY)
