"""What Kubernetes would refuse in one container of a Pod."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from decimal import Decimal
from typing import Any

from pod_specs.faults import Fault, Place, lists_of_mappings, mappings, no, only_mappings, unknown_fields, used_twice
from pod_specs.forms import PORT_NAME, PORT_NAME_LENGTH, VARIABLE, fits, is_dns_label, is_port, quantity
from pod_specs.pod_fields import CONTAINER, PROBE

Container = Mapping[str, Any]

PULL_POLICIES = ("Always", "IfNotPresent", "Never")
PROTOCOLS = ("TCP", "UDP", "SCTP")
PROBES = ("readinessProbe", "livenessProbe", "startupProbe")
PROBE_HANDLERS = ("tcpSocket", "httpGet", "exec", "grpc")


def shapes(container: Container, place: Place) -> Iterator[Fault]:
    """Lists and mappings where they must be, so that `faults` can read them."""
    yield from lists_of_mappings(container, ("env", "ports", "volumeMounts"), place)
    yield from only_mappings(container, ("resources", "securityContext", *PROBES), place)
    resources = container.get("resources", {})
    if isinstance(resources, Mapping):
        yield from only_mappings(resources, ("requests", "limits"), (*place, "resources"))
    for probe in PROBES:
        if isinstance(container.get(probe), Mapping):
            yield from only_mappings(container[probe], PROBE_HANDLERS, (*place, probe))


def faults(container: Container, volumes: Set[str], place: Place) -> Iterator[Fault]:
    """`volumes`: the names of the Pod's volumes."""
    yield from unknown_fields(container, CONTAINER, place)
    if not is_dns_label(container.get("name")):
        yield Fault((*place, "name"), no(container.get("name"), "a DNS-1123 label of at most 63 characters"))
    image = container.get("image")
    if not isinstance(image, str) or not re.fullmatch(r"\S+", image):
        yield Fault((*place, "image"), no(image, "an image like registry/name:tag"))
    policy = container.get("imagePullPolicy", "Always")
    if policy not in PULL_POLICIES:
        yield Fault((*place, "imagePullPolicy"), no(policy, "one of " + ", ".join(PULL_POLICIES)))
    for key in ("command", "args"):
        words = container.get(key, [])
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            yield Fault((*place, key), "must be a list of texts; put quotes round numbers, true and false")
    yield from _env(container, place)
    yield from _mounts(container, volumes, place)
    yield from _ports(container, place)
    yield from _resources(container.get("resources", {}), (*place, "resources"))
    for probe in PROBES:
        if probe in container:
            yield from _probe(container[probe], container, (*place, probe))


def _env(container: Container, place: Place) -> Iterator[Fault]:
    for variable in mappings(container.get("env")):
        name = str(variable.get("name", ""))
        if not fits(VARIABLE, name, 1000):
            yield Fault((*place, "env", name), no(name, "a variable's name: letters, digits, _, - and ."))
        if not isinstance(variable.get("value", ""), str):
            yield Fault((*place, "env", name, "value"), no(variable["value"], "a text; put quotes round it"))


def _mounts(container: Container, volumes: Set[str], place: Place) -> Iterator[Fault]:
    paths: list[str] = []
    for mount in mappings(container.get("volumeMounts")):
        path = str(mount.get("mountPath", ""))
        here = (*place, "volumeMounts", path)
        if mount.get("name") not in volumes:
            yield Fault(here, f"there is no volume {mount.get('name')!r}")
        if not path or ":" in path:
            yield Fault(here, no(path, "a path without `:`"))
        if path in paths:
            yield Fault(here, "something else is mounted there already")
        sub_path = str(mount.get("subPath", ""))
        if sub_path.startswith("/") or ".." in sub_path.split("/"):
            yield Fault((*here, "subPath"), no(sub_path, "a relative path without `..`"))
        paths.append(path)


def _ports(container: Container, place: Place) -> Iterator[Fault]:
    ports = mappings(container.get("ports"))
    yield from used_twice([port["name"] for port in ports if "name" in port], (*place, "ports"))
    for number, port in enumerate(ports):
        here = (*place, "ports", port.get("name", number))
        if "name" in port and not fits(PORT_NAME, port["name"], PORT_NAME_LENGTH):
            accepted = "a port name: at most 15 lower-case letters, digits and hyphens"
            yield Fault((*here, "name"), no(port["name"], accepted))
        for key, missing in (("containerPort", None), ("hostPort", 1)):
            if not is_port(port.get(key, missing)):
                yield Fault((*here, key), no(port.get(key), "a port from 1 to 65535"))
        if port.get("protocol", "TCP") not in PROTOCOLS:
            yield Fault((*here, "protocol"), no(port["protocol"], "one of " + ", ".join(PROTOCOLS)))


def _resources(resources: Mapping[str, Any], place: Place) -> Iterator[Fault]:
    amounts: dict[tuple[str, str], Decimal] = {}
    for kind in ("requests", "limits"):
        for name, text in resources.get(kind, {}).items():
            amount = quantity(text)
            if amount is None:
                yield Fault((*place, kind, name), no(text, "an amount like 1500Mi, 2Gi, 0.5 or 500m"))
            else:
                amounts[kind, name] = amount
    for (kind, name), wanted in amounts.items():
        if kind == "requests" and wanted > amounts.get(("limits", name), wanted):
            texts = resources["requests"][name], resources["limits"][name]
            yield Fault((*place, "requests", name), f"the request {texts[0]} is larger than the limit {texts[1]}")


def _probe(probe: Mapping[str, Any], container: Container, place: Place) -> Iterator[Fault]:
    yield from unknown_fields(probe, PROBE, place)
    handlers = [kind for kind in PROBE_HANDLERS if kind in probe]
    if len(handlers) != 1:
        found = ", ".join(handlers) or "none"
        yield Fault(place, f"needs exactly one of {', '.join(PROBE_HANDLERS)}, not {found}")
        return
    port = probe[handlers[0]].get("port", 1)
    names = [entry.get("name") for entry in mappings(container.get("ports"))]
    if port not in names and not is_port(port):
        yield Fault((*place, handlers[0], "port"), no(port, "the name of a port of this container, or a number"))
    if place[-1] != "readinessProbe" and probe.get("successThreshold", 1) != 1:
        yield Fault((*place, "successThreshold"), no(probe["successThreshold"], "1, which it must be here"))
