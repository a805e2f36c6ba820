"""What a registration is believed: the fingerprint of the code and the moment of the start. Pure decisions.

Where the island is, and on which ports, comes from the cluster and from the island's row. A Pod may repeat it, and one
that says something else is refused: other services send players to what stands in the registry.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from islandmgr.model.domain import Island, State
from islandmgr.model.messages import Message, all_of
from islandmgr.model.observed import Pod
from islandmgr.resources.islands.messages import UNTRUE_FIELD

FINGERPRINT = 128  # characters

UNPLACED = frozenset({State.REQUESTED, State.SCHEDULING})
"""States in which the row may still name the node of an earlier Pod."""


@dataclass(frozen=True)
class Registration:
    """An island as it announced itself. `ports` maps the blueprint's names to host ports; instants are in epoch s."""

    island_id: int
    incarnation: int
    name: str
    owner: str
    branch: str
    node: str
    host: str
    pod: str
    ports: Mapping[str, int]
    fingerprint: str
    started_at: float
    registered_at: float


def known(island: Island, now: float) -> Registration:
    """What the island would announce, as far as its row knows."""
    return Registration(
        island_id=island.id,
        incarnation=island.incarnation,
        name=island.name,
        owner=island.owner,
        branch=island.branch,
        node=island.node,
        host=island.host,
        pod=island.pod,
        ports={port.name: port.number for port in island.ports},
        fingerprint=island.fingerprint,
        started_at=island.started_at or now,
        registered_at=now,
    )


@dataclass(frozen=True)
class Location:
    """A node and its address, as the cluster told them."""

    node: str
    host: str


def location_in_row(island: Island) -> Location | None:
    """Where the row says that the incarnation's Pod is; None while nobody has seen it on a node."""
    if island.state in UNPLACED or not (island.node and island.host):
        return None
    return Location(island.node, island.host)


def location_of_pod(island: Island, pod: Pod | None) -> Location | None:
    """Where the cluster says that the incarnation's Pod is; None while it does not say."""
    if pod is None or (pod.island_id, pod.incarnation) != (island.id, island.incarnation):
        return None
    return Location(pod.node, pod.host) if pod.node and pod.host else None


def agrees(location: Location, message: Mapping[str, Any]) -> bool:
    """Does the Pod say of itself that it is there? Addresses may be spelled differently."""
    same_host = _canonical(str(message["host"])) == _canonical(location.host)
    return same_host and message["node"] == location.node


def differences(island: Island, location: Location, message: Mapping[str, Any]) -> Message:
    """What a registration says otherwise than the cluster and the row; empty when nothing.

    Ports may be left out, but each one that is named must be the island's.
    """
    return all_of(
        UNTRUE_FIELD(field=field, claimed=_short(claimed), true=_short(true))
        for field, claimed, true in _claims(island, location, message)
    )


def registration(island: Island, location: Location, message: Mapping[str, Any], now: float) -> Registration:
    """The row of the registry. The start lies between the wish for this incarnation and `now` (UTC epoch seconds): a
    node's clock may be off, and a Pod may say anything."""
    earliest = island.started_at or island.created_at
    return replace(
        known(island, now),
        node=location.node,
        host=location.host,
        fingerprint=fingerprint(message),
        started_at=min(max(float(message["started_at"]), earliest), now),
    )


def fingerprint(message: Mapping[str, Any]) -> str:
    return str(message.get("fingerprint", ""))[:FINGERPRINT]


def _claims(island: Island, location: Location, message: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """(field, what the Pod says, what is true) of all that differ."""
    if message["pod"] != island.pod:
        yield "pod", message["pod"], island.pod
    if message["node"] != location.node:
        yield "node", message["node"], location.node
    if _canonical(str(message["host"])) != _canonical(location.host):
        yield "host", message["host"], location.host
    numbers = {port.name: port.number for port in island.ports}
    for name, number in (message.get("ports") or {}).items():
        if numbers.get(name) != number:
            yield f"port {_short(name)}", number, numbers.get(name)


def _canonical(address: str) -> str:
    """One spelling for each IP address; other names as they are."""
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return address


def _short(value: object) -> str:
    return repr(value if not isinstance(value, str) else value[:100])
