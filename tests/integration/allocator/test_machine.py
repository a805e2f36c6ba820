"""The allocator does what its model does, whatever is done to it in whatever order."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import Engine

from islandmgr.store import make_engine, migrate
from tests.integration.allocator.machine import AllocatorMachine


def run(on: Engine, examples: int) -> None:
    class Machine(AllocatorMachine):
        engine = on

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=40,
            deadline=None,
            database=None,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_it_follows_the_model_on_sqlite() -> None:
    engine = make_engine("sqlite://")
    migrate(engine)
    run(engine, examples=60)
    engine.dispose()


def test_it_follows_the_model_on_mariadb(mariadb_url: str) -> None:
    engine = make_engine(mariadb_url)
    run(engine, examples=15)
    engine.dispose()
