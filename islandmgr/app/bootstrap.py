"""The only place that constructs engines and clients and puts the parts together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import structlog

import pod_specs
from islandmgr.app.clusters import cluster_remarks, make_cluster
from islandmgr.app.manager import Manager
from islandmgr.app.rooms import ROOMS, in_order_of_need
from islandmgr.config import private_files
from islandmgr.config.settings import Settings
from islandmgr.engine.jobs import Jobs
from islandmgr.engine.leader import LeaderLoop
from islandmgr.kernel.context import Parts
from islandmgr.kernel.event_kinds import EventKinds
from islandmgr.kernel.health import Health
from islandmgr.kernel.listeners import Listeners
from islandmgr.kernel.manifest import Room
from islandmgr.kernel.retention import Retention
from islandmgr.kernel.services import Services
from islandmgr.kernel.stream import Stream
from islandmgr.kernel.topics import Topics
from islandmgr.resources.access.service.users import Users
from islandmgr.resources.ports.service.eligible_pools import pool_ranges
from islandmgr.store.engine import make_engine
from islandmgr.store.store import Store

HOUR = 3600.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Application:
    """The verbs, and the threads behind them."""

    parts: Parts
    services: Services
    manager: Manager


def bootstrap(settings: Settings) -> Application:
    """Put everything together; nothing is started and nothing outside this process is asked yet.

    Raises:
        Invalid: the database URL or the blueprint folders are no good.
    """
    for left in private_files.make_private(settings):
        log.warning("other users may read what the manager keeps", path=str(left.path), reason=left.reason)
    parts = Parts(
        settings=settings,
        store=Store(make_engine(settings.database)),
        cluster=make_cluster(settings),
        blueprints=pod_specs.load(
            settings.blueprints, settings.pod_allowlist, pool_ranges(settings), cluster_remarks(settings)
        ),
    )
    services = Services(settings)
    services.add(parts.blueprints, parts.cluster.traits)
    services.add(Stream(parts, _topics()), _event_kinds(), Retention(parts))
    for room in in_order_of_need():
        if room.build:
            room.find(room.build)(parts, services)
    leader = LeaderLoop(parts.store, settings.lease, _workers(services))
    services.add(Health(parts, leader.leaderless))
    _listen(parts, services)
    manager = Manager(parts, leader, _jobs(services, leader), services[Stream], services[Users])
    return Application(parts, services, manager)


def _topics() -> Topics:
    """What the stream is made of."""
    return Topics(topic for room in ROOMS.values() if room.topics for topic in room.find(room.topics))


def _event_kinds() -> EventKinds:
    """What webhooks and people can be told of."""
    return EventKinds(room.find(room.events) for room in ROOMS.values() if room.events)


def _workers(services: Services) -> dict[str, Any]:
    return {name: _bound(services, room, verb) for room in ROOMS.values() for name, verb in room.workers.items()}


def _jobs(services: Services, leader: LeaderLoop) -> Jobs:
    """All jobs, not started yet."""
    jobs, settings = Jobs(leader.leads), services.settings
    for room in ROOMS.values():
        for job in room.jobs:
            every = getattr(settings, job.every) if isinstance(job.every, str) else job.every
            jobs.add(_bound(services, room, job.verb), every)
    retention = services[Retention]
    for verb in (retention.forget_keys, retention.forget_row_events):
        jobs.add(verb, HOUR)
    return jobs


def _bound(services: Services, room: Room, reference: str) -> Any:
    """`module:Class.method` of a room, on the object that the room built."""
    owner, _, method = reference.rpartition(".")
    return getattr(services[room.find(owner)], method)


def _listen(parts: Parts, services: Services) -> None:
    """Who looks at once when something was committed in this process."""
    listeners = Listeners()
    listeners.read(services[Stream].notify)
    for room in ROOMS.values():
        for kind, verb in room.acts_on.items():
            listeners.act_on(kind, _bound(services, room, verb))
        for verb in room.reads:
            listeners.read(_bound(services, room, verb))
    parts.changed, parts.written = listeners.changed, listeners.written
