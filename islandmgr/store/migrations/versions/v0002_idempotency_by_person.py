"""An idempotency key belongs to the person who sent it: (person, key) is the primary key.

A new table is filled and takes the old one's name: SQLite cannot change a primary key. Each step looks at what is
there, for MySQL commits after each statement, and a manager that is killed in between leaves the rest to the next.

The keys of the last day stay good. Whose they are stands in the history: the first line of each island names whoever
asked for it. A key whose island has no history is dropped, so that nobody gets an island that may be another's.
"""

import hashlib
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0002"
down_revision = "0001"

OLD, NEW = "idempotency", "idempotency_by_person"
ID = sa.BigInteger().with_variant(sa.INTEGER(), "sqlite")
INSTANT: sa.Double[float] = sa.Double(53).with_variant(mysql.DOUBLE(asdecimal=False), "mysql", "mariadb")
TABLE: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}


def upgrade() -> None:
    if OLD in _tables():
        if "person" in {column["name"] for column in sa.inspect(op.get_bind()).get_columns(OLD)}:
            return
        _make_new()
        _fill(op.get_bind())
        op.drop_table(OLD)
    op.rename_table(NEW, OLD)


def _tables() -> set[str]:
    return set(sa.inspect(op.get_bind()).get_table_names())


def _make_new() -> None:
    op.create_table(
        NEW,
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("island_id", ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("person", "key", name="pk_idempotency"),
        if_not_exists=True,
        **TABLE,
    )


def _fill(conn: sa.Connection) -> None:
    """Copy what has a person; whatever an earlier attempt copied is copied anew."""
    old, new = (sa.Table(name, sa.MetaData(), autoload_with=conn) for name in (OLD, NEW))
    events = sa.table("events", sa.column("id"), sa.column("island_id"), sa.column("who"))
    lines = events.alias()
    first = sa.select(sa.func.min(lines.c.id)).where(lines.c.island_id == old.c.island_id).correlate(old)
    asked = sa.select(old, events.c.who).join_from(old, events, events.c.id == first.scalar_subquery())
    rows = [dict(row) for row in conn.execute(asked).mappings()]
    conn.execute(sa.delete(new))
    if rows:
        conn.execute(sa.insert(new), [{"person": _digest(row.pop("who")), **row} for row in rows])


def _digest(name: str) -> str:
    """As `store.idempotency` has it."""
    return hashlib.sha256(name.encode()).hexdigest()
