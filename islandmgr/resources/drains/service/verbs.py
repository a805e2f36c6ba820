"""What operators ask of drains, and owners of islands that are to leave."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, replace
from datetime import UTC, datetime

import structlog
from sqlalchemy import Connection

from islandmgr.kernel.context import Parts, note
from islandmgr.model.domain import Actor, Island, Leaving, island_subject
from islandmgr.model.errors import Conflict, Invalid, IslandError, NotFound
from islandmgr.model.messages import NOTHING, Message
from islandmgr.resources.drains import messages
from islandmgr.resources.drains import store as drains
from islandmgr.resources.drains.rules import LONGEST, DrainState, Item, ItemState, More, put_off
from islandmgr.resources.drains.service import plan as drain_plan
from islandmgr.resources.drains.service import rows
from islandmgr.resources.drains.service.plan import StartDrain
from islandmgr.resources.drains.service.rows import DrainView
from islandmgr.resources.drains.service.worker import DrainWorker
from islandmgr.resources.drains.store import Drain
from islandmgr.resources.islands.service import rows as island_rows
from islandmgr.resources.islands.service import rows as islands
from islandmgr.resources.nodes.service import cordons

log = structlog.get_logger(__name__)


class Drains:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._carrier = DrainWorker(parts)

    def drive(self, over: threading.Event, holds: Callable[[], bool]) -> None:
        """Go on with every running drain until `over`. Only the leader calls this."""
        self._carrier.drive(over, holds)

    def plan(self, wish: StartDrain, actor: Actor) -> DrainView:
        """What would happen; nothing is done.

        Raises:
            Invalid: the selector is none, or chooses no node; the deadline is over or too far away.
        """
        if wish.starts_at is not None:
            self._check_deadline(wish.starts_at)
        nodes = drain_plan.chosen(self._parts, wish.selector)
        items = drain_plan.planned(self._parts, [node.name for node in nodes], wish.mode)
        return DrainView(drain_plan.drain_of(wish, nodes, actor.name, self._parts.now()), tuple(items))

    def start(self, wish: StartDrain, actor: Actor) -> DrainView:
        """Commit a drain, warn people, and close its nodes; whoever leads carries it out.

        Raises:
            Invalid: as `plan`. Conflict: a running drain empties one of the nodes already.
        """
        planned = self.plan(wish, actor)
        now = self._parts.now()

        def work(conn: Connection) -> Drain:
            self._check_free(conn, planned.drain.nodes)
            running = replace(planned.drain, state=DrainState.RUNNING)
            drain = drains.insert_new(conn, running, [asdict(item) for item in planned.items])
            mode = messages.mode_words(drain.mode)
            words = messages.EMPTIES(nodes=list(drain.nodes), selector=drain.selector, mode=mode)
            facts = {"islands": [item.island_id for item in planned.items]}
            note(conn, drain.subject, "state", actor, words, now, after=drain.state, data=facts)
            rows.announce(conn, drain, planned.items, now)
            return drain

        drain = self._parts.store.run(work)
        log.info("drain started", drain=drain.id, selector=drain.selector, nodes=list(drain.nodes), who=actor.name)
        self._close(drain)
        self._woken(item.island_id for item in planned.items)
        return DrainView(drain, planned.items)

    def get(self, drain_id: int) -> DrainView:
        """Raises NotFound."""
        with self._parts.store.reading() as conn:
            return rows.view_of(conn, drain_id)

    def page(self, limit: int, after: int | None) -> tuple[list[DrainView], int | None]:
        """The newest first, and the `after` of the page that follows."""
        with self._parts.store.reading() as conn:
            found, following = drains.newest(conn, limit, after)
            return [DrainView(drain, tuple(rows.items_of(conn, drain.id))) for drain in found], following

    def stop(self, drain_id: int, actor: Actor) -> DrainView:
        """Break it off: what is on its way arrives, the rest stays; the nodes stay closed. Raises: as `resume`."""
        return self._stopped(drain_id, messages.BROKEN_OFF(who=actor.name), actor)

    def resume(self, drain_id: int, actor: Actor) -> DrainView:
        """Go on with one that was broken off or has failed; what failed is tried again. Raises NotFound, Conflict."""
        now = self._parts.now()

        def work(conn: Connection) -> Drain:
            self._check_free(conn, drains.get(conn, drain_id).nodes)
            drain = rows.turn(
                conn, drain_id, {DrainState.STOPPED, DrainState.FAILED}, DrainState.RUNNING, NOTHING, now, actor
            )
            for item in rows.items_of(conn, drain_id):
                if item.state is ItemState.FAILED:
                    rows.written(conn, drain_id, replace(item, state=ItemState.WAITING, why=NOTHING, at=now), now)
            rows.announce(conn, drain, rows.items_of(conn, drain_id), now)
            return drain

        drain = self._parts.store.run(work)
        log.info("drain resumed", drain=drain_id, who=actor.name)
        self._close(drain)
        self._woken(())
        return self.get(drain_id)

    def end_on(self, node: str, actor: Actor) -> None:
        """The node is opened again: a drain that empties it is over."""
        now = self._parts.now()
        self._woken(self._parts.store.run(lambda conn: self.end_on_within(conn, node, actor, now)))

    def end_on_within(self, conn: Connection, node: str, actor: Actor, now: float) -> list[int]:
        """The same in somebody's transaction; the islands that stay after all, to be woken after its commit."""
        words = messages.OPENED_AGAIN(who=actor.name, node=node)
        running = [drain.id for drain in drains.in_state(conn, DrainState.RUNNING) if node in drain.nodes]
        stay: list[int] = []
        for drain_id in running:
            try:
                stay += _broken_off(conn, drain_id, words, actor, now)
            except Conflict:
                log.info("the drain had ended", drain=drain_id)
        return stay

    def put_off(self, drain_id: int, at: float, island_id: int | None, actor: Actor) -> DrainView:
        """A later deadline (UTC epoch seconds), for one island or for all that still wait.

        Raises:
            NotFound: no such drain, or it is not about that island. Invalid: the time is over or too far away.
            Conflict: the drain does not run, or the island is on its way already.
        """
        self._check_deadline(at)
        now = self._parts.now()

        def work(conn: Connection) -> list[int]:
            drain = drains.get(conn, drain_id, lock=True)
            if drain.state != DrainState.RUNNING:
                raise Conflict(
                    messages.NOTHING_WAITS(id=drain_id, state=messages.state_words(drain.state)), state=drain.state
                )
            waiting = [item for item in rows.items_of(conn, drain_id) if item.state is ItemState.WAITING]
            if island_id is None:
                drains.change(conn, drain_id, starts_at=at)
                drain, chosen = replace(drain, starts_at=at), waiting
            else:
                chosen = [_waiting(conn, drain_id, island_id)]
            later = [put_off(item, at, alone=island_id is not None) for item in chosen]
            for item in later:
                rows.written(conn, drain_id, item, now)
            rows.announce(conn, drain, later, now)
            when = f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M} UTC"
            words = messages.DEADLINE_OF_ALL(time=when)
            if island_id is not None:
                words = messages.DEADLINE_OF_ONE(id=island_id, time=when)
            note(conn, drain.subject, "note", actor, words, now)
            return [item.island_id for item in later]

        changed = self._parts.store.run(work)
        log.info("drain put off", drain=drain_id, island=island_id, who=actor.name)
        self._woken(changed)
        return self.get(drain_id)

    def move_now(self, island_id: int, actor: Actor) -> Island:
        """Its people do not want to wait for the deadline. Raises NotFound, Conflict: no drain waits for it."""

        def act(item: Item, _leaving: Leaving, now: float) -> tuple[Item, Message]:
            return replace(item, due_at=now, more=None), messages.LEAVES_NOW()

        return self._of_one(island_id, actor, act)

    def ask_for_more(self, island_id: int, hours: float, reason: str, actor: Actor) -> Island:
        """Its people want it left alone for longer: the operator sees it at the drain, and may put it off.

        Raises NotFound, Conflict: no drain waits for it.
        """

        def act(item: Item, leaving: Leaving, now: float) -> tuple[Item, Message]:
            until = min(max(leaving.at, now) + hours * 3600, now + LONGEST)
            asked = replace(item, more=More(until, actor.name, reason, now))
            return asked, messages.MORE_ASKED(hours=hours, reason=reason or messages.NO_REASON())

        return self._of_one(island_id, actor, act)

    def decline(self, drain_id: int, island_id: int, actor: Actor) -> DrainView:
        """It leaves when it was to: nobody waits for an answer any more.

        Raises NotFound, Conflict: its people ask for nothing.
        """

        def act(item: Item, leaving: Leaving, _now: float) -> tuple[Item, Message]:
            if leaving.drain != drain_id or item.more is None:
                raise Conflict(messages.NOT_ASKED(id=drain_id, island=island_id))
            return replace(item, more=None), messages.MORE_DECLINED()

        self._of_one(island_id, actor, act)
        return self.get(drain_id)

    def _of_one(
        self, island_id: int, actor: Actor, act: Callable[[Item, Leaving, float], tuple[Item, Message]]
    ) -> Island:
        now = self._parts.now()

        def work(conn: Connection) -> Island:
            island = island_rows.load(conn, island_id, actor)
            leaving = island.leaving
            if leaving is None:
                raise Conflict(messages.NO_DRAIN_WAITS(island=island_id), state=island.state)
            item = _waiting(conn, leaving.drain, island_id)
            item, message = act(item, leaving, now)
            rows.written(conn, leaving.drain, item, now)
            at = leaving.at if item.due_at is None else item.due_at
            shown = replace(leaving, at=at, asked=item.more.until if item.more else None)
            after = islands.change(conn, island, leaving=shown)
            note(conn, after, "note", actor, message, now)
            return after

        island = self._parts.store.run(work)
        self._woken([island_id])
        return island

    def _stopped(self, drain_id: int, message: Message, actor: Actor) -> DrainView:
        now = self._parts.now()
        self._woken(self._parts.store.run(lambda conn: _broken_off(conn, drain_id, message, actor, now)))
        return self.get(drain_id)

    def _check_deadline(self, at: float) -> None:
        now = self._parts.now()
        if not now < at <= now + LONGEST:
            raise Invalid(
                messages.NO_DEADLINE(days=round(LONGEST / 86400)),
                fields={"at": "past" if at <= now else "far"},
            )

    def _check_free(self, conn: Connection, nodes: Collection[str]) -> None:
        for other in drains.in_state(conn, DrainState.RUNNING):
            shared = sorted({*other.nodes} & {*nodes})
            if shared:
                raise Conflict(messages.BUSY(id=other.id, nodes=shared), drain=other.id)

    def _close(self, drain: Drain) -> None:
        """At once, so that nothing lands there meanwhile. What cannot be closed now is closed by whoever leads."""
        try:
            for name in drain.nodes:
                cordons.close(self._parts, name, drain.who)
            self._parts.store.run(lambda conn: drains.change(conn, drain.id, cordoned=True))
        except IslandError as error:
            log.warning("the nodes are not all closed yet", drain=drain.id, cause=error.message)

    def _woken(self, changed: Iterable[int]) -> None:
        for island_id in changed:
            self._parts.changed(island_subject(island_id))
        self._carrier.awake.set()


def _broken_off(conn: Connection, drain_id: int, message: Message, actor: Actor, now: float) -> list[int]:
    """The islands that stay on their nodes. Raises NotFound; Conflict: the drain does not run."""
    rows.turn(conn, drain_id, {DrainState.RUNNING}, DrainState.STOPPED, message, now, actor)
    waiting = [item for item in rows.items_of(conn, drain_id) if item.state is ItemState.WAITING]
    rows.withdraw(conn, drain_id, waiting, messages.STAYS(why=message), now)
    return [item.island_id for item in waiting]


def _waiting(conn: Connection, drain_id: int, island_id: int) -> Item:
    """Raises NotFound, Conflict: it does not wait any more."""
    row = drains.item_of(conn, drain_id, island_id)
    if row is None:
        raise NotFound(messages.NO_ISLAND(id=drain_id, island=island_id), island=island_id)
    item = rows.from_row(row)
    if item.state is not ItemState.WAITING:
        raise Conflict(messages.WAITS_NO_MORE(island=island_id, state=messages.item_words(item.state), id=drain_id))
    return item
