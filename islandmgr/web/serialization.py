"""What goes over the wire: the domain's plain data as JSON. One function a thing; used by the API and the pages.

Times are RFC 3339 in UTC with milliseconds; what is not known is null.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from islandmgr.model.domain import Clock, Event, Exit, Hold, Island, Leaving
from islandmgr.model.observed import Node
from islandmgr.resources.drains.rules import Item, ItemState, leaves_at
from islandmgr.resources.repair.remedies import cures

if TYPE_CHECKING:
    from allocator import PoolUsage
    from islandmgr.resources.drains.service import DrainView
    from islandmgr.resources.islands.store.bundles import Bundle
    from islandmgr.resources.ports.rules import Finding
    from pod_specs import Blueprint, Problem

Json = dict[str, Any]


def moment(at: float | None) -> str | None:
    """Epoch seconds as `2026-11-20T10:00:00.123Z`."""
    if at is None:
        return None
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def island(it: Island, zone: str) -> Json:
    """An island's row, as lists, the stream and the page show it. `zone` is its blueprint's time zone."""
    ports = {port.name: port.number for port in it.ports}
    first = next(iter(ports.values()), None)
    return {
        "id": it.id,
        "name": it.name,
        "blueprint": it.blueprint,
        "branch": it.branch,
        "owner": it.owner,
        "note": it.note,
        "state": it.state.value,
        "reason": it.reason,
        "node": it.node,
        "host": it.host,
        "ports": ports,
        "address": address(it.host, first) if it.host and first else None,
        "clock": {**clock(it.clock), "zone": zone, "applied": it.clock_applied, "problem": it.clock_problem},
        "clock_group": it.clock_group or None,
        "incarnation": it.incarnation,
        "args": dict(it.args),
        "pod": it.pod,
        "registered_at": moment(it.registered_at),
        "created_at": moment(it.created_at),
        "changed_at": moment(it.changed_at),
        "started_at": moment(it.started_at),
        "ready_at": moment(it.ready_at),
        "stopped_at": moment(it.stopped_at),
        "expires_at": moment(it.expires_at),
        "last_used_at": moment(it.last_used_at),
        "connections": it.connections,
        "memory": it.memory,
        "leaving": leaving(it.leaving),
        "hold": held(it.hold),
        "warning": {"at": moment(it.warning.at), "why": it.warning.why} if it.warning else None,
        "exit": ending(it.exit),
        "fingerprint": it.fingerprint,
        "version": it.version,
    }


def address(host: str, port: int) -> str:
    """`host:port`, as people paste it; an IPv6 address needs its brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def clock(it: Clock) -> Json:
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


def held(it: Hold | None) -> Json | None:
    return None if it is None else {"until": moment(it.until), "reason": it.reason, "who": it.who}


def leaving(it: Leaving | None) -> Json | None:
    """A drain that takes the island off its node at a later time."""
    if it is None:
        return None
    asked = moment(it.asked)
    return {"drain": it.drain, "node": it.node, "mode": it.mode, "at": moment(it.at), "asked_until": asked}


def ending(it: Exit | None) -> Json | None:
    return None if it is None else {"code": it.code, "reason": it.reason, "at": moment(it.at)}


def event(it: Event) -> Json:
    """One line of an island's history."""
    return {
        "id": it.id,
        "island": it.subject.number,
        "incarnation": it.incarnation,
        "at": moment(it.at),
        "kind": it.kind,
        "before": it.before,
        "after": it.after,
        "who": it.who,
        "message": it.message,
        "data": dict(it.data),
    }


def cursor(place: int | str | None) -> str | None:
    """A page's `next`: a text, so that programs do not calculate with it."""
    return None if place is None else str(place)


def crash(it: Bundle) -> Json:
    return {
        "island": it.island_id,
        "incarnation": it.incarnation,
        "at": moment(it.at),
        "exit": ending(it.exit),
        "reason": it.reason,
        "log": it.log,
        "clock": clock(it.clock),
        "fingerprint": it.fingerprint,
        "pod_events": [dict(line) for line in it.pod_events],
        "files": [dict(file) for file in it.files],
    }


def node(it: Node, islands: int | None = None, closed_by: str | None = None) -> Json:
    """A node; `islands` is None where they were not counted. `closed_by`: who of ours cordoned it, if that was asked;
    empty when somebody else did."""
    return {**asdict(it), "labels": dict(it.labels), "islands": islands, "closed_by": closed_by}


def drain(it: DrainView, only: Collection[int] | None = None) -> Json:
    """A drain with its islands, or `only` some of them; a plan has no id."""
    row = it.drain
    states = [item.state for item in it.items]
    shown = it.items if only is None else [item for item in it.items if item.island_id in only]
    return {
        "id": row.id or None,
        "selector": row.selector,
        "mode": row.mode,
        "state": row.state,
        "nodes": list(row.nodes),
        "who": row.who,
        "grace_seconds": row.grace_seconds,
        "at_once": row.at_once,
        "max_failures": row.max_failures,
        "message": row.message,
        "created_at": moment(row.created_at),
        "starts_at": moment(row.starts_at),
        "ended_at": moment(row.ended_at),
        "counts": {state: states.count(state) for state in ItemState},
        "islands": [drain_item(item, row.starts_at) for item in shown],
    }


def drain_item(it: Item, starts_at: float | None = None) -> Json:
    away = it.back_at - it.left_at if it.back_at is not None and it.left_at is not None else None
    asked = {"until": moment(it.more.until), "who": it.more.who, "reason": it.more.reason} if it.more else None
    return {
        "island": it.island_id,
        "name": it.name,
        "owner": it.owner,
        "node": it.node,
        "target": it.target,
        "action": it.action,
        "can_move": it.can_move,
        "why": it.why,
        "state": it.state,
        "at": moment(it.at) if it.at else None,
        "leaves_at": moment(leaves_at(it, starts_at) or None),
        "left_at": moment(it.left_at),
        "back_at": moment(it.back_at),
        "away_seconds": None if away is None else round(away, 3),
        "asked": asked,
    }


def blueprint(it: Blueprint) -> Json:
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
    }


def problem(it: Problem) -> Json:
    """One thing wrong with a blueprint file."""
    return {"file": it.file, "line": it.line, "reason": it.reason}


def pool(it: PoolUsage) -> Json:
    return {**asdict(it), "next_rest_ends_at": moment(it.next_rest_ends_at)}


def finding(it: Finding) -> Json:
    return {
        "code": it.code,
        "severity": it.severity,
        "message": str(it.message),
        "advice": str(it.advice),
        "ports": list(it.ports),
        "subject": it.subject,
        "acts": [button.to_json() for button in cures(it)],
    }
