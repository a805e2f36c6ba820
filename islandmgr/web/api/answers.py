"""What the API answers, for its documentation. The JSON itself is made by `islandmgr.web.serialization`.

Answers may gain fields: programs should ignore those that they do not know.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from islandmgr.model.domain import ClockMode, State


class Fault(BaseModel):
    code: str = Field(description="Stable, for programs", examples=["not_found"])
    message: str = Field(description="A whole sentence for people, with the value at fault")
    details: dict[str, Any] = Field(description="More than the sentence, for programs")


class Error(BaseModel):
    error: Fault


class Clock(BaseModel):
    mode: ClockMode
    offset: int = Field(description="Seconds that a running clock is ahead of real time")
    frozen_at: datetime | None = Field(description="Where a frozen clock stands")
    rate: int = Field(description="Island seconds per real second")
    real_anchor: datetime | None = Field(description="With a rate: when it began")
    fake_anchor: datetime | None = Field(description="With a rate: what the island showed then")
    asked: str = Field(description="What was typed")


class IslandClock(Clock):
    zone: str = Field(description="Time zone of the blueprint, IANA name")
    applied: bool | None = Field(description="Whether the server shows it, as measured; null when not measured yet")
    problem: str


class Exit(BaseModel):
    code: int | None = Field(description="As the shell sees it: 128 + n after signal n")
    reason: str
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
    reason: str = Field(description="Why it is in that state, in plain words")
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


class Page(BaseModel):
    next: str | None = Field(description="Give it as `after` to get the next page; null at the end")


class IslandPage(Page):
    items: list[Island]


class Event(BaseModel):
    id: int
    island: int
    incarnation: int
    at: datetime
    kind: str
    before: str
    after: str
    who: str
    message: str
    data: dict[str, Any]


class EventPage(Page):
    items: list[Event]


class Crash(BaseModel):
    island: int
    incarnation: int
    at: datetime
    exit: Exit | None
    reason: str
    log: str = Field(description="The last lines of the server's output")
    clock: Clock | None
    fingerprint: str
    pod_events: list[dict[str, Any]]
    files: list[dict[str, Any]]


class Node(BaseModel):
    name: str
    address: str
    labels: dict[str, str]
    ready: bool
    schedulable: bool = Field(description="false when cordoned")
    reason: str
    memory: int = Field(description="Allocatable bytes")
    cpu: int = Field(description="Allocatable millicores")
    memory_requested: int
    cpu_requested: int
    pods: int = Field(description="On it now, not finished")
    pod_limit: int = Field(description="How many Pods it takes; 0 when not known")
    islands: int | None = Field(description="Islands on it that are not stopped")
    boot_id: str = Field(description="Another one after each start of its machine; empty when not known")
    closed_by: str | None = Field(description="Who of ours cordoned it, in lists; empty when somebody else did")


class NodePage(Page):
    items: list[Node]


class Names(Page):
    items: list[str]


class Holder(BaseModel):
    owner: str
    blocks: int


class Pool(BaseModel):
    name: str
    first: int
    last: int
    selector: str = Field(description="Label selector of the nodes it is for; empty for all")
    retired: bool = Field(description="No longer in the settings; islands still hold ports of it")
    held: int
    free: int
    resting: int = Field(description="Of the free ones: given back lately, not used again yet")
    excluded: int
    block_size: int = Field(description="The block size that the numbers of blocks are for")
    held_blocks: int
    free_blocks: int
    resting_blocks: int
    next_rest_ends_at: datetime | None
    top_holders: list[Holder]


class PoolPage(Page):
    items: list[Pool]


class Offer(BaseModel):
    """An act that helps, as the call that does it."""

    act: str
    words: str
    method: Literal["GET", "POST", "DELETE"]
    path: str = Field(description="Below /api/v1")
    body: dict[str, Any] | None


class Finding(BaseModel):
    code: str
    severity: Literal["note", "warning", "error"]
    message: str
    advice: str
    ports: list[int]
    subject: str
    acts: list[Offer]


class FindingPage(Page):
    items: list[Finding]


class Words(BaseModel):
    en: str
    zh: str = Field(description="Simplified Chinese; may be empty")


class BlueprintPort(BaseModel):
    name: str
    protocol: Literal["TCP", "UDP", "TCP+UDP"]


class Argument(BaseModel):
    name: str
    type: Literal["int", "str", "bool", "choice"]
    description: Words
    accepts: str = Field(description="What may be given, in words")
    default: int | bool | str | None
    required: bool
    min: int | None
    max: int | None
    max_length: int | None
    pattern: str | None
    choices: list[str] | None
    unit: str


class Moment(BaseModel):
    name: str = Field(examples=["daily-reset"])
    at: str = Field(description="When it comes, as in the blueprint", examples=["05:00 daily"])
    zone: str
    title: Words


class Blueprint(BaseModel):
    name: str
    version: str
    title: Words
    description: Words
    zone: str = Field(description="IANA time zone the game lives in")
    ttl_hours: int | None = Field(description="How long its islands live when nobody says otherwise")
    moments: list[Moment] = Field(description="Points in time that testers can go to")
    ports: list[BlueprintPort]
    args: list[Argument]


class BrokenBlueprint(BaseModel):
    file: str
    line: int
    reason: str


class BlueprintPage(Page):
    items: list[Blueprint]
    broken: list[BrokenBlueprint]


class MoreTime(BaseModel):
    until: datetime
    who: str
    reason: str


class DrainItem(BaseModel):
    island: int
    name: str
    owner: str
    node: str = Field(description="The node it leaves")
    target: str = Field(description="In a plan a node that it could go to; once moved the one it went to")
    action: Literal["move", "stop"]
    can_move: bool = Field(description="Whether a node with its labels has room and free ports; true for a stop")
    why: str = Field(description="Why it cannot move, or is stopped; later where it went, or why not")
    state: Literal["waiting", "moving", "done", "skipped", "failed"]
    at: datetime | None
    leaves_at: datetime | None = Field(description="Before then it stays; null: at once")
    left_at: datetime | None = Field(description="When its server was asked to end")
    back_at: datetime | None = Field(description="When its next server was ready")
    away_seconds: float | None
    asked: MoreTime | None = Field(description="Its people asked for more time")


class Drain(BaseModel):
    id: int | None = Field(description="null for a plan")
    selector: str
    mode: Literal["move", "stop"]
    state: Literal["planned", "running", "done", "stopped", "failed"]
    nodes: list[str]
    who: str
    grace_seconds: int | None = Field(description="From SIGTERM to SIGKILL; null: as each blueprint says")
    at_once: int
    max_failures: int
    message: str
    created_at: datetime
    starts_at: datetime | None = Field(description="The deadline that people were told; null: at once")
    ended_at: datetime | None
    counts: dict[str, int] = Field(description="How many islands are in each state")
    islands: list[DrainItem]


class DrainPage(Page):
    items: list[Drain]
