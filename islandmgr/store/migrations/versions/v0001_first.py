"""The first schema.

MySQL commits after each statement, so this can be run again when it was broken off in the middle.
"""

import logging
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

from islandmgr.model.errors import Unavailable

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.INTEGER(), "sqlite")
INSTANT: sa.Double[float] = sa.Double(53).with_variant(mysql.DOUBLE(asdecimal=False), "mysql", "mariadb")
LONG_TEXT = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")
TABLE: dict[str, Any] = {
    "sqlite_autoincrement": True,
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_bin",
}
NO_RIGHT_TO_TRIGGERS = (1142, 1227, 1419)  # MySQL's error numbers


def create_index(name: str, table: str, columns: list[str], *, unique: bool = False) -> None:
    if name not in {index["name"] for index in sa.inspect(op.get_bind()).get_indexes(table)}:
        op.create_index(name, table, columns, unique=unique)


def append_only(table: str) -> None:
    """Let the database itself refuse to change or delete a row.

    MySQL with a binary log lets only a privileged account make triggers; without one the table is append-only as far
    as this program goes, and an administrator of the database may make the triggers by hand.
    """
    conn = op.get_bind()
    words = f"{table} is append-only"
    for verb in ("UPDATE", "DELETE"):
        name = f"{table}_no_{verb.lower()}"
        if conn.dialect.name == "sqlite":
            body = f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        else:
            body = f"FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '{words}'"
        try:
            conn.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            conn.exec_driver_sql(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} {body}")
        except (sa.exc.DBAPIError, Unavailable) as refused:
            cause = refused.orig if isinstance(refused, sa.exc.DBAPIError) else refused.__cause__
            if not cause or cause.args[0] not in NO_RIGHT_TO_TRIGGERS:
                raise
            logging.getLogger(__name__).warning("no trigger keeps %s append-only: %s", table, cause)


