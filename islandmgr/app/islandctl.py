"""The command line's table of contents."""

from __future__ import annotations

import sys

import click

from islandmgr.app.rooms import ROOMS
from islandmgr.app.server import commands as server
from islandmgr.cli.client import DEFAULT_SERVER, Client
from islandmgr.cli.exit_codes import Code
from islandmgr.cli.saved_tokens import token_for

COMMANDS = (
    *(room.find(name) for room in ROOMS.values() for name in room.commands),
    server.serve,
    server.db,
)


class InOrder(click.Group):
    """Lists commands room by room, the common ones first, not by the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)


@click.group(cls=InOrder, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option(
    "--server", envvar="ISLANDCTL_SERVER", default=DEFAULT_SERVER, show_default=True, help="The manager's URL."
)
@click.pass_context
def islandctl(context: click.Context, server: str) -> None:
    """Game islands for testers: one click, a server of your own with ports and a clock of its own.

    Exit codes: 0 fine, 1 the island failed, 2 bad input, 3 no answer, 4 not found, 5 conflict, 6 timed out, 7 refused.
    """
    context.obj = Client(server, token_for(server))


for command in COMMANDS:
    islandctl.add_command(command)


def main() -> None:
    """The program: ends the process with one of the codes of `exit_codes.Code`."""
    try:
        code = islandctl.main(prog_name="islandctl", standalone_mode=False)
    except click.Abort:
        code = Code.INTERRUPTED
    except click.ClickException as fault:
        fault.show()
        code = fault.exit_code
    sys.exit(code or Code.OK)
