"""Sixteen real processes at one nearly full pool: nothing is held twice, nothing is lost, nobody is refused wrongly."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection as Pipe
from multiprocessing.context import ForkServerProcess

from sqlalchemy import Engine, select

import allocator
from allocator import Pool
from islandmgr.model.errors import NoFreePorts
from islandmgr.resources.islands.store.tables import islands
from islandmgr.store import in_transaction, make_engine
from tests.integration.allocator import hammer
from tests.integration.databases import MariaDB

PROCESSES = 16
LIMIT = 200.0  # seconds: a noisy machine may be slow, never stuck


@contextmanager
def processes(work: Callable[[str, int, Pipe], None], url: str, rounds: int) -> Iterator[dict[ForkServerProcess, Pipe]]:
    """They begin together, and are gone afterwards however it ends."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([hammer.__name__])
    started: dict[ForkServerProcess, Pipe] = {}
    try:
        for _ in range(PROCESSES):
            ours, theirs = context.Pipe()
            process = context.Process(target=work, args=(url, rounds, theirs), daemon=True)
            process.start()
            theirs.close()
            started[process] = ours
        for pipe in started.values():
            pipe.send("go")
        yield started
    finally:
        for process, pipe in started.items():
            process.kill()
            process.join()
            process.close()
            pipe.close()


def answers(started: dict[ForkServerProcess, Pipe]) -> list[object]:
    end = time.monotonic() + LIMIT
    for pipe in started.values():
        assert pipe.poll(max(0.0, end - time.monotonic())), "a process gave no answer"
    return [pipe.recv() for pipe in started.values()]


def make_pool(engine: Engine, ports: int) -> None:
    in_transaction(engine, lambda conn: allocator.sync_pools(conn, [Pool(hammer.POOL, 30000, 29999 + ports)]))


def exclude_for_a_moment(engine: Engine, these: range) -> None:
    in_transaction(engine, lambda conn: allocator.exclude(conn, hammer.POOL, these, "a test"))
    in_transaction(engine, lambda conn: allocator.include(conn, hammer.POOL, these))


def faults(engine: Engine) -> list[str]:
    return list(in_transaction(engine, allocator.faults))


def fill_up(engine: Engine, count: int) -> int:
    """Take all blocks that there are; how many."""
    for taken in range(65536):
        try:
            in_transaction(engine, hammer.take(count))
        except NoFreePorts:
            return taken
    raise AssertionError("more blocks than ports")


def test_nobody_is_refused_while_there_is_one_block_for_each(engine: Engine, database_url: str) -> None:
    make_pool(engine, PROCESSES * 3)
    with processes(hammer.hold_one_at_a_time, database_url, rounds=20) as started:
        assert answers(started) == [0] * PROCESSES
    assert faults(engine) == []
    assert fill_up(engine, 3) == PROCESSES


def test_blocks_of_all_sizes_never_overlap_in_a_nearly_full_pool(engine: Engine, database_url: str) -> None:
    make_pool(engine, 300)
    with processes(hammer.take_and_give_all_sizes, database_url, rounds=25) as started:
        theirs = [block for blocks in answers(started) for block in blocks]  # type: ignore[attr-defined]
    assert faults(engine) == []
    with engine.connect() as conn:
        assert allocator.held(conn) == sorted(theirs, key=lambda block: block.island_id)
    ports = [port for block in theirs for port in block.ports]
    assert len(ports) == len(set(ports))
    assert fill_up(engine, 1) == 300 - len(ports)


def test_hardly_anybody_waits_in_a_circle_at_a_nearly_full_pool(own_mariadb: MariaDB, own_mariadb_url: str) -> None:
    """Deadlocks are rerun, but whoever loses many in a row gives up. One in five transactions lost one when a search
    for free ports kept locked what it had passed over."""
    engine = make_engine(own_mariadb_url)
    make_pool(engine, 300)
    before = deadlocks(own_mariadb)
    with processes(hammer.take_and_give_all_sizes, own_mariadb_url, rounds=25) as started:
        answers(started)
    assert deadlocks(own_mariadb) - before < PROCESSES * 25 / 20
    engine.dispose()


def deadlocks(mariadb: MariaDB) -> int:
    [(_, number)] = mariadb.execute("SHOW GLOBAL STATUS LIKE 'innodb_deadlocks'")
    return int(number)


def test_pools_change_while_ports_come_and_go(engine: Engine, database_url: str) -> None:
    make_pool(engine, 300)
    changes = 0
    with processes(hammer.take_and_give_all_sizes, database_url, rounds=25) as started:
        while not all(pipe.poll() for pipe in started.values()) or changes < 6:
            make_pool(engine, 240 if changes % 2 else 300)
            these = range(30000 + changes % 200, 30010 + changes % 200)
            exclude_for_a_moment(engine, these)
            changes += 1
        theirs = [block for blocks in answers(started) for block in blocks]  # type: ignore[attr-defined]
    make_pool(engine, 300)
    assert faults(engine) == []
    assert fill_up(engine, 1) == 300 - sum(block.count for block in theirs)


def test_killed_processes_leave_nothing_behind(engine: Engine, database_url: str) -> None:
    make_pool(engine, 300)
    chance = random.Random()
    with processes(hammer.go_on_until_killed, database_url, rounds=0) as started:
        for process, pipe in started.items():
            for _ in range(chance.randint(1, 8)):  # it is in the middle of things
                assert pipe.poll(LIMIT)
                pipe.recv()
            time.sleep(chance.uniform(0, 0.01))
            process.kill()

    def balanced() -> bool:
        """MySQL rolls a dead client's transaction back when it notices."""
        with engine.connect() as conn:
            rows = set(conn.execute(select(islands.c.id)).scalars())
            return rows == {block.island_id for block in allocator.held(conn)} and not allocator.faults(conn)

    end = time.monotonic() + LIMIT
    while not balanced():
        assert time.monotonic() < end, faults(engine)
        time.sleep(0.05)
    fill_up(engine, 1)
    with engine.connect() as conn:
        assert sum(block.count for block in allocator.held(conn)) == 300
    assert balanced()
