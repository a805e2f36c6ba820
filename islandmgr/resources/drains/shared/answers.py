"""Drains as JSON, and what of it the document promises."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from islandmgr.model.messages import Translate
from islandmgr.resources.drains.rules import Item, ItemState, leaves_at
from islandmgr.resources.drains.service import DrainView
from islandmgr.web.api.answers import MessageCode, MessageValues, Page
from islandmgr.web.serialization import Json, moment
from islandmgr.web.wording import told


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
    why_code: MessageCode
    why_values: MessageValues
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
    message_code: MessageCode
    message_values: MessageValues
    created_at: datetime
    starts_at: datetime | None = Field(description="The deadline that people were told; null: at once")
    ended_at: datetime | None
    counts: dict[str, int] = Field(description="How many islands are in each state")
    islands: list[DrainItem]


class DrainPage(Page):
    items: list[Drain]


def drain(it: DrainView, only: Collection[int] | None = None, words: Translate | None = None) -> Json:
    """A drain with its islands, or `only` some of them; a plan has no id. In the language of `words` or the request."""
    row = it.drain
    states = [item.state for item in it.items]
    shown = it.items if only is None else [item for item in it.items if item.island_id in only]
    return {
        "id": row.id or None,
        "selector": row.selector,
        "mode": row.mode,
        "state": row.state,
        "nodes": list(row.nodes),
        "who": row.who,
        "grace_seconds": row.grace_seconds,
        "at_once": row.at_once,
        "max_failures": row.max_failures,
        **told("message", row.message, words),
        "created_at": moment(row.created_at),
        "starts_at": moment(row.starts_at),
        "ended_at": moment(row.ended_at),
        "counts": {state: states.count(state) for state in ItemState},
        "islands": [drain_item(item, row.starts_at, words) for item in shown],
    }


def drain_item(it: Item, starts_at: float | None = None, words: Translate | None = None) -> Json:
    away = it.back_at - it.left_at if it.back_at is not None and it.left_at is not None else None
    asked = {"until": moment(it.more.until), "who": it.more.who, "reason": it.more.reason} if it.more else None
    return {
        "island": it.island_id,
        "name": it.name,
        "owner": it.owner,
        "node": it.node,
        "target": it.target,
        "action": it.action,
        "can_move": it.can_move,
        **told("why", it.why, words),
        "state": it.state,
        "at": moment(it.at) if it.at else None,
        "leaves_at": moment(leaves_at(it, starts_at) or None),
        "left_at": moment(it.left_at),
        "back_at": moment(it.back_at),
        "away_seconds": None if away is None else round(away, 3),
        "asked": asked,
    }
