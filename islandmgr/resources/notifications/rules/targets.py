"""Who is told of what, as plain data: webhooks, channels, and what is to be delivered to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from islandmgr.model.domain import Subject
from islandmgr.model.field_types import EpochSeconds, Said, Secret


@dataclass(frozen=True)
class Channel:
    id: int
    user: str  # whose it is
    name: str
    service: str  # `slack`, `wecombot`, ...
    address: Secret  # sealed
    kinds: tuple[str, ...]  # of notices
    reach: str  # whose islands: `own`, `team`, `all`
    language: str
    active: bool
    created_at: EpochSeconds


@dataclass(frozen=True)
class Webhook:
    id: int
    name: str
    url: str
    secret: Secret  # sealed
    kinds: tuple[str, ...]  # of events; empty: all
    branch: str  # empty: all
    owner: str  # empty: everybody's
    active: bool
    who: str
    created_at: EpochSeconds


NOTHING = Subject("", "")
"""What an alert is about."""


class Target(StrEnum):
    WEBHOOK = "webhook"
    CHANNEL = "channel"


class DeliveryState(StrEnum):
    WAITING = "waiting"  # for its turn, or for another try
    DELIVERED = "delivered"
    DEAD = "dead"  # tried as often as the settings allow; a person may send it again


@dataclass(frozen=True)
class Delivery:
    """One thing to tell one target. `event_id` is negative for what is no event (alerts)."""

    id: int
    target: Target
    target_id: int
    event_id: int
    subject: Subject
    kind: str
    body: Mapping[str, Any]
    state: DeliveryState
    attempts: int
    next_at: EpochSeconds
    created_at: EpochSeconds
    ended_at: EpochSeconds | None = None
    status: Annotated[int | None, "Of the last answer"] = None
    problem: Said = ""
