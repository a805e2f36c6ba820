"""A task and its steps as plain data. Instants are UTC epoch seconds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from islandmgr.model.domain import Subject
from islandmgr.model.field_types import EpochSeconds
from islandmgr.model.messages import NOTHING, Message

KIND = "task"
"""Of tasks as subjects of events."""


class TaskState(StrEnum):
    """Where a task is in its life."""

    QUEUED = "queued"  # Committed; waits until fewer tasks run.
    RUNNING = "running"  # Its Pod is wanted, and may be there.
    SUCCEEDED = "succeeded"  # Every step ended with exit code 0.
    FAILED = "failed"  # A step did not, or its Pod was lost; the message says which and why.
    STOPPED = "stopped"  # Somebody asked for its end.
    TIMED_OUT = "timed_out"  # Its deadline passed.


OVER = frozenset(TaskState) - {TaskState.QUEUED, TaskState.RUNNING}
"""Nothing is run any more; at most a Pod that has ended is still to be removed."""


class StepState(StrEnum):
    """Where a step is. Those that end in the middle end as their task does."""

    QUEUED = "queued"  # Its turn has not come.
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    STOPPED = "stopped"
    TIMED_OUT = "timed_out"
    SKIPPED = "skipped"  # The task was over before its turn came.


@dataclass(frozen=True)
class StepSpec:
    """What a step does. Either a `command` or a `script` for `sh`; both are data and never part of a command line of
    ours."""

    name: str
    command: Sequence[str] = ()
    script: str = ""
    image: Annotated[str, "Empty: the task's, or the installation's"] = ""
    env: Mapping[str, str] = field(default_factory=dict)
    ssh_host: Annotated[str, "Where it runs, in place of a Pod"] = ""  # a host of the settings


@dataclass(frozen=True)
class Step:
    """A step of a task, and how far it has come.

    Of its log the bytes from `log_first` to `log_end` are kept, counted from the beginning of its output;
    `log_complete` once nothing more will come.
    """

    number: int  # from 0
    spec: StepSpec
    state: StepState = StepState.QUEUED
    exit: Annotated[int | None, "As the shell sees it: 128 + n after signal n; null when nobody knows it"] = None
    started_at: EpochSeconds | None = None
    ended_at: EpochSeconds | None = None
    message: Annotated[Message, "Why it did not end well, beyond its exit code"] = NOTHING
    log_first: int = 0
    log_end: Annotated[int, "How much it has written so far"] = 0
    log_complete: Annotated[bool, "Its log grows no more"] = False

    @property
    def name(self) -> str:
        return self.spec.name

    @property
    def begun(self) -> bool:
        return self.started_at is not None or self.exit is not None


@dataclass(frozen=True)
class Task:
    """`ending` is what the task will be once its Pod allows: it was decided, and nothing changes it any more."""

    id: int
    kind: str
    state: TaskState
    who: str
    steps: tuple[Step, ...]
    created_at: EpochSeconds
    deadline_seconds: float
    reason: Annotated[str, "What it is for"] = ""  # in the words of whoever asked
    image: str = ""  # of steps that name none
    node_selector: Mapping[str, str] = field(default_factory=dict)
    ending: Annotated[TaskState | None, "How it will end once nothing of it runs any more; the end is decided"] = None
    ending_at: EpochSeconds | None = None
    started_at: Annotated[EpochSeconds | None, "When it left the queue"] = None
    ended_at: EpochSeconds | None = None
    message: Annotated[Message, "How it ended, or what it waits for"] = NOTHING
    stop_who: str = ""  # who asked for its end
    stop_at: EpochSeconds | None = None
    pod_uid: str = ""  # of its Pod, once there was one
    pod_left: bool = False  # its Pod may still be in the cluster
    node: str = ""
    revision: int = 1

    @property
    def subject(self) -> Subject:
        return Subject(KIND, str(self.id))

    @property
    def by_ssh(self) -> bool:
        """Its steps run on hosts, not in a Pod. A task is one or the other."""
        return any(step.spec.ssh_host for step in self.steps)

    @property
    def deadline(self) -> float | None:
        """When it is timed out; None before it runs."""
        return None if self.started_at is None else self.started_at + self.deadline_seconds


@dataclass(frozen=True)
class NewTask:
    """What a room asks for, checked by its rules. A step's `ssh_host` stands in all steps or in none."""

    kind: str
    steps: tuple[StepSpec, ...]
    reason: str = ""
    image: str = ""
    node_selector: tuple[tuple[str, str], ...] = ()
    deadline_seconds: float | None = None  # None: as the settings say


def pod_name(task_id: int) -> str:
    """By this name a manager that was started a moment ago finds what another one made."""
    return f"task-{task_id}"
