"""A data folder for a local cluster, and a look at the machine from outside."""

from __future__ import annotations

import hashlib
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from islandmgr.cluster.local.client import LocalCluster
from tests.integration.cluster_contract.beds import PATIENCE, Bed, eventually

IMAGE = "test/shell"


def open_cluster(folder: Path, **options: Any) -> LocalCluster:
    return LocalCluster(folder, images={IMAGE: {}}, **options)


@dataclass
class LocalBed(Bed):
    """A bed whose cluster is known to be a local one."""

    cluster: LocalCluster
    folder: Path = field(default_factory=Path)


def bed_on(folder: Path, **options: Any) -> LocalBed:
    return LocalBed(
        cluster=open_cluster(folder, **options),
        image=IMAGE,
        missing_image="test/nowhere",
        listen=lambda port: ["python3", "-m", "http.server", "--bind", "$(ISLANDMGR_BIND)", str(port)],
        node_label="branch",
        node_value="weekly",
        folder=folder,
    )


@contextmanager
def home(folder: Path, **options: Any) -> Iterator[LocalBed]:
    """A local cluster in `folder` that is gone afterwards, whatever happened."""
    try:
        bed = bed_on(folder, **options)
        try:
            yield bed
        finally:
            bed.cluster.close()
    finally:
        end_agent(folder)
    assert faults_of(folder) == ""


def faults_of(folder: Path) -> str:
    """What an agent wrote to its log: it only ever writes about faults of its own."""
    return (folder / "agent.log").read_text()


def agent_pid(folder: Path) -> int:
    return int((folder / "agent.pid").read_text())


def start_powerless_agent(folder: Path) -> None:
    """An agent that may not mount, as any user's. It stays the owner of its files, so that the test can be run in a
    folder that other users cannot enter; and to map that owner into a user namespace takes the one right it keeps."""
    powerless = ["setpriv", "--bounding-set=-all,+setfcap", "--inh-caps=-all"]
    agent = [sys.executable, "-m", "islandmgr.cluster.local.agent", str(folder), "--isolation", "namespaces"]
    subprocess.run([*powerless, *agent], check=True)


def end_agent(folder: Path) -> None:
    """SIGKILL for the agent, and for what it may have left: a test that fails must not leave anything either."""
    for pid in (*agents(folder), *processes_of(folder)):
        kill(pid)
    for group in memory_groups(folder):
        for inner in (*(entry for entry in group.iterdir() if entry.is_dir()), group):
            inner.rmdir()


def memory_groups(folder: Path) -> list[Path]:
    """Every memory group of this data folder, wherever it was made: `agent` names it after the folder."""
    name = f"islandmgr-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]}"
    return [Path(path) for path, _, _ in os.walk("/sys/fs/cgroup") if path.endswith(f"/{name}")]


def kill_agent(folder: Path) -> None:
    kill(agent_pid(folder))


def kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        end = os.pidfd_open(pid)
        os.kill(pid, signal.SIGKILL)
        assert select.select([end], [], [], PATIENCE)[0], f"process {pid} survives SIGKILL"
        os.close(end)


def wait_ended(pid: int, folder: Path) -> None:
    eventually(lambda: not is_agent(pid, folder), lambda: f"agent {pid} lives on")


def is_agent(pid: int, folder: Path) -> bool:
    with suppress(OSError):
        return str(folder).encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def processes_of(folder: Path) -> list[int]:
    """Container processes of a data folder that are alive, by their environment."""
    found = []
    for entry in Path("/proc").iterdir():
        with suppress(OSError):
            if entry.name.isdecimal() and f"ISLANDMGR_LOCAL={folder}".encode() in (entry / "environ").read_bytes():
                found.append(int(entry.name))
    return found


def agents(folder: Path) -> list[int]:
    pids = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal())
    return [pid for pid in pids if is_agent(pid, folder)]


def wait_no_processes(folder: Path) -> None:
    eventually(
        lambda: not processes_of(folder),
        lambda: [Path(f"/proc/{pid}/cmdline").read_bytes() for pid in processes_of(folder)],
    )
