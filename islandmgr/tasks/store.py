"""Named queries about tasks and their steps. What the rows mean is known to `rules`; what steps wrote, to `logs`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, func, insert, or_, select, update

from islandmgr.model.errors import Conflict, NotFound
from islandmgr.store import epochs
from islandmgr.store.rows import columns, read
from islandmgr.tasks import messages
from islandmgr.tasks.model import OVER, Step, StepSpec, Task, TaskState
from islandmgr.tasks.tables import task_logs, task_steps, tasks

LIMIT_LOCK = "tasks"
"""The counter whose row is locked while running tasks are counted."""

_ROW = [column for column in tasks.c if column.name not in ("request_key", "request_digest")]


@dataclass(frozen=True)
class Request:
    """What came with an `Idempotency-Key`: digests, of who sent which key, and of the body."""

    key: str
    digest: str


def insert_new(conn: Connection, task: Task, request: Request | None = None) -> Task:
    """Insert a task with its steps and return it with its id. Raises IntegrityError when the key was used."""
    key, digest = (request.key, request.digest) if request else (None, "")
    row = columns(task, without=("id", "steps"), request_key=key, request_digest=digest)
    made_key = conn.execute(insert(tasks).values(row)).inserted_primary_key
    assert made_key is not None
    made = replace(task, id=int(made_key[0]))
    conn.execute(insert(task_steps), [{"task_id": made.id, **_columns(step)} for step in made.steps])
    return made


def by_request(conn: Connection, key: str) -> tuple[Task, str] | None:
    """The task that was made for this key, and the digest of the body that came with it."""
    query = select(tasks.c.id, tasks.c.request_digest).where(tasks.c.request_key == key)
    row = conn.execute(query).first()
    return (get(conn, int(row.id)), str(row.request_digest)) if row else None


def get(conn: Connection, task_id: int, *, lock: bool = False) -> Task:
    """Raises NotFound."""
    query = select(*_ROW).where(tasks.c.id == task_id)
    row = conn.execute(query.with_for_update() if lock else query).mappings().first()
    if row is None:
        raise NotFound(messages.NO_TASK(id=task_id), task=task_id)
    return _with_steps(conn, [row])[0]


@dataclass(frozen=True)
class Filter:
    """Which tasks to list; what is empty does not narrow."""

    kinds: Collection[str] = ()
    states: Collection[TaskState] = ()


def newest(conn: Connection, wanted: Filter, limit: int, after: int | None = None) -> tuple[list[Task], int | None]:
    """The newest first, and the `after` of the page that follows."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.kinds:
        conditions.append(tasks.c.kind.in_(list(wanted.kinds)))
    if wanted.states:
        conditions.append(tasks.c.state.in_([str(state) for state in wanted.states]))
    if after is not None:
        conditions.append(tasks.c.id < after)
    query = select(*_ROW).where(*conditions).order_by(tasks.c.id.desc()).limit(limit + 1)
    found = _with_steps(conn, conn.execute(query).mappings().all())
    return found[:limit], found[limit - 1].id if len(found) > limit else None


def with_ids(conn: Connection, ids: Collection[int]) -> list[Task]:
    if not ids:
        return []
    return _with_steps(conn, conn.execute(select(*_ROW).where(tasks.c.id.in_(list(ids)))).mappings().all())


def under_way(conn: Connection) -> list[Task]:
    """Those that something is to be done for: they run, or a Pod of theirs may be left. By id."""
    query = select(*_ROW).where(or_(tasks.c.state == TaskState.RUNNING, tasks.c.pod_left)).order_by(tasks.c.id)
    return _with_steps(conn, conn.execute(query).mappings().all())


def may_leave_queue(conn: Connection, at_once: int) -> bool:
    """Whether `leave_queue` is worth its lock: a queue that waits behind running tasks is not written to."""
    queued = select(tasks.c.id).where(tasks.c.state == TaskState.QUEUED).limit(1)
    return conn.execute(queued).first() is not None and _running(conn) < at_once


