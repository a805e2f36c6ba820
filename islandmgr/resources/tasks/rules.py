"""The kind of task that is built in, `command`: a program, or a script, or several steps of them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from islandmgr.model import labels
from islandmgr.model.errors import Invalid
from islandmgr.tasks.model import NewTask, StepSpec

KIND = "command"
ONLY_STEP = "command"
"""The name of the step of a command that is but one."""

MOST_STEPS = 20
LONGEST_TEXT = 64 * 1024
"""Bytes of a step's script, words or environment. Linux gives a program no single word of 128 KiB."""

_UNSENDABLE = re.compile("[\0\ud800-\udfff]")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True)
class AskedStep:
    """A step as it was asked for."""

    name: str
    command: Sequence[str] = ()
    script: str = ""
    image: str = ""
    env: Mapping[str, str] = field(default_factory=dict)
    ssh_host: str = ""


@dataclass(frozen=True)
class Asked:
    """What somebody asks for: either `only` one step, or `steps`."""

    only: AskedStep
    steps: Sequence[AskedStep] = ()
    reason: str = ""
    image: str = ""
    branch: str = ""
    node_selector: Mapping[str, str] = field(default_factory=dict)
    deadline_seconds: float | None = None


def command_task(asked: Asked, hosts: Sequence[str]) -> NewTask:
    """The task to create; `hosts` are the names of those that steps may run on. Raises Invalid with every fault."""
    faults = [*_shape_faults(asked), *_selector_faults(asked)]
    steps = list(asked.steps) or [asked.only]
    faults += [f"step {step.name!r}: {fault}" for step in steps for fault in _step_faults(step, hosts)]
    if faults:
        raise Invalid("This is no command that can be run: " + "; ".join(faults), faults=faults)
    selector = {**({"branch": asked.branch} if asked.branch else {}), **asked.node_selector}
    return NewTask(
        kind=KIND,
        steps=tuple(StepSpec(**{**vars(step), "command": tuple(step.command)}) for step in steps),
        reason=asked.reason,
        image=asked.image,
        node_selector=tuple(sorted(selector.items())),
        deadline_seconds=asked.deadline_seconds,
    )


def _shape_faults(asked: Asked) -> Iterator[str]:
    given = bool(asked.only.command) + bool(asked.only.script) + bool(asked.steps)
    if given != 1:
        yield "give one of command, script and steps"
    if asked.steps and (asked.only.ssh_host or asked.only.env):
        yield "with steps, ssh_host and env belong to each step"
    names = [step.name for step in asked.steps]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        yield f"the name {', '.join(twice)} is used twice"
    everywhere = {bool(step.ssh_host) for step in asked.steps}
    if len(everywhere) > 1:
        yield "the steps of a task run either all in its Pod or all on hosts (ssh_host)"


def _selector_faults(asked: Asked) -> Iterator[str]:
    for key, value in asked.node_selector.items():
        if not (labels.is_key(key) and labels.is_value(value)):
            yield f"{key}={value} is no label of nodes"
    if "branch" in asked.node_selector and asked.branch:
        yield "branch is given twice"
    on_hosts = asked.only.ssh_host or any(step.ssh_host for step in asked.steps)
    if on_hosts and (asked.branch or asked.node_selector or asked.image):
        yield "branch, node_selector and image are for Pods, not for steps on hosts"


def _step_faults(step: AskedStep, hosts: Sequence[str]) -> Iterator[str]:
    if bool(step.command) == bool(step.script):
        yield "give either command or script"
    if step.command and not step.command[0]:
        yield "the first word of command names the program"
    if step.ssh_host and step.ssh_host not in hosts:
        known = ", ".join(hosts) or "none"
        yield f"{step.ssh_host!r} is no host of the settings; known: {known}"
    if step.ssh_host and step.image:
        yield "an image is for Pods, not for steps on hosts"
    yield from (f"{name!r} is no variable's name" for name in step.env if not _VARIABLE.fullmatch(name))
    texts = [*step.command, step.script, step.image, *step.env.values()]
    if any(_UNSENDABLE.search(text) for text in texts):
        yield "it holds a character that no program can be given"
    elif sum(len(text.encode()) for text in texts) > LONGEST_TEXT:
        yield f"its texts have more than {LONGEST_TEXT // 1024} KiB; put files into an image, or have them fetched"
    if re.search(r"\s", step.image):
        yield f"{step.image!r} is no image"
