"""Writing what becomes of a task: the row, its steps, and the news of it, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from islandmgr.kernel.context import note, touch
from islandmgr.model.domain import MANAGER
from islandmgr.model.messages import Message
from islandmgr.tasks import logs, messages, rules, store
from islandmgr.tasks.model import Step, StepState, Task, TaskState


def begin(conn: Connection, at_once: int, now: float) -> Task | None:
    """Let the oldest of those that wait run, unless `at_once` do already."""
    begun = store.leave_queue(conn, at_once, now)
    if begun is not None:
        note(conn, begun.subject, "state", MANAGER, messages.BEGINS(), now, before=TaskState.QUEUED, after=begun.state)
    return begun


def record(conn: Connection, before: Task, after: Task, now: float) -> Task:
    """Write what was seen of its Pod and its steps."""
    names = ("pod_uid", "pod_left", "node", "message", "started_at")
    changes = {name: getattr(after, name) for name in names if getattr(after, name) != getattr(before, name)}
    return _written(conn, before, changes, after.steps, now)


def end(conn: Connection, before: Task, decided: rules.End, now: float) -> Task:
    """Write how it will end."""
    seen = record(conn, before, replace(decided.task, message=decided.message), now)
    return _written(conn, seen, {"ending": decided.state, "ending_at": now}, decided.task.steps, now)


def finish(conn: Connection, before: Task, message: Message, now: float) -> Task:
    """It is over. Its logs grow no more."""
    state = before.ending or TaskState.FAILED
    changes: dict[str, Any] = {"state": state, "ended_at": now}
    if message:
        changes["message"] = message
    after = _written(conn, before, changes, rules.closed(before, state, now), now)
    for step in after.steps:
        logs.complete(conn, after.id, step.number)
    return after


def stop_in_queue(conn: Connection, before: Task, message: Message, now: float) -> Task:
    """It never began, so there is nothing to bring to an end."""
    return finish(conn, _written(conn, before, {"ending": TaskState.STOPPED, "ending_at": now}, (), now), message, now)


def begin_step(conn: Connection, task: Task, step: Step, now: float) -> Task:
    """Written before it is done: what was begun is never begun again."""
    begun = replace(step, state=StepState.RUNNING, started_at=now)
    return _written(conn, task, {}, [begun], now)


def write_step(conn: Connection, task: Task, step: Step, now: float) -> Task:
    """Write how far a step has come."""
    return _written(conn, task, {}, [step], now)


def change(conn: Connection, task: Task, now: float, **changes: Any) -> Task:
    return _written(conn, task, changes, (), now)


def _written(conn: Connection, before: Task, changes: dict[str, Any], steps: Sequence[Step], now: float) -> Task:
    after = store.change_steps(conn, store.change(conn, before, **changes), steps)
    if after.state is before.state:
        touch(conn, after.subject, now)
    else:
        note(conn, after.subject, "state", MANAGER, after.message, now, before=before.state, after=after.state)
    return after
