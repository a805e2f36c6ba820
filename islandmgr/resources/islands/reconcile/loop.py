"""The loop that makes what is, what is wanted: observe, decide, act, back off.

Watch events, people's wishes and a periodic full comparison all end in one queue of island ids; a few workers take
them from it, so that one island's trouble never holds up another's. What to do is decided in `lifecycle`; how it is
done stands in `acts`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence

import structlog
from sqlalchemy import Connection

from islandmgr.config import metrics
from islandmgr.engine.pod_cache import PodCache
from islandmgr.engine.work_queue import Urgency, WorkQueue
from islandmgr.kernel.context import Parts
from islandmgr.kernel.tail import Tail
from islandmgr.model.domain import ISLAND, MANAGER, TERMINAL, Event, Island, State, holds_for_node
from islandmgr.model.errors import Conflict, IslandError, NotFound, Permanent, Temporary, Unavailable
from islandmgr.model.observed import Change, Changed, Gone, Pod, Synced
from islandmgr.resources.islands.reconcile.acts import Acts
from islandmgr.resources.islands.rules import lifecycle
from islandmgr.resources.islands.store import islands

STEPS = 20  # acts in a row on one island; more means that two rules undo each other
TAIL_GAP = 0.5  # seconds between looks for what other processes committed

_ABSENCE_IS_HARMLESS = frozenset({State.STOPPED, State.REQUESTED})
"""Nothing hangs on a stopped island's Pod, and creating one that is there already finds it."""

log = structlog.get_logger(__name__)


class _LapsedError(Exception):
    """The lease ran out in the middle of a look."""


