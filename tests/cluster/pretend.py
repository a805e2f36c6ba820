"""Islands of pretend-nodes (kwok) for benches: Pods become Ready, but no container runs in them."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import urllib3

import pod_specs
from islandmgr.cluster.kubernetes import KubernetesCluster
from islandmgr.model.domain import REAL_TIME, Island, Port, State, Wanted
from tests.cluster.bed import Bed
from tests.cluster.managers import managed
from tests.cluster.place import Place
from tests.integration.serving import Serving, eventually

BLUEPRINT = """
name: load
version: "1"
title: {en: Pretend server, zh: 压测}
image: islandmgr/sample:dev
server_container: load
ports: [{name: time}]
command: [sleep, "1000"]
readiness: {tcp: time}
resources: {requests: {memory: 16Mi}, limits: {memory: 16Mi}}
time_zone: UTC
pod:
  tolerations: [{key: kwok.x-k8s.io/node, operator: Exists}]
"""
WITHOUT_SECOND_TRIES = """
import sys
from islandmgr.app.islandctl import main
from islandmgr.resources.clocks.service import application
application.SELF_TESTS = 1  # no container is there that could answer a second one
sys.argv[1:] = ["serve"]
main()
"""
CLIENTS = 8
HTTP, JSON = urllib3.PoolManager(maxsize=CLIENTS), {"Content-Type": "application/json"}
TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def loaded(nodes: int) -> Iterator[tuple[Serving, Place, KubernetesCluster]]:
    """A manager that starts them on so many pretend-nodes, and a client of the same API server. All goes at the end."""
    bed = Bed()
    bed.up()
    bed.kwok(nodes)
    place = Place.made(bed)
    cluster = KubernetesCluster(namespace=place.namespace, kubeconfig=place.kubeconfig)
    try:
        with tempfile.TemporaryDirectory(prefix="islandmgr-bench-") as folder, _managed(place, Path(folder)) as manager:
            yield manager, place, cluster
    finally:
        cluster.close()
        place.remove()
        bed.kwok(0)


@contextmanager
def _managed(place: Place, folder: Path) -> Iterator[Serving]:
    blueprints = folder / "blueprints"
    blueprints.mkdir()
    (blueprints / "load.yaml").write_text(BLUEPRINT)
    settings: dict[str, Any] = {
        "pools": "default=24000-29999",
        "poll": 30,
        "lease": 8,
        "log_level": "warning",
        "quarantine": 0,
    }
    with managed(place, folder / "data", blueprints=blueprints, **settings) as manager:
        manager.stop()
        manager.command = [sys.executable, "-c", WITHOUT_SECOND_TRIES]
        manager.start()
        yield manager


def start(manager: Serving) -> None:
    body = json.dumps({"blueprint": "load", "branch": "load", "owner": "bench"})
    answer = HTTP.request("POST", f"{manager.url}/api/v1/islands", body=body, headers=JSON)
    assert answer.status == 202, answer.data


def stop_all(manager: Serving) -> None:
    ids = [one["id"] for one in listed(manager)]
    in_parallel(lambda one: manager.call("DELETE", f"/islands/{one}"), ids)
    eventually(lambda: not count(manager), 300, 1)


def count(manager: Serving, state: str = "") -> int:
    return sum(1 for _ in listed(manager, state))


def listed(manager: Serving, state: str = "") -> Iterator[dict[str, Any]]:
    """Islands in a state; by default all that are not stopped."""
    after = ""
    states = f"&state={state}" if state else "".join(f"&state={one}" for one in State if one is not State.STOPPED)
    while True:
        page = manager.json("GET", f"/islands?limit=1000{states}{after}")
        yield from page["items"]
        if not page["next"]:
            return
        after = f"&after={page['next']}"


def manifest(number: int) -> dict[str, Any]:
    """What the manager would create for such an island."""
    island = Island(
        id=number, name=f"load-{number}", blueprint="load", branch="load", owner="bench", note="", wanted=Wanted.RUN,
        state=State.REQUESTED, reason="", incarnation=1, pool="default", ports=(Port("time", 29_000 + number % 900),),
        clock=REAL_TIME, args={}, created_at=0, changed_at=0,
    )  # fmt: skip
    inputs = pod_specs.RenderInput(island, "+0", "token", "http://127.0.0.1:1", "islandmgr/side:dev")
    return pod_specs.render(blueprint(), inputs)


def blueprint() -> pod_specs.Blueprint:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "load.yaml").write_text(BLUEPRINT)
        return pod_specs.load([Path(folder)]).get("load")


def in_parallel(act: Callable[[Any], Any], over: Sequence[Any], clients: int = CLIENTS) -> None:
    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(act, over))


def timed(act: Callable[[], Any]) -> float:
    began = time.monotonic()
    act()
    return time.monotonic() - began


def processes(manager: Serving) -> list[Path]:
    assert manager.process is not None
    first = Path(f"/proc/{manager.process.pid}")
    children = (first / f"task/{first.name}/children").read_text().split()
    return [first, *(Path(f"/proc/{child}") for child in children)]


def cpu(manager: Serving) -> float:
    """Seconds of CPU used so far."""
    return cpu_of(processes(manager))


def cpu_of(programs: Sequence[Path]) -> float:
    fields = [(one / "stat").read_text().rpartition(") ")[2].split() for one in programs]
    return sum(int(one[11]) + int(one[12]) for one in fields) / TICKS
