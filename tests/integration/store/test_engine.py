"""Transactions on both databases, and what is said when one of them does not do its work."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from allocator.tables import ports
from islandmgr.model.errors import IslandError, Unavailable
from islandmgr.store import Store, make_engine, migrate
from islandmgr.store.database_errors import Busy
from islandmgr.store.tables import leases, secrets
from tests.integration.databases import PASSWORD, Databases, MariaDB


def add(name: str, value: str = "x") -> Callable[[Connection], object]:
    return lambda conn: conn.execute(insert(secrets), {"name": name, "value": value})


def names(store: Store) -> list[str]:
    with store.reading() as conn:
        return list(conn.execute(select(secrets.c.name).order_by(secrets.c.name)).scalars())


def test_work_is_committed(store: Store) -> None:
    store.run(add("one"))
    assert names(store) == ["one"]


def test_work_that_fails_leaves_nothing(store: Store) -> None:
    def work(conn: Connection) -> None:
        add("one")(conn)
        raise IslandError("no")

    with pytest.raises(IslandError, match="no"):
        store.run(work)
    assert names(store) == []


def test_a_block_is_committed_at_its_end_and_rolled_back_on_an_error(store: Store) -> None:
    with store.transaction() as conn:
        add("one")(conn)
    with pytest.raises(IntegrityError), store.transaction() as conn:
        conn.execute(insert(secrets), [{"name": "two", "value": ""}, {"name": "one", "value": ""}])
    with store.transaction() as conn:
        add("three")(conn)
        conn.commit()
    assert names(store) == ["one", "three"]


def test_nothing_written_while_reading_stays(store: Store) -> None:
    with store.reading() as conn:
        add("one")(conn)
    assert names(store) == []


def test_violated_constraints_are_not_the_databases_fault(store: Store) -> None:
    store.run(add("one"))
    with pytest.raises(IntegrityError):
        store.run(add("one"))
    with pytest.raises(IntegrityError):
        store.run(lambda conn: conn.execute(insert(ports), {"pool": "p", "port": 1, "island_id": 4711}))


def test_no_update_is_lost_among_threads(store: Store) -> None:
    store.run(lambda conn: conn.execute(insert(leases), {"name": "n", "holder": "", "expires_at": 0, "epoch": 0}))

    def count(conn: Connection) -> None:
        epoch = conn.execute(select(leases.c.epoch).with_for_update()).scalar_one()
        conn.execute(update(leases).values(epoch=epoch + 1))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: store.run(count), range(80)))
    with store.reading() as conn:
        assert conn.execute(select(leases.c.epoch)).scalar_one() == 80


def test_a_commit_on_sqlite_outlives_a_power_cut(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.connect() as conn:
        assert conn.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert conn.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert conn.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    engine.dispose()


def test_several_may_be_the_first_to_open_a_file(tmp_path: Path) -> None:
    """SQLite fails all but one of those that switch a new file to WAL at the same moment."""
    for name in range(40):
        engines = [make_engine(f"sqlite:///{tmp_path / str(name)}.db") for _ in range(6)]
        at_once = Barrier(len(engines))

        def journal_mode(engine: Engine, at_once: Barrier = at_once) -> str:
            at_once.wait()
            with engine.connect() as conn:
                return str(conn.exec_driver_sql("PRAGMA journal_mode").scalar_one())

        with ThreadPoolExecutor(len(engines)) as pool:
            assert set(pool.map(journal_mode, engines)) == {"wal"}
        for engine in engines:
            engine.dispose()


@pytest.fixture
def on_mariadb(mariadb_url: str) -> Iterator[Store]:
    engine = make_engine(mariadb_url)
    yield Store(engine)
    engine.dispose()


@pytest.fixture
def on_own_mariadb(own_mariadb_url: str) -> Iterator[Store]:
    engine = make_engine(own_mariadb_url)
    yield Store(engine)
    engine.dispose()


def test_both_sides_of_a_deadlock_are_committed_in_the_end(on_mariadb: Store) -> None:
    on_mariadb.run(add("a"))
    on_mariadb.run(add("b"))
    both_hold_one = Barrier(2)
    tries = []

    def cross(first: str, second: str) -> None:
        def work(conn: Connection) -> None:
            tries.append(first)
            conn.execute(update(secrets).where(secrets.c.name == first).values(value=first))
            if len(tries) <= 2:
                both_hold_one.wait(60)
            conn.execute(update(secrets).where(secrets.c.name == second).values(value=first))

        on_mariadb.run(work)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(cross, "ab", "ba"))
    assert len(tries) == 3  # one of them twice


def test_who_loses_every_deadlock_hears_that_the_database_is_busy(on_mariadb: Store) -> None:
    tries = []

    def work(_conn: Connection) -> None:
        tries.append(1)
        raise Busy("The database was busy.")

    with pytest.raises(Unavailable, match="busy"):
        on_mariadb.run(work)
    assert len(tries) > 1


def test_mariadb_away_is_said_and_its_return_is_noticed(own_mariadb: MariaDB, on_own_mariadb: Store) -> None:
    on_own_mariadb.run(add("one"))
    for take_away in (own_mariadb.stop, own_mariadb.kill):
        take_away()
        with pytest.raises(Unavailable) as away:
            names(on_own_mariadb)
        assert f"127.0.0.1:{own_mariadb.port} does not do its work: nothing answers" in away.value.message
        assert PASSWORD not in away.value.message
        own_mariadb.start()
        assert names(on_own_mariadb) == ["one"]


def test_mariadb_that_goes_in_the_middle_of_work_is_said(own_mariadb: MariaDB, on_own_mariadb: Store) -> None:
    def work(conn: Connection) -> None:
        add("one")(conn)
        own_mariadb.kill()
        add("two")(conn)

    with pytest.raises(Unavailable, match="connection"):
        on_own_mariadb.run(work)
    own_mariadb.start()
    assert names(on_own_mariadb) == []


def test_mariadb_that_stops_answering_is_said(own_mariadb: MariaDB, on_own_mariadb: Store) -> None:
    impatient = Store(make_engine(on_own_mariadb.engine.url, statement_seconds=1))
    assert names(impatient) == []
    own_mariadb.pause()
    with pytest.raises(Unavailable):
        names(impatient)
    own_mariadb.resume()
    assert names(impatient) == []
    impatient.engine.dispose()


def test_a_wrong_password_or_database_is_said(mariadb: Databases) -> None:
    for url, words in (
        (mariadb.url("nowhere"), "does not exist"),
        (f"mysql://islandmgr:s3cret@127.0.0.1:{mariadb.port}/mysql", "user and password"),
    ):
        engine = make_engine(url)
        with pytest.raises(Unavailable, match=words) as away, engine.connect():
            pass
        assert "s3cret" not in str(away.value)
        engine.dispose()


def test_a_text_that_is_too_long_is_never_cut(on_mariadb: Store) -> None:
    with pytest.raises(DBAPIError, match="too long"):
        on_mariadb.run(add("one", "x" * 129))


def test_what_keeps_sqlite_from_its_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("This is no database, but a text that is longer than a header of SQLite. " * 9)
    for name, words in (("nowhere/a.db", "folder must exist"), ("text", "no SQLite database")):
        engine = make_engine(f"sqlite:///{tmp_path / name}")
        with pytest.raises(Unavailable, match=words) as away, engine.connect():
            pass
        assert str(tmp_path) in away.value.message
        engine.dispose()


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    store = Store(make_engine(f"sqlite:///{tmp_path / 'a.db'}"))
    migrate(store.engine)

    def work(conn: Connection) -> None:
        conn.exec_driver_sql("PRAGMA max_page_count = 1")  # SQLite's own way to have no room
        for number in range(10000):
            add(f"name {number}", "x" * 100)(conn)

    with pytest.raises(Unavailable, match="disk is full"):
        store.run(work)
    assert names(store) == []
    store.engine.dispose()


def test_a_writer_elsewhere_is_waited_for(tmp_path: Path) -> None:
    store = Store(make_engine(f"sqlite:///{tmp_path / 'a.db'}"))
    migrate(store.engine)
    other = sqlite3.connect(tmp_path / "a.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(store.run, add("one"))
        with pytest.raises(TimeoutError):
            waiting.result(0.2)
        other.execute("COMMIT")
        waiting.result(60)
    other.close()
    assert names(store) == ["one"]
    store.engine.dispose()
