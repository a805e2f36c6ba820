"""How fast islands get their id and their ports, as a ratio to one durable commit of one row.

Both are measured in the same run, turn by turn, by the same processes through the same engine: the ratio says what the
allocator costs, not how fast this machine is. An allocation is one transaction: the island's row and a block of three
ports, from a pool of 18,000 ports that is 0, 50 or 99 % held. Wanted: with one client a ratio of at least 0.5, and 99 %
full no slower than 1.2 times empty.
"""

from __future__ import annotations

import multiprocessing
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection as Pipe
from multiprocessing.synchronize import Barrier
from pathlib import Path

sys.path.pop(0)  # This folder: its allocator.py is not the package.

from sqlalchemy import Connection, Engine, insert, update

import allocator
from allocator import Pool
from allocator.rows import NO_RUN, mark_runs
from allocator.runs import Run
from allocator.tables import ports
from islandmgr.kernel.tables import events
from islandmgr.store import in_transaction, make_engine, migrate
from tests.integration.allocator.islands_of import new_island
from tests.integration.databases import MariaDB

SIZE = 3
BLOCKS = 6000
POOLS = {
    fill: Pool(f"full-{fill}", 6000 + place * SIZE * BLOCKS, 5999 + (place + 1) * SIZE * BLOCKS)
    for place, fill in enumerate((0, 50, 99))
}
CLIENTS = {1: 40, 16: 3, 50: 1}  # how many there are, and how often each does a thing in a turn: less than 1 % in all
SECONDS = 7  # of turns, for each number of clients
CALM = 0.1  # seconds between turns, for the database to tidy up what giving back left

THINGS = ("commit", *map(str, POOLS), "block")
"""A one-row commit; an island's row with a block from each pool; a block alone, for an island that is there."""


def main() -> None:
    multiprocessing.set_start_method("fork")
    print(f"{'':17}{'commits':>9}   allocations a second, and their ratio to commits, from a pool that is so full")
    print(f"{'database  clients':17}{'a second':>9}{'0 %':>15}{'50 %':>15}{'99 %':>15}   99/0 %   ports only")
    with tempfile.TemporaryDirectory(prefix="islandmgr-bench-") as folder:
        for database, url in databases(Path(folder)):
            prepare(url)
            for clients in CLIENTS:
                print(f"{database:10}{clients:7}{measure(url, clients)}", flush=True)


def databases(folder: Path) -> Iterator[tuple[str, str]]:
    yield "sqlite", f"sqlite:///{folder / 'bench.db'}"
    (folder / "mariadb").mkdir()
    server = MariaDB(folder / "mariadb")
    server.install()
    try:
        yield "mariadb", server.url(server.make_database())
    finally:
        server.stop()


def measure(url: str, clients: int) -> str:
    """One line: medians over turns in which each thing has its go."""
    done = clients * CLIENTS[clients]
    engine = make_engine(url)
    turns: list[dict[str, float]] = []
    with workers(url, clients) as run:
        for thing in THINGS:
            run(thing)  # warm up
        end = time.monotonic() + SECONDS
        while time.monotonic() < end or len(turns) < 5:
            in_transaction(engine, give_back)
            time.sleep(CALM)
            turns.append({thing: done / run(thing) for thing in THINGS})
        in_transaction(engine, give_back)
    engine.dispose()

    def ratio(thing: str, base: str) -> float:
        return statistics.median(turn[thing] / turn[base] for turn in turns)

    rates = {thing: statistics.median(turn[thing] for turn in turns) for thing in THINGS}
    columns = [f"{rates[str(fill)]:9.0f}{ratio(str(fill), 'commit'):6.2f}" for fill in POOLS]
    return f"{rates['commit']:9.0f}{''.join(columns)}{ratio('99', '0'):9.2f}{ratio('block', 'commit'):13.2f}"


def prepare(url: str) -> None:
    """Hold what is to be held of the pools, scattered; what is free was held before, unless nothing ever was."""
    engine = make_engine(url)
    migrate(engine)

    def work(conn: Connection) -> None:
        allocator.sync_pools(conn, list(POOLS.values()))
        for fill in (50, 99):
            firsts = range(POOLS[fill].first, POOLS[fill].last, SIZE)
            free = sorted(random.Random(fill).sample(firsts, BLOCKS - BLOCKS * fill // 100))
            here = ports.c.pool == POOLS[fill].name
            conn.execute(update(ports).where(here).values(island_id=new_island(conn), **NO_RUN))
            these = [first + place for first in free for place in range(SIZE)]
            conn.execute(update(ports).where(here, ports.c.port.in_(these)).values(island_id=None))
            mark_runs(conn, POOLS[fill].name, [Run(first, SIZE, 1.0, 1.0) for first in free])

    in_transaction(engine, work)
    engine.dispose()


def give_back(conn: Connection) -> None:
    """What the last turn took."""
    for block in allocator.held(conn):
        if block.count == SIZE:
            allocator.release(conn, block.island_id, time.time(), quarantine=0)


@contextmanager
def workers(url: str, clients: int) -> Iterator[Callable[[str], float]]:
    """Processes that do a thing `CLIENTS[clients]` times each when called; returns the seconds from first to last."""
    barrier = multiprocessing.Barrier(clients + 1)
    pairs = [multiprocessing.Pipe() for _ in range(clients)]
    processes = [
        multiprocessing.Process(target=client, args=(number, url, CLIENTS[clients], theirs, barrier), daemon=True)
        for number, (_, theirs) in enumerate(pairs)
    ]
    for process in processes:
        process.start()

    def run(what: str) -> float:
        for ours, _ in pairs:
            ours.send(what)
        barrier.wait(60)
        start = time.perf_counter()
        for ours, _ in pairs:
            ours.recv()
        return time.perf_counter() - start

    yield run
    for ours, _ in pairs:
        ours.send("")
    for process in processes:
        process.join(30)


def client(number: int, url: str, times: int, pipe: Pipe, barrier: Barrier) -> None:
    engine = make_engine(url)
    while thing := pipe.recv():
        work = [job(engine, thing) for _ in range(times)]
        barrier.wait(60)
        for one in work:
            in_transaction(engine, one)
        pipe.send(number)
    engine.dispose()


def job(engine: Engine, thing: str) -> Callable[[Connection], object]:
    if thing == "commit":
        row = {
            "subject_kind": "island",
            "subject_id": "1",
            "incarnation": 1,
            "at": 0.0,
            "kind": "note",
            "who": "bench",
            "message": "",
            "data": {},
        }
        return lambda conn: conn.execute(insert(events), row)
    if thing == "block":
        island = in_transaction(engine, new_island)
        return lambda conn: allocator.allocate(conn, [POOLS[0].name], SIZE, island, time.time())
    pool = POOLS[int(thing)].name
    return lambda conn: allocator.allocate(conn, [pool], SIZE, new_island(conn), time.time())


if __name__ == "__main__":
    main()
