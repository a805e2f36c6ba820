"""A container runtime that writes the last of a log after it has told of the container's end: nothing is lost."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pod_specs
from islandmgr.cluster.local.client import LocalCluster
from islandmgr.config.settings import Settings
from islandmgr.kernel.context import Parts
from islandmgr.store import Store
from islandmgr.tasks import logs
from islandmgr.tasks import store as tasks
from islandmgr.tasks.log_collector import LogCollector
from tests.integration.serving import eventually
from tests.integration.tasks.rows import NOW, kept
from tests.unit.tasks.made import step

WHOLE = b"one\ntwo\nlast words"


class Late(LocalCluster):
    """Each reading finds a little more than the one before."""

    readings = 0

    def logs(self, *_: Any, **_more: Any) -> Iterator[bytes]:
        self.readings += 1
        yield WHOLE[: 8 * self.readings]


def test_a_log_is_complete_when_a_reading_finds_nothing_new(store: Store, tmp_path: Path) -> None:
    cluster = Late(tmp_path / "local", images={}, isolation="plain")
    cluster.traits = dataclasses.replace(cluster.traits, late_output=0.05)
    parts = Parts(Settings(data=tmp_path), store, cluster, pod_specs.load([]))
    ended = step(0, started_at=NOW, ended_at=NOW + 1, exit=0)
    task = store.run(lambda conn: kept(conn, ended))
    collector = LogCollector(parts, lambda: True)

    def complete() -> bool:
        with store.reading() as conn:
            now = tasks.get(conn, task.id)
        collector.look_after(now)
        return now.steps[0].log_complete

    eventually(complete, gap=0.02)
    with store.reading() as conn:
        assert logs.last_bytes(conn, task.id, 0, 100) == (len(WHOLE), WHOLE)
    assert cluster.readings == 4
    cluster.shutdown(grace_seconds=0)
