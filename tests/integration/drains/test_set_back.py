"""A drain whose deadline was set before the clock was set back waits no longer than one can. On both databases."""

from __future__ import annotations

import threading
import time
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import Connection

from islandmgr.resources.drains import store as drains
from islandmgr.resources.drains.rules import LONGEST, DrainState, Item, Mode
from islandmgr.resources.drains.service import DrainWorker, rows
from islandmgr.resources.drains.store import Drain
from islandmgr.resources.islands.store import islands
from islandmgr.store import Store
from tests.integration.notifications.outboxes import add_island, parts_on
from tests.integration.serving import eventually

YEARS = 4384 * 86400.0


def test_deadlines_of_years_become_the_longest_and_people_are_told(store: Store, tmp_path: Path) -> None:
    parts = parts_on(store, tmp_path)
    first, second = (add_island(parts, node="local-1") for _ in range(2))
    now = time.time()

    def work(conn: Connection) -> int:
        far = now + YEARS
        drain = Drain(
            id=0, selector="branch=dev", mode=Mode.MOVE, state=DrainState.RUNNING, nodes=["local-1"], who="ops",
            created_at=now, grace_seconds=None, at_once=1, max_failures=3, starts_at=far,
        )  # fmt: skip
        items = [Item(it.id, it.name, it.owner, it.node, Mode.MOVE, can_move=True) for it in (first, second)]
        own = {**asdict(items[1]), "due_at": far + 3600}
        made = drains.insert_new(conn, drain, [asdict(items[0]), own])
        drains.change(conn, made.id, cordoned=True)
        return made.id

    drain_id, over = parts.store.run(work), threading.Event()
    carrier = DrainWorker(parts)
    thread = threading.Thread(target=carrier.drive, args=(over, lambda: True), daemon=True)
    thread.start()

    def told() -> bool:
        with store.reading() as conn:
            return all(it.leaving is not None for it in islands.with_ids(conn, {first.id, second.id}))

    try:
        eventually(told)
    finally:
        over.set()
        carrier.awake.set()
        thread.join(30)
    with store.reading() as conn:
        drain, items = drains.get(conn, drain_id), rows.items_of(conn, drain_id)
        shown = [it.leaving.at for it in islands.with_ids(conn, {first.id, second.id}) if it.leaving]
    assert drain.state == DrainState.RUNNING
    ends = [drain.starts_at, items[1].due_at, *shown]
    assert all(end is not None and now < end <= time.time() + LONGEST for end in ends)
