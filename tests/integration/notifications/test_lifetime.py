"""What ends by itself, on both databases: each job called with a clock that the test moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from islandmgr.kernel import events
from islandmgr.kernel.context import Parts
from islandmgr.model.domain import Actor, Island, State, Wanted, Warned, island_subject
from islandmgr.model.errors import Conflict, Invalid
from islandmgr.resources.islands.service.crash_bundles import bundle_of
from islandmgr.resources.islands.service.lifetime import DAY, HOUR, LIFETIME, UNUSED, Lifetime
from islandmgr.resources.islands.store import bundles, islands
from islandmgr.store.store import Store
from tests.integration.notifications.outboxes import add_island, parts_on

ME = Actor("qa01", "test")
BEGAN = 1_790_000_000.0


@dataclass
class World:
    """A store whose time is `now`, with the jobs on it."""

    parts: Parts
    now: float = BEGAN
    seen: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.parts.now = lambda: self.now
        self.parts.changed = lambda subject: self.seen.append(subject.number)
        self.lifetime = Lifetime(self.parts)

    def add(self, **fields: object) -> int:
        since = {"created_at": BEGAN, "changed_at": BEGAN, "ready_at": BEGAN, "started_at": BEGAN}
        return add_island(self.parts, **{**since, **fields}).id

    def get(self, island_id: int) -> Island:
        with self.parts.store.reading() as conn:
            return islands.get(conn, island_id)

    def history(self, island_id: int) -> list[str]:
        with self.parts.store.reading() as conn:
            return [event.kind for event in events.of_subject(conn, island_subject(island_id))]

    def write(self, island_id: int, **columns: object) -> None:
        """As if the Pod had reported, or somebody had done something."""
        self.parts.store.run(lambda conn: islands.change(conn, islands.get(conn, island_id, lock=True), **columns))


@pytest.fixture
def world(store: Store, tmp_path: Path) -> World:
    settings = {"unused_days": 3, "warn_hours": 1, "slim_hours": 24, "bundle_days": 30, "max_ttl_hours": 240}
    return World(parts_on(store, tmp_path, **settings))


def test_a_lifetime_ends_after_a_warning(world: World) -> None:
    short, endless = world.add(expires_at=BEGAN + 8 * HOUR), world.add()
    assert (world.lifetime.warn(), world.lifetime.expire()) == (0, 0)
    world.now = BEGAN + 7 * HOUR
    assert world.lifetime.warn() == 1
    assert world.get(short).warning == Warned(BEGAN + 8 * HOUR, LIFETIME)
    assert world.lifetime.warn() == 0  # once is enough
    assert world.history(short) == ["warning"]
    assert world.lifetime.expire() == 0
    world.now = BEGAN + 8 * HOUR
    assert world.lifetime.expire() == 1
    ended = world.get(short)
    assert (ended.wanted, ended.state, ended.reason) == (Wanted.STOP, State.STOPPING, "Its lifetime is over")
    assert ended.warning is None
    assert world.lifetime.expire() == 0
    assert world.get(endless).wanted is Wanted.RUN
    assert world.seen == [short, short]  # each change wakes those who act on it and those who look


def test_extending_takes_the_warning_back_and_counts_from_the_end(world: World) -> None:
    island = world.add(expires_at=BEGAN + HOUR)
    world.lifetime.warn()
    after = world.lifetime.extend(island, 24, ME)
    assert (after.expires_at, after.warning) == (BEGAN + 25 * HOUR, None)
    assert world.lifetime.warn() == 0
    world.now = BEGAN + 30 * HOUR  # the manager was away when it should have ended
    assert world.lifetime.extend(island, 1, ME).expires_at == BEGAN + 31 * HOUR
    with pytest.raises(Invalid, match="later than 240 hours"):
        world.lifetime.extend(island, 240, ME)


def test_a_warning_is_taken_back_when_it_is_no_longer_so(world: World) -> None:
    island = world.add(expires_at=BEGAN + HOUR)
    world.lifetime.warn()
    world.write(island, expires_at=BEGAN + 48 * HOUR)
    assert world.lifetime.warn() == 1
    assert world.get(island).warning is None


def test_a_held_island_outlives_its_lifetime_and_disuse_and_ends_with_the_hold(world: World) -> None:
    island = world.add(expires_at=BEGAN + HOUR)
    until = BEGAN + 5 * DAY
    held = world.lifetime.hold(island, until, "the holiday event", ME).hold
    assert held is not None
    assert (held.until, held.reason, held.who) == (until, "the holiday event", "qa01")
    world.now = BEGAN + 4 * DAY
    assert (world.lifetime.warn(), world.lifetime.expire(), world.lifetime.stop_unused()) == (0, 0, 0)
    world.now = until - HOUR
    assert world.lifetime.warn() == 1
    assert world.get(island).warning == Warned(until, LIFETIME)
    world.now = until
    assert world.lifetime.expire() == 1


@pytest.mark.parametrize(
    ("days", "reason", "words"),
    [(-1.0, "why", "must end in the future"), (1.0, "  ", "Say why"), (11.0, "why", "later than 240 hours")],
)
def test_holds_that_make_no_sense(world: World, days: float, reason: str, words: str) -> None:
    island = world.add()
    with pytest.raises(Invalid, match=words):
        world.lifetime.hold(island, BEGAN + days * DAY, reason, ME)
    with pytest.raises(Conflict, match="is not held"):
        world.lifetime.end_hold(island, ME)


def test_what_nobody_uses_is_warned_of_and_ends_before_its_lifetime(world: World) -> None:
    """Unused islands go first: the used one, as old and of the same lifetime, stays."""
    unused, used = (world.add(expires_at=BEGAN + 9 * DAY) for _ in range(2))
    world.write(used, last_used_at=BEGAN + DAY)
    world.now = BEGAN + 3 * DAY
    assert world.lifetime.warn() == 1
    assert world.get(unused).warning == Warned(world.now + HOUR, UNUSED)
    assert world.lifetime.stop_unused() == 0  # not before it was announced for an hour
    world.now += HOUR
    assert world.lifetime.warn() == 0  # what was told stays as it was told
    assert world.lifetime.stop_unused() == 1
    assert (world.get(unused).wanted, world.get(unused).reason) == (Wanted.STOP, "Nobody connected to it for 3 days")
    assert world.get(used).wanted is Wanted.RUN


@pytest.mark.parametrize("touched", ["connected", "used", "extended", "held", "restarted"])
def test_whoever_uses_or_keeps_it_within_the_warning_saves_it(world: World, touched: str) -> None:
    island = world.add()
    world.now = BEGAN + 3 * DAY
    world.lifetime.warn()
    world.now += HOUR / 2
    if touched == "connected":
        world.write(island, connections=1)
    elif touched == "used":
        world.write(island, last_used_at=world.now)
    elif touched == "extended":
        world.lifetime.extend(island, 1, ME)
    elif touched == "held":
        world.lifetime.hold(island, world.now + DAY, "why", ME)
    else:
        world.write(island, started_at=world.now)
    world.now += HOUR / 2
    assert world.lifetime.stop_unused() == 0
    world.lifetime.warn()
    assert world.get(island).warning is None
    assert world.get(island).wanted is Wanted.RUN


@pytest.mark.parametrize("state", [State.CRASHED, State.FAILED, State.RUNNING])
def test_the_dead_give_back_what_they_hold_and_their_bundle_stays(world: World, state: State) -> None:
    island = world.add(state=state, last_used_at=BEGAN + DAY)
    left = bundle_of(world.get(island), BEGAN, log="the end")
    world.parts.store.run(lambda conn: bundles.merge(conn, left))
    world.now = BEGAN + DAY - 1
    assert world.lifetime.slim() == 0
    world.now = BEGAN + DAY
    assert world.lifetime.slim() == (state is not State.RUNNING)
    if state is State.RUNNING:
        return
    assert (world.get(island).state, world.get(island).wanted) == (State.STOPPING, Wanted.STOP)
    world.now = BEGAN + 30 * DAY
    assert world.lifetime.forget_bundles() == 0
    with world.parts.store.reading() as conn:
        assert [one.log for one in bundles.of_island(conn, island)] == ["the end"]
    world.now = BEGAN + 30 * DAY + 1
    assert world.lifetime.forget_bundles() == 1


def test_a_held_crash_keeps_its_pod(world: World) -> None:
    """Somebody is looking at it: the debugger is attached, say."""
    island = world.add(state=State.CRASHED)
    world.lifetime.hold(island, BEGAN + 3 * DAY, "a debugger is attached", ME)
    world.now = BEGAN + 2 * DAY
    assert world.lifetime.slim() == 0
    world.now = BEGAN + 3 * DAY
    assert world.lifetime.slim() == 1


def test_zero_means_never(store: Store, tmp_path: Path) -> None:
    world = World(parts_on(store, tmp_path, unused_days=0, slim_hours=0))
    world.add()
    world.add(state=State.CRASHED)
    world.now = BEGAN + 1000 * DAY
    assert (world.lifetime.warn(), world.lifetime.stop_unused(), world.lifetime.slim()) == (0, 0, 0)


def test_nobody_stops_twice_what_somebody_stopped_meanwhile(world: World) -> None:
    island = world.add(expires_at=BEGAN, wanted=Wanted.STOP, state=State.STOPPING)
    assert (world.lifetime.warn(), world.lifetime.expire()) == (0, 0)
    assert world.history(island) == []
    with pytest.raises(Conflict, match="is stopping"):
        world.lifetime.extend(island, 1, ME)
