"""The same as `rules` for a task whose steps run on hosts: there is no Pod, but a thread of the leader. Pure.

A step is written as running before it is begun. So one that is found running, while no thread of this leader runs it,
was lost with the manager before: nobody knows how far it came, and it is not run a second time.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass, replace

from islandmgr.model.instants import latest
from islandmgr.model.messages import NOTHING, Message
from islandmgr.tasks import messages, rules
from islandmgr.tasks.model import OVER, Step, StepSpec, StepState, Task, TaskState


@dataclass(frozen=True)
class Run:
    """Write that the step begins, and run it."""

    step: Step


Action = rules.Nothing | rules.Record | rules.End | rules.Finish | Run


def decide(task: Task, busy: bool, now: float) -> Action:
    """The next act. `busy`: a thread of this leader runs one of its steps."""
    if task.state in OVER:
        return rules.Nothing(rules.STEADY)
    if task.ending is not None:
        return rules.Nothing(rules.SOON) if busy else rules.Finish()
    if task.started_at is not None and task.started_at > latest(now):
        return rules.Record(replace(task, started_at=now))
    asked = rules.asked_to_end(task, now)
    if asked is not None:
        return asked
    return rules.Nothing(rules.SOON) if busy else _next(task)


def _next(task: Task) -> Action:
    for step in task.steps:
        if step.state is StepState.RUNNING:
            lost = messages.MANAGER_RESTARTED(step=step.name, host=step.spec.ssh_host)
            return rules.End(task, TaskState.FAILED, lost)
        if step.state is StepState.FAILED:
            return rules.End(task, TaskState.FAILED, _failed(step))
        if step.state is StepState.QUEUED:
            return Run(step)
    return rules.End(task, TaskState.SUCCEEDED, NOTHING)


def _failed(step: Step) -> Message:
    if step.exit is None:
        return messages.STEP_LOST(step=step.name, host=step.spec.ssh_host, why=step.message)
    return rules.step_failed(step)


def ended(step: Step, code: int, now: float) -> Step:
    return replace(step, state=StepState.FAILED if code else StepState.SUCCEEDED, exit=code, ended_at=now)


def lost(step: Step, why: Message, now: float) -> Step:
    """It is not known how it ended."""
    return replace(step, state=StepState.FAILED, message=why, ended_at=now)


def command_of(spec: StepSpec) -> str:
    """What the host's `sh` is given. Words and values are quoted, so that the shell takes them as they are."""
    env = "".join(f"export {name}={shlex.quote(value)}\n" for name, value in spec.env.items())
    return env + (shlex.join(spec.command) if spec.command else spec.script)
