"""What differs from Pod to Pod, and the names under which a blueprint can use it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from islandmgr.model.domain import Island
from islandmgr.model.errors import Invalid
from pod_specs.blueprint import Blueprint, Code
from pod_specs.names import pod_name, slug
from pod_specs.placeholders import Value, as_text, fill

RUN = "/run/islandmgr"
HANDOVER = f"{RUN}/handover"
CLOCK_LINE = re.compile(r"[+-]?[0-9]{1,10}")  # the two forms of libfaketime's file, as in sidecar/clockfile.py


@dataclass(frozen=True)
class RenderInput:
    """What differs from Pod to Pod. `clock_line` is the clock file's first content: `+0`, `-3600`, `1790000000`."""

    island: Island
    clock_line: str
    token: str  # this incarnation's, for the calls from inside the Pod
    manager_url: str  # where the Pod reaches the manager, e.g. http://10.0.0.5:8000
    side_image: str
    node_labels: Mapping[str, str] = field(default_factory=dict)  # needed besides the blueprint's: the port pool's
    allowed: Collection[str] = ()  # what the operator allows besides the usual, see `allowlist`


def placeholder_types(blueprint: Blueprint) -> dict[str, type]:
    """Every name that may stand between `{{ }}` in this blueprint, with the type of its value."""
    types: dict[str, type] = {
        "island.id": int,
        "island.name": str,
        "island.owner": str,
        "island.owner_slug": str,
        "island.note": str,
        "island.branch": str,
        "island.incarnation": int,
        "island.first_port": int,
        "pod.name": str,
        "clock.start": str,
        "time_zone": str,
        "manager.url": str,
        "manager.host": str,
        "handover": str,
    }
    if blueprint.code is not None:
        types |= {"code.mount": str, "code.folder": str}
    types |= {f"ports.{port.name}": int for port in blueprint.ports}
    kinds = {"int": int, "bool": bool}
    return types | {f"args.{name}": kinds.get(argument.type, str) for name, argument in blueprint.args.items()}


def placeholder_values(blueprint: Blueprint, given: RenderInput) -> dict[str, Value]:
    """The values of `placeholder_types` for one island. Arguments that were not given are None."""
    island = given.island
    values: dict[str, Value] = {
        "island.id": island.id,
        "island.name": island.name,
        "island.owner": island.owner,
        "island.owner_slug": slug(island.owner),
        "island.note": island.note,
        "island.branch": island.branch,
        "island.incarnation": island.incarnation,
        "island.first_port": island.ports[0].number,
        "pod.name": pod_name(island),
        "clock.start": clock_start(given, blueprint.time_zone),
        "time_zone": blueprint.time_zone,
        "manager.url": given.manager_url,
        "manager.host": urlsplit(given.manager_url).hostname or "",
        "handover": HANDOVER,
    }
    values |= {f"ports.{port.name}": port.number for port in island.ports}
    arguments = blueprint.check_args(island.args)
    values |= {f"args.{name}": arguments.get(name) for name in blueprint.args}
    if blueprint.code is not None:
        values["code.mount"] = safe_path(blueprint.code.mount, values)
        values["code.folder"] = safe_path(blueprint.code.folder, values)
    return values


def safe_path(text: str, values: Mapping[str, Value]) -> str:
    """A path or pattern with its placeholders filled in. Raises Invalid when a value led it out of its folder.

    A `:` would make two paths of one where several are put into a variable.
    """
    path = as_text(fill(text, values))
    if ".." in path.split("/") or ":" in path:
        raise Invalid(f"the path {path!r} holds `..` or `:`", path=path)
    return path


def branch_folder(code: Code, values: Mapping[str, Value]) -> str:
    """`code.folder` below `code.mount`, for a `subPath`; empty when the blueprint has the whole volume mounted.

    Raises Invalid when a value led to another folder than the one that the blueprint writes: a volume's root is all of
    its branches.
    """
    mount, folder = str(values["code.mount"]), str(values["code.folder"])
    below = folder.removeprefix(mount).strip("/")
    steps = below.split("/") if code.folder.removeprefix(code.mount).strip("/") else []
    if not f"{folder}/".startswith(f"{mount.rstrip('/')}/") or any(step in ("", ".") for step in steps):
        raise Invalid(f"the code folder {folder!r} is not below {mount!r}, or has an empty step or a `.`", path=folder)
    return below


def clock_start(given: RenderInput, time_zone: str) -> str:
    """What the island's clock shows when this incarnation is asked for: `2021-09-18 23:30:07`, local in that zone.

    Raises Invalid for a line of another form.
    """
    line = given.clock_line
    if not CLOCK_LINE.fullmatch(line):
        raise Invalid(f"clock line {line!r} is neither an offset like '+3600' nor UTC epoch seconds like '1790000000'")
    island = given.island
    real = island.started_at if island.started_at is not None else island.created_at
    seconds = int(line) if line[0].isdigit() else int(real) + int(line)
    return datetime.fromtimestamp(seconds, ZoneInfo(time_zone)).isoformat(" ")[:19]
