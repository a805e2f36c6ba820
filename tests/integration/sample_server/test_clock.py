"""Its clock is moved while it runs, by the file that libfaketime reads."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

from tests.integration.sample_server.conftest import Start
from tests.integration.sample_server.process import ClockFile, Sample, wait_until

DAY = 86400
NEAR = 2.0  # seconds; the server's answer is whole-second exact, the asking takes its time


def is_ahead_by(server: Sample, seconds: float) -> Callable[[], bool]:
    """Asked until true: a busy machine can be slow to answer."""
    return lambda: abs(server.ahead() - seconds) < NEAR


def test_time_moves_while_clients_are_connected(start: Start, clock: ClockFile) -> None:
    server = start(env=clock.environment()).started()
    wait_until(is_ahead_by(server, 0), "the clock is right")
    with server.connect("echo") as client:
        for offset, jump in ((DAY, "+86400"), (-3 * DAY, "-345600"), (3600, "+262800"), (0, "-3600")):
            clock.write(f"{offset:+d}")
            wait_until(is_ahead_by(server, offset), f"the clock is {offset:+d} s off")
            server.says(f"time jumped by {jump} s")
            client.sendall(b"still here?")
            assert client.recv(100) == b"still here?"
    assert server.terminate() == 0


def test_the_log_tells_the_new_day(start: Start, clock: ClockFile) -> None:
    server = start(env=clock.environment()).started()
    new_year = datetime(2037, 1, 1, tzinfo=UTC).timestamp()
    clock.write(f"{round(new_year - 2 - time.time()):+d}")
    server.says("daily reset: 2037-01-01 begins")


def test_time_can_stand_still(start: Start, clock: ClockFile) -> None:
    server = start(env=clock.environment()).started()
    clock.write("1790000000")
    wait_until(lambda: server.line("time") == "2026-09-21T14:13:20.000Z\n", "the clock stands")
    time.sleep(1.2)  # a running clock would have moved by now
    assert server.line("time") == "2026-09-21T14:13:20.000Z\n"
    assert server.terminate() == 0


def test_timers_run_on_real_time_across_jumps(start: Start, clock: ClockFile) -> None:
    server = start("exit_after=4", "exit_code=7", env=clock.environment()).started()
    clock.write(f"-{DAY}")
    server.says("time jumped by -86400 s")
    assert server.wait() == 7


def test_it_may_start_with_any_clock(start: Start, clock: ClockFile) -> None:
    for line, offset in (("+31536000", 31536000), ("-31536000", -31536000)):
        clock.write(line)
        server = start(env=clock.environment()).started()
        wait_until(is_ahead_by(server, offset), f"the clock is {offset:+d} s off")
        assert "jumped" not in server.output
