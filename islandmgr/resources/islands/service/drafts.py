"""A new island before it is a row: what a person asks for, checked, and what it gets with its id and its ports."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import allocator
import pod_specs
from islandmgr.kernel import idempotency
from islandmgr.model.domain import Clock, Island, Port, State, Wanted


@dataclass(frozen=True)
class StartIsland:
    """What a person asks for. `clock` is a request as in the HTTP API, read at the moment of starting."""

    blueprint: str
    branch: str
    owner: str = ""
    note: str = ""
    clock: Mapping[str, Any] | None = None
    ttl_hours: float | None = None
    args: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """A checked request, before it has an id and ports."""

    blueprint: pod_specs.Blueprint
    branch: str
    owner: str
    note: str
    clock: Clock
    args: Mapping[str, Any]
    expires_at: float | None
    chosen: bool = False  # some arguments were chosen by a person

    def island(self, now: float) -> Island:
        """The row as it is inserted; id, name, ports and Pod come with the block."""
        return Island(
            id=0,
            name="",
            blueprint=self.blueprint.name,
            branch=self.branch,
            owner=self.owner,
            note=self.note,
            wanted=Wanted.RUN,
            state=State.REQUESTED,
            reason="",
            incarnation=1,
            pool="",
            ports=(),
            clock=self.clock,
            args=self.args,
            created_at=now,
            changed_at=now,
            started_at=now,
            expires_at=self.expires_at,
        )

    def stand_in(self, fresh: Island) -> Island:
        """As it will be rendered, but for the numbers: what its Pod asks for does not hang on them."""
        ports = tuple(Port(port.name, place, port.protocol) for place, port in enumerate(self.blueprint.ports, 30000))
        return replace(fresh, id=1, name=f"{self.blueprint.name}-1", pod=f"{self.blueprint.name}-1", ports=ports)


def placed(blueprint: pod_specs.Blueprint, island: Island, block: allocator.Block) -> dict[str, Any]:
    """What an island gets with its id and its block."""
    ports = tuple(Port(port.name, block.first + place, port.protocol) for place, port in enumerate(blueprint.ports))
    name = pod_specs.island_name(island.blueprint, island.owner, island.branch, island.id)
    return {"name": name, "pod": pod_specs.pod_name(island), "pool": block.pool, "ports": ports}


@dataclass(frozen=True)
class Key:
    """What a client sends so that a request which it repeats is done once."""

    person: str  # whose it is
    value: str
    digest: str  # of the request that came with it

    def answered_by(self, island: Island, now: float) -> idempotency.Answered:
        return idempotency.Answered(self.person, self.value, self.digest, island.id, now)


def digest_of(request: StartIsland) -> str:
    """The same for requests that ask for the same."""
    text = json.dumps(
        [
            request.blueprint,
            request.branch,
            request.owner,
            request.note,
            request.clock,
            request.ttl_hours,
            request.args,
        ],
        sort_keys=True,
        default=str,
    )
    return hashlib.sha256(text.encode()).hexdigest()
