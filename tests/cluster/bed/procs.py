"""The bed's long-running processes: start, stop, find again, also after a run that was killed.

Each process has a JSON record (how to start it, its id and start time). The start time guards against
signalling a stranger that got the id of a process long gone.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.cluster.bed.config import MARKER, BedError, Paths
from tests.cluster.bed.shell import enter

SAFE_ENVIRONMENT = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root"}


class Processes:
    """The processes of one bed, by name."""

    def __init__(self, paths: Paths) -> None:
        self.paths = paths
        self.records = paths.state / "run"

    def define(self, name: str, argv: Sequence[str | Path], netns: str | None = None) -> None:
        """Remember how a process is started, so that `start` after `stop` does the same again."""
        self.records.mkdir(parents=True, exist_ok=True)
        record = {"argv": [str(part) for part in argv], "netns": netns, "pid": None, "born": None}
        self._write(name, record)

    def forget(self, name: str) -> None:
        """Drop the record of a process that is not to be started again."""
        (self.records / f"{name}.json").unlink(missing_ok=True)

    def names(self) -> list[str]:
        """All defined processes."""
        return sorted(path.stem for path in self.records.glob("*.json"))

    def start(self, name: str) -> None:
        """Start it unless it runs."""
        record = self._read(name)
        if _alive(record):
            return
        self.paths.logs.mkdir(parents=True, exist_ok=True)
        with (self.paths.logs / f"{name}.log").open("ab") as log:
            child = subprocess.Popen(
                [*enter(record["netns"]), *record["argv"]],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env={**SAFE_ENVIRONMENT, MARKER: str(self.paths.state)},
                start_new_session=True,
            )
        record["pid"], record["born"] = child.pid, _born(child.pid)
        self._write(name, record)

    def stop(self, name: str, grace: float = 10.0) -> None:
        """SIGTERM, then after `grace` seconds (0: at once) SIGKILL; returns when it is gone."""
        record = self._read(name)
        if not _alive(record):
            return
        if grace > 0:
            os.kill(record["pid"], signal.SIGTERM)
            os.kill(record["pid"], signal.SIGCONT)  # a frozen one hears nothing
        if grace <= 0 or not _gone_within(record, grace):
            os.kill(record["pid"], signal.SIGKILL)
            _gone_within(record, 5.0)

    def signal(self, name: str, number: signal.Signals) -> None:
        """Send a signal, e.g. SIGSTOP to freeze a component."""
        record = self._read(name)
        if not _alive(record):
            raise BedError(f"{name} does not run")
        os.kill(record["pid"], number)

    def running(self, name: str) -> bool:
        """Whether the process lives (a frozen one does)."""
        return _alive(self._read(name))

    def state(self, name: str) -> str:
        """`running`, `frozen` or `stopped`."""
        record = self._read(name)
        if not _alive(record):
            return "stopped"
        stat = Path(f"/proc/{record['pid']}/stat").read_text()
        return "frozen" if stat.rpartition(")")[2].split()[0] == "T" else "running"

    def pid(self, name: str) -> int | None:
        """Its process id while it runs."""
        record = self._read(name)
        return int(record["pid"]) if _alive(record) else None

    def log_tail(self, name: str, lines: int = 12) -> str:
        """The end of its log, for error messages."""
        path = self.paths.logs / f"{name}.log"
        text = path.read_text(errors="replace") if path.exists() else ""
        return "\n".join(text.splitlines()[-lines:])

    def kill_marked(self) -> int:
        """SIGKILL every process that carries our marker, the containerd shims among them."""
        killed = 0
        for pid in marked(str(self.paths.state)):
            try:
                os.kill(pid, signal.SIGKILL)
                killed += 1
            except ProcessLookupError:
                continue
        return killed

    def _read(self, name: str) -> dict[str, Any]:
        path = self.records / f"{name}.json"
        if not path.exists():
            known = ", ".join(self.names()) or "none: the bed is not up"
            raise BedError(f"no component {name!r}; there are: {known}")
        record: dict[str, Any] = json.loads(path.read_text())
        return record

    def _write(self, name: str, record: dict[str, Any]) -> None:
        path = self.records / f"{name}.json"
        draft = path.with_suffix(".new")
        draft.write_text(json.dumps(record))
        draft.rename(path)


def marked(value: str) -> Iterator[int]:
    """Ids of the processes whose environment says they belong to the bed with this state folder."""
    return (pid for pid, found in _all_marked() if found == value)


def other_states(value: str) -> set[str]:
    """State folders of beds that run beside the one with this state folder."""
    return {found for _, found in _all_marked() if found != value}


def _all_marked() -> Iterator[tuple[int, str]]:
    prefix = f"{MARKER}=".encode()
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            environment = (entry / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        for variable in environment:
            if variable.startswith(prefix) and _born(int(entry.name)) is not None:
                yield int(entry.name), os.fsdecode(variable.removeprefix(prefix))


def _born(pid: int) -> int | None:
    """The process's start time in clock ticks since boot; None when gone or a zombie."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    fields = text.rpartition(")")[2].split()
    return None if fields[0] in "ZX" else int(fields[19])


def _alive(record: dict[str, Any]) -> bool:
    return record["pid"] is not None and _born(record["pid"]) == record["born"] is not None


def _gone_within(record: dict[str, Any], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(ChildProcessError):
            os.waitpid(record["pid"], os.WNOHANG)  # our own child would stay a zombie
        if not _alive(record):
            return True
        time.sleep(0.05)
    return False
