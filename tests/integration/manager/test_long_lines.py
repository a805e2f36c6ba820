"""Servers that write lines of megabytes, on a real local cluster and on an API server's way of answering."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

import pod_specs
from islandmgr.cluster import base
from islandmgr.cluster.kubernetes import KubernetesCluster
from islandmgr.config.settings import Settings
from islandmgr.kernel.context import Parts
from islandmgr.kernel.log_text import LONGEST_ANSWER, LONGEST_LINE
from islandmgr.model.domain import Island, State
from islandmgr.resources.islands.service import crash_bundles as crashes
from islandmgr.resources.islands.service.lookup import Lookup
from islandmgr.resources.islands.store import islands
from islandmgr.store import Store, make_engine, migrate
from tests import ports
from tests.integration.cluster_contract.beds import PATIENCE, ended
from tests.integration.local_cluster.homes import agent_pid, home
from tests.integration.serving import eventually, serving
from tests.integration.store.rows import island as row

HUGE = 10_700_000  # bytes of one line
MEGABYTE = 1 << 20
REMARK = 100  # bytes that a remark may have
SCRIPT = f"""
import sys
out = sys.stdout
out.write("first\\n")
out.write("x" * {HUGE} + "\\n")
out.write("last\\n")
"""
SERVED = b"first\n" + b"x" * HUGE + b"\nlast\n"
CUT = f"... [cut: {HUGE - LONGEST_LINE:,} bytes]\n"


class ApiServer(ThreadingHTTPServer):
    """Answers for a Pod's log as an API server does: in chunks, the lines that were asked for."""

    daemon_threads = True

    def __init__(self, log: bytes) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.log = log


class _Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: ApiServer

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        if not asked.path.endswith("/pods/talker/log"):
            self.send_error(404)
            return
        lines = parse_qs(asked.query).get("tailLines")
        kept = self.server.log.splitlines(keepends=True)
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for line in kept[-int(lines[0]) :] if lines else kept:
            for begin in range(0, len(line), MEGABYTE):
                piece = line[begin : begin + MEGABYTE]
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *_: Any) -> None:
        """Nothing is said."""


@contextmanager
def kubernetes(folder: Path, log: bytes) -> Iterator[base.Cluster]:
    server = ApiServer(log)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    config = {
        "apiVersion": "v1",
        "kind": "Config",
        "current-context": "test",
        "contexts": [{"name": "test", "context": {"cluster": "test", "user": "test"}}],
        "clusters": [{"name": "test", "cluster": {"server": f"http://127.0.0.1:{server.server_port}"}}],
        "users": [{"name": "test", "user": {}}],
    }
    path = folder / "kubeconfig"
    path.write_text(json.dumps(config))
    cluster = KubernetesCluster(namespace="islands", kubeconfig=path)
    try:
        yield cluster
    finally:
        cluster.close()
        server.shutdown()
        server.server_close()


@contextmanager
def parts_of(folder: Path, cluster: base.Cluster) -> Iterator[Parts]:
    engine = make_engine(f"sqlite:///{folder / 'islandmgr.db'}")
    migrate(engine)
    yield Parts(Settings(data=folder), Store(engine), cluster, pod_specs.load([]))
    engine.dispose()


def island_of(parts: Parts, pod: str) -> Island:
    """Its blueprint is known to nobody, so that the server's container has its name."""
    wanted = row(state=State.RUNNING, blueprint="server", pod=pod)
    return parts.store.run(lambda conn: islands.insert_new(conn, wanted))


@pytest.fixture(params=["local", "kubernetes"])
def talker(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Parts, Island]]:
    """An island whose server has said SERVED."""
    if request.param == "kubernetes":
        with kubernetes(tmp_path, SERVED) as cluster, parts_of(tmp_path, cluster) as parts:
            yield parts, island_of(parts, "talker")
        return
    with home(tmp_path / "local", log_limit=4 * HUGE) as bed, parts_of(tmp_path, bed.cluster) as parts:
        name = bed.start([sys.executable, "-c", SCRIPT])
        bed.wait(name, ended)
        yield parts, island_of(parts, name)
        bed.clean()


