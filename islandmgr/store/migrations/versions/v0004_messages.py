"""Messages are stored as codes with values: what had room for a sentence has room for these.

Only the lengths change. Sentences that were stored before stay as they are, and are shown as they stand.

MySQL commits after each statement, so each step looks at what is there. SQLite cannot change a column: another one
takes its name. There everything is one transaction.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

COLUMNS = (("islands", "clock_problem"), ("clock_changes", "problem"), ("deliveries", "problem"))


def upgrade() -> None:
    for table, column in COLUMNS:
        types = {known["name"]: known["type"] for known in sa.inspect(op.get_bind()).get_columns(table)}
        if not isinstance(types[column], sa.Text):
            _lengthen(table, column)


def _lengthen(table: str, column: str) -> None:
    if op.get_bind().dialect.name == "mysql":
        op.execute(f"ALTER TABLE {table} MODIFY COLUMN {column} TEXT NOT NULL DEFAULT ('')")
        return
    op.execute(f"ALTER TABLE {table} ADD COLUMN longer_{column} TEXT DEFAULT '' NOT NULL")
    op.execute(f"UPDATE {table} SET longer_{column} = {column}")  # noqa: S608 (names of ours)
    op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    op.execute(f"ALTER TABLE {table} RENAME COLUMN longer_{column} TO {column}")