def leave_queue(conn: Connection, at_once: int, now: float) -> Task | None:
    """Let the oldest queued task run, unless `at_once` do already. Counted behind a lock that every leader takes, so
    that two of them, or one that was frozen, cannot pass the limit together."""
    epochs.bump(conn, LIMIT_LOCK)
    if _running(conn) >= at_once:
        return None
    query = select(tasks.c.id).where(tasks.c.state == TaskState.QUEUED).order_by(tasks.c.id).limit(1).with_for_update()
    first = conn.execute(query).scalar_one_or_none()
    if first is None:
        return None
    return change(conn, get(conn, first, lock=True), state=TaskState.RUNNING, started_at=now)


def change(conn: Connection, task: Task, **changes: Any) -> Task:
    """Write columns of the row; the task as it is then. Raises Conflict when somebody else changed it first."""
    row = tasks.c.id == task.id, tasks.c.revision == task.revision
    after = replace(task, **changes, revision=task.revision + 1)
    values = {**changes, "revision": after.revision}
    if conn.execute(update(tasks).where(*row).values(values)).rowcount == 0:
        raise Conflict(messages.CHANGED(id=task.id), task=task.id)
    return after


def change_steps(conn: Connection, task: Task, steps: Iterable[Step]) -> Task:
    """Write what differs of the steps; what is kept of their logs is `logs`' business."""
    known = {step.number: step for step in task.steps}
    for step in steps:
        progress = _progress(step)
        if progress != _progress(known[step.number]):
            where = task_steps.c.task_id == task.id, task_steps.c.number == step.number
            conn.execute(update(task_steps).where(*where).values(progress))
        known[step.number] = step
    return replace(task, steps=tuple(known[number] for number in sorted(known)))


def forget_before(conn: Connection, instant: float, limit: int = 200) -> int:
    """Delete up to `limit` tasks that ended before `instant`, with their steps and logs; says how many."""
    old = tasks.c.ended_at < instant, tasks.c.state.in_([str(state) for state in OVER]), tasks.c.pod_left.is_(False)
    ids = list(conn.execute(select(tasks.c.id).where(*old).order_by(tasks.c.id).limit(limit)).scalars())
    if ids:
        conn.execute(delete(task_logs).where(task_logs.c.task_id.in_(ids)))
        conn.execute(delete(task_steps).where(task_steps.c.task_id.in_(ids)))
        conn.execute(delete(tasks).where(tasks.c.id.in_(ids)))
    return len(ids)


def _running(conn: Connection) -> int:
    count = select(func.count()).select_from(tasks).where(tasks.c.state == TaskState.RUNNING)
    return conn.execute(count).scalar_one()


def _with_steps(conn: Connection, rows: Sequence[Any]) -> list[Task]:
    ids = [row["id"] for row in rows]
    steps: dict[int, list[Step]] = {task_id: [] for task_id in ids}
    if ids:
        query = select(task_steps).where(task_steps.c.task_id.in_(ids)).order_by(task_steps.c.number)
        for found in conn.execute(query).mappings():
            steps[found["task_id"]].append(_step(found))
    return [_task(row, steps[row["id"]]) for row in rows]


def _task(row: Mapping[str, Any], steps: Sequence[Step]) -> Task:
    return read(Task, row, steps=tuple(steps))


def _step(row: RowMapping) -> Step:
    spec = StepSpec(**{**row["spec"], "command": tuple(row["spec"]["command"])})
    return read(Step, row, without=("task_id",), spec=spec)


def _columns(step: Step) -> dict[str, Any]:
    spec = {name: value for name, value in asdict(step.spec).items() if value}
    return {**vars(step), "spec": spec | {"command": list(step.spec.command)}}


def _progress(step: Step) -> dict[str, Any]:
    names = ("state", "exit", "started_at", "ended_at", "message")
    return {name: getattr(step, name) for name in names}
