"""Finds out why Pods wait, beside the watch: the cluster's other Pods and the events have to be asked for that."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import structlog

from islandmgr.cluster import base
from islandmgr.cluster.kubernetes.api import Raw
from islandmgr.cluster.kubernetes.nodes import Tenant
from islandmgr.cluster.kubernetes.reasons import Needs, why_no_node
from islandmgr.model.errors import IslandError

SLOW = 8.0  # seconds that a Pod may take on its node before its events are read
AGAIN = 15.0  # seconds until they are read again
AT_ONCE = 20  # Pods whose events are read in one go
GAP = 1.0  # seconds between two looks
QUIET = 30.0  # seconds without anybody waiting after which the thread ends

log = structlog.get_logger(__name__)


@dataclass
class _Waiting:
    name: str
    said: str  # the scheduler's words; empty once it has a node
    needs: Needs
    due: float  # time.monotonic
    hint: str = ""
    answered: str = ""  # the words that `hint` is about


class Hints:
    """Thread-safe. A thread of its own works while some Pod waits, and only then."""

    def __init__(
        self,
        room: Callable[[], tuple[Sequence[base.Node], Sequence[Tenant]]],
        events: Callable[[str], Sequence[base.PodEvent]],
    ) -> None:
        self._room = room
        self._events = events
        self._lock = threading.Lock()
        self._waiting: dict[str, _Waiting] = {}  # by uid
        self._news: set[str] = set()
        self._thread: threading.Thread | None = None

    def look(self, pod: base.Pod, raw: Raw) -> None:
        """Take note of a Pod: one that waits is looked into, any other is forgotten."""
        unscheduled = not pod.node and pod.reason == "Unschedulable"
        starting = bool(pod.node) and pod.phase == "Pending"
        if pod.deleting or not (unscheduled or starting):
            self.forget(pod.uid)
            return
        with self._lock:
            known = self._waiting.get(pod.uid)
            said = pod.message if unscheduled else ""
            if known is None or known.said != said:
                due = time.monotonic() + (0.0 if unscheduled else SLOW)
                kept = known.hint if known and unscheduled else ""  # until the new words are looked into
                self._waiting[pod.uid] = _Waiting(pod.name, said, Needs.of(raw), due, kept)
                self._start()

    def of(self, pod: base.Pod) -> str:
        with self._lock:
            known = self._waiting.get(pod.uid)
            return known.hint if known else ""

    def news(self) -> Collection[str]:
        """Names of Pods that have another hint since the last call."""
        if not self._news:
            return ()
        with self._lock:
            news, self._news = self._news, set()
            return news

    def forget(self, uid: str) -> None:
        if uid in self._waiting:
            with self._lock:
                self._waiting.pop(uid, None)

    def forget_all_but(self, uids: Collection[str]) -> None:
        with self._lock:
            self._waiting = {uid: one for uid, one in self._waiting.items() if uid in uids}

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="hints", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        idle_since = time.monotonic()
        while True:
            now = time.monotonic()
            with self._lock:
                if self._waiting:
                    idle_since = now
                elif now - idle_since > QUIET:
                    self._thread = None
                    return
                due = [one for one in self._waiting.values() if one.due <= now]
            try:
                self._look_into(due)
            except IslandError as error:
                log.info("not found out why Pods wait", cause=error.message)
            time.sleep(GAP)

    def _look_into(self, due: Sequence[_Waiting]) -> None:
        without_node = [one for one in due if one.said]
        if without_node:
            nodes, tenants = self._room()
            for one in without_node:
                self._found(one, why_no_node(one.needs, nodes, tenants), float("inf"))
        for one in [one for one in due if not one.said][:AT_ONCE]:
            warnings = [event.message for event in self._events(one.name) if event.kind == "Warning"]
            self._found(one, warnings[-1] if warnings else "", AGAIN)

    def _found(self, one: _Waiting, hint: str, again: float) -> None:
        with self._lock:
            one.due = time.monotonic() + again
            if one.hint != hint:
                one.hint = hint
                self._news.add(one.name)