class ReconcileLoop:
    """One time of leading: its threads, its queue and what it has seen. Nothing of it outlives the lease."""

    def __init__(
        self, parts: Parts, acts: Acts, queue: WorkQueue, holds: Callable[[], bool], over: threading.Event
    ) -> None:
        self._parts = parts
        self._acts = acts
        self._queue = queue
        self._holds = holds
        self._over = over
        self._seen = PodCache()
        self._settled_as: dict[int, int] = {}  # island id -> version of its row as a worker last had it
        self._full_look_due = threading.Event()

    def start(self) -> Sequence[threading.Thread]:
        loops: list[tuple[str, Callable[[], None]]] = [
            ("watch", self._watch),
            ("tail", self._tail),
            ("compare", self._compare),
        ]
        loops += [(f"worker-{number}", self._work) for number in range(self._parts.settings.reconcile_threads)]
        threads = [threading.Thread(target=loop, name=name, daemon=True) for name, loop in loops]
        for thread in threads:
            thread.start()
        return threads

    def _watch(self) -> None:
        for change in self._parts.cluster.watch_pods(self._over):
            self._take_in(change)
            if self._over.is_set():
                return

    def _take_in(self, change: Change) -> None:
        match change:
            case Synced(pods):
                self._seen.replace(pods)
                self._look_at_all()
            case Changed(pod):
                if self._seen.put(pod):
                    self._look_at(pod)
            case Gone(pod):
                self._seen.drop(pod)
                self._look_at(pod)

    def _look_at(self, pod: Pod) -> None:
        if pod.island_id is not None:
            self._queue.add(pod.island_id)

    def _look_at_all(self) -> None:
        """Queue every island that something can still happen to, and every Pod's island."""
        self._full_look_due.clear()
        try:
            alive = self._live()
        except IslandError as error:
            log.warning("islands could not be listed", cause=error.message)
            self._full_look_due.set()  # `_tail` tries again
            return
        self._queue_round({island.id for island in alive} | self._seen.island_ids())

    def _look_at_unsettled(self) -> None:
        """Queue those that something is to be done about. Thousands are judged at once here: a look at each by itself
        would keep everybody waiting."""
        alive = {island.id: island for island in self._live()}
        unsettled = {island.id for island in alive.values() if not self._settled(island)}
        self._queue_round(unsettled | (self._seen.island_ids() - alive.keys()))

    def _live(self) -> Sequence[Island]:
        with self._parts.store.reading() as conn:
            return islands.live(conn)

    def _settled(self, island: Island) -> bool:
        """By what was seen last. Without a Pod in sight nobody knows: `_observed` asks the cluster then."""
        if lifecycle.waits_for_clock(island):
            return False
        pods = self._seen.of(island.id)
        return bool(pods) and isinstance(self._decide(island, pods), lifecycle.Nothing)

    def _queue_round(self, island_ids: Iterable[int]) -> None:
        for island_id in island_ids:
            self._queue.add(island_id, urgency=Urgency.ROUND)

    def _tail(self) -> None:
        """See what other manager processes committed."""
        tail: Tail | None = None
        while not self._over.wait(TAIL_GAP):
            try:
                with self._parts.store.reading() as conn:
                    if tail is None:
                        tail = Tail.from_now(conn)
                        self._full_look_due.set()  # what was committed before the tail had its place
                    told = [it.event for it in tail.new(conn) if it.event.subject.kind == ISLAND]
                    news = self._unknown(conn, told)
                for event in news:
                    urgency = Urgency.ROUND if event.who == MANAGER.name else Urgency.ASKED
                    self._queue.add(event.subject.number, urgency=urgency)
                if self._full_look_due.is_set():
                    self._look_at_all()
            except IslandError as error:
                log.warning("the database does not answer", cause=error.message)
                self._full_look_due.set()  # the tail has passed what it read last, queued or not
                self._over.wait(2)

    def _unknown(self, conn: Connection, told: Sequence[Event]) -> list[Event]:
        """Those about islands that a worker has not seen as they are now: most of what is told, this process did."""
        versions = islands.versions(conn, {event.subject.number for event in told}) if told else {}
        numbered = [(event.subject.number, event) for event in told]
        return [event for number, event in numbered if versions.get(number) != self._settled_as.get(number)]

    def _compare(self) -> None:
        """The net under the watch: every so often a full list, read as if it were the first."""
        while not self._over.wait(self._parts.settings.poll):
            seen = self._seen.all()
            try:
                pods = self._parts.cluster.list_pods()
                listed = {pod.uid for pod in pods}
                gone = [pod for pod in seen if pod.uid not in listed and not self._is_there(pod)]
                for pod in pods:
                    self._seen.put(pod)
                for pod in gone:
                    self._seen.drop(pod)
                self._look_at_unsettled()
            except IslandError as error:
                log.warning("not compared: the cluster or the database does not answer", cause=error.message)

    def _is_there(self, pod: Pod) -> bool:
        """A list may be a moment old, in either direction; one Pod by its name is the truth."""
        found = self._parts.cluster.get_pod(pod.name)
        return found is not None and found.uid == pod.uid

    def _work(self) -> None:
        while not self._seen.complete.wait(0.2):
            if self._over.is_set():
                return
        while (island_id := self._queue.get()) is not None:
            try:
                if not self._holds():
                    self._queue.add(island_id)  # taken and not done
                    return
                self._reconcile(island_id)
            finally:
                self._queue.done(island_id)

    def _reconcile(self, island_id: int) -> None:
        """Bring one island as far as it goes now; whatever goes wrong is its own trouble only."""
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(island=island_id, incarnation=None):
            outcome = self._guarded(island_id)
        metrics.reconciles.labels(outcome).inc()
        metrics.reconcile_seconds.observe(time.perf_counter() - began)

    def _guarded(self, island_id: int) -> str:
        try:
            delay = self._settle(island_id)
        except _LapsedError:
            self._queue.add(island_id)
            return "temporary"
        except Temporary as trouble:
            gap = self._queue.retry(island_id, trouble.delay)
            log.warning("trying again", cause=trouble.reason, seconds=gap)
            return "temporary"
        except (Unavailable, Conflict) as error:
            # The cluster or the database is away, or somebody else changed the row at the same moment.
            gap = self._queue.retry(island_id)
            log.warning("trying again", cause=error.message, seconds=gap)
            return "temporary"
        except (IslandError, Permanent) as error:
            gap = self._queue.retry(island_id)
            log.warning("cannot go on", cause=str(error), seconds=gap)
            return "permanent"
        except Exception:
            gap = self._queue.retry(island_id)
            log.exception("a fault of the manager", seconds=gap)
            return "error"
        self._queue.forget(island_id)
        if delay is not None:
            self._queue.add(island_id, delay)
        return "ok"

    def _settle(self, island_id: int) -> float | None:
        """Decide and act until nothing is left to do; seconds until the next look, if one is wanted.

        Raises what the store and the cluster raise, Temporary, and _LapsedError: what is left is the next term's.
        """
        island = self._read(island_id)
        if island is None:
            self._orphans(self._seen.of(island_id))
            return None
        for _ in range(STEPS):
            structlog.contextvars.bind_contextvars(incarnation=island.incarnation)
            pods = self._observed(island.pod, island_id, island.state)
            action = self._decide(island, pods, silent=not pods and self._silent(island))
            if not self._holds():
                raise _LapsedError
            self._settled_as[island_id] = island.version
            match action:
                case lifecycle.Nothing():
                    if island.state in TERMINAL:
                        del self._settled_as[island_id]  # one that nobody will tell of again
                    return self._acts.look_after(island)
                case lifecycle.Wait(seconds):
                    return seconds
            after = self._acts.do(action, island, self._seen)
            if after is None:
                return None
            island = after
        raise Temporary(f"it did not settle within {STEPS} steps")

    def _read(self, island_id: int) -> Island | None:
        with self._parts.store.reading() as conn:
            try:
                return islands.get(conn, island_id)
            except NotFound:
                return None

    def _decide(self, island: Island, pods: Sequence[Pod], *, silent: bool = False) -> lifecycle.Action:
        deadline, last = self._parts.settings.start_deadline, self._seen.last(island.pod)
        return lifecycle.decide(island, pods, self._parts.now(), deadline, silent=silent, last=last)

    def _observed(self, name: str, island_id: int, state: State) -> list[Pod]:
        """The island's Pods. That there is none is believed only when the cluster itself says so: what the watch
        showed may be older than a Pod that was made a moment ago, and on this depend the ports."""
        seen = self._seen.of(island_id)
        if seen or not name or state in _ABSENCE_IS_HARMLESS:
            return seen
        pod = self._parts.cluster.get_pod(name)
        if pod is None:
            return []
        self._seen.put(pod)
        return [pod]

    def _silent(self, island: Island) -> bool:
        """Does the island's last node not answer, where something hangs on it?"""
        if not holds_for_node(island):
            return False
        node = self._parts.cluster.get_node(island.node)
        return node is None or not node.ready

    def _orphans(self, pods: Sequence[Pod]) -> None:
        for pod in pods:
            # Nobody deletes what somebody may miss: the database may be the one that is wrong.
            log.warning("a Pod of an island that nobody knows", pod=pod.name, node=pod.node)