def upgrade() -> None:
    op.create_table(
        "events",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("island_id", ID, nullable=False),
        sa.Column("incarnation", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("before", sa.String(length=12), server_default="", nullable=False),
        sa.Column("after", sa.String(length=12), server_default="", nullable=False),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        if_not_exists=True,
        **TABLE,
    )
    create_index("ix_events_island_id_id", "events", ["island_id", "id"])
    op.create_table(
        "idempotency",
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("island_id", ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_idempotency"),
        if_not_exists=True,
        **TABLE,
    )
    op.create_table(
        "islands",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("blueprint", sa.String(length=63), nullable=False),
        sa.Column("branch", sa.String(length=63), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("note", sa.String(length=500), server_default="", nullable=False),
        sa.Column("wanted", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("incarnation", sa.Integer(), server_default="1", nullable=False),
        sa.Column("pool", sa.String(length=63), nullable=False),
        sa.Column("ports", sa.JSON(), nullable=False),
        sa.Column("clock", sa.JSON(), nullable=False),
        sa.Column("args", sa.JSON(), nullable=False),
        sa.Column("node", sa.String(length=253), server_default="", nullable=False),
        sa.Column("host", sa.String(length=253), server_default="", nullable=False),
        sa.Column("pod", sa.String(length=63), server_default="", nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("started_at", INSTANT, nullable=True),
        sa.Column("ready_at", INSTANT, nullable=True),
        sa.Column("registered_at", INSTANT, nullable=True),
        sa.Column("stopped_at", INSTANT, nullable=True),
        sa.Column("expires_at", INSTANT, nullable=True),
        sa.Column("last_used_at", INSTANT, nullable=True),
        sa.Column("connections", sa.Integer(), server_default="0", nullable=False),
        sa.Column("exit", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("fingerprint", sa.String(length=128), server_default="", nullable=False),
        sa.Column("clock_applied", sa.Boolean(), nullable=True),
        sa.Column("clock_problem", sa.String(length=500), server_default="", nullable=False),
        sa.Column("clock_group", sa.String(length=63), server_default="", nullable=False),
        sa.Column("let_go", sa.Integer(), server_default="0", nullable=False),
        sa.Column("memory", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("kept_at", INSTANT, nullable=True),
        sa.Column("hold", sa.JSON(), nullable=True),
        sa.Column("warning", sa.JSON(), nullable=True),
        sa.Column("leaving", sa.JSON(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_islands"),
        if_not_exists=True,
        **TABLE,
    )
    create_index("ix_islands_branch_id", "islands", ["branch", "id"])
    create_index("ix_islands_clock_group", "islands", ["clock_group"])
    create_index("ix_islands_owner_id", "islands", ["owner", "id"])
    create_index("ix_islands_state_id", "islands", ["state", "id"])
    op.create_table(
        "leases",
        sa.Column("name", sa.String(length=63), nullable=False),
        sa.Column("holder", sa.String(length=128), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
        if_not_exists=True,
        **TABLE,
    )
    op.create_table(
        "port_pools",
        sa.Column("name", sa.String(length=63), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("selector", sa.String(length=255), nullable=False),
        sa.Column("excluded", sa.JSON(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_port_pools"),
        if_not_exists=True,
        **TABLE,
    )
    op.create_table(
        "secrets",
        sa.Column("name", sa.String(length=63), nullable=False),
        sa.Column("value", sa.String(length=128), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_secrets"),
        if_not_exists=True,
        **TABLE,
    )
    op.create_table(
        "bundles",
        sa.Column("island_id", ID, autoincrement=False, nullable=False),
        sa.Column("incarnation", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("exit", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("log", LONG_TEXT, nullable=False),
        sa.Column("clock", sa.JSON(), nullable=False),
        sa.Column("fingerprint", sa.String(length=128), server_default="", nullable=False),
        sa.Column("pod_events", sa.JSON(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["island_id"], ["islands.id"], name="fk_bundles_island_id"),
        sa.PrimaryKeyConstraint("island_id", "incarnation", name="pk_bundles"),
        if_not_exists=True,
        **TABLE,
    )
    op.create_table(
        "clock_changes",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("island_id", ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("why", sa.String(length=500), server_default="", nullable=False),
        sa.Column("clock", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("clock_group", sa.String(length=63), server_default="", nullable=False),
        sa.Column("run_id", ID, nullable=True),
        sa.Column("script", sa.String(length=63), server_default="", nullable=False),
        sa.Column("measured", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("problem", sa.String(length=500), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["island_id"], ["islands.id"], name="fk_clock_changes_island_id"),
        sa.PrimaryKeyConstraint("id", name="pk_clock_changes"),
        if_not_exists=True,
        **TABLE,
    )
    create_index("ix_clock_changes_clock_group_at", "clock_changes", ["clock_group", "at"])
    create_index("ix_clock_changes_island_id_id", "clock_changes", ["island_id", "id"])
    op.create_table(
        "clock_groups",
        sa.Column("name", sa.String(length=63), nullable=False),
        sa.Column("zone", sa.String(length=63), nullable=False),
        sa.Column("clock", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("why", sa.String(length=500), server_default="", nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_clock_groups"),
        if_not_exists=True,
        **TABLE,
    )
    op.create_table(
        "clock_scripts",
        sa.Column("name", sa.String(length=63), nullable=False),
        sa.Column("blueprint", sa.String(length=63), server_default="", nullable=False),
        sa.Column("description", sa.String(length=500), server_default="", nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_clock_scripts"),
        if_not_exists=True,
        **TABLE,
    )
    op.create_table(
        "clock_runs",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("script", sa.String(length=63), server_default="", nullable=False),
        sa.Column("island_id", ID, nullable=True),
        sa.Column("clock_group", sa.String(length=63), server_default="", nullable=False),
        sa.Column("run", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("wake_at", INSTANT, nullable=True),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("why", sa.String(length=500), server_default="", nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["island_id"], ["islands.id"], name="fk_clock_runs_island_id"),
        sa.PrimaryKeyConstraint("id", name="pk_clock_runs"),
        if_not_exists=True,
        **TABLE,
    )
    create_index("ix_clock_runs_clock_group_id", "clock_runs", ["clock_group", "id"])
    create_index("ix_clock_runs_island_id_id", "clock_runs", ["island_id", "id"])
    create_index("ix_clock_runs_state_wake_at", "clock_runs", ["state", "wake_at"])
    op.create_table(
        "ports",
        sa.Column("pool", sa.String(length=63), nullable=False),
        sa.Column("port", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("island_id", ID, nullable=True),
        sa.Column("free_run", sa.Integer(), nullable=True),
        sa.Column("free_since", INSTANT, nullable=True),
        sa.Column("rests_until", INSTANT, nullable=True),
        sa.Column("excluded", sa.String(length=255), nullable=True),
        sa.ForeignKeyConstraint(["island_id"], ["islands.id"], name="fk_ports_island_id"),
        sa.PrimaryKeyConstraint("pool", "port", name="pk_ports"),
        if_not_exists=True,
        **TABLE,
    )
    create_index("ix_ports_island_id", "ports", ["island_id"])
    create_index("ix_ports_pool_free_since", "ports", ["pool", "free_since", "port"])
    op.create_table(
        "users",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("team", sa.String(length=64), server_default="", nullable=False),
        sa.Column("password", sa.String(length=200), server_default="", nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=True),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("signed_in_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_users"),
        if_not_exists=True,
        **TABLE,
    )
    create_index("uq_users_subject", "users", ["subject"], unique=True)
    op.create_table(
        "tokens",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("scope", sa.String(length=8), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT, nullable=True),
        sa.Column("used_from", sa.String(length=64), server_default="", nullable=False),
        sa.Column("revoked_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["user"], ["users.name"], name="fk_tokens_user"),
        sa.PrimaryKeyConstraint("id", name="pk_tokens"),
        if_not_exists=True,
        **TABLE,
    )
    create_index("uq_tokens_digest", "tokens", ["digest"], unique=True)
    create_index("ix_tokens_user_id", "tokens", ["user", "id"])
    op.create_table(
        "audit",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("act", sa.String(length=48), nullable=False),
        sa.Column("island_id", ID, nullable=True),
        sa.Column("target", sa.String(length=253), server_default="", nullable=False),
        sa.Column("outcome", sa.String(length=8), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        if_not_exists=True,
        **TABLE,
    )
    create_index("ix_audit_who_id", "audit", ["who", "id"])
    create_index("ix_audit_island_id_id", "audit", ["island_id", "id"])
    create_index("ix_audit_act_id", "audit", ["act", "id"])
    create_index("ix_audit_at", "audit", ["at"])
    append_only("audit")
    op.create_table(
        "rates",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_rates"),
        if_not_exists=True,
        **TABLE,
    )
    create_index("ix_rates_since", "rates", ["since"])
    op.create_table(
        "epochs",
        sa.Column("name", sa.String(length=63), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_epochs"),
        if_not_exists=True,
        **TABLE,
    )
    op.create_table(
        "registry",
        sa.Column("island_id", ID, autoincrement=False, nullable=False),
        sa.Column("incarnation", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("branch", sa.String(length=63), nullable=False),
        sa.Column("node", sa.String(length=253), nullable=False),
        sa.Column("host", sa.String(length=253), nullable=False),
        sa.Column("pod", sa.String(length=63), nullable=False),
        sa.Column("ports", sa.JSON(), nullable=False),
        sa.Column("fingerprint", sa.String(length=128), server_default="", nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("registered_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["island_id"], ["islands.id"], name="fk_registry_island_id"),
        sa.PrimaryKeyConstraint("island_id", name="pk_registry"),
        if_not_exists=True,
        **TABLE,
    )
    op.create_table(
        "drains",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("selector", sa.String(length=1000), nullable=False),
        sa.Column("mode", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("nodes", sa.JSON(), nullable=False),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("grace_seconds", sa.Integer(), nullable=True),
        sa.Column("at_once", sa.Integer(), nullable=False),
        sa.Column("max_failures", sa.Integer(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("cordoned", sa.Boolean(), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_drains"),
        if_not_exists=True,
        **TABLE,
    )
    create_index("ix_drains_state", "drains", ["state"])
    op.create_table(
        "drain_items",
        sa.Column("drain_id", ID, autoincrement=False, nullable=False),
        sa.Column("island_id", ID, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("node", sa.String(length=253), nullable=False),
        sa.Column("action", sa.String(length=8), nullable=False),
        sa.Column("can_move", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("incarnation", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("target", sa.String(length=253), nullable=False),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.Column("left_at", INSTANT, nullable=True),
        sa.Column("back_at", INSTANT, nullable=True),
        sa.Column("more", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["drain_id"], ["drains.id"], name="fk_drain_items_drain_id"),
        sa.ForeignKeyConstraint(["island_id"], ["islands.id"], name="fk_drain_items_island_id"),
        sa.PrimaryKeyConstraint("drain_id", "island_id", name="pk_drain_items"),
        if_not_exists=True,
        **TABLE,
    )
    create_index("ix_drain_items_island_id", "drain_items", ["island_id"])
    op.create_table(
        "nodes",
        sa.Column("name", sa.String(length=253), nullable=False),
        sa.Column("boot_id", sa.String(length=64), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("closed_by", sa.String(length=64), nullable=False),
        sa.Column("here", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_nodes"),
        if_not_exists=True,
        **TABLE,
    )
    op.create_table(
        "quotas",
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("islands", sa.Integer(), nullable=True),
        sa.Column("memory", sa.BigInteger(), nullable=True),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("kind", "name", name="pk_quotas"),
        if_not_exists=True,
        **TABLE,
    )
    op.create_table(
        "quota_turns",
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("kind", "name", name="pk_quota_turns"),
        if_not_exists=True,
        **TABLE,
    )
    op.create_table(
        "webhooks",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("secret", sa.String(length=500), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("branch", sa.String(length=63), server_default="", nullable=False),
        sa.Column("owner", sa.String(length=64), server_default="", nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_webhooks"),
        if_not_exists=True,
        **TABLE,
    )
    op.create_table(
        "channels",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("service", sa.String(length=24), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("reach", sa.String(length=8), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_channels"),
        if_not_exists=True,
        **TABLE,
    )
    create_index("ix_channels_user_id", "channels", ["user", "id"])
    op.create_table(
        "deliveries",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("target", sa.String(length=8), nullable=False),
        sa.Column("target_id", ID, nullable=False),
        sa.Column("event_id", ID, nullable=False),
        sa.Column("island_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", INSTANT, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("problem", sa.String(length=500), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        if_not_exists=True,
        **TABLE,
    )
    create_index("ix_deliveries_created_at", "deliveries", ["created_at"])
    create_index("ix_deliveries_target", "deliveries", ["target", "target_id", "id"])
    create_index("ix_deliveries_turn", "deliveries", ["state", "target", "target_id", "island_id", "id"])
    create_index("uq_deliveries_event", "deliveries", ["event_id", "target", "target_id"], unique=True)
    op.create_table(
        "places",
        sa.Column("name", sa.String(length=63), nullable=False),
        sa.Column("cursor", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_places"),
        if_not_exists=True,
        **TABLE,
    )
