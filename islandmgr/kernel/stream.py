"""What open pages follow: every change of an island, as it is committed, by whichever process.

One thread per process tails the `events` table for all viewers; a viewer costs a queue, not a query.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import structlog
from sqlalchemy import Connection

from islandmgr.kernel import events
from islandmgr.kernel.context import Parts
from islandmgr.model.domain import Island
from islandmgr.model.errors import IslandError, NotFound
from islandmgr.model.observed import Node
from islandmgr.resources.drains.service import DrainNews
from islandmgr.resources.drains.service.rows import view_of
from islandmgr.resources.islands.store import islands
from islandmgr.store.tail import Followed, Tail

POLL = 0.25  # seconds between looks for what other processes committed, while somebody watches
NODE_GAP = 5.0  # seconds between looks at the nodes
BACKLOG = 5  # batches of events that a returning viewer may have missed; after more it reads the table anew
QUEUE = 5000  # changes that a slow viewer may be behind

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class StreamItem:
    """One thing for a page. `id` is a place in the stream to resume from; empty when it does not move it."""

    id: str
    topic: Literal["island", "node", "drain", "resync"]
    data: Island | Node | DrainNews | None = None


class Stream:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._viewers: set[queue.Queue[StreamItem | None]] = set()
        self._lock = threading.Lock()
        self._awake = threading.Event()
        self._thread: threading.Thread | None = None
        self._node_thread: threading.Thread | None = None
        self._nodes: dict[str, Node] = {}

    def newest(self) -> str:
        """The place after all that is committed now. Ask before reading the table, then follow from here."""
        with self._parts.store.reading() as conn:
            return Tail.from_now(conn).cursor

    def notify(self) -> None:
        """Something was committed in this process: look at once."""
        self._awake.set()

    def follow(self, after: str | None, stop: threading.Event, heartbeat: float = 15.0) -> Iterator[StreamItem | None]:
        """Changes after the place `after` (None: from now on) until `stop` is set; None is a heartbeat.

        `resync` says that too much happened meanwhile, or that this viewer is too slow: read the table anew.
        Raises Invalid for a place that is none.
        """
        if after is not None:
            Tail.after(after)
        return self._follow(after, stop, heartbeat)

    def _follow(self, after: str | None, stop: threading.Event, heartbeat: float) -> Iterator[StreamItem | None]:
        mine: queue.Queue[StreamItem | None] = queue.Queue(QUEUE)
        self._join(mine)
        try:
            if after is not None:
                yield from self._missed(after)
            waited = 0.0
            while not stop.is_set():
                try:
                    item = mine.get(timeout=min(1.0, heartbeat))
                except queue.Empty:
                    waited += min(1.0, heartbeat)
                    if waited >= heartbeat:
                        waited = 0.0
                        yield None
                    continue
                if item is None:
                    break
                waited = 0.0
                yield item
                if item.topic == "resync":
                    _drain(mine)
        finally:
            with self._lock:
                self._viewers.discard(mine)

    def close(self) -> None:
        """End every viewer's stream."""
        with self._lock:
            viewers = list(self._viewers)
        for viewer in viewers:
            _offer(viewer, None)

    def viewers(self) -> int:
        with self._lock:
            return len(self._viewers)

    def _join(self, viewer: queue.Queue[StreamItem | None]) -> None:
        with self._lock:
            self._viewers.add(viewer)
            self._follow_nodes()
            if self._thread is None or not self._thread.is_alive():
                ready = threading.Event()
                self._thread = threading.Thread(target=self._run, args=(ready,), name="stream", daemon=True)
                self._thread.start()
                joined = ready
            else:
                joined = None
        if joined is not None:
            joined.wait(5)  # the tail has its place before the viewer looks for what it missed

    def _missed(self, after: str) -> Iterator[StreamItem]:
        """What was committed since `after`. The live tail has its place by now, so nothing falls between."""
        tail = Tail.after(after)
        with self._parts.store.reading() as conn:
            found: list[Followed] = []
            for _ in range(BACKLOG):
                news = tail.new(conn)
                found += news
                if not news:
                    yield from self._items(conn, found)
                    return
        yield StreamItem(self.newest(), "resync")

    def _run(self, ready: threading.Event) -> None:
        """Tail the table while there are viewers; ends with the last of them."""
        tail: Tail | None = None
        while True:
            with self._lock:
                if not self._viewers:
                    self._thread = None
                    ready.set()
                    return
            try:
                self._awake.clear()
                with self._parts.store.reading() as conn:
                    tail = tail or Tail.from_now(conn)
                    ready.set()
                    self._publish(self._items(conn, tail.new(conn)))
            except IslandError as error:
                log.warning("the stream waits", cause=error.message)
                self._awake.wait(2)
            self._awake.wait(POLL)

    def _follow_nodes(self) -> None:
        """In a thread of their own: asking the cluster takes long where much runs, and islands' news must not wait."""
        if self._node_thread is None or not self._node_thread.is_alive():
            self._node_thread = threading.Thread(target=self._run_nodes, name="stream-nodes", daemon=True)
            self._node_thread.start()

    def _run_nodes(self) -> None:
        """As long as there are viewers."""
        while True:
            with self._lock:
                if not self._viewers:
                    self._node_thread = None
                    return
            try:
                self._publish(self._node_news())
            except IslandError as error:
                log.info("no news of the nodes", cause=error.message)
            time.sleep(NODE_GAP)

    def _items(self, conn: Connection, found: Sequence[Followed]) -> list[StreamItem]:
        """One item an island or drain, at the place of its last event: the row already holds the earlier ones."""
        last: dict[tuple[str, int], str] = {}
        of_drain: dict[int, set[int]] = {}
        for one in found:
            key = "island", one.event.island_id
            if one.event.island_id == events.NO_ISLAND:
                key = "drain", int(one.event.data["drain"])
                of_drain.setdefault(key[1], set()).update(one.event.data["islands"])
            last.pop(key, None)  # its place is that of its last event, also in the order of sending
            last[key] = one.cursor
        ids = {number for topic, number in last if topic == "island"}
        rows = {island.id: island for island in islands.with_ids(conn, ids)} if ids else {}
        items = []
        for (topic, number), cursor in last.items():
            if topic == "drain":
                items += _drain_item(conn, cursor, number, of_drain[number])
            elif number in rows:
                items.append(StreamItem(cursor, "island", rows[number]))
        return items

    def _node_news(self) -> list[StreamItem]:
        nodes = {node.name: node for node in self._parts.cluster.list_nodes()}
        changed = [node for name, node in nodes.items() if self._nodes.get(name) != node]
        first, self._nodes = not self._nodes, nodes
        return [] if first else [StreamItem("", "node", node) for node in changed]

    def _publish(self, items: Sequence[StreamItem]) -> None:
        if not items:
            return
        with self._lock:
            viewers = list(self._viewers)
        for viewer in viewers:
            for item in items:
                if not _offer(viewer, item):
                    _drain(viewer)
                    _offer(viewer, StreamItem(item.id, "resync"))
                    break


def _drain_item(conn: Connection, cursor: str, drain_id: int, changed: set[int]) -> list[StreamItem]:
    try:
        return [StreamItem(cursor, "drain", DrainNews(view_of(conn, drain_id), frozenset(changed)))]
    except NotFound:
        return []  # its transaction was rolled back


def _offer(viewer: queue.Queue[StreamItem | None], item: StreamItem | None) -> bool:
    try:
        viewer.put_nowait(item)
    except queue.Full:
        return False
    return True


def _drain(viewer: queue.Queue[StreamItem | None]) -> None:
    while True:
        try:
            viewer.get_nowait()
        except queue.Empty:
            return
