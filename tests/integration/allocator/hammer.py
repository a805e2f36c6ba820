"""What many processes do to the allocator at once. Started by the tests as processes of their own."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from multiprocessing.connection import Connection as Pipe

from sqlalchemy import Connection, delete

import allocator
from allocator import Block
from islandmgr.model.errors import NoFreePorts, Unavailable
from islandmgr.resources.islands.store.tables import islands
from islandmgr.store import in_transaction, make_engine
from tests.integration.allocator.islands_of import new_island

POOL = "default"


def hold_one_at_a_time(url: str, rounds: int, pipe: Pipe) -> None:
    """Take a block and give it back, `rounds` times; sends how often there was none."""
    engine = make_engine(url)
    refused = 0
    pipe.recv()
    for _ in range(rounds):
        try:
            block = in_transaction(engine, take(3))
        except NoFreePorts:
            refused += 1
        else:
            in_transaction(engine, end(block))
    pipe.send(refused)
    engine.dispose()


def take_and_give_all_sizes(url: str, rounds: int, pipe: Pipe) -> None:
    """Hold several blocks of several sizes; sends those it holds in the end."""
    engine = make_engine(url)
    chance = random.Random()
    mine: list[Block] = []
    pipe.recv()
    for _ in range(rounds):
        if mine and chance.random() < 0.4:
            in_transaction(engine, end(mine.pop(chance.randrange(len(mine)))))
            continue
        try:
            mine.append(in_transaction(engine, take(chance.randint(1, 16))))
        except NoFreePorts:
            if mine:
                in_transaction(engine, end(mine.pop()))
    pipe.send(mine)
    engine.dispose()


def go_on_until_killed(url: str, _rounds: int, pipe: Pipe) -> None:
    """Sends each block it holds, after the commit."""
    engine = make_engine(url)
    chance = random.Random()
    mine: list[Block] = []
    pipe.recv()
    while True:
        if len(mine) > 3:
            in_transaction(engine, end(mine.pop(0)))
        try:
            mine.append(in_transaction(engine, take(chance.choice([1, 3, 3, 16]))))
        except NoFreePorts:
            if mine:
                in_transaction(engine, end(mine.pop(0)))
        except Unavailable:  # SQLite, when this machine is so busy that the others took their turns for too long
            continue
        pipe.send(len(mine))


def take(count: int) -> Callable[[Connection], Block]:
    """A new island with a block of `count` ports."""
    return lambda conn: allocator.allocate(conn, [POOL], count, new_island(conn), time.time())


def end(block: Block) -> Callable[[Connection], None]:
    """Its island is gone, and its ports with it."""

    def work(conn: Connection) -> None:
        # An hour ago: what was released just now would still rest for those who looked at their clock just before.
        assert allocator.release(conn, block.island_id, time.time() - 3600, quarantine=0) == block
        conn.execute(delete(islands).where(islands.c.id == block.island_id))

    return work
