"""At most one holder, by the database's own clock."""

from __future__ import annotations

import time

from islandmgr.store import Store, leases

LONG, SHORT = 600.0, 0.3


def acquire(store: Store, holder: str, ttl: float) -> int | None:
    return store.run(lambda conn: leases.try_acquire(conn, "leader", holder, ttl))


def wait_for_lease(store: Store, holder: str) -> int:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        epoch = acquire(store, holder, LONG)
        if epoch is not None:
            return epoch
        time.sleep(0.02)
    raise AssertionError("the lease never ran out")


def test_who_holds_it_keeps_it_and_its_epoch(store: Store) -> None:
    assert acquire(store, "one", LONG) == 1
    assert acquire(store, "two", LONG) is None
    assert acquire(store, "one", LONG) == 1
    assert store.run(lambda conn: leases.renew(conn, "leader", "one", 1, LONG))
    assert not store.run(lambda conn: leases.renew(conn, "leader", "two", 1, LONG))


def test_it_is_not_given_before_it_runs_out_and_then_with_the_next_epoch(store: Store) -> None:
    begun = time.monotonic()
    assert acquire(store, "one", SHORT) == 1
    assert wait_for_lease(store, "two") == 2
    assert time.monotonic() - begun >= SHORT * 0.9
    assert not store.run(lambda conn: leases.renew(conn, "leader", "one", 1, LONG))
    assert acquire(store, "one", LONG) is None


def test_who_let_it_run_out_gets_the_next_epoch_and_cannot_renew_the_old_one(store: Store) -> None:
    assert acquire(store, "one", 0.0) == 1
    assert not store.run(lambda conn: leases.renew(conn, "leader", "one", 1, LONG))
    assert acquire(store, "one", LONG) == 2


def test_what_is_given_back_is_free_at_once(store: Store) -> None:
    assert acquire(store, "one", LONG) == 1
    store.run(lambda conn: leases.release(conn, "leader", "two"))
    assert acquire(store, "two", LONG) is None
    store.run(lambda conn: leases.release(conn, "leader", "one"))
    assert acquire(store, "two", LONG) == 2


def test_leases_do_not_disturb_each_other(store: Store) -> None:
    assert acquire(store, "one", LONG) == 1
    assert store.run(lambda conn: leases.try_acquire(conn, "backup", "two", LONG)) == 1
