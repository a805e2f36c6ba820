"""The schema, in SQLAlchemy Core. Instants are UTC epoch seconds in a DOUBLE; JSON is text that we alone read.

`alembic` migrations in `migrations/` build it; a test compares the two.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Double,
    MetaData,
)
from sqlalchemy.dialects import mysql, sqlite

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Id = BigInteger().with_variant(sqlite.INTEGER(), "sqlite")
"""SQLite counts only an INTEGER PRIMARY KEY by itself; `sqlite_autoincrement` makes it never reuse a number."""

Instant: Double[float] = Double(53).with_variant(mysql.DOUBLE(asdecimal=False), "mysql", "mariadb")

TABLE: dict[str, Any] = {
    "sqlite_autoincrement": True,
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_bin",
}
