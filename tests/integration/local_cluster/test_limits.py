"""Memory and disk that run out."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from islandmgr.cluster.local import cgroups, memory
from islandmgr.model.errors import Unavailable
from tests.integration.cluster_contract.beds import SERVER, eventually, ready
from tests.integration.local_cluster.homes import home, memory_groups

LIVE = "trap 'exit 0' TERM; while :; do sleep 0.1; done"
GROW = """
import subprocess, sys, time
kept = []
while True:
    kept.append(bytearray(2**20))
    time.sleep(0.005)
"""


def test_without_groups_of_the_kernel_the_biggest_process_is_killed() -> None:
    """A small parent stays, its growing child is killed: as the kernel would do."""
    parent = f"import subprocess, sys; sys.exit(subprocess.run([sys.executable, '-c', {GROW!r}]).returncode == -9)"
    exceeded: list[bool] = []

    async def watch(process: subprocess.Popen[bytes]) -> None:
        watching = asyncio.create_task(memory.hold_limit(process.pid, 80 * 2**20, lambda: exceeded.append(True)))
        await asyncio.to_thread(process.wait, 60)
        watching.cancel()

    with subprocess.Popen([sys.executable, "-c", parent]) as process:
        asyncio.run(watch(process))
    assert process.returncode == 1
    assert exceeded == [True]


def test_groups_of_the_kernel_are_made_and_removed() -> None:
    groups = cgroups.find("islandmgr-test-groups")
    assert groups is not None, "as root, some memory group can be made on every Linux"
    group = groups.make("one", 64 * 2**20)
    with subprocess.Popen(["sleep", "1000"], preexec_fn=group.join) as sleeper:
        assert group.processes() == [sleeper.pid]
        assert group.oom_kills() == 0
        sleeper.kill()
    groups.remove()
    assert not groups.folder.exists()


def test_an_ended_agent_leaves_no_groups(tmp_path: Path) -> None:
    with home(tmp_path) as bed:
        name = bed.start(LIVE, resources={"limits": {"memory": "64Mi"}})
        bed.wait(name, ready)
        assert memory_groups(tmp_path)
        assert bed.cluster.shutdown(grace_seconds=0)
        eventually(lambda: not memory_groups(tmp_path), lambda: memory_groups(tmp_path))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "none", disk], check=True)
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


def test_a_full_disk_costs_lines_and_no_server(small_disk: Path) -> None:
    with home(small_disk) as bed:
        name = bed.start("i=0; while [ $i -lt 600000 ]; do echo line $i; i=$((i+1)); done; echo done >&2; " + LIVE)
        eventually(
            lambda: b"done" in b"".join(bed.cluster.logs(name, SERVER, tail=5)), lambda: bed.cluster.pod_events(name)
        )
        assert bed.wait(name, ready).ready
        filler = small_disk / "filler"
        with pytest.raises(OSError, match="No space"):
            filler.write_bytes(bytes(8 * 2**20))
        with pytest.raises(Unavailable, match="cannot be written"):
            bed.start(LIVE)
        assert bed.cluster.exec(name, SERVER, ["echo", "alive"]).stdout == b"alive\n"
        with bed.watching() as watch:
            bed.cluster.delete_pod(name, grace_seconds=1)
            watch.wait_gone(name)
        filler.unlink()
        bed.wait(bed.start(LIVE), ready)
        bed.clean()
