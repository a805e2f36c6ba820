"""Tasks: their rows, their steps, what the steps wrote.

MySQL commits after each statement, so this can be run again when it was broken off in the middle.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0006"
down_revision = "0005"

ID = sa.BigInteger().with_variant(sa.INTEGER(), "sqlite")
INSTANT: sa.Double[float] = sa.Double(53).with_variant(mysql.DOUBLE(asdecimal=False), "mysql", "mariadb")
PACKED = sa.LargeBinary().with_variant(mysql.MEDIUMBLOB(), "mysql", "mariadb")
TABLE: dict[str, Any] = {
    "sqlite_autoincrement": True,
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_bin",
    "if_not_exists": True,
}
INDEXES = {
    "ix_tasks_state_id": ["state", "id"],
    "ix_tasks_kind_id": ["kind", "id"],
    "ix_tasks_pod_left": ["pod_left"],
    "ix_tasks_ended_at": ["ended_at"],
}


def upgrade() -> None:
    op.create_table(
        "tasks",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("image", sa.String(length=500), nullable=False),
        sa.Column("node_selector", sa.JSON(), nullable=False),
        sa.Column("deadline_seconds", INSTANT, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("started_at", INSTANT),
        sa.Column("ended_at", INSTANT),
        sa.Column("ending", sa.String(length=12)),
        sa.Column("ending_at", INSTANT),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("stop_who", sa.String(length=64), nullable=False),
        sa.Column("stop_at", INSTANT),
        sa.Column("pod_uid", sa.String(length=64), nullable=False),
        sa.Column("pod_left", sa.Boolean(), nullable=False),
        sa.Column("node", sa.String(length=253), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("request_key", sa.String(length=64)),
        sa.Column("request_digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tasks"),
        sa.UniqueConstraint("request_key", name="uq_tasks_request_key"),
        **TABLE,
    )
    there = {index["name"] for index in sa.inspect(op.get_bind()).get_indexes("tasks")}
    for name, columns in INDEXES.items():
        if name not in there:
            op.create_index(name, "tasks", columns)
    op.create_table(
        "task_steps",
        sa.Column("task_id", ID, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("spec", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("exit", sa.Integer()),
        sa.Column("started_at", INSTANT),
        sa.Column("ended_at", INSTANT),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("log_first", sa.BigInteger(), nullable=False),
        sa.Column("log_end", sa.BigInteger(), nullable=False),
        sa.Column("log_complete", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("task_id", "number", name="pk_task_steps"),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_task_steps_task_id"),
        **TABLE,
    )
    op.create_table(
        "task_logs",
        sa.Column("task_id", ID, autoincrement=False, nullable=False),
        sa.Column("step", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", PACKED, nullable=False),
        sa.PrimaryKeyConstraint("task_id", "step", "position", name="pk_task_logs"),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_task_logs_task_id"),
        **TABLE,
    )
