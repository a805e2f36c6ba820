"""Islands: insert, find, page through, change one without losing another's change."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import MISSING, asdict, dataclass, fields, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    String,
    Update,
    bindparam,
    cast,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from allocator.tables import ports
from islandmgr.model.domain import TERMINAL, UP, Clock, Exit, Hold, Island, Leaving, Port, State, Wanted, Warned
from islandmgr.model.errors import Conflict, NotFound
from islandmgr.resources.islands import messages
from islandmgr.resources.islands.store.tables import islands

HAPPENED = ("created_at", "changed_at", "started_at", "ready_at", "registered_at", "last_used_at", "kept_at")
"""The instants that say when something happened."""

UNSET = {field.name: field.default for field in fields(Island) if field.default is not MISSING}
"""What the database fills in by itself: leaving it out makes inserting a good deal quicker."""

_ONE = select(islands).where(islands.c.id == bindparam("of_id"))
_ONE_LOCKED = _ONE.with_for_update()


@dataclass(frozen=True)
class Filter:
    """Which islands to list; an empty field does not narrow."""

    states: Collection[State] = ()
    branch: str = ""
    owner: str = ""
    q: str = ""  # part of name, note, owner, branch, node, host, Pod or clock group, in any case; or an id or held port
    not_applied: bool = False  # only those whose server was seen not to show the island's time


@dataclass(frozen=True)
class Page:
    items: list[Island]
    next: int | None  # `after` of the page that follows


def insert_new(conn: Connection, island: Island) -> Island:
    """Insert `island` and return it with the id the database gave it; the id it came with is ignored."""
    columns = {name: value for name, value in _row(island).items() if name != "id" and value != UNSET.get(name, ...)}
    result = conn.execute(insert(islands), columns)
    key = result.inserted_primary_key
    assert key is not None
    return replace(island, id=int(key[0]))


def get(conn: Connection, island_id: int, *, lock: bool = False) -> Island:
    """Raises `NotFound`. With `lock` nobody else changes the row until the transaction ends."""
    row = conn.execute(_ONE_LOCKED if lock else _ONE, {"of_id": island_id}).mappings().first()
    if row is None:
        raise NotFound(messages.UNKNOWN(id=island_id), island=island_id)
    return from_row(row)


def page(conn: Connection, which: Filter, limit: int, after: int | None = None) -> Page:
    """The newest first. `after` is the `next` of the page before."""
    query = select(islands).where(*_conditions(which)).order_by(islands.c.id.desc()).limit(limit + 1)
    if after is not None:
        query = query.where(islands.c.id < after)
    found = [from_row(row) for row in conn.execute(query).mappings()]
    return Page(found[:limit], found[limit - 1].id if len(found) > limit else None)


def live(conn: Connection) -> list[Island]:
    """All islands something can still happen to, by id."""
    query = select(islands).where(islands.c.state.in_(_live_states())).order_by(islands.c.id)
    return [from_row(row) for row in conn.execute(query).mappings()]


def ahead(conn: Connection, instant: float) -> list[Island]:
    """Islands that something can still happen to, and of which something happened after `instant`."""
    happened = or_(*(islands.c[name] > instant for name in HAPPENED))
    query = select(islands).where(islands.c.state.in_(_live_states()), happened).order_by(islands.c.id)
    return [from_row(row) for row in conn.execute(query).mappings()]


def expiring(conn: Connection, before: float) -> list[Island]:
    """Islands whose lifetime ends by then, or has ended, that nobody asked to stop yet."""
    return _kept_running(conn, islands.c.expires_at <= before)


def unused(conn: Connection, since: float) -> list[Island]:
    """Islands that are ready, but that nobody connected to and nobody asked to keep since then; those warned too."""
    untouched = [
        func.coalesce(islands.c[name], 0) <= since for name in ("last_used_at", "kept_at", "ready_at", "started_at")
    ]
    ready = islands.c.state.in_(sorted(UP)) & (islands.c.connections == 0)
    return _kept_running(conn, ready, *untouched)


def warned(conn: Connection) -> list[Island]:
    """Islands that are about to end by themselves."""
    # Both databases keep a JSON null that was meant as NULL apart from one that was not; ours are all NULL.
    return _kept_running(conn, islands.c.warning.is_not(None))


def dead(conn: Connection, since: float) -> list[Island]:
    """Islands that crashed, or could not start, before then, and still hold a Pod and ports."""
    dead_states = islands.c.state.in_([State.CRASHED, State.FAILED])
    return _kept_running(conn, dead_states, islands.c.changed_at <= since)


def _kept_running(conn: Connection, *conditions: ColumnElement[bool]) -> list[Island]:
    wanted = (islands.c.state.in_(_live_states()), islands.c.wanted == Wanted.RUN)
    query = select(islands).where(*wanted, *conditions).order_by(islands.c.id)
    return [from_row(row) for row in conn.execute(query).mappings()]


def count_by_state(conn: Connection) -> dict[State, int]:
    query = select(islands.c.state, func.count()).group_by(islands.c.state)
    return {State(state): number for state, number in conn.execute(query)}


def count_by_node(conn: Connection) -> dict[str, int]:
    """How many islands that something can still happen to are on each node."""
    query = (
        select(islands.c.node, func.count())
        .where(islands.c.state.in_(_live_states()), islands.c.node != "")
        .group_by(islands.c.node)
    )
    return {str(node): int(number) for node, number in conn.execute(query)}


def ports_by_node(conn: Connection) -> dict[str, int]:
    """How many ports are held by islands on each node."""
    query = (
        select(islands.c.node, func.count())
        .select_from(ports.join(islands, ports.c.island_id == islands.c.id))
        .where(islands.c.node != "")
        .group_by(islands.c.node)
    )
    return {str(node): int(number) for node, number in conn.execute(query)}


def on_nodes(conn: Connection, nodes: Collection[str]) -> list[Island]:
    """Islands on these nodes that something can still happen to, by id."""
    query = select(islands).where(islands.c.state.in_(_live_states()), islands.c.node.in_(sorted(nodes)))
    return [from_row(row) for row in conn.execute(query.order_by(islands.c.id)).mappings()]


def with_ids(conn: Connection, ids: Collection[int]) -> list[Island]:
    """Those of `ids` that exist, by id."""
    query = select(islands).where(islands.c.id.in_(sorted(ids))).order_by(islands.c.id)
    return [from_row(row) for row in conn.execute(query).mappings()]


def versions(conn: Connection, ids: Collection[int]) -> dict[int, int]:
    """Of those of `ids` that exist."""
    query = select(islands.c.id, islands.c.version).where(islands.c.id.in_(sorted(ids)))
    return {int(island_id): int(version) for island_id, version in conn.execute(query)}


def change(conn: Connection, island: Island, **changes: Any) -> Island:
    """Write `changes` (fields of `Island`) and return the island as it is then, with the next version.

    Raises `Conflict` when somebody else changed the island after `island` was read.
    """
    after = replace(island, **changes, version=island.version + 1)
    row = _row(after)
    names = (*changes, "version")
    values = {f"new_{name}": row[name] for name in names}
    written = conn.execute(_changing(names), {"of_id": island.id, "of_version": island.version, **values})
    if written.rowcount != 1:
        raise Conflict(messages.CHANGED_MEANWHILE(id=island.id), island=island.id)
    return after


@lru_cache(maxsize=64)
def _changing(names: tuple[str, ...]) -> Update:
    """The statement that writes these columns. Making it anew each time would cost more than running it."""
    mine = (islands.c.id == bindparam("of_id"), islands.c.version == bindparam("of_version"))
    return update(islands).where(*mine).values({name: bindparam(f"new_{name}") for name in names})


def from_row(row: RowMapping | Mapping[str, Any]) -> Island:
    """The island behind one row of the table."""
    values = dict(row)
    exited = values["exit"]
    return Island(
        **{
            **values,
            "wanted": Wanted(values["wanted"]),
            "state": State(values["state"]),
            "ports": tuple(Port(**port) for port in values["ports"]),
            "clock": Clock.from_json(values["clock"]),
            "exit": Exit.from_json(exited) if exited else None,
            "hold": Hold(**values["hold"]) if values["hold"] else None,
            "warning": Warned(**values["warning"]) if values["warning"] else None,
            "leaving": Leaving(**values["leaving"]) if values["leaving"] else None,
        }
    )


def _row(island: Island) -> dict[str, Any]:
    values = {field.name: getattr(island, field.name) for field in fields(island)}
    return {
        **values,
        "ports": [asdict(port) for port in island.ports],
        "clock": island.clock.to_json(),
        "args": dict(island.args),
        "exit": island.exit.to_json() if island.exit else None,
        "hold": asdict(island.hold) if island.hold else None,
        "warning": asdict(island.warning) if island.warning else None,
        "leaving": asdict(island.leaving) if island.leaving else None,
    }


def _live_states() -> list[State]:
    # Named one by one: an index serves IN, not NOT IN.
    return sorted(set(State) - TERMINAL)


def _conditions(which: Filter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if which.states:
        conditions.append(islands.c.state.in_(sorted(which.states)))
    if which.branch:
        conditions.append(islands.c.branch == which.branch)
    if which.owner:
        conditions.append(islands.c.owner == which.owner)
    if which.not_applied:
        conditions.append(islands.c.clock_applied.is_(False))
    if which.q.strip():
        conditions.append(_matches(which.q.strip()))
    return conditions


def _matches(text: str) -> ColumnElement[bool]:
    columns = (islands.c[name] for name in ("name", "note", "owner", "branch", "node", "host", "pod", "clock_group"))
    choices = [func.lower(cast(column, String)).contains(text.lower(), autoescape=True) for column in columns]
    if text.isascii() and text.isdigit() and len(text) < 19:
        number = int(text)
        port = exists().where(ports.c.island_id == islands.c.id, ports.c.port == number)
        choices += [islands.c.id == number, port]
    return or_(*choices)
