"""What is to be done about a task now: decided from its row, its Pod as it was seen, and the time. Pure.

A task goes `queued` -> `running` -> one of the ends. Leaving `running` takes two steps. First the end is written as
`ending`, which nothing changes any more; then the Pod is brought to its end and the logs are stored; then the task is
over. So a manager that is killed anywhere is followed by one that reads the same row and does the same.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, replace

from islandmgr.model.instants import latest
from islandmgr.model.messages import NOTHING, Message, as_message
from islandmgr.model.observed import Container, Pod
from islandmgr.tasks import messages
from islandmgr.tasks.model import OVER, Step, StepState, Task, TaskState

STEADY, SOON = 1.0, 0.25  # seconds until the next look: while a step runs, and while something is about to change
LATER = 5.0  # while only the cluster has something to do
NODE_PATIENCE = 60.0  # seconds that a task which is to end waits for a node that does not answer
HOPELESS = frozenset({"InvalidImageName", "CreateContainerConfigError"})
"""Why a container waits that no waiting helps; the latter only in a Pod of ours, which refers to no other object."""


@dataclass(frozen=True)
class Nothing:
    """Look again after so many seconds."""

    seconds: float


@dataclass(frozen=True)
class Create:
    """Make the Pod."""


@dataclass(frozen=True)
class Record:
    """Write what was seen."""

    task: Task


@dataclass(frozen=True)
class End:
    """Write how it will end, and with it what was seen."""

    task: Task
    state: TaskState
    message: Message


@dataclass(frozen=True)
class Delete:
    """Have the Pod brought to its end, or what is left of it removed."""

    pod: Pod


@dataclass(frozen=True)
class Finish:
    """It is over: nothing of it runs any more, as far as anybody can tell. `message`: in place of that of the end."""

    message: Message = NOTHING


@dataclass(frozen=True)
class Forget:
    """The cluster says that its Pod is gone."""


Action = Nothing | Create | Record | End | Delete | Finish | Forget


def decide(task: Task, pod: Pod | None, now: float, patience: float) -> Action:
    """The next act for a task that runs or has left a Pod. `pod` is what the cluster itself just said: None means that
    there is none of that name. `patience` is how long, in seconds, the first step may take to begin."""
    if task.state in OVER:
        return _clean_up(task, pod)
    if task.ending is not None:
        return _bring_to_end(task, pod, now)
    if task.started_at is not None and task.started_at > latest(now):
        return Record(replace(task, started_at=now))  # its clock was set back: the deadline counts anew
    asked = asked_to_end(task, now)
    if asked is not None:
        return asked
    if pod is None:
        return End(task, TaskState.FAILED, messages.POD_GONE()) if task.pod_uid else Create()
    if task.pod_uid and task.pod_uid != pod.uid:
        return End(task, TaskState.FAILED, messages.POD_REPLACED())
    seen = as_seen(task, pod)
    ended = _ended(seen, pod)
    if ended is not None:
        return ended
    why = _waits(seen, pod)
    if not any(step.begun for step in seen.steps) and _hopeless(seen, pod, now, patience):
        said = messages.NOT_STARTED(seconds=patience, why=why) if why else messages.NOT_STARTED_SILENT(seconds=patience)
        return End(seen, TaskState.FAILED, said)
    seen = replace(seen, message=why)
    if seen != task:
        return Record(seen)
    return Nothing(STEADY if any(step.state is StepState.RUNNING for step in seen.steps) else SOON)


def overdue(task: Task, now: float) -> bool:
    return task.deadline is not None and now >= task.deadline


def as_seen(task: Task, pod: Pod) -> Task:
    """The task with what its Pod shows: where it is, and how far each step has come."""
    there = {container.name: container for container in pod.containers}
    steps = tuple(_step_seen(step, there.get(container_name(step))) for step in task.steps)
    return replace(task, steps=steps, pod_uid=pod.uid, pod_left=True, node=pod.node or task.node)


def container_name(step: Step) -> str:
    """Of the init container that a step is; the number keeps apart what people name alike."""
    return f"step-{step.number}"


def closed(task: Task, state: TaskState, now: float) -> tuple[Step, ...]:
    """The steps of a task that is over: what ran has ended with it, what had not begun never does."""
    ends = {TaskState.STOPPED: StepState.STOPPED, TaskState.TIMED_OUT: StepState.TIMED_OUT}
    found = []
    for step in task.steps:
        if step.state is StepState.QUEUED:
            found.append(replace(step, state=StepState.SKIPPED))
        elif step.state is StepState.RUNNING or (step.state is StepState.FAILED and state in ends):
            state_then = ends.get(state, StepState.FAILED)
            found.append(replace(step, state=state_then, ended_at=step.ended_at or now))
        else:
            found.append(step)
    return tuple(found)


def asked_to_end(task: Task, now: float) -> End | None:
    if task.stop_at is not None:
        return End(task, TaskState.STOPPED, messages.STOPPED(who=task.stop_who))
    if overdue(task, now):
        return End(task, TaskState.TIMED_OUT, messages.TIMED_OUT(seconds=task.deadline_seconds))
    return None


def _step_seen(step: Step, container: Container | None) -> Step:
    if container is None or step.state not in (StepState.QUEUED, StepState.RUNNING):
        return step
    started = container.started_at or step.started_at
    if container.exit_code is not None:
        state = StepState.SUCCEEDED if container.exit_code == 0 else StepState.FAILED
        said = NOTHING if state is StepState.SUCCEEDED else _why(container)
        ended = container.finished_at or container.started_at
        return replace(
            step, state=state, exit=container.exit_code, started_at=started or ended, ended_at=ended, message=said
        )
    return replace(step, state=StepState.RUNNING, started_at=started) if container.running else step


def _why(container: Container) -> Message:
    """The cluster's words for an end, but for those that say no more than the exit code."""
    reason = "" if container.reason in ("Error", "Completed") else container.reason
    return as_message(": ".join(part for part in (reason, container.message) if part))


