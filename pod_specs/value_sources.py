"""From a place in the Pod back to the key of the blueprint that put it there, so that a fault gets its line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pod_specs.blueprint import Blueprint
from pod_specs.faults import Place
from pod_specs.yaml_lines import Path

KEYS = {
    "image": "image",
    "command": "command",
    "env": "env",
    "ports": "ports",
    "readinessProbe": "readiness",
    "resources": "resources",
    "volumeMounts": "code",
    "workingDir": "working_dir",
}
"""Which key of the blueprint makes which field of the server's container."""


def origin(place: Place, blueprint: Blueprint) -> Path:
    """The place in the file: in the `pod:` part if all of it is there, else the key that made it."""
    steps = place[1:]
    written = _in_pod(steps, blueprint.pod)
    if len(written) == len(steps):
        return ("pod", *written)
    return _made_by(place, blueprint) or ("pod", *written)


def _made_by(place: Place, blueprint: Blueprint) -> Path:
    if place[:2] == ("spec", "nodeSelector"):
        return ("node_selector", *place[2:])
    if place[:2] == ("spec", "terminationGracePeriodSeconds"):
        return ("stop_grace_seconds",)
    if place[:3] == ("spec", "volumes", "code"):
        return ("code",)
    if place[:3] == ("spec", "containers", blueprint.server_container) and len(place) > 3:
        key = KEYS.get(str(place[3]))
        return (key, *place[4:]) if key and getattr(blueprint, key) else ()
    return ()


def _in_pod(steps: Place, node: Any) -> Path:
    """As much of the way as the `pod:` part has; items of lists are found by their names."""
    if not steps:
        return ()
    step = steps[0]
    if isinstance(node, Mapping) and step in node:
        return (step, *_in_pod(steps[1:], node[step]))
    for number, item in enumerate(node if isinstance(node, list) else ()):
        names = (item.get("mountPath"), item.get("name")) if isinstance(item, Mapping) else ()
        if step in names or step == number:
            return (number, *_in_pod(steps[1:], item))
    return ()
