"""An invented island, to see a blueprint's Pod before there is one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from islandmgr.model.domain import REAL_TIME, Island, Port, State, Wanted
from pod_specs.arguments import Argument
from pod_specs.blueprint import Blueprint
from pod_specs.names import island_name
from pod_specs.placeholders import Value
from pod_specs.values import RenderInput

FIRST_PORT, OTHER_PORT = 30000, 60000
STARTED_AT = 1767225600.0  # 2026-01-01 00:00 UTC


def trial(
    blueprint: Blueprint,
    *,
    island_id: int = 1,
    owner: str = "somebody",
    branch: str = "dev",
    args: Mapping[str, Any] | None = None,
    allowed: Collection[str] = (),
    first_port: int = FIRST_PORT,
) -> RenderInput:
    """What `render` needs, all of it made up but for what is given. Required arguments get some value that fits."""
    ports = tuple(Port(port.name, first_port + n, port.protocol) for n, port in enumerate(blueprint.ports))
    island = Island(
        id=island_id,
        name=island_name(blueprint.name, owner, branch, island_id),
        blueprint=blueprint.name,
        branch=branch,
        owner=owner,
        note="",
        wanted=Wanted.RUN,
        state=State.REQUESTED,
        reason="",
        incarnation=1,
        pool="default",
        ports=ports,
        clock=REAL_TIME,
        args=_required(blueprint) if args is None else args,
        node="",
        host="",
        pod="",
        created_at=STARTED_AT,
        changed_at=STARTED_AT,
        started_at=None,
        ready_at=None,
        registered_at=None,
        stopped_at=None,
        expires_at=None,
        last_used_at=None,
        connections=0,
        exit=None,
        fingerprint="",
        clock_applied=None,
        clock_problem="",
        version=1,
    )
    url = "http://islandmgr.example:8000"
    return RenderInput(island, "+0", "pretended-token", url, "islandmgr/side:dev", allowed=allowed)


def _required(blueprint: Blueprint) -> dict[str, Value]:
    return {name: _some_value(argument) for name, argument in blueprint.args.items() if argument.required}


def _some_value(argument: Argument) -> Value:
    if argument.type == "int":
        return next((bound for bound in (argument.min, argument.max) if bound is not None), 0)
    if argument.type == "bool":
        return False
    return argument.choices[0] if argument.choices else "x"
