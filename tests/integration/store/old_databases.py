"""Databases as older versions left them, and what is in them.

`tests/data/schema-NNNN` has the dumps of databases that were in use at that schema: `tests/data/make_old_database.py`.
"""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from alembic import command
from sqlalchemy import Connection, Engine, MetaData, inspect, text

from islandmgr.store import make_engine, schema
from islandmgr.store.engine import writing
from tests.data.make_old_database import mariadb_dump, sqlite_dump
from tests.integration.databases import PASSWORD, Databases, program

DATA = Path(__file__).parents[2] / "data"
DUMPED = sorted(folder.name.removeprefix("schema-") for folder in DATA.glob("schema-*"))
EARLIEST = "0001"
"""Of this schema there is no dump: it is made from the oldest one, without what came later."""

Row = Mapping[str, Any]
Rows = dict[str, list[Row]]
"""Of each table, with the values as the database's driver gives them: JSON is text."""


def has_its_subject(old: Row, new: Row) -> bool:
    """0005: an island's row says so, one of a drain names it, and an alert is about nothing."""
    drain = json.loads(old.get("data", "{}")).get("drain")
    other = ("", "") if drain is None else ("drain", str(drain))
    island_id = old["island_id"]
    return (new["subject_kind"], new["subject_id"]) == (("island", str(island_id)) if island_id else other)


TRANSFORMED: dict[tuple[str, str], Callable[[Row, Row], object]] = {
    ("events", "island_id"): has_its_subject,
    ("deliveries", "island_id"): has_its_subject,
}
"""(table, column) whose values a migration changes on purpose, and whether a row is then as it should be.

The check is given the old row and the new one with the same primary key. A migration that rewrites or drops a column
puts it here, with its own check; everything else has to stay as it was. For example, if 0004 wrote reasons as JSON:

    ("islands", "reason"): lambda old, new: json.loads(new["reason"])["words"] == old["reason"]
"""


class OldDatabases:
    """New databases with an older schema and what was in them: on SQLite in `folder`, or on the server."""

    def __init__(self, folder: Path, server: Databases | None) -> None:
        self._folder = folder
        self._server = server
        self._dumps: dict[str, str] = {}
        self._made: list[Engine] = []

    def make(self, schema: str) -> Engine:
        """A database that was used with the schema of that number."""
        engine = self.empty()
        self._load(engine, self._dump(schema))
        return engine

    def inserted(self, schema: str) -> list[str]:
        """The table of each row of that dump."""
        found = re.findall(r'^INSERT INTO ["`](\w+)["`]', self._dump(schema), re.MULTILINE)
        return [table for table in found if table not in {"alembic_version", "sqlite_sequence"}]

    def empty(self) -> Engine:
        if self._server:
            url = self._server.url(self._server.make_database())
        else:
            url = f"sqlite:///{self._folder / f'{len(self._made)}.db'}"
        self._made.append(make_engine(url))
        return self._made[-1]

    def close(self) -> None:
        for engine in self._made:
            self.forget(engine)

    def forget(self, engine: Engine) -> None:
        engine.dispose()
        if self._server:
            self._server.drop_database(str(engine.url.database))

    def _dump(self, schema: str) -> str:
        if schema not in self._dumps:
            kind = "mariadb" if self._server else "sqlite"
            if schema in DUMPED:
                self._dumps[schema] = (DATA / f"schema-{schema}" / f"{kind}.sql").read_text(encoding="utf-8")
            else:
                self._dumps[schema] = self._dump_of_earlier(schema)
        return self._dumps[schema]

    def _dump_of_earlier(self, schema: str) -> str:
        engine = self.empty()
        upgrade(engine, schema)
        fill(engine, contents(self.make(DUMPED[0])))
        name = str(engine.url.database)
        dump = mariadb_dump(self._server, name) if self._server else sqlite_dump(Path(name))
        self.forget(engine)
        return dump

    def _load(self, engine: Engine, dump: str) -> None:
        name = str(engine.url.database)
        if not self._server:
            database = sqlite3.connect(name)
            database.executescript(dump)
            database.close()
            return
        subprocess.run(
            [
                program("mariadb"),
                "--no-defaults",
                "--host=127.0.0.1",
                f"--port={self._server.port}",
                "-uislandmgr",
                name,
            ],
            input=f"SET autocommit = 0;\n{dump}\nCOMMIT;\n".encode(),
            env={"MYSQL_PWD": PASSWORD},
            check=True,
            timeout=120,
        )


def upgrade(engine: Engine, revision: str) -> None:
    """As `schema.migrate` does, but not further than to that revision."""
    config = schema._config()
    with writing(engine) as conn:
        config.attributes["connection"] = conn
        with conn.begin():
            command.upgrade(config, revision)


