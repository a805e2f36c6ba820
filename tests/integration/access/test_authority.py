"""The verbs themselves refuse what is not somebody's to change: here no gate and no parser stands before them."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

import allocator
from islandmgr.access import Grant, Identity, Role
from islandmgr.app.bootstrap import bootstrap
from islandmgr.config.settings import Settings
from islandmgr.kernel.services import Services
from islandmgr.model.domain import Actor, Leaving
from islandmgr.model.errors import Forbidden, IslandError, Unavailable
from islandmgr.resources.access.store import users
from islandmgr.resources.access.store.users import User
from islandmgr.resources.clocks.service import Clocks, Groups, Runs
from islandmgr.resources.clocks.service.runs import StartRun
from islandmgr.resources.drains.service import Drains
from islandmgr.resources.islands.service.drafts import StartIsland
from islandmgr.resources.islands.service.lifetime import Lifetime
from islandmgr.resources.islands.service.lookup import Lookup
from islandmgr.resources.islands.service.verbs import IslandFilter, Islands
from islandmgr.resources.islands.store import islands
from islandmgr.store import Store
from tests.integration.access.everything import TRAITS, rules

START = StartIsland(blueprint="sample", branch="dev", owner="blue1")
FREEZE = {"mode": "freeze"}
ALL = IslandFilter()

Verb = Callable[[Services, int, Actor], Any]


def _start_run(services: Services, island_id: int, actor: Actor) -> Any:
    return services[Runs].start(StartRun(steps=["wait 10h real"], islands=[island_id]), actor)


def _stop_run(services: Services, island_id: int, actor: Actor) -> Any:
    (run,) = _start_run(services, island_id, Actor("blue1"))
    return services[Runs].stop(run.id, actor)


def _in_group(act: Callable[[Services, int, Actor], Any]) -> Verb:
    def verb(services: Services, island_id: int, actor: Actor) -> Any:
        services[Groups].create("raid", [island_id], Actor("blue1"))
        return act(services, island_id, actor)

    return verb


def _join(services: Services, island_id: int, actor: Actor) -> Any:
    services[Groups].create("empty", [], Actor("blue1"))
    return services[Groups].join("empty", [island_id], actor)


VERBS: dict[str, Verb] = {
    "islands.start": lambda it, _, who: it[Islands].start(START, who),
    "islands.stop": lambda it, island, who: it[Islands].stop(island, who),
    "islands.restart": lambda it, island, who: it[Islands].restart(island, who),
    "islands.clone": lambda it, island, who: it[Islands].clone(island, who),
    "islands.extend": lambda it, island, who: it[Lifetime].extend(island, 1, who),
    "islands.annotate": lambda it, island, who: it[Islands].annotate(island, "mine now", who),
    "clock.put": lambda it, island, who: it[Clocks].set(island, FREEZE, who),
    "clock_groups.create": lambda it, island, who: it[Groups].create("stolen", [island], who),
    "clock_groups.put_clock": _in_group(lambda it, _, who: it[Groups].set("raid", FREEZE, who)),
    "clock_groups.delete": _in_group(lambda it, _, who: it[Groups].delete("raid", who)),
    "clock_groups.leave": _in_group(lambda it, island, who: it[Groups].leave("raid", island, who)),
    "clock_groups.join": _join,
    "clock_scripts.start": _start_run,
    "clock_scripts.stop": _stop_run,
    "drains.leave": lambda it, island, who: it[Drains].move_now(island, who),
    "drains.more_time": lambda it, island, who: it[Drains].ask_for_more(island, 1, "", who),
    "quotas.hold": lambda it, island, who: it[Lifetime].hold(island, time.time() + 60, "raid", who),
    "quotas.end_hold": lambda it, island, who: it[Lifetime].end_hold(island, who),
}
"""How each endpoint that is about somebody's things does it."""


class Away:
    """A cluster that does not answer, whatever it is asked."""

    traits = TRAITS

    def __getattr__(self, name: str) -> Any:
        def ask(*_asked: object, **_with: object) -> Any:
            raise Unavailable(f"The cluster does not answer: {name}")

        return ask


@pytest.fixture
def services(store: Store, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Services:
    """The manager's verbs on a database with people of two teams, and a cluster that is away."""
    monkeypatch.setattr("islandmgr.app.bootstrap.make_cluster", lambda _settings: Away())
    made = bootstrap(Settings(data=tmp_path / "data", database_url=SecretStr(database_url)))
    store.run(lambda conn: allocator.sync_pools(conn, [allocator.Pool("default", 30000, 30099)]))
    for name, role in (("blue1", Role.TESTER), ("blue2", Role.TESTER), ("red1", Role.TESTER), ("ops", Role.OPERATOR)):
        store.run(partial(users.insert_new, user=User(name, role, 0.0, name.rstrip("12"))))
    return made.services


@pytest.fixture
def island(services: Services, store: Store) -> int:
    """One of blue1's, which a drain is about to take off its node."""
    made, _ = services[Islands].start(START, Actor("blue1"))
    leaving = Leaving(drain=1, node="local-1", at=time.time() + 3600, mode="move")
    store.run(lambda conn: islands.change(conn, islands.get(conn, made.id, lock=True), leaving=leaving))
    return made.id


def asking(name: str, endpoint: str) -> Actor:
    role = Role.OPERATOR if name == "ops" else Role.TESTER
    return Actor(name, "test", Grant(Identity(name, role, name.rstrip("12"), credential=1), rules()[endpoint].act))


def test_every_endpoint_about_somebodys_things_is_here() -> None:
    assert set(VERBS) == {endpoint for endpoint, rule in rules().items() if rule.about}


@pytest.mark.parametrize("endpoint", VERBS)
def test_another_teams_tester_is_refused_in_the_transaction(services: Services, island: int, endpoint: str) -> None:
    number = len(services[Islands].page(ALL).items)
    with pytest.raises(Forbidden, match="belongs to 'blue1'"):
        VERBS[endpoint](services, island, asking("red1", endpoint))
    assert len(services[Islands].page(ALL).items) == number
    assert all(event.who != "red1" for event in services[Lookup].events(island, limit=100))


@pytest.mark.parametrize("name", ["blue2", "ops"])
@pytest.mark.parametrize("endpoint", VERBS)
def test_the_team_and_operators_are_let_through(services: Services, island: int, endpoint: str, name: str) -> None:
    try:
        VERBS[endpoint](services, island, asking(name, endpoint))
    except Forbidden as refused:
        pytest.fail(refused.message)
    except IslandError:
        assert endpoint in {"islands.extend", "quotas.end_hold", "drains.leave", "drains.more_time"}  # nothing to do


def test_an_act_without_a_rule_reaches_nobodys_things(services: Services, island: int) -> None:
    stranger = Actor("blue1", "test", Grant(Identity("blue1", Role.ADMIN), "unknown"))
    with pytest.raises(Forbidden, match="No rule says"):
        services[Islands].stop(island, stranger)
