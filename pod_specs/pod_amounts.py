"""Amounts in a Pod that nobody means (`512m` of memory) or that few machines have, by `islandmgr.model.amounts`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from islandmgr.model.amounts import Doubt, doubt, doubt_of_time, kind_of, quantity
from pod_specs.faults import Fault, Place, mappings, no
from pod_specs.pod_types import step_of

PROBE_TIMES = {
    "initialDelaySeconds": "delay",
    "periodSeconds": "period",
    "timeoutSeconds": "timeout",
    "successThreshold": "times",
    "failureThreshold": "times",
    "terminationGracePeriodSeconds": "grace",
}
_PROBES = ("readinessProbe", "livenessProbe", "startupProbe")
_ZERO_REQUESTED = frozenset({"cpu", "ephemeral-storage"})
"""Of these 0 may be asked for: the scheduler then counts on nothing."""


def faults(spec: Mapping[str, Any]) -> Iterator[Fault]:
    """Of a `pod_types.well_formed` Pod; warnings too."""
    place: Place = ("spec",)
    yield from _times(spec, {"terminationGracePeriodSeconds": "grace", "activeDeadlineSeconds": "deadline"}, place)
    yield from _resources(spec.get("resources", {}), (*place, "resources"))
    for number, volume in enumerate(spec.get("volumes", [])):
        yield from _volume(volume, (*place, "volumes", step_of(volume, number)))
    for kind in ("initContainers", "containers"):
        for number, container in enumerate(mappings(spec.get(kind))):
            yield from _container(container, (*place, kind, step_of(container, number)))


def _container(container: Mapping[str, Any], place: Place) -> Iterator[Fault]:
    yield from _resources(container.get("resources", {}), (*place, "resources"))
    for probe in _PROBES:
        yield from _times(container.get(probe, {}), PROBE_TIMES, (*place, probe))
    for hook, handler in container.get("lifecycle", {}).items():
        if isinstance(handler, Mapping):
            yield from _times(handler.get("sleep", {}), {"seconds": "grace"}, (*place, "lifecycle", hook, "sleep"))


def _volume(volume: Mapping[str, Any], place: Place) -> Iterator[Fault]:
    empty = volume.get("emptyDir", {})
    if "sizeLimit" in empty:
        kind = "memory" if empty.get("medium") == "Memory" else "storage"  # a file system in memory: /dev/shm
        yield from _amount(kind, empty["sizeLimit"], (*place, "emptyDir", "sizeLimit"))
    claim = volume.get("ephemeral", {}).get("volumeClaimTemplate", {}).get("spec", {})
    yield from _resources(claim.get("resources", {}), (*place, "ephemeral", "volumeClaimTemplate", "spec", "resources"))


def _resources(resources: Mapping[str, Any], place: Place) -> Iterator[Fault]:
    amounts = {(kind, name): text for kind in ("requests", "limits") for name, text in resources.get(kind, {}).items()}
    for (kind, name), text in amounts.items():
        if kind == "limits" or name not in _ZERO_REQUESTED or quantity(text) != 0:
            yield from _amount(kind_of(name), text, (*place, kind, name))
    for name, text in resources.get("requests", {}).items():
        wanted, most = quantity(text), quantity(amounts.get(("limits", name)))
        if wanted is not None and most is not None and wanted > most:
            reason = f"the request {text} is larger than the limit {resources['limits'][name]}"
            yield Fault((*place, "requests", name), reason)


def _amount(kind: str, text: Any, place: Place) -> Iterator[Fault]:
    value = quantity(text)
    if value is None:
        yield Fault(place, no(text, "an amount like 1500Mi, 2Gi, 0.5 or 500m"))
    else:
        yield from _doubted(doubt(kind, text, value), place)


def _times(node: Mapping[str, Any], kinds: Mapping[str, str], place: Place) -> Iterator[Fault]:
    for key, kind in kinds.items():
        if key in node:
            yield from _doubted(doubt_of_time(kind, node[key]), (*place, key))


def _doubted(found: Doubt | None, place: Place) -> Iterator[Fault]:
    if found is not None:
        yield Fault(place, found.reason, warning=not found.refused)
