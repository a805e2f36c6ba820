"""A way back in for whoever owns the server: straight to the database, whether a manager runs or not."""

from __future__ import annotations

import time

from sqlalchemy import Connection

from islandmgr.access import Role, passwords
from islandmgr.config.settings import Settings
from islandmgr.kernel import audit
from islandmgr.model.domain import Actor
from islandmgr.resources.access import messages
from islandmgr.resources.access.service.users import checked_name
from islandmgr.resources.access.store import tokens, users
from islandmgr.resources.access.store.users import User
from islandmgr.store import Store, make_engine, migrate

OWNER = Actor("server's owner", "the server's own command line")


def rescue(settings: Settings, name: str) -> str:
    """`name` is an admin who may sign in, with a new password, which is told this once.

    Raises:
        Invalid: that can be nobody's name. Unavailable: the database is away.
    """
    password, now = passwords.random_password(), time.time()
    kept = passwords.hash_of(password)
    name = checked_name(name)
    engine = make_engine(settings.database)
    migrate(engine)

    def work(conn: Connection) -> None:
        user = users.find(conn, name, lock=True)
        if user is None:
            users.insert_new(conn, User(name, Role.ADMIN, now, password=kept))
        else:
            users.change(conn, user, role=Role.ADMIN, disabled=False, password=kept)
            tokens.revoke_all(conn, name, now)
        audit.done(conn, OWNER, now, kind="users.change", target=name, message=messages.RESCUED())

    try:
        Store(engine).run(work)
    finally:
        engine.dispose()
    return password
