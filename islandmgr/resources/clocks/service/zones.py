"""Whether a server's local time is that of its island's zone: known before the start, or measured."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from islandmgr.kernel import events
from islandmgr.kernel.context import Parts, note
from islandmgr.model.domain import MANAGER, Island
from islandmgr.model.errors import IslandError
from islandmgr.model.messages import NOTHING, Message
from islandmgr.resources.clocks.rules import zone
from islandmgr.resources.clocks.rules.verdict import Measured
from islandmgr.resources.clocks.service.requests import calendar_of
from pod_specs import Blueprint, missing_zone_file


def fault_of(parts: Parts, island: Island, measured: Measured) -> Message:
    """What a measurement says about the server's zone; NOTHING when nothing is wrong."""
    return zone.fault(calendar_of(parts, island.blueprint).zone, measured.zone, measured.real)


def fault_before_start(parts: Parts, blueprint: Blueprint) -> Message:
    """What is wrong with the zone files that a server of this blueprint will find, where that can be known before it
    starts."""
    cluster = parts.cluster
    if cluster.path_in_image(blueprint.image, "/") is None:
        return NOTHING
    missing = missing_zone_file(blueprint, lambda path: cluster.path_in_image(blueprint.image, path) or Path(path))
    return zone.MISSING(zone=missing) if missing else NOTHING


def note_before_start(parts: Parts, island: Island) -> None:
    """A line in the history of an island that is about to start, where its image lacks its zone's file."""
    try:
        problem = fault_before_start(parts, parts.blueprints.get(island.blueprint))
    except IslandError:
        return  # the blueprint was taken away meanwhile
    if problem:
        parts.store.run(lambda conn: note_once(conn, island, problem, parts.now()))


def note_once(conn: Connection, island: Island, problem: Message, now: float) -> None:
    """A line in the island's history, one for each incarnation."""
    if not problem:
        return
    told = events.of_subject(conn, island.subject, incarnation=island.incarnation)
    if not any(isinstance(one.message, Message) and one.message.code == problem.code for one in told):
        note(conn, island, "note", MANAGER, problem, now)
