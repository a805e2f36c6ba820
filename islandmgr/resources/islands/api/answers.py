"""What the API says of an island besides itself: its history, what it left when it crashed; and blueprints."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

import pod_specs
from islandmgr.model import domain
from islandmgr.model.messages import NOTHING, Message
from islandmgr.resources.clocks.shared.answers import clock
from islandmgr.resources.islands.shared.answers import ending
from islandmgr.resources.islands.store.bundles import Bundle
from islandmgr.web.api.answers import MessageCode, MessageValues, Page, Words
from islandmgr.web.api.derived import Derived, Made
from islandmgr.web.serialization import Json
from islandmgr.web.wording import told

event = Derived(
    domain.Event,
    without=("subject",),
    island=Made(int, lambda it: it.subject.number),
)
EventPage = event.page("EventPage")

crash = Derived(Bundle, "Crash", renamed={"island_id": "island"}, parts=(ending, clock))


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
    zone_problem: str = Field(
        description="What is wrong with the zone files of its image; empty when nothing is, or the image is not known"
    )
    zone_problem_code: MessageCode
    zone_problem_values: MessageValues


class BlueprintProblem(BaseModel):
    file: str
    line: int
    column: int
    reason: str


class BlueprintPage(Page):
    items: list[Blueprint]
    broken: list[BlueprintProblem] = Field(description="Why files are not used")
    warnings: list[BlueprintProblem] = Field(description="What is probably not meant in files that are used")


def blueprint(it: pod_specs.Blueprint, zone_problem: Message = NOTHING) -> Json:
    """What a start dialog needs to know of a blueprint. Texts for people are `{"en", "zh"}`; `zh` may be empty."""
    return {
        "name": it.name,
        "version": it.version,
        "title": it.title.model_dump(),
        "description": it.description.model_dump(),
        "zone": it.time_zone,
        "ttl_hours": it.lifetime.ttl_hours,
        "moments": [
            {"name": name, "at": moment.at, "zone": moment.zone or it.time_zone, "title": moment.title.model_dump()}
            for name, moment in it.moments.items()
        ],
        "ports": [{"name": port.name, "protocol": port.protocol} for port in it.ports],
        "args": [
            {**argument.model_dump(mode="json"), "name": name, "accepts": argument.accepts()}
            for name, argument in it.args.items()
        ],
        **told("zone_problem", zone_problem),
    }


def problem(it: pod_specs.Problem) -> Json:
    """One thing wrong with a blueprint file."""
    return {"file": it.file, "line": it.line, "column": it.column, "reason": it.reason}
