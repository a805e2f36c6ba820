"""The form in which people ask for a clock, wherever they do."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from islandmgr.web.api.common import IslandId, Note, Strict, Words

Why = Annotated[Note, Field(description="For the history: what it is for")]


class ClockBody(Strict):
    """`{"mode": "real"}`, `{"mode": "at", "at": "2026-12-31 23:59:30"}`, `{"mode": "shift", "shift": "+2d3h"}`,
    `{"mode": "freeze", "at": ...}`, `{"mode": "rate", "rate": 10}`, `{"mode": "at", "moment": "daily-reset",
    "before": "30s"}`, `{"mode": "moved", "by": "+1h"}`, `{"mode": "same", "island": 17}`, `{"mode": "undo"}`."""

    mode: Literal["real", "at", "shift", "freeze", "rate", "moved", "same", "undo"]
    at: Words | None = Field(
        default=None,
        description="A time: ISO 8601 with an offset, or a local time of the blueprint's zone",
        examples=["2026-12-31T23:59:30+08:00"],
    )
    zone: Words | None = Field(default=None, description="IANA zone in which `at` is read", examples=["Asia/Shanghai"])
    moment: Words | None = Field(
        default=None, description="Instead of `at`: a moment of the blueprint, the next one", examples=["daily-reset"]
    )
    before: Words | None = Field(default=None, description="So long before the moment", examples=["30s"])
    shift: Words | None = Field(default=None, description="How far from real time", examples=["+2d3h", "-45m"])
    rate: int | None = Field(default=None, description="Island seconds per real second", ge=1, le=60)
    by: Words | None = Field(
        default=None, description="With `moved`: how far from the present clock", examples=["+1h", "-30s"]
    )
    island: IslandId | None = Field(default=None, description="With `same`: the island whose time line is taken")

    def asked(self) -> dict[str, Any]:
        """As the service takes it: only what was given."""
        fields = set(ClockBody.model_fields)
        return self.model_dump(mode="json", exclude_none=True, include=fields)
