"""What open pages follow: every change of a subject with a topic, as it is committed, by whichever process.

One thread per process tails the `events` table for all viewers; a viewer costs a queue, not a query.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import structlog

from islandmgr.kernel.context import Parts
from islandmgr.kernel.tail import Followed, Tail
from islandmgr.kernel.topics import RESYNC, PolledTopic, StreamItem, Topics
from islandmgr.model.errors import IslandError
from islandmgr.model.messages import Translate

POLL = 0.25  # seconds between looks for what other processes committed, while somebody watches
BACKLOG = 5  # batches of events that a returning viewer may have missed; after more it reads the table anew
LOOK_BACK = 5.0  # seconds between looks whether the database was put back while somebody watches
QUEUE = 5000  # changes that a slow viewer may be behind

log = structlog.get_logger(__name__)


class Stream:
    def __init__(self, parts: Parts, topics: Topics) -> None:
        self._parts = parts
        self._topics = topics
        self._viewers: set[queue.Queue[StreamItem | None]] = set()
        self._lock = threading.Lock()
        self._awake = threading.Event()
        self._thread: threading.Thread | None = None
        self._polling: set[str] = set()  # the polled topics that have a thread
        self._looked_at: dict[str, dict[str, Any]] = {}  # of each polled topic, what it showed last

    def newest(self) -> str:
        """The place after all that is committed now. Ask before reading the table, then follow from here."""
        with self._parts.store.reading() as conn:
            return Tail.from_now(conn).cursor

    @property
    def topics(self) -> tuple[str, ...]:
        """The names of events in the stream, besides `resync`."""
        return self._topics.names

    def act_of(self, item: StreamItem) -> str:
        """What a viewer must be allowed to get this item."""
        return self._topics.act_of(item)

    def serialize(self, item: StreamItem, words: Translate) -> Mapping[str, Any]:
        """What goes with an item over the wire, as its topic says, for a reader of the language of `words`."""
        return self._topics.serialize(self._parts, item, words)

    def notify(self) -> None:
        """Something was committed in this process: look at once."""
        self._awake.set()

    def follow(self, after: str | None, stop: threading.Event, heartbeat: float = 15.0) -> Iterator[StreamItem | None]:
        """Changes after the place `after` (None: from now on) until `stop` is set; None is a heartbeat.

        `resync` says that too much happened meanwhile, that this viewer is too slow, or that the database was put back
        to a time before that place: read the table anew.
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
                if item.topic == RESYNC:
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
            self._poll()
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
            for _ in () if tail.is_ahead(conn) else range(BACKLOG):
                news = tail.new(conn)
                found += news
                if not news:
                    yield from self._topics.items(conn, found)
                    return
        yield StreamItem(self.newest(), RESYNC)

    def _run(self, ready: threading.Event) -> None:
        """Tail the table while there are viewers; ends with the last of them."""
        tail: Tail | None = None
        look_back_at = time.monotonic() + LOOK_BACK
        found: list[Followed] = []  # kept when the database goes away between the events and what they are about
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
                    found += tail.new(conn)
                    self._publish(self._topics.items(conn, found))
                    if not found and time.monotonic() >= look_back_at:
                        look_back_at = time.monotonic() + LOOK_BACK
                        if tail.is_ahead(conn):
                            tail = Tail.from_now(conn)
                            self._publish([StreamItem(tail.cursor, RESYNC)])
                found = []
            except IslandError as error:
                log.warning("the stream waits", cause=error.message)
                self._awake.wait(2)
            self._awake.wait(POLL)

    def _poll(self) -> None:
        """In threads of their own: asking the cluster takes long where much runs, and what is committed must not wait.

        Called with the lock held.
        """
        for topic in self._topics.polled:
            if topic.kind not in self._polling:
                self._polling.add(topic.kind)
                threading.Thread(
                    target=self._run_polled, args=(topic,), name=f"stream-{topic.kind}", daemon=True
                ).start()

    def _run_polled(self, topic: PolledTopic[Any]) -> None:
        """As long as there are viewers."""
        while True:
            with self._lock:
                if not self._viewers:
                    self._polling.discard(topic.kind)
                    return
            try:
                self._publish(self._polled_news(topic))
            except IslandError as error:
                log.info("no news of a topic", topic=topic.kind, cause=error.message)
            except Exception:
                log.exception("a fault of the manager in a topic of the stream", topic=topic.kind)
            time.sleep(topic.gap)

    def _polled_news(self, topic: PolledTopic[Any]) -> list[StreamItem]:
        before, now = self._looked_at.get(topic.kind), dict(topic.look(self._parts))
        self._looked_at[topic.kind] = now
        if not before:
            return []
        return [StreamItem("", topic.kind, it) for name, it in now.items() if before.get(name) != it]

    def _publish(self, items: Sequence[StreamItem]) -> None:
        if not items:
            return
        with self._lock:
            viewers = list(self._viewers)
        for viewer in viewers:
            for item in items:
                if not _offer(viewer, item):
                    _drain(viewer)
                    _offer(viewer, StreamItem(item.id, RESYNC))
                    break


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
