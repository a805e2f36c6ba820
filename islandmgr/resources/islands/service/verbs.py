"""Start, look at, stop, restart, clone: the verbs about whole islands. How long they live is in `lifetime`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection

import allocator
import pod_specs
from islandmgr.access.names import checked_owner
from islandmgr.kernel import idempotency
from islandmgr.kernel.context import Parts, note
from islandmgr.model.domain import REAL_TIME, Actor, Island, State, Wanted
from islandmgr.model.errors import Conflict, Invalid, NotFound
from islandmgr.model.messages import Message
from islandmgr.resources.access.service import authority
from islandmgr.resources.clocks.service import requests as clock_requests
from islandmgr.resources.islands import messages
from islandmgr.resources.islands.service import rows
from islandmgr.resources.islands.service.drafts import Draft, Key, StartIsland, digest_of, placed
from islandmgr.resources.islands.service.incarnations import next_incarnation
from islandmgr.resources.islands.service.pod_manifests import check_pod, memory_of
from islandmgr.resources.islands.store import islands, registry
from islandmgr.resources.islands.store.islands import Filter, Page
from islandmgr.resources.ports.service.eligible_pools import pools_for
from islandmgr.resources.quotas import service as quotas

HOUR = 3600.0
_STARTED = messages.START_ASKED()


@dataclass(frozen=True)
class IslandFilter(Filter):
    """One page of the islands that fit. `after` is the `next` of the page before."""

    limit: int = 100
    after: int | None = None


class Islands:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def start(self, request: StartIsland, actor: Actor, idempotency_key: str | None = None) -> tuple[Island, bool]:
        """Commit a new island with its id and ports; the flag is False when the actor sent the key before.

        Raises:
            Invalid: an owner's name that is none, unknown blueprint, bad arguments, a clock that is no time, too long a
                life.
            NoFreePorts: no pool has a block. QuotaExceeded: a person, team or branch uses all that it may.
            Conflict: the key was used for another request.
        """
        now = self._parts.now()
        blueprint = self._blueprint(request.blueprint)
        wish = request.clock
        clock = clock_requests.asked_at_start(self._parts, wish, blueprint.name, now) if wish else REAL_TIME
        made = Draft(
            blueprint=blueprint,
            branch=request.branch,
            owner=checked_owner(request.owner or actor.name),
            note=request.note,
            clock=clock,
            args=blueprint.check_args(request.args),
            chosen=bool(request.args),
            expires_at=self._expiry(request.ttl_hours or blueprint.lifetime.ttl_hours, now),
        )
        key = Key(actor.name, idempotency_key, digest_of(request)) if idempotency_key else None
        return self._create(made, actor, now, key)

    def get(self, island_id: int) -> Island:
        """Raises NotFound."""
        with self._parts.store.reading() as conn:
            return islands.get(conn, island_id)

    def page(self, wanted: IslandFilter) -> Page:
        """One page of islands, newest first."""
        with self._parts.store.reading() as conn:
            return islands.page(conn, wanted, wanted.limit, wanted.after)

    def counts(self) -> dict[State, int]:
        """How many islands there are by state; states that none is in are left out."""
        with self._parts.store.reading() as conn:
            return islands.count_by_state(conn)

    def stop(self, island_id: int, actor: Actor) -> Island:
        """Ask for the end of an island; asking again while it stops changes nothing.

        Raises:
            Conflict: it is stopped already.
        """

        def act(conn: Connection, island: Island, now: float) -> Island:
            if island.state is State.STOPPED:
                raise Conflict(messages.STOPPED_ALREADY(id=island.id), state=island.state)
            if island.wanted is Wanted.STOP:
                return island
            changes = {"wanted": Wanted.STOP, "state": State.STOPPING, "reason": messages.STOPPED_BY(who=actor.name)}
            return rows.change_with_history(conn, island, changes, actor, messages.STOP_ASKED(), now)

        return rows.act_on(self._parts, island_id, actor, act)

    def restart(self, island_id: int, actor: Actor) -> Island:
        """The next incarnation: same id, ports and clock, a new Pod.

        Raises:
            Conflict: it is stopped or being stopped.
        """

        def act(conn: Connection, island: Island, now: float) -> Island:
            if island.wanted is Wanted.STOP:
                over = island.state is State.STOPPED
                why = messages.NO_RESTART_STOPPED if over else messages.NO_RESTART_STOPPING
                raise Conflict(why(id=island.id), state=island.state)
            follows = next_incarnation(island, now)
            registry.remove(conn, island.id)
            return rows.change_with_history(
                conn, island, follows, actor, messages.RESTART_ASKED(n=follows["incarnation"]), now
            )

        return rows.act_on(self._parts, island_id, actor, act)

    def release(self, island_id: int, actor: Actor) -> Island:
        """An operator gives up what a silent node may still run: its Pod is forgotten, what it held is free.

        Raises:
            Conflict: nobody waits for the island's node, or the node answers: then its Pod ends in order.
        """
        node = self.get(island_id).node
        found = self._parts.cluster.get_node(node) if node else None

        def act(conn: Connection, island: Island, now: float) -> Island:
            stopping = island.wanted is Wanted.STOP and island.state is not State.STOPPED
            if not (stopping or (island.state is State.REQUESTED and island.incarnation > 1)):
                raise Conflict(messages.WAITS_FOR_NO_NODE(id=island.id), state=island.state)
            if not island.node or island.node != node or (found is not None and found.ready):
                raise Conflict(messages.NODE_ANSWERS(id=island.id), node=island.node)
            changes = {"let_go": island.incarnation if stopping else island.incarnation - 1}
            message = messages.NODE_GIVEN_UP(node=island.node)
            return rows.change_with_history(conn, island, changes, actor, message, now)

        return rows.act_on(self._parts, island_id, actor, act)

    def clone(self, island_id: int, actor: Actor) -> Island:
        """A new island with the same blueprint, branch, owner, arguments and clock, and ports of its own."""
        model = self.get(island_id)
        now = self._parts.now()
        blueprint = self._parts.blueprints.get(model.blueprint)
        draft = Draft(
            blueprint=blueprint,
            branch=model.branch,
            owner=model.owner,
            note=model.note,
            clock=model.clock,
            args=blueprint.check_args(model.args),
            chosen=bool(model.args),
            expires_at=self._expiry(blueprint.lifetime.ttl_hours, now),
        )
        island, _ = self._create(draft, actor, now, None, messages.CLONED_FROM(id=model.id))
        return island

    def annotate(self, island_id: int, note: str, actor: Actor) -> Island:
        """Replace the note."""

        def act(conn: Connection, island: Island, now: float) -> Island:
            return rows.change_with_history(conn, island, {"note": note}, actor, messages.NOTE_CHANGED(), now)

        return rows.act_on(self._parts, island_id, actor, act)

    def _create(
        self, draft: Draft, actor: Actor, now: float, key: Key | None, message: Message = _STARTED
    ) -> tuple[Island, bool]:
        pools = pools_for(self._parts, draft.branch)
        fresh = draft.island(now)
        if draft.chosen:  # the blueprint alone was looked at when it was loaded
            check_pod(self._parts, draft.stand_in(fresh))
        fresh = replace(fresh, memory=memory_of(self._parts, draft.stand_in(fresh)))

        def work(conn: Connection) -> tuple[Island, bool]:
            authority.check_owner(conn, actor, fresh.owner)
            earlier = _seen(conn, key)
            if earlier is not None:
                return earlier, False
            quotas.check(conn, self._parts, fresh)
            island = islands.insert_new(conn, fresh)
            block = allocator.allocate(conn, pools, len(draft.blueprint.ports), island.id, now)
            island = islands.change(conn, island, **placed(draft.blueprint, island, block))
            if key and not idempotency.remember(conn, key.answered_by(island, now)):
                raise _RivalError
            note(conn, island, "state", actor, message, now, after=island.state)
            return island, True

        try:
            island, new = self._parts.store.run(work)
        except _RivalError:
            island, new = self._parts.store.run(work)
        self._parts.changed(island.subject)
        return island, new

    def _blueprint(self, name: str) -> pod_specs.Blueprint:
        """The one that is named. An unknown name is bad input here, not something that was looked for in vain."""
        try:
            return self._parts.blueprints.get(name)
        except NotFound as error:
            raise Invalid(error.message, **error.details) from None

    def _expiry(self, hours: float | None, now: float) -> float | None:
        longest = self._parts.settings.max_ttl_hours
        if hours is None:
            return None
        if hours > longest:
            raise Invalid(messages.LIFE_TOO_LONG(hours=hours, most=longest))
        return now + hours * HOUR


class _RivalError(Exception):
    """Another request with the same key committed first; what this one took is rolled back."""


def _seen(conn: Connection, key: Key | None) -> Island | None:
    earlier = idempotency.find(conn, key.person, key.value) if key else None
    if key is None or earlier is None:
        return None
    if earlier.fingerprint != key.digest:
        raise Conflict(messages.KEY_USED(key=repr(key.value)))
    return islands.get(conn, earlier.island_id)
