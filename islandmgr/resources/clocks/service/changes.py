"""Committing a new clock to an island's row: the one way in which clocks change after the start."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from faketime import scripts
from islandmgr.kernel.context import note
from islandmgr.model.domain import Actor, Clock, Island, Wanted
from islandmgr.model.errors import Conflict
from islandmgr.model.messages import Message
from islandmgr.model.state_words import state_words
from islandmgr.resources.clocks import messages
from islandmgr.resources.clocks.store import changes as clocks
from islandmgr.resources.clocks.store import runs as clock_runs
from islandmgr.resources.clocks.store.changes import ClockChange
from islandmgr.resources.islands.service import rows as islands


@dataclass(frozen=True)
class Change:
    """Who changes a clock, when, why, and by what means."""

    actor: Actor
    now: float  # real UTC epoch seconds
    why: str = ""
    group: str = ""
    script: str = ""
    run_id: int | None = None


def put(conn: Connection, island: Island, clock: Clock, change: Change) -> Island:
    """Write the clock and its line of history; the row must be locked. What was measured of the old one goes."""
    after = islands.change(conn, island, clock=clock, clock_applied=None, clock_problem="")
    clocks.append(
        conn,
        ClockChange(
            id=0,
            island_id=island.id,
            at=change.now,
            who=change.actor.name,
            clock=clock,
            before=island.clock,
            why=change.why,
            clock_group=change.group,
            run_id=change.run_id,
            script=change.script,
        ),
    )
    data = {"clock": clock.to_json(), "before": island.clock.to_json(), **_means(change)}
    note(conn, after, "clock", change.actor, _words(clock, change), change.now, data=data)
    return after


def refuse_stopped(island: Island) -> None:
    """Raises Conflict when nobody wants the island to run any more."""
    if island.wanted is Wanted.STOP:
        raise Conflict(messages.NO_CHANGES(id=island.id, state=state_words(island.state)), state=island.state)


def refuse_member(island: Island) -> None:
    """Raises Conflict for an island that shares a group's time: nobody else's clock shall move by accident."""
    if island.clock_group:
        raise Conflict(messages.SHARED(id=island.id, group=island.clock_group), group=island.clock_group)


def end_runs(conn: Connection, island_ids: list[int], group: str, now: float, why: Message) -> None:
    """Stop the scripts that go on there: the last wish wins."""
    for one in clock_runs.active_of(conn, island_ids, group):
        stopped = replace(scripts.stop(one.run), problem=why)
        clock_runs.write(conn, replace(one, run=stopped, ended_at=now))


def _words(clock: Clock, change: Change) -> Message:
    kinds = (messages.SET, messages.SET_BY_SCRIPT, messages.SET_BY_A_SCRIPT)
    if change.group:
        kinds = (messages.SET_FOR_GROUP, messages.SET_FOR_GROUP_BY_SCRIPT, messages.SET_FOR_GROUP_BY_A_SCRIPT)
    plain, by_script, by_a_script = kinds
    values: dict[str, str] = {"clock": clock.asked or messages.mode_words(clock.mode)}
    if change.group:
        values["group"] = change.group
    if change.script:
        set_so = by_script(**values, script=change.script)
    else:
        set_so = by_a_script(**values) if change.run_id else plain(**values)
    return messages.WITH_WHY(what=set_so, why=change.why) if change.why else set_so


def _means(change: Change) -> dict[str, object]:
    means = {"why": change.why, "group": change.group, "script": change.script, "run": change.run_id}
    return {name: value for name, value in means.items() if value}
