"""The view that other game services read, on a real MariaDB, with an account that may see nothing else."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pymysql
import pytest
from sqlalchemy import insert

from allocator.tables import ports
from islandmgr.model.domain import State
from islandmgr.resources.islands.rules.registration import Registration
from islandmgr.resources.islands.store import islands, registry
from islandmgr.store import Store, make_engine, migrate
from tests.integration.databases import Databases
from tests.integration.store.rows import island

PAGE = (Path(__file__).parents[3] / "docs/registry.md").read_text("utf-8")


def test_other_services_read_one_row_an_island(mariadb: Databases) -> None:
    database = mariadb.make_database()
    store = Store(make_engine(mariadb.url(database)))
    migrate(store.engine)
    account, query = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
    made = account.replace("islandmgr.", f"{database}.").replace("CREATE USER", "CREATE USER IF NOT EXISTS")
    mariadb.execute(*(statement for statement in made.split(";") if statement.strip()))
    with store.transaction() as conn:
        one = islands.insert_new(conn, island(state=State.RUNNING, owner="qa01")).id
        islands.insert_new(conn, island())  # has not announced itself
        numbers = {"app-common-port": 30807, "remote-msg-port": 30808, "server-port": 30809}
        conn.execute(insert(ports), [{"pool": "default", "port": port, "island_id": one} for port in numbers.values()])
        at = 1790000000.25
        registry.put(
            conn, Registration(one, 2, "name", "qa01", "dev", "node-1", "10.0.0.1", "pod", numbers, "abc", at, at + 1)
        )
    store.engine.dispose()

    with (
        pymysql.connect(
            host="127.0.0.1",
            port=mariadb.port,
            user="gateway",
            password="a password of its own",
            database=database,
            init_command="SET time_zone = '+08:00'",  # must not matter
            cursorclass=pymysql.cursors.DictCursor,
        ) as session,
        session.cursor() as cursor,
    ):
        cursor.execute(query)
        assert list(cursor.fetchall()) == [
            {"island_id": one, "host": "10.0.0.1", "first_port": 30807, "remote_msg_port": "30808"}
        ]
        cursor.execute("SELECT * FROM registry_servers")
        (row,) = cursor.fetchall()
        with pytest.raises(pymysql.OperationalError, match="denied"):
            cursor.execute("SELECT * FROM islands")
    told = re.findall(r"^\| (`.*?`) \|", PAGE, re.MULTILINE)
    assert re.findall(r"`(\w+)`", " ".join(told)) == list(row)
    assert row.pop("ports").replace(" ", "") == str(numbers).replace("'", '"').replace(" ", "")
    assert row == {
        "island_id": one,
        "incarnation": 2,
        "name": "name",
        "owner": "qa01",
        "branch": "dev",
        "node": "node-1",
        "host": "10.0.0.1",
        "first_port": 30807,
        "pod": "pod",
        "fingerprint": "abc",
        "state": "running",
        "started_at": datetime.fromisoformat("2026-09-21T14:13:20.250"),
        "registered_at": datetime.fromisoformat("2026-09-21T14:13:21.250"),
    }


def test_a_view_that_was_refused_is_made_by_the_next_start(mariadb: Databases) -> None:
    """The account had no right to make views: the tables of the newest schema are there all the same."""
    database = mariadb.make_database()
    store = Store(make_engine(mariadb.url(database)))
    migrate(store.engine)
    mariadb.execute(f"DROP VIEW {database}.registry_servers")
    migrate(store.engine)
    with store.reading() as conn:
        assert conn.exec_driver_sql("SELECT COUNT(*) FROM registry_servers").scalar() == 0
    store.engine.dispose()
