"""Leases say how long they last: one that ends further ahead was written before the clock was set back.

MySQL commits after each statement, so this can be run again when it was broken off in the middle.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0003"
down_revision = "0001"

INSTANT: sa.Double[float] = sa.Double(53).with_variant(mysql.DOUBLE(asdecimal=False), "mysql", "mariadb")


def upgrade() -> None:
    columns = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("leases")}
    if "ttl" not in columns:
        # What was written without one may have had the longest that the settings accept.
        op.add_column("leases", sa.Column("ttl", INSTANT, server_default="120", nullable=False))
