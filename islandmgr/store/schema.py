"""The schema in the database: bring it up to date, and say how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, func, inspect, select

from islandmgr.model.errors import Unavailable
from islandmgr.store.database_errors import at_its_place
from islandmgr.store.engine import make_engine, writing

HERE = Path(__file__).parent

LOCK = "islandmgr.migrate"

LOCK_SECONDS = 120
"""How long a manager waits for another one that migrates."""

MIGRATION_SECONDS = 3600
"""How long one statement of a migration may take: some rewrite a whole table."""


def migrate(engine: Engine) -> None:
    """Bring the schema up to date; harmless when it is, and when several managers do it at once.

    Raises `Unavailable` when the database is away, too old, or newer than this program.
    """
    if engine.dialect.name == "sqlite":
        with writing(engine) as conn:
            _upgrade(conn)
        return
    patient = make_engine(engine.url, statement_seconds=MIGRATION_SECONDS)
    try:
        with writing(patient) as conn, _alone(conn):
            _upgrade(conn)
    finally:
        patient.dispose()


def schema_state(engine: Engine) -> str:
    """Empty when the schema is up to date; else what is wrong and what to do, in a sentence."""
    with engine.connect() as conn:
        return _complaint(_revision(conn), _head())


def view_sql() -> str:
    """`CREATE OR REPLACE VIEW registry_servers`: what other game services read (MySQL and MariaDB)."""
    return (HERE / "registry_view.sql").read_text(encoding="utf-8")


def _upgrade(conn: Connection) -> None:
    _refuse_what_we_cannot_use(conn)
    config = _config()
    config.attributes["connection"] = conn
    with conn.begin():
        before = _revision(conn)
        command.upgrade(config, "head")
        if conn.dialect.name == "mysql" and (before != _head() or not _has_view(conn)):
            conn.exec_driver_sql(view_sql())


def _has_view(conn: Connection) -> bool:
    """False after a start that was refused the view: what came before it stays, as each DDL commits."""
    return "registry_servers" in inspect(conn).get_view_names()


def _complaint(found: str | None, head: str) -> str:
    if found == head:
        return ""
    if found is None:
        return 'The database has no schema yet: run "islandctl db upgrade".'
    if found in _known():
        return f'The database has the older schema {found}, this program needs {head}: run "islandctl db upgrade".'
    return f"The database has the schema {found}, newer than this program ({head}): update the program."


def _refuse_what_we_cannot_use(conn: Connection) -> None:
    version = conn.dialect.server_version_info or (0,)
    needed = {"sqlite": (3, 35), "mysql": (8, 0)}[conn.dialect.name]
    if getattr(conn.dialect, "is_mariadb", False):
        needed = (10, 6)
    if version < needed:
        found, least = (".".join(map(str, numbers)) for numbers in (version, needed))
        words = f"is version {found}; the oldest that will do is {least}."
        raise at_its_place(Unavailable, conn.engine.url, words)
    found_revision = _revision(conn)
    if found_revision and found_revision not in _known():
        raise Unavailable(_complaint(found_revision, _head()))
    conn.rollback()


@contextmanager
def _alone(conn: Connection) -> Iterator[None]:
    """One manager migrates at a time. SQLite's writing transaction does it by itself; MySQL commits after each DDL."""
    name = f"{LOCK}.{conn.engine.url.database}"[:64]
    taken = conn.execute(select(func.get_lock(name, LOCK_SECONDS))).scalar()
    conn.rollback()
    if taken != 1:
        words = f"has been migrated by another manager for over {LOCK_SECONDS} s."
        raise at_its_place(Unavailable, conn.engine.url, words)
    try:
        yield
    finally:
        conn.execute(select(func.release_lock(name)))


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _head() -> str:
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None
    return head


def _known() -> set[str]:
    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def _revision(conn: Connection) -> str | None:
    return MigrationContext.configure(conn).get_current_revision()
