"""What others can be told of drains: that nodes are about to be emptied, and how that ended."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from islandmgr.kernel.event_kinds import SubjectEvents
from islandmgr.model.domain import Event
from islandmgr.model.event_kinds import Described, EventKind, Text
from islandmgr.model.messages import sentence
from islandmgr.resources.drains import store as drains
from islandmgr.resources.drains.rules import DrainState
from islandmgr.resources.drains.store import Drain

KINDS = (
    EventKind("drain_started", sentence("drain started"), Text("Drain {id} empties nodes", "清空任务 {id} 已开始")),
    EventKind("drain_resumed", sentence("drain resumed"), Text("Drain {id} goes on", "清空任务 {id} 已继续")),
    EventKind("drain_ended", sentence("drain ended"), Text("Drain {id} ended", "清空任务 {id} 已结束")),
)


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
