"""One manager, with a start deadline that islands reach, and servers as teams write them."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests import ports
from tests.integration.serving import Json, Serving, eventually, serving

POOL = ports.pool(60)
DEADLINE = 20  # seconds

BLUEPRINT = """\
name: {name}
version: "1"
title: A server that {name}
image: islandmgr/sample:dev
ports: [{{name: main}}]
command: {command}
readiness: {{{probe}, period_seconds: 1, timeout_seconds: 1}}
resources: {{limits: {{memory: 128Mi}}}}
time_zone: UTC
lifetime: {{ttl_hours: 8}}
stop_grace_seconds: {grace}
{more}
"""


def python(script: str) -> str:
    """A shell's words that run it."""
    encoded = base64.b64encode(script.encode()).decode()
    return f"python3 -uc \"exec(__import__('base64').b64decode('{encoded}'))\""


@dataclass
class Bench:
    """A manager to which blueprints can be given."""

    manager: Serving

    def start(
        self,
        name: str,
        command: list[str],
        *,
        probe: str = "tcp: main",
        grace: int = 20,
        more: str = "",
        **wanted: object,
    ) -> Json:
        """An island of a new blueprint, whose command is the server of all ports that it is told."""
        text = BLUEPRINT.format(name=name, command=json.dumps(command), probe=probe, grace=grace, more=more)
        (self.manager.data / "blueprints" / f"{name}.yaml").write_text(text)
        known = "/blueprints"
        eventually(lambda: name in {one["name"] for one in self.manager.json("GET", known)["items"]})
        return self.manager.start_island(blueprint=name, **wanted)

    def history(self, island: Json) -> list[Json]:
        items: list[Json] = self.manager.json("GET", f"/islands/{island['id']}/events")["items"]
        return items

    def killed(self, island: Json) -> list[Json]:
        return [event for event in self.history(island) if event["kind"] == "killed"]

    def stop(self, island: Json) -> None:
        self.manager.json("DELETE", f"/islands/{island['id']}")
        self.manager.wait_for(island["id"], "stopped")


@pytest.fixture(scope="package")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    data = tmp_path_factory.mktemp("endings") / "data"
    (data / "blueprints").mkdir(parents=True)
    settings: Json = {"quarantine": 0, "lease": 2, "pools": POOL, "start_deadline": DEADLINE}
    with serving(data, blueprints=data / "blueprints", **settings) as running:
        yield Bench(running)
