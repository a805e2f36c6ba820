"""Ways to the API server, and what is said when one of them is closed."""

from __future__ import annotations

import copy
import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from islandmgr.cluster import base
from islandmgr.cluster.kubernetes import KubernetesCluster, feeds
from islandmgr.model.errors import Forbidden, Invalid, Unavailable
from tests.cluster.forwarder import Forwarder
from tests.cluster.managers import api_server
from tests.cluster.place import Place, bed_command
from tests.integration.serving import eventually, free_port
from tests.integration.ssh.sshd import Sshd

NOBODYS = "1000000"  # an island that no manager in the namespace has, also one that comes later
SYN_SENT = "02"  # of /proc/net/tcp


def pod(name: str) -> dict[str, Any]:
    labels = {base.MANAGED_BY[0]: base.MANAGED_BY[1], base.ISLAND_LABEL: NOBODYS, base.INCARNATION_LABEL: "1"}
    container = {"name": "server", "image": "islandmgr/sample:dev", "command": ["sleep", "1000"]}
    spec = {"containers": [container], "restartPolicy": "Never", "terminationGracePeriodSeconds": 1}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": name, "labels": labels}, "spec": spec}


def through(place: Place, folder: Path, server: str, **cluster: Any) -> Path:
    """A kubeconfig with another address for the same API server, under the name that its certificate has."""
    config = copy.deepcopy(YAML(typ="safe").load(place.kubeconfig.read_text()))
    host, _ = api_server(place.kubeconfig)
    config["clusters"][0]["cluster"].update({"server": server, "tls-server-name": host, **cluster})
    path = folder / "kubeconfig"
    path.write_text(json.dumps(config))
    return path


@contextmanager
def cluster(namespace: str, kubeconfig: Path, **more: Any) -> Iterator[KubernetesCluster]:
    made = KubernetesCluster(namespace=namespace, kubeconfig=kubeconfig, **more)
    try:
        yield made
    finally:
        made.close()


def test_check_says_what_it_talks_to(place: Place) -> None:
    with cluster(place.namespace, place.kubeconfig) as there:
        assert place.namespace in there.check()
        assert "Kubernetes v1." in there.check()


def test_through_a_jump_host(place: Place, tmp_path: Path) -> None:
    sshd = Sshd(tmp_path)
    sshd.start()
    try:
        with cluster(place.namespace, place.kubeconfig, jump=sshd.login()) as there:
            assert "Kubernetes v1." in there.check()
            name = there.create_pod(pod("jumped")).name
            eventually(lambda: (found := there.get_pod(name)) and found.ready)
            assert there.exec(name, "server", ["cat"], stdin=b"through").stdout == b"through"
            sshd.stop()

            def why_not() -> str:
                try:
                    there.get_pod(name)
                except Unavailable as error:
                    return error.message
                return ""

            assert "tunnel" in str(eventually(lambda: (said := why_not()).count("Connection refused") and said))
            sshd.start()

            def back() -> bool:
                try:
                    return there.get_pod(name) is not None
                except Unavailable:
                    return False

            eventually(back)
            there.delete_pod(name)
    finally:
        sshd.stop()


def test_a_namespace_that_is_not_there(place: Place) -> None:
    with cluster("no-such-place", place.kubeconfig) as there:
        with pytest.raises(Unavailable, match=r"no namespace 'no-such-place'.*ISLANDMGR_NAMESPACE"):
            there.check()
        with pytest.raises(Invalid, match="no namespace 'no-such-place'"):
            there.create_pod(pod("nowhere"))


def test_missing_rights_are_named(place: Place) -> None:
    with cluster(place.namespace, place.bed.user("stranger")) as there:
        with pytest.raises(Forbidden, match="may not list pods in namespace " + place.namespace):
            there.list_pods()
        with pytest.raises(Forbidden, match="may not patch nodes in the whole cluster") as refused:
            there.cordon("node-a", True)
        assert (refused.value.details["verb"], refused.value.details["resource"]) == ("patch", "nodes")
        with pytest.raises(Forbidden, match=r"create pods in namespace .*create pods/exec.*list nodes in the whole"):
            there.check()


def test_a_quota_is_the_manifest_s_trouble(place: Place) -> None:
    quota = {"kind": "ResourceQuota", "metadata": {"name": "none", "namespace": place.namespace}}
    place.apply({**quota, "spec": {"hard": {"pods": "0"}}})
    try:
        with cluster(place.namespace, place.kubeconfig) as there:

            def refused() -> str:
                try:
                    there.delete_pod(there.create_pod(pod("too-many")).name, force=True)
                except Invalid as error:
                    return error.message
                return ""

            assert "exceeded quota" in eventually(refused)
    finally:
        place.kubectl("delete", "quota", "none")


def test_an_expired_certificate(place: Place) -> None:
    with (
        cluster(place.namespace, place.bed.user("late", expired=True)) as there,
        pytest.raises(Unavailable, match="expired"),
    ):
        there.check()


def test_a_server_whose_certificate_is_not_trusted(place: Place, tmp_path: Path) -> None:
    host, port = api_server(place.kubeconfig)
    config = through(place, tmp_path, f"https://{host}:{port}", **{"tls-server-name": "somebody.else"})
    with cluster(place.namespace, config) as there, pytest.raises(Unavailable, match="not trusted"):
        there.check()


