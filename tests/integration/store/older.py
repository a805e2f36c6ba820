"""Databases with the schema of an older version, and managers that are killed while they bring it up to date."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from alembic import command
from sqlalchemy import Engine, event

from islandmgr.store import make_engine, migrate, schema
from islandmgr.store.engine import writing


def migrate_to(engine: Engine, revision: str) -> None:
    config = schema._config()
    with writing(engine) as conn:
        config.attributes["connection"] = conn
        with conn.begin():
            command.upgrade(config, revision)


def killed_after(engine: Engine, verb: str, times: int = 1) -> None:
    """A process migrates, and is killed right after so many statements that begin with `verb`."""
    url = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", __name__, url, verb, str(times)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr


def migrate_and_die(url: str, verb: str, times: int) -> None:
    left = times

    def look(_conn: object, _cursor: object, statement: str, *_more: object) -> None:
        nonlocal left
        left -= statement.split()[0] == verb
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "after_cursor_execute", look)
    migrate(make_engine(url))


if __name__ == "__main__":
    migrate_and_die(sys.argv[1], sys.argv[2], int(sys.argv[3]))
