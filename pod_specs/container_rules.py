"""What Kubernetes would refuse in one container of a Pod."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Any

from islandmgr.model import image_names
from pod_specs.faults import Fault, Place, mappings, no, used_twice
from pod_specs.forms import PORT_NAME, PORT_NAME_LENGTH, VARIABLE, fits, is_dns_label, is_port

Container = Mapping[str, Any]

PULL_POLICIES = ("Always", "IfNotPresent", "Never")
RESTART_POLICIES = ("Always", "OnFailure", "Never")
PROTOCOLS = ("TCP", "UDP", "SCTP")
PROBES = ("readinessProbe", "livenessProbe", "startupProbe")
PROBE_HANDLERS = ("tcpSocket", "httpGet", "exec", "grpc")


def faults(container: Container, volumes: Set[str], place: Place) -> Iterator[Fault]:
    """`volumes`: the names of the Pod's volumes."""
    if not is_dns_label(container.get("name")):
        yield Fault((*place, "name"), no(container.get("name"), "a DNS-1123 label of at most 63 characters"))
    image = container.get("image")
    if problem := image_names.fault(image) if isinstance(image, str) else no(image, image_names.ACCEPTED):
        yield Fault((*place, "image"), problem)
    policy = container.get("imagePullPolicy", "Always")
    if policy not in PULL_POLICIES:
        yield Fault((*place, "imagePullPolicy"), no(policy, "one of " + ", ".join(PULL_POLICIES)))
    if container.get("command", [])[:1] == [""]:
        yield Fault((*place, "command"), "the first word is the program to run, and must not be empty")
    if "initContainers" in place:
        yield from _init(container, place)
    yield from _env(container, place)
    yield from _mounts(container, volumes, place)
    yield from _ports(container, place)
    for probe in PROBES:
        if probe in container:
            yield from _probe(container[probe], container, (*place, probe))


def _init(container: Container, place: Place) -> Iterator[Fault]:
    """One that ends before the next begins cannot be asked whether it lives."""
    policy = container.get("restartPolicy", "Never")
    if policy not in RESTART_POLICIES:
        yield Fault((*place, "restartPolicy"), no(policy, "one of " + ", ".join(RESTART_POLICIES)))
    if policy != "Always":
        for key in (*PROBES, "lifecycle"):
            if key in container:
                yield Fault((*place, key), "an init container has none, unless it stays (restartPolicy: Always)")


def _env(container: Container, place: Place) -> Iterator[Fault]:
    for variable in mappings(container.get("env")):
        name = str(variable.get("name", ""))
        if not fits(VARIABLE, name, 1000):
            yield Fault((*place, "env", name), no(name, "a variable's name: letters, digits, _, - and ."))


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


def _probe(probe: Mapping[str, Any], container: Container, place: Place) -> Iterator[Fault]:
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