def _ended(task: Task, pod: Pod) -> End | None:
    """How the Pod came to its end by itself, or by somebody else; None while it goes on."""
    failed = next((step for step in task.steps if step.state is StepState.FAILED), None)
    if failed is not None and not pod.reason:
        return End(task, TaskState.FAILED, step_failed(failed))
    if all(step.state is StepState.SUCCEEDED for step in task.steps):
        return End(task, TaskState.SUCCEEDED, NOTHING)
    if pod.phase == "Failed":
        timed_out = pod.reason == "DeadlineExceeded"
        why = ": ".join(part for part in (pod.reason, pod.message) if part) or messages.NO_REASON()
        said = messages.TIMED_OUT(seconds=task.deadline_seconds) if timed_out else messages.POD_FAILED(why=why)
        return End(task, TaskState.TIMED_OUT if timed_out else TaskState.FAILED, said)
    if pod.deleting:
        said = messages.POD_DISRUPTED(why=pod.disruption) if pod.disruption else messages.POD_DELETED()
        return End(task, TaskState.FAILED, said)
    return None


def step_text(step: Step) -> str:
    """What it does, for people."""
    return step.spec.script or shlex.join(step.spec.command)


def step_failed(step: Step) -> Message:
    if step.message:
        return messages.STEP_FAILED_WHY(step=step.name, exit=step.exit, why=step.message)
    return messages.STEP_FAILED(step=step.name, exit=step.exit)


def _waits(task: Task, pod: Pod) -> Message:
    """What a task waits for that people should know of; empty when it goes on as it should."""
    if pod.node_lost:
        return messages.NODE_SILENT(node=pod.node)
    if not pod.node:
        why = pod.hint or pod.message
        return messages.WAITS_FOR_NODE(why=why) if why else NOTHING
    step = _next(task)
    container = next((one for one in pod.containers if step and one.name == container_name(step)), None)
    if step is None or container is None or container.running or container.reason in ("", "PodInitializing"):
        return NOTHING
    return messages.WAITS(step=step.name, why=": ".join(part for part in (container.reason, container.message) if part))


def _next(task: Task) -> Step | None:
    return next((step for step in task.steps if step.state in (StepState.QUEUED, StepState.RUNNING)), None)


def _hopeless(task: Task, pod: Pod, now: float, patience: float) -> bool:
    reasons = {container.reason for container in pod.containers}
    late = task.started_at is not None and now - task.started_at > patience
    return not pod.node_lost and (late or bool(reasons & HOPELESS))


def _bring_to_end(task: Task, pod: Pod | None, now: float) -> Action:
    """The end is decided: see that nothing runs, have the logs stored, and say so."""
    if pod is None or (task.pod_uid and pod.uid != task.pod_uid):
        return Finish()
    seen = as_seen(task, pod)
    if seen != task:
        return Record(seen)
    if quiet(task, pod):
        return Finish() if _stored(task.steps) else Nothing(SOON)
    if not pod.deleting:
        return Delete(pod)
    if pod.node_lost and _past(task.ending_at, now) > NODE_PATIENCE:
        return Finish(messages.NODE_GIVEN_UP(node=pod.node))
    return Nothing(SOON)


def quiet(task: Task, pod: Pod) -> bool:
    """Whether none of its steps runs any more, nor will."""
    if pod.phase in ("Succeeded", "Failed"):
        return True
    return any(step.exit not in (None, 0) for step in task.steps) or all(step.exit == 0 for step in task.steps)


def _stored(steps: Sequence[Step]) -> bool:
    return all(step.log_complete for step in steps if step.begun)


def _past(at: float | None, now: float) -> float:
    """Seconds since then; what is said to have happened in the future was long ago."""
    if at is None or at > latest(now):
        return float("inf")
    return now - at


def _clean_up(task: Task, pod: Pod | None) -> Action:
    if pod is None or (task.pod_uid and pod.uid != task.pod_uid):
        return Forget()
    return Nothing(LATER) if pod.deleting else Delete(pod)