def contents(engine: Engine) -> Rows:
    """All rows of all tables."""
    with engine.connect() as conn:
        names = sorted({*inspect(conn).get_table_names()} - {"alembic_version"})
        return {
            name: [dict(row) for row in conn.exec_driver_sql(f"SELECT * FROM {quoted(conn, name)}").mappings()]
            for name in names
        }


def fill(engine: Engine, rows: Rows) -> None:
    """Insert those into a database with an earlier schema, as far as it has tables, columns and keys for them."""
    with writing(engine) as conn, conn.begin():
        earlier = MetaData()
        earlier.reflect(conn)
        for table in earlier.sorted_tables:
            seen = set()
            for row in rows.get(table.name, []):
                key = tuple(row[column.name] for column in table.primary_key)
                if key in seen:
                    continue
                seen.add(key)
                values = {column.name: row[column.name] for column in table.columns}
                names = ", ".join(quoted(conn, name) for name in values)
                marks = ", ".join(f":{name}" for name in values)
                conn.execute(text(f"INSERT INTO {quoted(conn, table.name)} ({names}) VALUES ({marks})"), values)


def keys(engine: Engine) -> dict[str, tuple[str, ...]]:
    """The primary key's columns of each table."""
    found = inspect(engine)
    return {name: tuple(found.get_pk_constraint(name)["constrained_columns"]) for name in found.get_table_names()}


def missing(old: Rows, new: Rows, primary: Mapping[str, tuple[str, ...]]) -> list[str]:
    """What of the old rows is not there any more, or is not as it was, each in a line. `primary`: of the old tables."""
    found = []
    for table, rows in old.items():
        if table not in new:
            found.append(f"{table}: the table is gone")
            continue
        if len(rows) != len(new[table]):
            found.append(f"{table}: {len(rows)} rows became {len(new[table])}")
        by_key = {tuple(row.get(name) for name in primary[table]): row for row in new[table]}
        for row in rows:
            key = tuple(row[name] for name in primary[table])
            found += [f"{table} {key}: {word}" for word in changed(table, row, by_key.get(key))]
    return found


def changed(table: str, old: Row, new: Row | None) -> list[str]:
    if new is None:
        return ["the row is gone"]
    found = []
    for name, value in old.items():
        check = TRANSFORMED.get((table, name))
        if check and not check(old, new):
            found.append(f"{name} is not as its migration makes it: {value!r} became {new.get(name)!r}")
        if not check and (name not in new or new[name] != value):
            found.append(f"{name} was {value!r}, is {new.get(name, 'gone')!r}")
    return found


def counters(engine: Engine) -> dict[str, int]:
    """Of each table that counts its rows itself, a number below which no new row comes."""
    with engine.connect() as conn:
        if conn.dialect.name == "sqlite":
            return {name: int(last) + 1 for name, last in conn.exec_driver_sql("SELECT name, seq FROM sqlite_sequence")}
        asked = "SELECT table_name, auto_increment FROM information_schema.tables WHERE table_schema = DATABASE()"
        return {name: int(following) for name, following in conn.exec_driver_sql(asked) if following is not None}


def described(engine: Engine) -> dict[str, str]:
    """Everything that the schema has, as the database itself writes it down; alembic's own table is no part of it."""
    with engine.connect() as conn:
        if conn.dialect.name == "sqlite":
            asked = text("SELECT * FROM sqlite_master WHERE tbl_name <> 'alembic_version'")
            return {f"{row.type} {row.name}": row.sql for row in conn.execute(asked)}
        tables = {*inspect(conn).get_table_names()} - {"alembic_version"}
        return {
            **{f"table {name}": table_of(conn, name) for name in tables},
            **{f"view {name}": view_of(conn, name) for name in inspect(conn).get_view_names()},
            **{
                f"trigger {row[0]}": f"{row[4]} {row[1]} ON {row[2]} {row[3]}"
                for row in conn.exec_driver_sql("SHOW TRIGGERS")
            },
        }


def table_of(conn: Connection, name: str) -> str:
    statement = conn.exec_driver_sql(f"SHOW CREATE TABLE {quoted(conn, name)}").one()[1]
    return re.sub(r" AUTO_INCREMENT=\d+", "", statement)


def view_of(conn: Connection, name: str) -> str:
    asked = (
        "SELECT view_definition FROM information_schema.views WHERE table_schema = DATABASE() AND table_name = :name"
    )
    return str(conn.execute(text(asked), {"name": name}).scalar_one()).replace(f"`{conn.engine.url.database}`.", "")


def quoted(conn: Connection, name: str) -> str:
    return conn.dialect.identifier_preparer.quote(name)
