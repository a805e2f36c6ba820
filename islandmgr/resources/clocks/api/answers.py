"""What the calls about clocks answer, for their documentation. `serialization` beside this makes the JSON itself."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from faketime.effects import Effect
from faketime.scripts import RunState
from islandmgr.model.domain import State
from islandmgr.resources.clocks.rules.verdict import Cause
from islandmgr.resources.clocks.shared.answers import Clock
from islandmgr.web.api.answers import MessageCode, MessageValues, Page


class Measured(BaseModel):
    fake: datetime = Field(description="What the server showed")
    real: datetime = Field(description="Real time at that moment")


class Upcoming(BaseModel):
    name: str = Field(examples=["daily-reset"])
    at: str = Field(description="As in the blueprint", examples=["05:00 daily"])
    zone: str
    next: datetime | None = Field(description="When the island comes to it next; null when not before 2100")


class ClockChange(BaseModel):
    id: int
    at: datetime
    who: str
    why: str
    group: str | None = Field(description="When the whole group was changed")
    script: str | None = Field(description="Name of the script that did it")
    run: int | None = Field(description="The script's run")
    clock: Clock
    before: Clock | None
    measured: Measured | None
    error_ms: float | None
    problem: str
    problem_code: MessageCode
    problem_values: MessageValues


class Run(BaseModel):
    id: int
    script: str | None = Field(description="null when its steps came with the wish")
    steps: list[str]
    step: int = Field(description="How many steps are done; while it waits, the step of that index is the one")
    island: int | None
    group: str | None
    state: RunState
    problem: str = Field(description="Why it failed, or who stopped it")
    problem_code: MessageCode
    problem_values: MessageValues
    wake_at: datetime | None = Field(description="When it goes on, in real time")
    clock: Clock
    before: Clock = Field(description="What `return` goes back to")
    who: str
    why: str
    started_at: datetime
    ended_at: datetime | None


class ClockReport(BaseModel):
    wanted: Clock
    real_time: datetime = Field(description="Of this answer, by the manager's clock")
    island_time: datetime = Field(description="What the island should show then")
    zone: str
    measured: Measured | None = Field(description="null while nobody could measure")
    error_ms: float | None = Field(description="Measured minus wanted, milliseconds")
    applied: bool | None
    cause: Cause | None = Field(description="Why it is not applied, where that was measured for this answer")
    problem: str
    problem_code: MessageCode
    problem_values: MessageValues
    group: str | None = Field(description="The group whose time it shares")
    run: Run | None = Field(description="The script that goes on now")
    moments: list[Upcoming] = Field(description="The blueprint's, the soonest first")
    history: list[ClockChange] = Field(description="The newest first")


class EffectAnswer(BaseModel):
    effect: Effect
    seconds: int = Field(description="Length of the jump, distance from real time, or the rate")
    sentence: str
    sentence_code: MessageCode
    sentence_values: MessageValues


class Preview(BaseModel):
    clock: Clock
    real_time: datetime = Field(description="Of this answer, by the manager's clock")
    island_time: datetime = Field(description="What the island would show then")
    zone: str
    jump_seconds: int = Field(description="From what it shows to what it would show")
    running: bool = Field(description="Whether a server is there to notice")
    warnings: list[EffectAnswer] = Field(
        description="What the change does to a running server; a restart avoids the jump"
    )


class Member(BaseModel):
    id: int
    name: str
    state: State
    applied: bool | None
    problem: str
    problem_code: MessageCode
    problem_values: MessageValues
    measured: Measured | None
    error_ms: float | None


class GroupChange(BaseModel):
    at: datetime
    who: str
    why: str
    script: str | None = Field(description="Name of the script that did it")
    clock: Clock


class Group(BaseModel):
    name: str
    zone: str = Field(description="In which times are read")
    clock: Clock
    real_time: datetime
    island_time: datetime
    who: str = Field(description="Changed it last")
    why: str
    created_at: datetime
    changed_at: datetime
    undo: bool = Field(description="Whether there is a change to undo")
    moments: list[Upcoming]
    run: Run | None
    spread_ms: float | None = Field(description="How far the measured members are apart")
    took_ms: float | None = Field(description="From the wish until the last member showed the new time")
    history: list[GroupChange] = Field(description="The newest first")
    islands: list[Member]


class GroupPage(Page):
    items: list[Group]


class Script(BaseModel):
    name: str
    steps: list[str]
    blueprint: str | None = Field(description="null when it is for all")
    description: str
    who: str
    changed_at: datetime


class ScriptPage(Page):
    items: list[Script]


class RunPage(Page):
    items: list[Run]
