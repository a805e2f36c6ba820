"""The worker of the leader that reconciles islands, and the way to wake it."""

from __future__ import annotations

import threading
from collections.abc import Callable

from islandmgr.engine.leader import join
from islandmgr.engine.work_queue import Urgency, WorkQueue
from islandmgr.kernel.context import Parts
from islandmgr.model.domain import Subject
from islandmgr.resources.islands.reconcile.acts import Acts
from islandmgr.resources.islands.reconcile.loop import ReconcileLoop


class Reconciler:
    """One for the process; each time of leading has a queue and a loop of its own."""

    def __init__(self, parts: Parts, acts: Acts) -> None:
        self._parts = parts
        self._acts = acts
        self._queue: WorkQueue | None = None

    def drive(self, over: threading.Event, holds: Callable[[], bool]) -> None:
        """Reconcile until `over`, and only while `holds()`."""
        queue = self._queue = WorkQueue()
        threads = ReconcileLoop(self._parts, self._acts, queue, holds, over).start()
        over.wait()
        self._queue = None
        queue.close()
        join(list(threads))

    def wake(self, subject: Subject) -> None:
        """Somebody in this process changed an island: look at it now."""
        queue = self._queue
        if queue is not None:
            queue.add(subject.number, urgency=Urgency.ASKED)
