"""The Pod of a task: its steps as init containers, one after the other, and a last one that ends at once. Pure.

Init containers, since Kubernetes runs them in their order and goes no further than the first that fails. What a step
does goes in as data: as words of its own command, or as one word for `sh -c`, with Kubernetes' `$(NAME)` taken out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from islandmgr.cluster.base import MANAGED_BY, TASK_LABEL
from islandmgr.model.errors import Invalid
from islandmgr.tasks import messages
from islandmgr.tasks.model import Step, Task, pod_name
from islandmgr.tasks.rules import container_name
from pod_specs import allowlist
from pod_specs.placeholders import escape

WORKSPACE = "/workspace"
"""A folder that the steps of a task share; it goes with the Pod."""

GRACE = 10  # seconds from SIGTERM to SIGKILL
NET = 120  # seconds after its deadline until the cluster ends a task that no manager has ended
REQUESTED = {"cpu": "50m", "memory": "64Mi"}
LAST_LIMITS = {"memory": "32Mi"}


@dataclass(frozen=True)
class PodSettings:
    """What the installation says about all tasks' Pods."""

    image: str  # of steps for which nobody named one
    last_image: str  # of the container that ends at once
    memory: int  # MiB that a step may use
    allowed: allowlist.Allowlist = ()


def manifest(task: Task, given: PodSettings) -> dict[str, Any]:
    """Raises Invalid when it would use what Pods may not; the message names every place."""
    made = _manifest(task, given)
    faults = [str(fault) for fault in allowlist.faults(made, given.allowed, ())]
    if faults:
        raise Invalid(messages.POD_NOT_ALLOWED(id=task.id, faults=faults), faults=faults)
    return made


def _manifest(task: Task, given: PodSettings) -> dict[str, Any]:
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {
            "name": pod_name(task.id),
            "labels": {"name": "task", MANAGED_BY[0]: MANAGED_BY[1], TASK_LABEL: str(task.id)},
            "annotations": {"islandmgr.io/owner": task.who},
        },
        "spec": {
            "volumes": [{"name": "workspace", "emptyDir": {}}],
            "initContainers": [_step(task, step, given) for step in task.steps],
            "containers": [_last(given)],
            "nodeSelector": dict(task.node_selector),
            "restartPolicy": "Never",
            "activeDeadlineSeconds": int(task.deadline_seconds) + NET,
            "terminationGracePeriodSeconds": GRACE,
            "automountServiceAccountToken": False,
            "enableServiceLinks": False,
            "securityContext": {"seccompProfile": {"type": "RuntimeDefault"}},
        },
    }


def _step(task: Task, step: Step, given: PodSettings) -> dict[str, Any]:
    return {
        "name": container_name(step),
        "image": step.spec.image or task.image or given.image,
        "command": [escape(word) for word in _argv(step)],
        "env": _variables({**_own(task, step), **step.spec.env}),
        "workingDir": WORKSPACE,
        "resources": {"requests": dict(REQUESTED), "limits": {"memory": f"{given.memory}Mi"}},
        "securityContext": {"allowPrivilegeEscalation": False},
        "volumeMounts": [{"name": "workspace", "mountPath": WORKSPACE}],
    }


def _argv(step: Step) -> list[str]:
    return list(step.spec.command) or ["sh", "-c", step.spec.script]


def _own(task: Task, step: Step) -> dict[str, str]:
    return {"ISLANDMGR_TASK": str(task.id), "ISLANDMGR_STEP": step.name, "WORKSPACE": WORKSPACE}


def _variables(env: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"name": name, "value": escape(value)} for name, value in env.items()]


def _last(given: PodSettings) -> dict[str, Any]:
    """A Pod needs a container that is none of its init containers."""
    return {
        "name": "end",
        "image": given.last_image,
        "command": ["sh", "-c", ":"],
        "resources": {"requests": {"memory": "16Mi"}, "limits": dict(LAST_LIMITS)},
        "securityContext": {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}},
    }
