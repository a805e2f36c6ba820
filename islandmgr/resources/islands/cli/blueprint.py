"""Blueprints: those that the server has, and files on this machine, looked at without any server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from islandmgr.cli.client import Client
from islandmgr.cli.exit_codes import Code, Fault
from islandmgr.cli.options import pairs, pass_client
from islandmgr.cli.output import output_option, print_columns, print_json

ZONE_HINT = (
    "{file}: this machine has no zone file for {zone}, so on the local cluster local time would be UTC: "
    "install tzdata, or write `zone_files: true`"
)
File = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def blueprint() -> None:
    """Kinds of islands."""


@blueprint.command("list")
@output_option
@pass_client
def listing(client: Client, output: str) -> None:
    """What the server can start, and which of its files are broken."""
    answer = client.get("/blueprints")
    if output == "json":
        print_json(answer)
        return
    rows = [
        (
            one["name"],
            one["version"],
            one["title"]["en"],
            ",".join(port["name"] for port in one["ports"]),
            ",".join(argument["name"] for argument in one["args"]),
            one["zone"],
        )
        for one in answer["items"]
    ]
    print_columns(("NAME", "VERSION", "TITLE", "PORTS", "ARGUMENTS", "ZONE"), rows)
    for one in answer["items"]:
        if one["zone_problem"]:
            click.echo(f"{one['name']}: {one['zone_problem']}", err=True)
    for kind, problems in (("broken", answer["broken"]), ("warning", answer.get("warnings", []))):
        for problem in problems:
            click.echo(f"{kind}: {problem['file']}:{problem['line']}: {problem['reason']}", err=True)


def _allowed(_context: click.Context, _option: click.Parameter, given: str) -> tuple[str, ...]:
    from islandmgr.config.setting_forms import check_pod_words

    try:
        return check_pod_words(tuple(given.split()))
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


allowlist_option = click.option(
    "--allow",
    "allowed",
    envvar="ISLANDMGR_POD_ALLOWLIST",
    default="",
    callback=_allowed,
    metavar="WORDS",
    help='What blueprints may use on your server besides the usual, e.g. "hostPath=/srv/game capability=NET_ADMIN".',
)


def _pools(_context: click.Context, _option: click.Parameter, given: str) -> list[Any]:
    from islandmgr.config.setting_forms import parse_pools
    from pod_specs import PortRange

    try:
        return [PortRange(pool["name"], pool["first"], pool["last"]) for pool in parse_pools(given)]
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


@blueprint.command()
@click.argument("files", metavar="FILE...", type=File, nargs=-1, required=True)
@allowlist_option
@click.option(
    "--pools",
    envvar="ISLANDMGR_POOLS",
    default="default=30000-32766",
    show_default=True,
    callback=_pools,
    help="The port pools of your server, whose ports a blueprint may not name by number.",
)
@click.option(
    "--cluster",
    type=click.Choice(["local", "kubernetes"]),
    envvar="ISLANDMGR_CLUSTER",
    default="local",
    show_default=True,
    help="Which one it is for: what that does not honour is told as a warning.",
)
def check(files: tuple[Path, ...], allowed: tuple[str, ...], pools: list[Any], cluster: str) -> None:
    """Say everything that is wrong with blueprint files, down to what the cluster or the operator would refuse."""
    from islandmgr.cluster.local import honoured
    from pod_specs import check as faults_of
    from pod_specs import missing_zone_file, open_file

    remarks = honoured.remarks if cluster == "local" else None
    problems = [problem for file in files for problem in faults_of(file, allowed, pools, remarks)]
    for problem in problems:
        click.echo(str(problem), err=True)
    if any(not problem.warning for problem in problems):
        raise click.exceptions.Exit(Code.USAGE)
    for file in files:
        if missing := missing_zone_file(open_file(file, allowed)):
            click.echo(ZONE_HINT.format(file=file, zone=missing), err=True)
    click.echo("good: " + ", ".join(map(str, files)))


@blueprint.command()
@click.argument("file", type=File)
@click.option("--id", "island_id", type=click.IntRange(min=1), default=1, show_default=True)
@click.option("--owner", default="somebody", show_default=True)
@click.option("--branch", default="dev", show_default=True)
@click.option("--arg", "args", multiple=True, callback=pairs, metavar="NAME=VALUE", help="A start argument; repeat it.")
@allowlist_option
def render(file: Path, args: dict[str, str], allowed: tuple[str, ...], **island: Any) -> None:
    """Print the Pod that a blueprint file would make, for an invented island."""
    from islandmgr.model.errors import Invalid
    from pod_specs import as_yaml, open_file, preview

    try:
        manifest = preview(open_file(file, allowed), args=args or None, allowed=allowed, **island)
    except Invalid as error:
        raise Fault(error.message, Code.USAGE) from None
    click.echo(as_yaml(manifest), nl=False)
