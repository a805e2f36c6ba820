"""`islandctl serve` and `islandctl db`: the commands that are the server, not its client."""

from __future__ import annotations

import errno
import os
import socket
import tempfile
from typing import TYPE_CHECKING

import click

from islandmgr.cli.exit_codes import CODE_OF_ERROR, Code, Fault
from islandmgr.cli.settings import settings_from_env

if TYPE_CHECKING:
    from islandmgr.config.settings import Settings


@click.command()
def serve() -> None:
    """Run the manager: the page, the API and what looks after the islands.

    Settings come from the environment (ISLANDMGR_PORT, ISLANDMGR_DATA, ...) and the file that ISLANDMGR_CONFIG names.
    SIGTERM or Ctrl-C ends it within ten seconds.
    """
    settings = settings_from_env()
    _folder_is_ours(settings)
    _port_is_free(settings)
    from islandmgr.app.server.instance_lock import alone
    from islandmgr.app.server.serving import Server
    from islandmgr.config.logs import configure
    from islandmgr.model.errors import Conflict

    configure(settings)
    try:
        with alone(settings):
            click.echo(banner(settings), err=True)
            Server(settings).run()
    except Conflict as error:
        raise Fault(error.message, Code.CONFLICT) from None


@click.group()
def db() -> None:
    """The database's schema."""


@db.command()
def upgrade() -> None:
    """Bring the schema up to date. `serve` does it too."""
    from islandmgr.model.errors import IslandError
    from islandmgr.store.engine import make_engine
    from islandmgr.store.schema import migrate

    settings = settings_from_env()
    _folder_is_ours(settings)
    try:
        migrate(make_engine(settings.database))
    except IslandError as error:
        raise Fault(error.message, CODE_OF_ERROR[error.code]) from None
    click.echo("The schema is up to date.")


@db.command()
def check() -> None:
    """Say whether the schema is up to date; exit code 5 when it is not."""
    from islandmgr.model.errors import IslandError
    from islandmgr.store.engine import make_engine
    from islandmgr.store.schema import schema_state

    settings = settings_from_env()
    try:
        complaint = schema_state(make_engine(settings.database))
    except IslandError as error:
        raise Fault(error.message, CODE_OF_ERROR[error.code]) from None
    if complaint:
        raise Fault(complaint, Code.CONFLICT)
    click.echo("The schema is up to date.")


def banner(settings: Settings) -> str:
    """What runs here and where, for whoever started it in a terminal."""
    from islandmgr.app.clusters import about_cluster

    facts = {
        "page": settings.url,
        "data": str(settings.data),
        "database": "SQLite, embedded"
        if not settings.database_url.get_secret_value()
        else "as ISLANDMGR_DATABASE_URL says",
        "cluster": about_cluster(settings),
        "sign-in": {
            "none": "none: whoever reaches the page may do everything",
            "local": "accounts of its own",
            "oidc": f"{settings.oidc_title}, at {settings.oidc_issuer}",
        }[settings.auth],
    }
    return "islandmgr\n" + "\n".join(f"  {name:<10}{fact}" for name, fact in facts.items()) + "\n  Ctrl-C ends it"


def _folder_is_ours(settings: Settings) -> None:
    """Make the data folder, for this user alone. Raises a Fault when it cannot be made or written to."""
    from islandmgr.config.private_files import make_private

    try:
        make_private(settings)
        with tempfile.TemporaryFile(dir=settings.data):
            pass
    except OSError as error:
        message = f"ISLANDMGR_DATA is {str(settings.data)!r}, which cannot be used: {error.strerror}"
        raise Fault(message, Code.USAGE) from None


def _port_is_free(settings: Settings) -> None:
    """Raise a Fault when nobody could listen there; gunicorn would try for five seconds and then show a traceback."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            place = f"{settings.host}:{settings.port}"
            if error.errno == errno.EADDRINUSE:
                message = f"{place} is in use by another program; set ISLANDMGR_PORT to a free port"
            else:
                message = (
                    f"Cannot listen on {place}: {os.strerror(error.errno or 0)}; set ISLANDMGR_HOST and ISLANDMGR_PORT"
                )
            raise Fault(message, Code.USAGE) from None
