"""How long leases and waits last, so that what ends further ahead is seen to be older than a clock that was set back.

MySQL commits after each statement, so this can be run again when it was broken off in the middle.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0003"
down_revision = "0002"

INSTANT: sa.Double[float] = sa.Double(53).with_variant(mysql.DOUBLE(asdecimal=False), "mysql", "mariadb")


def add_column(table: str, column: sa.Column[float]) -> None:
    if column.name not in {known["name"] for known in sa.inspect(op.get_bind()).get_columns(table)}:
        op.add_column(table, column)


def upgrade() -> None:
    # What was written without one may have had the longest that the settings accept.
    add_column("leases", sa.Column("ttl", INSTANT, server_default="120", nullable=False))
    add_column("clock_runs", sa.Column("waits_since", INSTANT))