def test_nobody_listens_there(place: Place, tmp_path: Path) -> None:
    config = through(place, tmp_path, f"https://127.0.0.1:{free_port()}")
    with cluster(place.namespace, config) as there, pytest.raises(Unavailable, match="Connection refused"):
        there.check()


def test_a_cluster_that_is_too_old(place: Place, tmp_path: Path) -> None:
    """No such old one can be built here: a server that says so of itself."""

    class Old(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = b'{"major": "1", "minor": "27+", "gitVersion": "v1.27.3"}'
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Old)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    config = through(place, tmp_path, f"http://127.0.0.1:{server.server_port}")
    try:
        with cluster(place.namespace, config) as there, pytest.raises(Unavailable, match=r"1\.27\+; 1\.28 or newer"):
            there.check()
    finally:
        server.shutdown()
        server.server_close()


def test_a_kubeconfig_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="nowhere"):
        KubernetesCluster(namespace="islands", kubeconfig=tmp_path / "nowhere")


class Seen:
    """What a watch shows, and how often it asked."""

    def __init__(self, there: KubernetesCluster) -> None:
        self.synced = 0
        self.names: set[str] = set()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(there,), daemon=True)
        self._thread.start()

    def end(self) -> None:
        self._stop.set()
        self._thread.join(30)
        assert not self._thread.is_alive()

    def _run(self, there: KubernetesCluster) -> None:
        for change in there.watch_pods(self._stop):
            match change:
                case base.Synced(pods):
                    self.synced += 1
                    self.names = {one.name for one in pods}
                case base.Changed(one):
                    self.names.add(one.name)
                case base.Gone(one):
                    self.names.discard(one.name)


@contextmanager
def dropped(port: int) -> Iterator[None]:
    """Packets from and to a port of loopback vanish; nothing is closed."""
    rules = [
        [side, "-i" if side == "INPUT" else "-o", "lo", "-p", "tcp", way, str(port), "-j", "DROP"]
        for side, way in (("INPUT", "--dport"), ("INPUT", "--sport"))
    ]
    try:
        for rule in rules:
            subprocess.run(["iptables", "-w", "-I", *rule], check=True)
        yield
    finally:
        for rule in rules:
            subprocess.run(["iptables", "-w", "-D", *rule], check=True)


def knocks(port: int) -> bool:
    """Somebody on this machine tries to connect there: the kernel has given the dead connection up, in about 20 s."""
    sockets = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return any(state == SYN_SENT and int(remote.partition(":")[2], 16) == port for _, _, remote, state, *_ in sockets)


def test_a_watch_whose_packets_are_dropped_comes_back(place: Place, tmp_path: Path) -> None:
    line = Forwarder("127.0.0.1", api_server(place.kubeconfig))
    host, port = line.address
    with (
        cluster(place.namespace, through(place, tmp_path, f"https://{host}:{port}")) as there,
        cluster(place.namespace, place.kubeconfig) as direct,
    ):
        seen = Seen(there)
        eventually(lambda: seen.synced)
        with dropped(port):
            direct.create_pod(pod("while-dropped"))
            eventually(lambda: knocks(port))
        eventually(lambda: "while-dropped" in seen.names)
        direct.delete_pod("while-dropped", force=True)
        eventually(lambda: "while-dropped" not in seen.names)
        assert line.accepted < 60, "it did not spin"
        seen.end()
    line.close()


def test_a_server_that_holds_its_connections_and_says_nothing(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The kernel answers for it, so only silence tells: a round of watching is limited for this."""
    monkeypatch.setattr(feeds, "ROUND", (5, 7))
    monkeypatch.setattr(feeds, "SILENCE", 5.0)
    line = Forwarder("127.0.0.1", api_server(place.kubeconfig))
    host, port = line.address
    with (
        cluster(place.namespace, through(place, tmp_path, f"https://{host}:{port}")) as there,
        cluster(place.namespace, place.kubeconfig) as direct,
    ):
        seen = Seen(there)
        eventually(lambda: seen.synced)
        line.mute()
        direct.create_pod(pod("while-mute"))
        before = line.accepted
        eventually(lambda: line.accepted > before, timeout=120)
        line.unmute()
        eventually(lambda: "while-mute" in seen.names)
        direct.delete_pod("while-mute", force=True)
        seen.end()
    line.close()


@pytest.mark.alone_on_cluster
def test_a_place_that_the_api_server_forgot(place: Place) -> None:
    """410 Gone: everything is listed anew."""
    if not place.bed.foreign():  # one that was started with an empty cluster remembers everything for a while
        bed_command("stop", "apiserver")
        bed_command("start", "apiserver")
    with cluster(place.namespace, place.kubeconfig) as there:
        seen = Seen(there)
        eventually(lambda: seen.synced == 1)
        told: list[object] = []
        feed = feeds.Feed(there._api, there._pods, there._mine, told.append)
        feed._place = "1"  # older than the API server's memory
        stop = threading.Event()
        thread = threading.Thread(target=feed.run, args=(stop,), daemon=True)
        thread.start()
        eventually(lambda: any(isinstance(news, feeds.Listed) for news in told))
        stop.set()
        feed.interrupt()
        thread.join(60)
        assert not thread.is_alive()
        seen.end()
