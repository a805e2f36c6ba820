"""The few statements that SQLite and MySQL write differently."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Double, Table, func, insert, literal_column
from sqlalchemy.dialects import mysql, sqlite
from sqlalchemy.exc import IntegrityError


def upsert(conn: Connection, table: Table, values: Mapping[str, Any]) -> None:
    """Insert a row, or overwrite the one with the same primary key."""
    keys = {column.name for column in table.primary_key}
    if conn.dialect.name == "sqlite":
        new = sqlite.insert(table).values(values)
        rest = {name: new.excluded[name] for name in values if name not in keys}
        conn.execute(new.on_conflict_do_update(index_elements=sorted(keys), set_=rest))
    else:
        row = mysql.insert(table).values(values)
        conn.execute(row.on_duplicate_key_update({name: row.inserted[name] for name in values if name not in keys}))


def insert_if_absent(conn: Connection, table: Table, values: Mapping[str, Any]) -> bool:
    """Insert a row unless its key is taken; says whether it did. Waits for a rival that has not committed yet."""
    try:
        with conn.begin_nested():
            conn.execute(insert(table).values(values))
    except IntegrityError:
        return False
    return True


def database_now(conn: Connection) -> ColumnElement[float]:
    """The database's own clock in epoch seconds: one clock for all managers, however theirs differ."""
    if conn.dialect.name == "sqlite":
        return literal_column("(julianday('now') - 2440587.5) * 86400.0", Double())
    return func.unix_timestamp(func.now(6), type_=Double())
