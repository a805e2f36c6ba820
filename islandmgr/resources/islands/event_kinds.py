"""What others can be told of islands: each state by its name, and what happens between."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from sqlalchemy import Connection

from islandmgr.kernel.event_kinds import SubjectEvents
from islandmgr.model.domain import ISLAND, Event, Island
from islandmgr.model.event_kinds import Described, EventKind
from islandmgr.model.messages import Message, declare
from islandmgr.resources.islands.store import islands

_TITLES = {
    "requested": declare("event_kind.requested", "requested"),
    "scheduling": declare("event_kind.scheduling", "scheduling"),
    "starting": declare("event_kind.starting", "starting"),
    "running": declare("event_kind.running", "running"),
    "unready": declare("event_kind.unready", "not answering"),
    "stopping": declare("event_kind.stopping", "stopping"),
    "stopped": declare("event_kind.stopped", "stopped"),
    "crashed": declare("event_kind.crashed", "crashed"),
    "failed": declare("event_kind.failed", "start failed"),
    "lost": declare("event_kind.lost", "lost"),
    "ending": declare("event_kind.ending", "ends soon"),
    "moving": declare("event_kind.moving", "moves soon"),
    "clock": declare("event_kind.clock", "clock changed"),
    "registration": declare("event_kind.registration", "registered"),
    "ports": declare("event_kind.ports", "got other ports"),
    "note": declare("event_kind.note", "other changes"),
}
_NOTICES = {
    "running": declare("notice.running", "Island %(id)s is running"),
    "stopped": declare("notice.stopped", "Island %(id)s is stopped"),
    "crashed": declare("notice.crashed", "Island %(id)s crashed"),
    "failed": declare("notice.failed", "Island %(id)s could not start"),
    "lost": declare("notice.lost", "Island %(id)s is lost"),
    "ending": declare("notice.ending", "Island %(id)s ends soon"),
    "moving": declare("notice.moving", "Island %(id)s moves soon"),
}
KINDS = tuple(EventKind(name, title(), _NOTICES.get(name)) for name, title in _TITLES.items())

_ENDS = declare("notice.ends_at", "It ends at %(at)s UTC. Extend it: %(link)s")
_DRAINED = {
    "moving": declare(
        "notice.moves_at",
        "It moves to another node at %(at)s UTC, with its ports and clock. Move it now, or ask for more time: %(link)s",
    ),
    "ending": declare(
        "notice.stops_at", "It is stopped at %(at)s UTC, as its node is emptied. Ask for more time: %(link)s"
    ),
}


def name(event: Event) -> str:
    """An event's kind as people choose it."""
    if event.kind == "state":
        return event.after
    return _warned(event) if event.kind == "warning" else event.kind


def load(conn: Connection, ids: Collection[str]) -> dict[str, Island]:
    return {str(island.id): island for island in islands.with_ids(conn, {int(key) for key in ids})}


def describe(event: Event, island: Island) -> Described:
    return Described(
        facts={
            "id": island.id,
            "name": island.name,
            "incarnation": event.incarnation,
            "blueprint": island.blueprint,
            "branch": island.branch,
            "owner": island.owner,
            "note": island.note,
            "node": island.node,
            "host": island.host,
            "ports": {port.name: port.number for port in island.ports},
        },
        path=f"/islands/{island.id}",
        about=" · ".join(filter(None, (island.name, island.owner, island.branch, island.note))),
        closing=_closing(event) if event.kind == "warning" else None,
        branch=island.branch,
        owner=island.owner,
    )


def _warned(event: Event) -> str:
    return "moving" if event.data.get("why") == "drain" and event.data.get("mode") == "move" else "ending"


def _closing(event: Event) -> Message:
    """When it ends or moves, and what can be done about it."""
    words = _DRAINED[_warned(event)] if event.data.get("why") == "drain" else _ENDS
    at = f"{datetime.fromtimestamp(float(event.data.get('at', event.at)), UTC):%Y-%m-%d %H:%M}"
    return words(at=at, link="")


EVENTS = SubjectEvents(ISLAND, KINDS, name, load, describe)
