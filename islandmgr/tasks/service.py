"""The verbs about tasks of every kind: create, list, look at, read the log, stop. Rooms say what a task does."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from islandmgr.kernel.context import Parts, note
from islandmgr.model.domain import Actor
from islandmgr.model.errors import Conflict, Invalid
from islandmgr.model.messages import Message
from islandmgr.tasks import changes, logs, messages, rules, store
from islandmgr.tasks.logs import Read
from islandmgr.tasks.model import OVER, NewTask, Step, StepState, Task, TaskState
from islandmgr.tasks.store import Filter, Request
from islandmgr.tasks.worker import Worker

DAY = 86400.0
MOST_AT_ONCE = 256 * 1024  # bytes of a log in one answer
LONGEST_LINE = 200  # characters of what a task does, in the audit
GAP = 0.4  # seconds between looks for more, while somebody follows a log


@dataclass(frozen=True)
class TaskFilter(Filter):
    """One page of the tasks that fit. `after` is the `next` of the page before."""

    limit: int = 100
    after: int | None = None


class Tasks:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._worker = Worker(parts)

    def drive(self, over: threading.Event, holds: Callable[[], bool]) -> None:
        """The leader's part; see `worker`."""
        self._worker.drive(over, holds)

    def create(self, wanted: NewTask, actor: Actor, idempotency_key: str | None = None) -> Task:
        """Commit a new task; it runs as soon as few enough do. The same key gives the actor the first one again.

        Raises:
            Conflict: the key was used for another request. Invalid: steps in a Pod and steps on hosts together.
        """
        fresh = self._fresh(wanted, actor)
        request = _request(actor, idempotency_key, wanted) if idempotency_key else None
        now = fresh.created_at

        def work(conn: Connection) -> Task:
            if actor.authority is not None:
                actor.authority.check(actor.name)
            earlier = _earlier(conn, request, idempotency_key)
            if earlier is not None:
                return earlier
            made = store.insert_new(conn, fresh, request)
            note(conn, made.subject, "state", actor, _asked_for(made), now, after=made.state)
            return made

        try:
            made = self._parts.store.run(work)
        except IntegrityError:
            made = self._parts.store.run(work)  # another request with the same key committed first
        self._written()
        return made

    def get(self, task_id: int) -> Task:
        """Raises NotFound."""
        with self._parts.store.reading() as conn:
            return store.get(conn, task_id)

    def page(self, wanted: TaskFilter) -> tuple[list[Task], int | None]:
        """The newest first, and the `after` of the page that follows."""
        with self._parts.store.reading() as conn:
            return store.newest(conn, wanted, wanted.limit, wanted.after)

    def stop(self, task_id: int, actor: Actor) -> Task:
        """Ask for the end of a task; asking again changes nothing.

        Raises:
            Conflict: it is over. NotFound.
        """
        now = self._parts.now()

        def work(conn: Connection) -> Task:
            task = store.get(conn, task_id, lock=True)
            if actor.authority is not None:
                actor.authority.check(task.who, task=task_id)
            if task.state in OVER:
                raise Conflict(messages.IS_OVER(id=task_id, state=messages.STATES[task.state]()), state=task.state)
            if task.stop_at is not None:
                return task
            asked = changes.change(conn, task, now, stop_who=actor.name, stop_at=now)
            note(conn, task.subject, "stop", actor, messages.STOP_ASKED(), now)
            if asked.state is TaskState.QUEUED:
                return changes.stop_in_queue(conn, asked, messages.STOPPED_IN_QUEUE(who=actor.name), now)
            return asked

        stopped = self._parts.store.run(work)
        self._written()
        return stopped

    def step(self, task: Task, name: str = "") -> Step:
        """The step of that name, or number; without one the one to look at: it runs, or failed, or was the last to.

        Raises Invalid.
        """
        if not name:
            return _interesting(task)
        for step in task.steps:
            if name in (step.name, str(step.number)):
                return step
        known = [step.name for step in task.steps]
        raise Invalid(messages.UNKNOWN_STEP(id=task.id, step=repr(name), known=known), step=name)

    def read_log(self, task_id: int, step: int, offset: int) -> Read:
        """What is stored of a step's log from `offset` on, up to a certain size. Raises NotFound."""
        with self._parts.store.reading() as conn:
            return logs.read(conn, task_id, step, offset, MOST_AT_ONCE)

    def follow_log(self, task_id: int, step: int, offset: int, stop: threading.Event) -> Iterator[bytes]:
        """The same and what comes, until the step's log is complete, or `stop` is set."""
        while not stop.is_set():
            found = self.read_log(task_id, step, offset)
            offset = found.next
            if found.data or found.missing:
                yield found.text
            elif found.complete:
                return
            else:
                stop.wait(GAP)

    def forget_tasks(self) -> int:
        """Tasks that ended longer ago than the settings keep them, with their logs; returns how many."""
        before = self._parts.now() - self._parts.settings.task_days * DAY
        forgotten = 0
        while number := self._parts.store.run(lambda conn: store.forget_before(conn, before)):
            forgotten += number
        return forgotten

    def _fresh(self, wanted: NewTask, actor: Actor) -> Task:
        hosts = {bool(spec.ssh_host) for spec in wanted.steps}
        if len(hosts) != 1:
            raise Invalid(messages.MIXED())
        return Task(
            id=0,
            kind=wanted.kind,
            state=TaskState.QUEUED,
            who=actor.name,
            steps=tuple(Step(number, spec) for number, spec in enumerate(wanted.steps)),
            created_at=self._parts.now(),
            deadline_seconds=wanted.deadline_seconds or self._parts.settings.task_deadline,
            reason=wanted.reason,
            image=wanted.image,
            node_selector=dict(wanted.node_selector),
        )

    def _written(self) -> None:
        self._worker.awake.set()
        self._parts.written()


def _interesting(task: Task) -> Step:
    failing = (StepState.FAILED, StepState.STOPPED, StepState.TIMED_OUT)
    for states in ((StepState.RUNNING,), failing, (StepState.SUCCEEDED,)):
        found = [step for step in task.steps if step.state in states]
        if found:
            return found[-1]
    return task.steps[0]


def _request(actor: Actor, key: str, wanted: NewTask) -> Request:
    body = json.dumps(asdict(wanted), sort_keys=True)
    person = json.dumps([actor.name, key])
    return Request(*(hashlib.sha256(text.encode()).hexdigest() for text in (person, body)))


def _earlier(conn: Connection, request: Request | None, key: str | None) -> Task | None:
    found = store.by_request(conn, request.key) if request else None
    if found is None or request is None:
        return None
    task, digest = found
    if digest != request.digest:
        raise Conflict(messages.KEY_USED(key=repr(key)))
    return task


def _asked_for(task: Task) -> Message:
    what = task.reason or rules.step_text(task.steps[0]).strip().partition("\n")[0][:LONGEST_LINE]
    return messages.ASKED_FOR(kind=task.kind, what=what)
