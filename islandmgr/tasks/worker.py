"""The leader's loop over tasks: lets queued ones run, looks at each that does, has done what is decided.

It asks the cluster a bounded number of questions: one for each task and look, and no more tasks than the setting
`tasks_at_once` run. It follows no watch: that a Pod is gone has to be asked for anyway.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import structlog
from sqlalchemy import Connection

from islandmgr.engine.worker_loop import Holds, WorkerLoop
from islandmgr.kernel.context import Parts
from islandmgr.model.backoff import Backoff
from islandmgr.model.errors import Conflict, IslandError
from islandmgr.tasks import changes, messages, store
from islandmgr.tasks.acts import Acts
from islandmgr.tasks.log_collector import LogCollector
from islandmgr.tasks.model import OVER, Task, TaskState
from islandmgr.tasks.ssh_steps import SshSteps

IDLE_GAP, BUSY_GAP = 1.0, 0.25  # seconds between rounds while no task runs, and while one does
AGAIN = Backoff(0.25, 30.0)  # between looks at one task that fail
FAULT_GAP = 15.0  # seconds until a task at which the manager itself failed is looked at again
FAILURES_IN_SILENCE = 2  # in a row, until people are told

log = structlog.get_logger(__name__)


@dataclass
class LeaderState:
    """What one time of leading knows, by task; nothing of it outlives the lease. Times are `time.monotonic`."""

    logs: LogCollector
    ssh: SshSteps
    acts: Acts
    due: dict[int, float] = field(default_factory=dict)  # when to look next
    failures: dict[int, int] = field(default_factory=dict)  # in a row
    sweep_at: float = 0.0

    def forget_all_but(self, ids: Collection[int]) -> None:
        for known in (self.due, self.failures):
            for task_id in known.keys() - ids:
                del known[task_id]


class Worker:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._loop = WorkerLoop("tasks", self._round)
        self._state: LeaderState | None = None
        self.awake = self._loop.awake  # set it when there is something new to do

    def drive(self, over: threading.Event, holds: Holds) -> None:
        """Go on with every task until `over`."""
        logs, ssh = LogCollector(self._parts, holds), SshSteps(self._parts, holds, self.awake.set)
        self._state = LeaderState(logs, ssh, Acts(self._parts, logs, ssh))
        try:
            self._loop.drive(over, holds)
        finally:
            logs.close()
            ssh.close()

    def _round(self, holds: Holds) -> float:
        """Each task one look further."""
        state = self._state
        assert state is not None
        self._leave_queue(holds)
        with self._parts.store.reading() as conn:
            under_way = store.under_way(conn)
        state.forget_all_but({task.id for task in under_way})
        for task in under_way:
            asked_to_end = task.stop_at is not None and task.ending is None
            if holds() and (asked_to_end or time.monotonic() >= state.due.get(task.id, 0.0)):
                self._look_at(state, task)
        state.logs.flush_due()
        state.ssh.flush_due()
        if time.monotonic() >= state.sweep_at and holds():
            state.sweep_at = time.monotonic() + self._parts.settings.poll
            self._sweep()
        return BUSY_GAP if any(task.state is TaskState.RUNNING for task in under_way) else IDLE_GAP

    def _leave_queue(self, holds: Holds) -> None:
        with self._parts.store.reading() as conn:
            waiting = store.may_leave_queue(conn, self._parts.settings.tasks_at_once)
        while waiting and holds():
            begun = self._parts.store.run(self._begin)
            waiting = begun is not None
            if begun is not None:
                log.info("task begins", task=begun.id, kind=begun.kind)
                self._parts.written()

    def _begin(self, conn: Connection) -> Task | None:
        return changes.begin(conn, self._parts.settings.tasks_at_once, self._parts.now())

    def _look_at(self, state: LeaderState, task: Task) -> None:
        """Bring one task as far as it goes now; whatever goes wrong is its own trouble only."""
        try:
            seconds = state.acts.settle(task)
        except Conflict as error:
            log.info("task changed meanwhile", task=task.id, cause=error.message)
            seconds = 0.0
        except IslandError as error:
            seconds = self._put_off(state, task, error)
        except Exception:
            log.exception("a fault of the manager in a task", task=task.id)
            seconds = FAULT_GAP
        else:
            state.failures.pop(task.id, None)
        state.due[task.id] = time.monotonic() + seconds

    def _put_off(self, state: LeaderState, task: Task, error: IslandError) -> float:
        """Seconds until the next try, more with each failure in a row; people are told what it waits for."""
        failures = state.failures[task.id] = state.failures.get(task.id, 0) + 1
        gap = AGAIN.gap(failures)
        log.warning("task waits", task=task.id, cause=error.message, seconds=gap)
        if failures > FAILURES_IN_SILENCE and task.state is TaskState.RUNNING and task.ending is None:
            self._change(task, message=messages.TRYING_AGAIN(why=error.told))
        return gap

    def _change(self, task: Task, **values: Any) -> None:
        now = self._parts.now()

        def work(conn: Connection) -> None:
            there = store.get(conn, task.id, lock=True)
            if any(getattr(there, name) != value for name, value in values.items()):
                changes.change(conn, there, now, **values)

        try:
            self._parts.store.run(work)
        except IslandError as error:
            log.warning("task not written", task=task.id, cause=error.message)
        self._parts.written()

    def _sweep(self) -> None:
        """Find Pods of tasks that are over: the creation of one may have been answered too late. Those of tasks that
        nobody knows are left alone: the database may be the one that is wrong."""
        pods = {pod.task_id: pod for pod in self._parts.cluster.list_pods() if pod.task_id is not None}
        with self._parts.store.reading() as conn:
            known = {task.id: task for task in store.with_ids(conn, pods.keys())}
        for task_id, pod in pods.items():
            task = known.get(task_id)
            if task is None:
                log.warning("a Pod of a task that nobody knows", pod=pod.name, node=pod.node)
            elif task.state in OVER and not task.pod_left and not pod.deleting:
                self._change(task, pod_left=True, pod_uid=pod.uid)
