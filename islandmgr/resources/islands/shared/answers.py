"""Islands as JSON: what the API says of them here and in other rooms, and what of it the document promises."""

from __future__ import annotations

from dataclasses import fields
from typing import Annotated

from islandmgr.model import domain
from islandmgr.model.field_types import Example
from islandmgr.model.messages import Translate
from islandmgr.resources.clocks.service import Clocks
from islandmgr.web.api.derived import Derived, Given, Made
from islandmgr.web.serialization import Json, address
from islandmgr.web.services import verbs
from islandmgr.web.wording import wording

ending = Derived(domain.Exit)


def _ports(it: domain.Island) -> dict[str, int]:
    return {port.name: port.number for port in it.ports}


def _address(it: domain.Island) -> str | None:
    return address(it.host, it.ports[0].number) if it.host and it.ports else None


_NOT_CLOCK = [one.name for one in fields(domain.Island) if not one.name.startswith("clock")]
_clock = Derived(  # the clock's fields, and what the island knows of it
    domain.Island,
    "IslandClock",
    flat=("clock",),
    without=[*_NOT_CLOCK, "clock_group"],
    renamed={"clock_applied": "applied", "clock_problem": "problem"},
    zone=Given(Annotated[str, "Time zone of the blueprint, IANA name"]),
)

_island = Derived(
    domain.Island,
    without=("wanted", "pool", "clock_applied", "clock_problem", "let_go", "kept_at"),
    parts=(ending, Derived(domain.Leaving, renamed={"asked": "asked_until"})),
    ports=Made(Annotated[dict[str, int], "Host ports by name", Example({"time": 30000})], _ports),
    address=Made(Annotated[str | None, "host:port of the first port, once the node is known"], _address),
    clock=Given(_clock.model),
    clock_group=Made(
        Annotated[str | None, "The group whose time it shares; null for a time of its own"],
        lambda it: it.clock_group or None,
    ),
)
Island = _island.model
IslandPage = _island.page("IslandPage")


def island(it: domain.Island, zone: str, words: Translate | None = None) -> Json:
    """An island's row, as lists, the stream and the page show it. `zone` is its blueprint's time zone.

    Messages are in the language of `words`, or of the request that is answered.
    """
    words = words or wording()
    return _island(it, words, clock=_clock(it, words, zone=zone))


def as_json(it: domain.Island) -> Json:
    """As an answer of the API."""
    return island(it, verbs(Clocks).zone(it))
