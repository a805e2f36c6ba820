"""What others can be told of islands: each state by its name, and what happens between."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from sqlalchemy import Connection

from islandmgr.kernel.event_kinds import SubjectEvents
from islandmgr.model.domain import ISLAND, Event, Island
from islandmgr.model.event_kinds import Described, EventKind, Text
from islandmgr.model.messages import sentence
from islandmgr.resources.islands.store import islands

KINDS = (
    EventKind("requested", sentence("requested")),
    EventKind("scheduling", sentence("scheduling")),
    EventKind("starting", sentence("starting")),
    EventKind("running", sentence("running"), Text("Island {id} is running", "岛服 {id} 已运行")),
    EventKind("unready", sentence("not answering")),
    EventKind("stopping", sentence("stopping")),
    EventKind("stopped", sentence("stopped"), Text("Island {id} is stopped", "岛服 {id} 已停止")),
    EventKind("crashed", sentence("crashed"), Text("Island {id} crashed", "岛服 {id} 崩溃了")),
    EventKind("failed", sentence("start failed"), Text("Island {id} could not start", "岛服 {id} 启动失败")),
    EventKind("lost", sentence("lost"), Text("Island {id} is lost", "岛服 {id} 已丢失")),
    EventKind("ending", sentence("ends soon"), Text("Island {id} ends soon", "岛服 {id} 即将结束")),
    EventKind("moving", sentence("moves soon"), Text("Island {id} moves soon", "岛服 {id} 即将迁移")),
    EventKind("clock", sentence("clock changed")),
    EventKind("registration", sentence("registered")),
    EventKind("note", sentence("other changes")),
)

_ENDS = Text("It ends at {at} UTC. Extend it: {{link}}", "将于 {at}（UTC）结束。延长请点击：{{link}}")
_DRAINED = {
    "moving": Text(
        "It moves to another node at {at} UTC, with its ports and clock. Move it now, or ask for more time: {{link}}",
        "将于 {at}（UTC）迁移到其他节点，端口和时钟不变。可立即迁移或申请延后：{{link}}",
    ),
    "ending": Text(
        "It is stopped at {at} UTC, as its node is emptied. Ask for more time: {{link}}",
        "所在节点将清空，它将于 {at}（UTC）停止。申请延后：{{link}}",
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


def _closing(event: Event) -> Text:
    """When it ends or moves, and what can be done about it."""
    words = _DRAINED[_warned(event)] if event.data.get("why") == "drain" else _ENDS
    at = f"{datetime.fromtimestamp(float(event.data.get('at', event.at)), UTC):%Y-%m-%d %H:%M}"
    return Text(*(line.format(at=at) for line in words))


EVENTS = SubjectEvents(ISLAND, KINDS, name, load, describe)
