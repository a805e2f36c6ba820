"""The kind of task that is built in, `command`: a program, or a script, or several steps of them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from islandmgr.model import image_names, labels
from islandmgr.model.errors import Invalid
from islandmgr.model.messages import Message
from islandmgr.resources.tasks import messages as words
from islandmgr.tasks.messages import MIXED
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
    steps = list(asked.steps) or [asked.only]
    faults = [*_shape_faults(asked), *_place_faults(asked)]
    faults += [words.OF_STEP(step=repr(step.name), fault=fault) for step in steps for fault in _faults(step, hosts)]
    if faults:
        raise Invalid(words.CANNOT_RUN(faults=faults), faults=faults)
    selector = {**({"branch": asked.branch} if asked.branch else {}), **asked.node_selector}
    return NewTask(
        kind=KIND,
        steps=tuple(StepSpec(**{**vars(step), "command": tuple(step.command)}) for step in steps),
        reason=asked.reason,
        image=asked.image,
        node_selector=tuple(sorted(selector.items())),
        deadline_seconds=asked.deadline_seconds,
    )


def _shape_faults(asked: Asked) -> Iterator[Message]:
    given = bool(asked.only.command) + bool(asked.only.script) + bool(asked.steps)
    if given != 1:
        yield words.GIVE_ONE()
    if asked.steps and (asked.only.ssh_host or asked.only.env):
        yield words.BELONGS_TO_STEPS()
    names = [step.name for step in asked.steps]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        yield words.TWICE(names=twice)
    if len({bool(step.ssh_host) for step in asked.steps}) > 1:
        yield MIXED()


def _place_faults(asked: Asked) -> Iterator[Message]:
    for key, value in asked.node_selector.items():
        if not (labels.is_key(key) and labels.is_value(value)):
            yield words.NO_LABEL(label=f"{key}={value}")
    if "branch" in asked.node_selector and asked.branch:
        yield words.BRANCH_TWICE()
    yield from _image_faults(asked.image)
    on_hosts = asked.only.ssh_host or any(step.ssh_host for step in asked.steps)
    if on_hosts and (asked.branch or asked.node_selector or asked.image or any(step.image for step in asked.steps)):
        yield words.FOR_PODS()


def _faults(step: AskedStep, hosts: Sequence[str]) -> Iterator[Message]:
    if bool(step.command) == bool(step.script):
        yield words.COMMAND_OR_SCRIPT()
    if step.command and not step.command[0]:
        yield words.NO_PROGRAM()
    if step.ssh_host and step.ssh_host not in hosts:
        host = repr(step.ssh_host)
        yield words.NO_HOST(host=host, known=list(hosts)) if hosts else words.NO_HOSTS(host=host)
    yield from (words.NO_VARIABLE(name=repr(name)) for name in step.env if not _VARIABLE.fullmatch(name))
    texts = [*step.command, step.script, step.image, *step.env.values()]
    if any(_UNSENDABLE.search(text) for text in texts):
        yield words.UNSENDABLE()
    elif sum(len(text.encode()) for text in texts) > LONGEST_TEXT:
        yield words.TOO_LONG(size=LONGEST_TEXT // 1024)
    yield from _image_faults(step.image)


def _image_faults(image: str) -> Iterator[Message]:
    if image and image_names.fault(image):
        yield words.NO_IMAGE(image=repr(image))
