"""Islands and blueprints to render in these tests."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from islandmgr.model.domain import Port
from pod_specs import Blueprint, RenderInput, load
from pod_specs.judging import Installation
from pod_specs.loading import Loaded, load_text
from pod_specs.trial_render import trial

MINIMAL = """\
name: tiny
version: "1"
title: Tiny
image: tiny:1
ports:
  - name: game
command: [run]
readiness:
  tcp: game
resources:
  limits: {memory: 64Mi}
time_zone: UTC
"""


def read(text: str, *allowed: str) -> Loaded:
    return load_text(text, Path("tiny.yaml"), Installation(allowed))


def blueprint_of(text: str, *allowed: str) -> Blueprint:
    loaded = read(text, *allowed)
    assert loaded.blueprint is not None, "\n".join(map(str, loaded.problems))
    return loaded.blueprint


def complaints(text: str) -> list[str]:
    """`line: reason` of each problem."""
    return [f"{problem.line}: {problem.reason}" for problem in read(text).problems]


@cache
def builtin(name: str) -> Blueprint:
    return load().get(name)


def given_for(
    blueprint: Blueprint,
    *,
    first_port: int = 30000,
    clock_line: str = "+0",
    url: str = "http://10.0.0.5:8000",
    **island: Any,
) -> RenderInput:
    """A trial island of that blueprint with these fields of the island changed."""
    made = trial(blueprint)
    ports = tuple(Port(port.name, first_port + n, port.protocol) for n, port in enumerate(made.island.ports))
    changed = replace(made.island, **({"ports": ports} | island))
    return replace(made, island=changed, clock_line=clock_line, token="secret", manager_url=url, side_image="side:1")


def container(manifest: dict[str, Any], name: str) -> dict[str, Any]:
    spec = manifest["spec"]
    found: dict[str, Any] = next(one for one in [*spec["initContainers"], *spec["containers"]] if one["name"] == name)
    return found


def env_of(manifest: dict[str, Any], name: str) -> dict[str, str]:
    """Literal variables of a container."""
    return {one["name"]: one["value"] for one in container(manifest, name)["env"] if "value" in one}
