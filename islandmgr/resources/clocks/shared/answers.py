"""A clock as JSON, and what of it the document promises."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from islandmgr.model import domain
from islandmgr.model.domain import ClockMode
from islandmgr.web.api.answers import MessageCode, MessageValues
from islandmgr.web.serialization import Json, moment


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
    problem_code: MessageCode
    problem_values: MessageValues


def clock(it: domain.Clock) -> Json:
    """A clock. At a real instant `now` the island shows `now + offset` seconds; or `frozen_at`; or, with a rate,
    `fake_anchor + (now - real_anchor) * rate`."""
    return {
        "mode": it.mode.value,
        "offset": it.offset,
        "frozen_at": moment(it.frozen_at),
        "rate": it.rate,
        "real_anchor": moment(it.real_anchor),
        "fake_anchor": moment(it.fake_anchor),
        "asked": it.asked,
    }
