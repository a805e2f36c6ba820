"""One manager for all of these tests, on each database, with a pool that they fill with other people's servers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests import ports
from tests.integration.databases import new_database
from tests.integration.serving import Json, Serving, eventually, serving

POOL = ports.take(12)

BLUEPRINT = """\
name: everywhere
version: "1"
title: Listens on all addresses, as most servers do
image: islandmgr/sample:dev
ports: [{name: main}]
command:
  - python3
  - -u
  - -c
  - |
    import socket, sys
    server = socket.socket(socket.AF_INET)  # without SO_REUSEADDR, as a server that was written in a hurry
    try:
        server.bind(("0.0.0.0", int(sys.argv[1])))
    except OSError as error:
        print(sys.argv[2].format(error=error, port=sys.argv[1]), file=sys.stderr)
        sys.exit(3)
    server.listen()
    while True:
        with server.accept()[0] as client:
            client.recv(1)  # it closes first, or the port would stay in use for a minute
  - "{{ ports.main }}"
  - "{{ args.words }}"
args:
  words: {type: str, default: "OSError: {error}"}
readiness: {tcp: main, period_seconds: 1, timeout_seconds: 1}
time_zone: UTC
resources: {requests: {memory: 32Mi}, limits: {memory: 128Mi}}
lifetime: {ttl_hours: 8}
stop_grace_seconds: 1
"""


@contextmanager
def managing(folder: Path, database_url: str = "") -> Iterator[Serving]:
    blueprints = folder / "blueprints"
    blueprints.mkdir(parents=True)
    (blueprints / "everywhere.yaml").write_text(BLUEPRINT)
    settings = {"pools": f"default={POOL[0]}-{POOL[-1]}", "quarantine": 0, "lease": 2, "blueprints": blueprints}
    with serving(folder / "data", database_url, **settings) as running:
        yield running


@pytest.fixture(scope="package", params=["sqlite", "mariadb"])
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with managing(tmp_path_factory.mktemp("taken"), new_database(request)) as running:
        yield running


@pytest.fixture
def manager(shared: Serving) -> Iterator[Serving]:
    """Every test begins without islands, and with all ports free."""
    yield shared
    live = [one for one in shared.json("GET", "/islands?limit=1000")["items"] if one["state"] != "stopped"]
    for island in live:
        shared.json("DELETE", f"/islands/{island['id']}")
    for island in live:
        shared.wait_for(island["id"], "stopped")
    left = [one for one in findings(shared) if one["code"] in ("taken", "excluded")]
    for one in left:
        offered = one["acts"][0]
        assert shared.call(offered["method"], offered["path"], offered["body"]).ok
    eventually(lambda: shared.json("GET", "/ports")["items"][0]["free"] == len(POOL))


@pytest.fixture
def at_end() -> Iterator[ExitStack]:
    """Sockets of others, which are closed before the next test."""
    with ExitStack() as stack:
        yield stack


def start(manager: Serving, **args: str) -> Json:
    return manager.start_island(blueprint="everywhere", args=args)


def port_of(island: Json) -> int:
    port: int = island["ports"]["main"]
    return port


def findings(manager: Serving) -> list[Json]:
    found: list[Json] = manager.json("GET", "/ports/doctor")["items"]
    return found


def history(manager: Serving, island: Json) -> list[Json]:
    lines: list[Json] = manager.json("GET", f"/islands/{island['id']}/events")["items"]
    return lines