@pytest.mark.parametrize("follow", [False, True])
@pytest.mark.parametrize("tail", [2, 5, 10_000])
def test_a_line_of_megabytes_is_cut(talker: tuple[Parts, Island], tail: int, follow: bool) -> None:
    parts, island = talker
    text = b"".join(Lookup(parts).logs(island.id, tail=tail, follow=follow)).decode()
    first = "first\n" if tail > 2 else ""
    assert text == first + "x" * LONGEST_LINE + CUT + "last\n"


def test_a_crash_bundle_has_it_cut_alike(talker: tuple[Parts, Island]) -> None:
    parts, island = talker
    kept = crashes.collect(parts, island).log
    assert kept.endswith(CUT + "last\n")
    assert len(kept) <= crashes.LOG_BYTES + REMARK


def test_the_manager_never_holds_it(talker: tuple[Parts, Island]) -> None:
    parts, island = talker
    lookup = Lookup(parts)
    list(lookup.logs(island.id, tail=1))  # what is loaded only once is loaded now
    tracemalloc.start()
    try:
        list(lookup.logs(island.id, tail=5))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    spare = (
        3 * MEGABYTE if parts.cluster.traits.nodes_are_this_machine else 3 * MEGABYTE + 2 * HUGE
    )  # the test's server is here too
    assert peak < spare


def test_many_lines_are_cut_at_their_beginning(tmp_path: Path) -> None:
    lines = [b"%05d %s\n" % (number, b"y" * 2000) for number in range(4000)]
    with kubernetes(tmp_path, b"".join(lines)) as cluster, parts_of(tmp_path, cluster) as parts:
        text = b"".join(Lookup(parts).logs(island_of(parts, "talker").id, tail=4000))
    remark, _, rest = text.partition(b"\n")
    assert len(text) <= LONGEST_ANSWER + REMARK
    assert rest in b"".join(lines)
    assert rest.endswith(lines[-1])
    assert re.fullmatch(rb"\[cut: [\d,]+ bytes\] \.\.\.", remark)
    assert remark == b"[cut: %s bytes] ..." % f"{sum(map(len, lines)) - len(rest):,}".encode()


def test_the_local_agent_never_holds_it(tmp_path: Path) -> None:
    with home(tmp_path, log_limit=200 * MEGABYTE) as bed:
        name = bed.start([sys.executable, "-c", f"for _ in range(60): print('x' * {MEGABYTE}, end='')"])
        bed.wait(name, ended)
        agent = Path(f"/proc/{agent_pid(tmp_path)}")
        (agent / "clear_refs").write_text("5")  # the peak counts from now on
        before = peak_memory(agent)
        assert sum(len(chunk) for chunk in bed.cluster.logs(name, "server", tail=5)) == 60 * MEGABYTE
        assert peak_memory(agent) - before < 20 * MEGABYTE
        bed.clean()


def peak_memory(process: Path) -> int:
    """Bytes."""
    found = re.search(r"VmHWM:\s+(\d+) kB", (process / "status").read_text())
    assert found
    return int(found[1]) * 1024


BLUEPRINT = f"""
name: talker
version: "1"
title: Talker
image: islandmgr/sample:dev
ports: [{{name: none}}]
command: [python3, -c, {json.dumps(SCRIPT + "out.flush(); import time; time.sleep(3600)")}]
readiness: {{exec: ["true"], period_seconds: 1}}
resources: {{limits: {{memory: 64Mi}}}}
time_zone: UTC
stop_grace_seconds: 1
"""


def test_api_and_islandctl_agree(tmp_path: Path) -> None:
    (tmp_path / "talker.yaml").write_text(BLUEPRINT)
    pools = ports.pool(10)
    with serving(tmp_path / "data", blueprints=tmp_path / "talker.yaml", pools=pools, quarantine=0) as manager:
        number = manager.wait_for(manager.start_island(blueprint="talker")["id"], "running")["id"]
        path = f"/islands/{number}/logs"
        eventually(lambda: manager.call("GET", path, params={"tail": 1}).text == "last\n")
        answer = manager.call("GET", path, params={"tail": 5})
        command = [sys.executable, "-m", "islandmgr.cli", "logs", str(number), "--tail", "5"]
        said = subprocess.run(
            command,
            env=os.environ | {"ISLANDCTL_SERVER": manager.url},
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
    assert answer.text == "first\n" + "x" * LONGEST_LINE + CUT + "last\n"
    assert said.stdout.decode() == answer.text
