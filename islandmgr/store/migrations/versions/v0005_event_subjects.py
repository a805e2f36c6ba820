"""Events and deliveries have a subject of any kind, where they had an island or none.

Each step looks at what is there, for MySQL commits after each statement: a manager that is killed in the middle leaves
the rest to the next. There the rows are filled in portions of their own, so that nothing is locked for long; adding and
dropping columns rewrites no table since MariaDB 10.4 and MySQL 8.0.29.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

PORTION = 10_000  # ids filled in one transaction
ROW_EVENTS = "row"


def upgrade() -> None:
    give_subjects("events", "ix_events_subject", ["subject_kind", "subject_id", "id"], "ix_events_island_id_id")
    turn = ["state", "target", "target_id", "subject_kind", "subject_id", "id"]
    give_subjects("deliveries", "ix_deliveries_in_turn", turn, "ix_deliveries_turn")


def give_subjects(table: str, index: str, columns: list[str], old_index: str) -> None:
    for column in (
        sa.Column("subject_kind", sa.String(24), server_default="", nullable=False),
        sa.Column("subject_id", sa.String(64), server_default="", nullable=False),
    ):
        if column.name not in _columns(table):
            op.add_column(table, column)
    if "island_id" in _columns(table):
        fill_islands(table)
        if table == "events":
            fill_drains()
    if index not in _indexes(table):
        op.create_index(index, table, columns)
    if old_index in _indexes(table):
        op.drop_index(old_index, table)
    if "island_id" in _columns(table):
        fill(op.get_bind(), table)  # what an older manager that still runs wrote since: the new index finds it at once
        op.drop_column(table, "island_id")


def fill_islands(table: str) -> None:
    conn = op.get_bind()
    there = _filled(table)
    first, last = conn.execute(sa.select(sa.func.min(there.c.id), sa.func.max(there.c.id))).one()
    for start in range(first or 0, (last or -1) + 1, PORTION):
        fill(conn, table, start, PORTION)
        _commit(conn)


def fill(conn: sa.Connection, table: str, start: int = 0, number: int | None = None) -> None:
    """Rows about islands: all of them, or those with `number` ids from `start` on."""
    there = _filled(table)
    text = sa.String(20) if conn.dialect.name == "sqlite" else sa.CHAR(20)
    new = {"subject_kind": "island", "subject_id": sa.cast(there.c.island_id, text)}
    query = sa.update(there).where(there.c.subject_kind == "", there.c.island_id != 0)
    if number is not None:
        query = query.where(there.c.id >= start, there.c.id < start + number)
    conn.execute(query.values(new))


def _filled(table: str) -> sa.TableClause:
    return sa.table(table, *map(sa.column, ("id", "island_id", "kind", "subject_kind", "subject_id")))


def fill_drains() -> None:
    """What was about no island told pages of a drain, named in its data. There are those of a day at most."""
    conn = op.get_bind()
    events = _filled("events")
    data = sa.column("data", sa.JSON())
    about_none = (events.c.subject_kind == "", events.c.island_id == 0, events.c.kind == ROW_EVENTS)
    for number, facts in conn.execute(sa.select(events.c.id, data).select_from(events).where(*about_none)).all():
        drain = facts.get("drain")
        if drain is not None:
            subject = {"subject_kind": "drain", "subject_id": str(drain)}
            conn.execute(sa.update(events).where(events.c.id == number).values(subject))
    _commit(conn)


def _commit(conn: sa.Connection) -> None:
    """SQLite keeps the whole migration in one transaction, as nobody else writes meanwhile."""
    if conn.dialect.name != "sqlite":
        conn.exec_driver_sql("COMMIT")


def _columns(table: str) -> set[str]:
    return {str(column["name"]) for column in sa.inspect(op.get_bind()).get_columns(table)}


def _indexes(table: str) -> set[str | None]:
    return {index["name"] for index in sa.inspect(op.get_bind()).get_indexes(table)}
