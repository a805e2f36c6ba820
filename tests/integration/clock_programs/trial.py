"""One program as an island: started, moved through time, looked at, ended."""

from __future__ import annotations

import math
import os
import random
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from islandmgr.cluster.local.client import LocalCluster
from tests.integration.clock.islands import epoch
from tests.integration.clock_programs.programs import PLAIN, Program
from tests.integration.clock_programs.telling import Place
from tests.integration.serving import Json, Serving, command_of, eventually

CLOSE = 0.005  # seconds
# MariaDB ends itself after January 2038, where its own numbers end.
EARLIEST, LATEST = 978_307_200, 2_114_380_800  # 2001 to 2036
FOREIGN = {"sh", "tee", "sleep", "env"}  # what runs beside a server in its container


class Trial:
    """`plain`: without the clock library, to compare with."""

    def __init__(self, manager: Serving, cluster: LocalCluster, program: Program, *, plain: bool = False) -> None:
        self.manager = manager
        self.program = program
        self.choose = random.Random(program.name)
        self._cluster = cluster
        self.id: int = manager.start_island(
            blueprint=program.name + (PLAIN if plain else ""), clock={"mode": "shift", "shift": "+400d"}
        )["id"]
        row = manager.wait_for(self.id, "running", "crashed", "failed")
        self.pod: str = row["pod"]
        assert row["state"] == "running", (row["reason"], self._log()[-2000:])
        self.place = Place(row["host"], row["ports"]["main"], self._log)
        self.wanted: Json = self.report()["wanted"]

    def report(self) -> Json:
        return self.manager.json("GET", f"/islands/{self.id}/clock")

    def change(self) -> None:
        """Some other time: any date, some seconds away, or one that stands; for some only a later one."""
        wish: Json
        kind = self.choose.random()
        if self.program.waits_by_wall_clock:
            wish = {"mode": "moved", "by": f"+{self.choose.randint(1, 30 * 86400)}s"}
        elif kind < 0.5:
            wish = {"mode": "at", "at": self._moment()}
        elif kind < 0.8:
            wish = {"mode": "shift", "shift": f"{self.choose.choice('+-')}{self.choose.randint(1, 100)}s"}
        else:
            wish = {"mode": "freeze", "at": self._moment()}
        self.set(wish)

    def set(self, wish: Json) -> None:
        self.wanted = self.manager.json("PUT", f"/islands/{self.id}/clock", wish)["wanted"]

    def _moment(self) -> str:
        return f"{datetime.fromtimestamp(self.choose.randint(EARLIEST, LATEST), UTC):%Y-%m-%d %H:%M:%S}"

    def off(self) -> float:
        """Seconds by which what the program tells is off what it should; 0 within the time that asking took."""
        assert self.program.tell
        before = time.time()
        told = self.program.tell(self.place)
        after = time.time()
        if self.wanted["frozen_at"]:
            return told - float(epoch(self.wanted["frozen_at"]))
        offset: int = self.wanted["offset"]
        early, late = before + offset, after + offset
        if self.program.whole:
            early = math.floor(early)
        return min(told - early, 0) + max(told - late, 0)

    def follows(self) -> None:
        """Wait until it tells the time that it should."""
        if self.program.tell:
            eventually(lambda: abs(self.off()) <= CLOSE, gap=0.1)

    def cpu(self, seconds: float = 1.0) -> float:
        """CPU seconds a second that it uses while nobody asks."""
        before, began = self._cpu_so_far(), time.monotonic()
        time.sleep(seconds)
        return (self._cpu_so_far() - before) / (time.monotonic() - began)

    def end(self) -> int:
        """SIGTERM; the exit code."""
        command = "kill -TERM $(cat /run/islandmgr/handover/server.pid)"
        self._cluster.exec(self.pod, self.program.name, ["sh", "-c", command])  # it may end with the container
        row = self.manager.wait_for(self.id, "crashed")
        code: int = row["exit"]["code"]
        return code

    def remove(self) -> None:
        self.manager.call("DELETE", f"/islands/{self.id}")
        self.manager.wait_for(self.id, "stopped")

    def _log(self) -> bytes:
        return b"".join(self._cluster.logs(self.pod, self.program.name))

    def _cpu_so_far(self) -> float:
        return sum(_cpu_of(pid) for pid in self.manager.in_pods(self.pod) if not _foreign(pid))


def _foreign(pid: int) -> bool:
    command = command_of(pid)
    return not command or Path(command[0]).name in FOREIGN or "sidecar" in command


def _cpu_of(pid: int) -> float:
    with suppress(OSError):
        fields: list[Any] = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0
