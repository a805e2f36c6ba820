"""Two who want the same at the same moment, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from sqlalchemy import Connection, delete

from islandmgr.kernel import idempotency
from islandmgr.kernel.idempotency import Answered
from islandmgr.model.errors import Conflict
from islandmgr.resources.islands.store import islands
from islandmgr.resources.islands.store.tables import islands as table
from islandmgr.store import Store, leases, secrets
from tests.integration.store.rows import island

T = TypeVar("T")

RIVALS = 4


def together(store: Store, work: Callable[[Connection, int], T]) -> list[T]:
    """What each rival's transaction gave, all begun at once."""
    start = Barrier(RIVALS)

    def one(number: int) -> T:
        start.wait(60)
        return store.run(lambda conn: work(conn, number))

    with ThreadPoolExecutor(RIVALS) as pool:
        return list(pool.map(one, range(RIVALS)))


def test_one_secret_is_made(store: Store) -> None:
    assert len(set(together(store, lambda conn, _: secrets.get_or_make(conn, "tokens")))) == 1


def test_one_answer_is_remembered(store: Store) -> None:
    won = together(store, lambda conn, number: idempotency.remember(conn, Answered("qa01", "key", "f", number, 1.0)))
    assert sorted(won) == [False] * (RIVALS - 1) + [True]
    with store.reading() as conn:
        found = idempotency.find(conn, "qa01", "key")
    assert found is not None
    assert found.island_id == won.index(True)


def test_one_gets_the_lease(store: Store) -> None:
    epochs = together(store, lambda conn, number: leases.try_acquire(conn, "leader", f"manager {number}", 600.0))
    assert sorted(epoch or 0 for epoch in epochs) == [0] * (RIVALS - 1) + [1]


def test_one_change_of_a_version_is_written(store: Store) -> None:
    before = store.run(lambda conn: islands.insert_new(conn, island()))

    def change(conn: Connection, number: int) -> str | None:
        try:
            return islands.change(conn, before, note=f"of {number}").note
        except Conflict:
            return None

    written = [note for note in together(store, change) if note]
    with store.reading() as conn:
        assert written == [islands.get(conn, before.id).note]


def test_ids_are_never_used_again(store: Store) -> None:
    used = together(store, lambda conn, _: islands.insert_new(conn, island()).id)
    store.run(lambda conn: conn.execute(delete(table)))
    used += together(store, lambda conn, _: islands.insert_new(conn, island()).id)
    assert len(set(used)) == 2 * RIVALS
