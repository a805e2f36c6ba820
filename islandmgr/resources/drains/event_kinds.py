"""What others can be told of drains: that nodes are about to be emptied, and how that ended."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from islandmgr.kernel.event_kinds import SubjectEvents
from islandmgr.model.domain import Event
from islandmgr.model.event_kinds import Described, EventKind
from islandmgr.model.messages import declare
from islandmgr.resources.drains import store as drains
from islandmgr.resources.drains.rules import DrainState
from islandmgr.resources.drains.store import Drain

_TITLES = {
    "drain_started": declare("event_kind.drain_started", "drain started"),
    "drain_resumed": declare("event_kind.drain_resumed", "drain resumed"),
    "drain_ended": declare("event_kind.drain_ended", "drain ended"),
}
_NOTICES = {
    "drain_started": declare("notice.drain_started", "Drain %(id)s empties nodes"),
    "drain_resumed": declare("notice.drain_resumed", "Drain %(id)s goes on"),
    "drain_ended": declare("notice.drain_ended", "Drain %(id)s ended"),
}
KINDS = tuple(EventKind(name, title(), _NOTICES.get(name)) for name, title in _TITLES.items())


def name(event: Event) -> str:
    """`drain_ended` is each end: done, broken off, given up; the event's `after` says which."""
    if event.kind != "state":
        return ""
    if event.after != DrainState.RUNNING:
        return "drain_ended"
    return "drain_resumed" if event.before else "drain_started"


def load(conn: Connection, ids: Collection[str]) -> dict[str, Drain]:
    return {str(drain.id): drain for drain in drains.with_ids(conn, {int(key) for key in ids})}


def describe(_event: Event, drain: Drain) -> Described:
    """It belongs to no branch: its nodes may have several. Its owner is whoever empties the nodes."""
    return Described(
        facts={
            "id": drain.id,
            "selector": drain.selector,
            "mode": drain.mode,
            "state": drain.state,
            "nodes": list(drain.nodes),
            "who": drain.who,
        },
        path=f"/drains/{drain.id}",
        about=" · ".join((", ".join(drain.nodes), drain.who)),
        owner=drain.who,
    )


EVENTS = SubjectEvents(drains.KIND, KINDS, name, load, describe)
