"""Host ports that a blueprint takes for itself, by number, must leave the pools alone: those are given to islands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pod_specs.faults import Fault, Place, mappings


@dataclass(frozen=True)
class PortRange:
    """A pool, as the manager's settings name it; both ends included."""

    name: str
    first: int
    last: int


def faults(manifest: Mapping[str, Any], own: Collection[int], pools: Sequence[PortRange]) -> Iterator[Fault]:
    """What a Pod takes of the pools besides `own`, which its island holds."""
    for place, number in host_ports(manifest):
        for pool in pools:
            if pool.first <= number <= pool.last and number not in own:
                yield Fault(
                    place,
                    f"{number} lies in the port pool {pool.name!r} ({pool.first}-{pool.last}), whose ports islands "
                    "get; take one outside of it, or name one more under `ports`",
                )


def host_ports(manifest: Mapping[str, Any]) -> Iterator[tuple[Place, int]]:
    """Each port of its node that a Pod takes, with its place."""
    spec = manifest["spec"]
    key = "containerPort" if spec.get("hostNetwork") else "hostPort"
    for kind in ("initContainers", "containers"):
        for container in mappings(spec.get(kind)):
            for place, port in enumerate(mappings(container.get("ports"))):
                named = "hostPort" if "hostPort" in port else key
                if isinstance(number := port.get(named), int):
                    yield ("spec", kind, str(container.get("name")), "ports", port.get("name", place), named), number
