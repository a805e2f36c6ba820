"""Islands as JSON: what the API says of them here and in other rooms, and what of it the document promises."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from islandmgr.model import domain
from islandmgr.model.domain import State
from islandmgr.model.messages import Translate
from islandmgr.resources.clocks.service import Clocks
from islandmgr.resources.clocks.shared.answers import IslandClock, clock
from islandmgr.web.api.answers import MessageCode, MessageValues, Page
from islandmgr.web.serialization import Json, address, moment
from islandmgr.web.services import verbs
from islandmgr.web.wording import told


class Exit(BaseModel):
    code: int | None = Field(description="As the shell sees it: 128 + n after signal n")
    reason: str
    reason_code: MessageCode
    reason_values: MessageValues
    at: datetime


class Hold(BaseModel):
    until: datetime
    reason: str
    who: str


class Warned(BaseModel):
    at: datetime
    why: str = Field(description="lifetime or unused")


class Leaving(BaseModel):
    drain: int
    node: str
    mode: Literal["move", "stop"]
    at: datetime
    asked_until: datetime | None = Field(description="Somebody asked the operator for more time, until then")


class Island(BaseModel):
    id: int
    name: str
    blueprint: str
    branch: str
    owner: str
    note: str
    state: State
    reason: str = Field(description="Why it is in that state", examples=["Its node was lost"])
    reason_code: MessageCode
    reason_values: MessageValues
    node: str
    host: str
    ports: dict[str, int] = Field(description="Host ports by name", examples=[{"time": 30000}])
    address: str | None = Field(description="host:port of the first port, once the node is known")
    clock: IslandClock
    clock_group: str | None = Field(description="The group whose time it shares; null for a time of its own")
    incarnation: int = Field(description="1 for the first Pod; each restart adds one")
    args: dict[str, Any]
    pod: str
    registered_at: datetime | None
    created_at: datetime
    changed_at: datetime = Field(description="When the state last changed")
    started_at: datetime | None = Field(description="When this incarnation was asked for")
    ready_at: datetime | None = Field(description="When this incarnation first ran")
    stopped_at: datetime | None
    expires_at: datetime | None
    last_used_at: datetime | None = Field(description="When a player was last connected")
    connections: int
    memory: int = Field(description="Bytes that its Pod asks for, as quotas count")
    leaving: Leaving | None = Field(description="A drain takes it off its node at a later time")
    hold: Hold | None = Field(description="Until when nothing ends it by itself, and why")
    warning: Warned | None = Field(description="It is about to end by itself unless somebody extends it")
    exit: Exit | None
    fingerprint: str = Field(description="Of the server's code")
    version: int


class IslandPage(Page):
    items: list[Island]


def island(it: domain.Island, zone: str, words: Translate | None = None) -> Json:
    """An island's row, as lists, the stream and the page show it. `zone` is its blueprint's time zone.

    Messages are in the language of `words`, or of the request that is answered.
    """
    ports = {port.name: port.number for port in it.ports}
    first = next(iter(ports.values()), None)
    return {
        "id": it.id,
        "name": it.name,
        "blueprint": it.blueprint,
        "branch": it.branch,
        "owner": it.owner,
        "note": it.note,
        "state": it.state.value,
        **told("reason", it.reason, words),
        "node": it.node,
        "host": it.host,
        "ports": ports,
        "address": address(it.host, first) if it.host and first else None,
        "clock": {
            **clock(it.clock),
            "zone": zone,
            "applied": it.clock_applied,
            **told("problem", it.clock_problem, words),
        },
        "clock_group": it.clock_group or None,
        "incarnation": it.incarnation,
        "args": dict(it.args),
        "pod": it.pod,
        "registered_at": moment(it.registered_at),
        "created_at": moment(it.created_at),
        "changed_at": moment(it.changed_at),
        "started_at": moment(it.started_at),
        "ready_at": moment(it.ready_at),
        "stopped_at": moment(it.stopped_at),
        "expires_at": moment(it.expires_at),
        "last_used_at": moment(it.last_used_at),
        "connections": it.connections,
        "memory": it.memory,
        "leaving": leaving(it.leaving),
        "hold": held(it.hold),
        "warning": {"at": moment(it.warning.at), "why": it.warning.why} if it.warning else None,
        "exit": ending(it.exit, words),
        "fingerprint": it.fingerprint,
        "version": it.version,
    }


def held(it: domain.Hold | None) -> Json | None:
    return None if it is None else {"until": moment(it.until), "reason": it.reason, "who": it.who}


def leaving(it: domain.Leaving | None) -> Json | None:
    """A drain that takes the island off its node at a later time."""
    if it is None:
        return None
    asked = moment(it.asked)
    return {"drain": it.drain, "node": it.node, "mode": it.mode, "at": moment(it.at), "asked_until": asked}


def ending(it: domain.Exit | None, words: Translate | None = None) -> Json | None:
    return None if it is None else {"code": it.code, **told("reason", it.reason, words), "at": moment(it.at)}


def as_json(it: domain.Island) -> Json:
    """As an answer of the API."""
    return island(it, verbs(Clocks).zone(it))
