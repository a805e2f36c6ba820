"""The outbox without a manager around it: a store, islands with events, and the thread that empties it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pod_specs
from islandmgr.app.rooms import ROOMS
from islandmgr.cluster.base import Cluster
from islandmgr.config.settings import Settings
from islandmgr.kernel.context import Parts, note
from islandmgr.kernel.event_kinds import EventKinds, SubjectEvents
from islandmgr.kernel.services import Services
from islandmgr.model.domain import MANAGER, REAL_TIME, Actor, Island, State, Wanted
from islandmgr.model.messages import as_message
from islandmgr.resources.islands.store import islands
from islandmgr.resources.notifications.service.build import build
from islandmgr.resources.notifications.service.channels import Channels
from islandmgr.resources.notifications.service.dispatcher import Outbox
from islandmgr.resources.notifications.service.webhooks import Webhooks
from islandmgr.store.store import Store

OPERATOR = Actor("ops", "test")


@dataclass(frozen=True)
class Telling:
    webhooks: Webhooks
    channels: Channels
    outbox: Outbox


def make_telling(parts: Parts, *more: SubjectEvents[Any]) -> Telling:
    """The verbs as the manager has them, with the kinds of events of all rooms, and `more`."""
    services = Services(parts.settings)
    services.add(EventKinds([*(room.find(room.events) for room in ROOMS.values() if room.events), *more]))
    build(parts, services)
    return Telling(services[Webhooks], services[Channels], services[Outbox])


def parts_on(store: Store, folder: Path, **settings: Any) -> Parts:
    chosen = Settings(data=folder, outgoing_networks=("127.0.0.0/8",), **settings)
    # The outbox asks nothing of a cluster.
    return Parts(chosen, store, cast(Cluster, None), pod_specs.load([]), secret=b"key")


def add_island(parts: Parts, **fields: Any) -> Island:
    now = time.time()
    plain: dict[str, Any] = {
        "id": 0,
        "name": "sample-qa01-dev",
        "blueprint": "sample",
        "branch": "dev",
        "owner": "qa01",
        "note": "",
        "wanted": Wanted.RUN,
        "state": State.RUNNING,
        "reason": "",
        "incarnation": 1,
        "pool": "default",
        "ports": (),
        "clock": REAL_TIME,
        "args": {},
        "created_at": now,
        "changed_at": now,
        "ready_at": now,
        "started_at": now,
    }
    return parts.store.run(lambda conn: islands.insert_new(conn, Island(**{**plain, **fields})))


def happens(parts: Parts, island: Island, after: State = State.RUNNING, message: str = "") -> None:
    """One event of an island: a change of state."""
    parts.store.run(lambda conn: note(conn, island, "state", MANAGER, as_message(message), time.time(), after=after))


@contextmanager
def emptied(telling: Telling) -> Iterator[None]:
    """As if this process led, while the block runs."""
    over = threading.Event()
    thread = threading.Thread(target=telling.outbox.drive, args=(over, lambda: not over.is_set()), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        telling.outbox.notify()
        thread.join()


__all__ = ["OPERATOR", "add_island", "emptied", "happens", "make_telling", "parts_on"]
