"""What Kubernetes would refuse in a finished Pod, found before it does; and what the manager relies on.

The rules are those of Kubernetes' own validation that a blueprint can break; a cluster may have more (quotas,
admission). Types and unknown fields are `pod_types`' business, amounts that nobody means `pod_amounts`'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pod_specs import container_rules, pod_amounts, pod_types
from pod_specs.faults import Fault, Place, no, used_twice
from pod_specs.forms import (
    DNS_SUBDOMAIN,
    SUBDOMAIN_LENGTH,
    fits,
    is_dns_label,
    is_host_path,
    is_label_key,
    is_label_value,
)
from pod_specs.pod_fields import VOLUME_SOURCES

CONTAINER_LISTS = ("initContainers", "containers")
TOLERATION_OPERATORS = ("Equal", "Exists")
TAINT_EFFECTS = ("NoSchedule", "PreferNoSchedule", "NoExecute", "")
_UNSENDABLE = re.compile("[\0\ud800-\udfff]")


def faults(manifest: Mapping[str, Any], server_container: str) -> list[Fault]:
    """Everything wrong with a Pod of ours; nothing but warnings when Kubernetes should take it.

    What is of a wrong type is told, and the other rules look at the rest.
    """
    spec, mistyped = pod_types.well_formed(manifest["spec"])
    spec = {"volumes": [], "containers": [], **spec}
    found = [
        *_texts(manifest),
        *_metadata(manifest["metadata"]),
        *_pod(spec),
        *_ours(spec, server_container),
        *_volumes(spec),
        *_containers(spec),
        *_host_ports(spec),
        *pod_amounts.faults(spec),
    ]
    told = [fault.place for fault in mistyped]
    return mistyped + [fault for fault in found if not any(_follows(fault.place, place) for place in told)]


def _follows(place: Place, mistyped: Place) -> bool:
    """It is inside of what was left out, or is what lacks that now."""
    return place[: len(mistyped)] == mistyped or place == mistyped[:-1]


def _texts(manifest: Any) -> Iterator[Fault]:
    nodes: list[tuple[Any, Place]] = [(manifest, ())]
    for node, place in nodes:  # it grows meanwhile
        if isinstance(node, str):
            if _UNSENDABLE.search(node):
                yield Fault(place, f"{node!r} holds a character that no program can be given")
        elif isinstance(node, dict):
            nodes += [(value, (*place, key)) for key, value in node.items()]
        elif isinstance(node, list):
            nodes += [(value, (*place, _key(value, number))) for number, value in enumerate(node)]


def _key(entry: Any, number: int) -> Any:
    return entry.get("name", number) if isinstance(entry, dict) else number


def _metadata(metadata: Mapping[str, Any]) -> Iterator[Fault]:
    if not is_dns_label(metadata["name"]):
        yield Fault(("metadata", "name"), no(metadata["name"], "a DNS-1123 label of at most 63 characters"))
    yield from _labels(metadata["labels"], ("metadata", "labels"))


def _pod(spec: Mapping[str, Any]) -> Iterator[Fault]:
    yield from _labels(spec.get("nodeSelector", {}), ("spec", "nodeSelector"))
    yield from used_twice([_name(volume) for volume in spec["volumes"]], ("spec", "volumes"))
    yield from used_twice(
        [_name(one) for kind in CONTAINER_LISTS for one in spec.get(kind, [])], ("spec", "containers")
    )
    for number, toleration in enumerate(spec.get("tolerations", [])):
        place = ("spec", "tolerations", number)
        if toleration.get("operator", "Equal") not in TOLERATION_OPERATORS:
            yield Fault((*place, "operator"), no(toleration["operator"], "one of " + ", ".join(TOLERATION_OPERATORS)))
        if toleration.get("effect", "") not in TAINT_EFFECTS:
            yield Fault((*place, "effect"), no(toleration["effect"], "one of " + ", ".join(TAINT_EFFECTS[:3])))


def _ours(spec: Mapping[str, Any], server_container: str) -> Iterator[Fault]:
    """What the manager relies on and `pod:` must leave alone."""
    if spec.get("restartPolicy") != "Never":
        yield Fault(("spec", "restartPolicy"), "must stay Never: the manager makes the next incarnation itself")
    needed = (("initContainers", "prepare"), ("containers", server_container), ("containers", "side-container"))
    for kind, name in needed:
        if name not in [_name(container) for container in spec.get(kind, [])]:
            yield Fault(("spec", kind), f"the container {name!r} is missing")


def _volumes(spec: Mapping[str, Any]) -> Iterator[Fault]:
    for volume in spec["volumes"]:
        place: Place = ("spec", "volumes", _name(volume))
        if not is_dns_label(_name(volume)):
            yield Fault((*place, "name"), no(_name(volume), "a DNS-1123 label of at most 63 characters"))
        sources = sorted(set(volume) - {"name"})
        if len(sources) != 1 or sources[0] not in VOLUME_SOURCES:
            found = ", ".join(sources) or "none"
            yield Fault(place, f"needs exactly one source such as emptyDir or configMap, not {found}")
        path = volume.get("hostPath", {}).get("path", "/")
        if not is_host_path(path):
            yield Fault((*place, "hostPath", "path"), no(path, "an absolute path without `..`"))
        claim = volume.get("persistentVolumeClaim", {}).get("claimName", "claim")
        if not fits(DNS_SUBDOMAIN, claim, SUBDOMAIN_LENGTH):
            yield Fault((*place, "persistentVolumeClaim", "claimName"), no(claim, "the name of a claim"))


def _containers(spec: Mapping[str, Any]) -> Iterator[Fault]:
    volumes = {_name(volume) for volume in spec["volumes"]}
    for kind in CONTAINER_LISTS:
        for container in spec.get(kind, []):
            yield from container_rules.faults(container, volumes, ("spec", kind, _name(container)))


def _host_ports(spec: Mapping[str, Any]) -> Iterator[Fault]:
    seen: list[tuple[Any, ...]] = []
    for container in spec["containers"]:
        for port in container.get("ports", []):
            taken = (port.get("hostPort"), port.get("protocol", "TCP"), port.get("hostIP"))
            if taken in seen and taken[0] is not None:
                place = ("spec", "containers", _name(container), "ports")
                yield Fault(place, f"host port {taken[0]} {taken[1]} is used twice")
            seen.append(taken)


def _labels(labels: Mapping[str, Any], place: Place) -> Iterator[Fault]:
    accepted = "at most 63 letters, digits, -, _ and ., with a letter or digit at both ends"
    for key, value in labels.items():
        if not is_label_key(key):
            yield Fault((*place, key), no(key, f"a label's name: {accepted}"))
        if not is_label_value(value):
            yield Fault((*place, key), no(value, f"a label's value: {accepted}"))


def _name(thing: Mapping[str, Any]) -> str:
    return str(thing.get("name", ""))
