"""Islands as JSON: what the API says of them here and in other rooms, and what of it the document promises."""

from __future__ import annotations

from typing import Annotated

from islandmgr.model import domain
from islandmgr.model.field_types import Example
from islandmgr.model.messages import Translate
from islandmgr.resources.clocks.service import Clocks
from islandmgr.resources.clocks.shared.answers import island_clock
from islandmgr.web.api.derived import Derived, Given, Made
from islandmgr.web.serialization import Json, address
from islandmgr.web.services import verbs
from islandmgr.web.wording import told, wording

ending = Derived(domain.Exit)


def _ports(it: domain.Island) -> dict[str, int]:
    return {port.name: port.number for port in it.ports}


def _address(it: domain.Island) -> str | None:
    return address(it.host, it.ports[0].number) if it.host and it.ports else None


_island = Derived(
    domain.Island,
    without=("wanted", "pool", "clock_applied", "clock_problem", "let_go", "kept_at"),
    parts=(ending, Derived(domain.Leaving, renamed={"asked": "asked_until"})),
    ports=Made(Annotated[dict[str, int], "Host ports by name", Example({"time": 30000})], _ports),
    address=Made(Annotated[str | None, "host:port of the first port, once the node is known"], _address),
    clock=Given(island_clock.model),
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
    problem = told("problem", it.clock_problem, words)
    return _island(it, words, clock=island_clock(it.clock, words, zone=zone, applied=it.clock_applied, **problem))


def as_json(it: domain.Island) -> Json:
    """As an answer of the API."""
    return island(it, verbs(Clocks).zone(it))
