"""The server's settings, for the commands that need them on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from islandmgr.cli.exit_codes import Code, Fault

if TYPE_CHECKING:
    from islandmgr.config.settings import Settings


def settings_from_env() -> Settings:
    """Raises a Fault that names every setting that is wrong."""
    from islandmgr.config.settings import Settings
    from islandmgr.model.errors import Invalid

    try:
        return Settings.from_env()
    except Invalid as error:
        raise Fault(error.message, Code.USAGE) from None
