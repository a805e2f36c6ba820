"""The command line's table of contents."""

from __future__ import annotations

import sys

import click

from islandmgr.app.server import commands as serve
from islandmgr.cli import blueprint
from islandmgr.cli.client import DEFAULT_SERVER, Client
from islandmgr.cli.exit_codes import Code
from islandmgr.cli.saved_tokens import token_for
from islandmgr.resources.access.cli import login, tokens, users
from islandmgr.resources.clocks.cli import clock
from islandmgr.resources.clocks.cli import groups as clock_groups
from islandmgr.resources.clocks.cli import scripts as clock_scripts
from islandmgr.resources.drains.cli import drains
from islandmgr.resources.islands.cli import islands
from islandmgr.resources.islands.cli import lookup as looking
from islandmgr.resources.nodes.cli import capacity
from islandmgr.resources.nodes.cli import nodes as cluster
from islandmgr.resources.notifications import cli as webhooks
from islandmgr.resources.quotas import cli as quotas
from islandmgr.resources.repair import cli as repair

COMMANDS = (
    islands.start,
    islands.listing,
    islands.show,
    islands.stop,
    islands.release,
    islands.restart,
    islands.clone,
    islands.extend,
    quotas.hold,
    islands.note,
    islands.wait_for,
    clock.clock,
    clock_groups.clock_group,
    clock_scripts.clock_script,
    looking.logs,
    looking.events,
    looking.crash,
    blueprint.blueprint,
    cluster.nodes,
    capacity.capacity,
    cluster.cordon,
    cluster.uncordon,
    cluster.label,
    drains.drain,
    drains.drains,
    drains.leave,
    drains.more_time,
    cluster.ports,
    cluster.doctor,
    repair.exclude,
    repair.include,
    repair.repair,
    login.login,
    login.logout,
    login.whoami,
    tokens.token,
    users.user,
    users.audit,
    quotas.quota,
    webhooks.webhook,
    serve.serve,
    serve.db,
    login.admin_password,
)


class InOrder(click.Group):
    """Lists commands as they are above, the common ones first, not by the alphabet."""

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
    """The program: ends the process with one of the codes of `faults.Code`."""
    try:
        code = islandctl.main(prog_name="islandctl", standalone_mode=False)
    except click.Abort:
        code = Code.INTERRUPTED
    except click.ClickException as fault:
        fault.show()
        code = fault.exit_code
    sys.exit(code or Code.OK)
