"""The agent outlives managers, and nothing outlives the agent."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from islandmgr.cluster import base
from islandmgr.cluster.base import Synced
from islandmgr.cluster.local import frames
from islandmgr.model.errors import NotFound, Unavailable
from tests.integration.cluster_contract.beds import SERVER, ended, eventually, ready
from tests.integration.freezing import freeze, thaw
from tests.integration.local_cluster.homes import (
    agent_pid,
    agents,
    bed_on,
    home,
    kill_agent,
    open_cluster,
    processes_of,
    start_powerless_agent,
    wait_ended,
    wait_no_processes,
)
from tests.ports import free_port

LIVE = "trap 'echo bye; exit 0' TERM; echo hello; while :; do sleep 0.1; done"
STUBBORN = "trap '' TERM; (setsid sh -c 'trap \"\" TERM; exec sleep 1000' &) ; while :; do sleep 0.1; done"
ISOLATIONS = pytest.mark.parametrize("isolation", ["namespaces", "plain"])


def test_a_deep_data_folder(tmp_path: Path) -> None:
    folder = tmp_path / ("deep" * 30) / ("deeper" * 20)
    with home(folder) as bed:
        assert str(folder) in bed.cluster.check()


def test_only_the_user_may_look_into_the_folder(tmp_path: Path) -> None:
    with home(tmp_path / "local"):
        assert (tmp_path / "local").stat().st_mode & 0o777 == 0o700


def test_many_managers_starting_at_once_share_one_agent(tmp_path: Path) -> None:
    with home(tmp_path) as bed:
        bed.cluster.close()
        kill_agent(tmp_path)
        with ThreadPoolExecutor(8) as pool:
            clusters = list(pool.map(lambda _: open_cluster(tmp_path), range(8)))
        try:
            assert clusters[0].check() == clusters[7].check()
            assert agents(tmp_path) == [agent_pid(tmp_path)]
        finally:
            for cluster in clusters:
                cluster.close()


@ISOLATIONS
def test_islands_outlive_a_killed_manager_and_the_next_one_finds_them(tmp_path: Path, isolation: str) -> None:
    program = f"""
import os, signal, sys
from pathlib import Path
from tests.integration.cluster_contract.beds import ready
from tests.integration.local_cluster.homes import bed_on
from tests.ports import free_port
bed = bed_on(Path(sys.argv[1]), isolation={isolation!r})
pod = bed.wait(bed.start({LIVE!r}), ready)
print(pod.name, pod.uid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    try:
        manager = subprocess.run([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        name, uid = manager.stdout.split()
        assert manager.returncode == -signal.SIGKILL
    finally:
        with home(tmp_path) as bed:
            pod = bed.cluster.get_pod(name)
            assert pod is not None
            assert (pod.uid, pod.ready) == (uid, True)
            assert bed.cluster.exec(name, SERVER, ["echo", "still here"]).stdout == b"still here\n"


@ISOLATIONS
def test_a_killed_agent_leaves_no_process_and_its_pods_say_so(tmp_path: Path, isolation: str) -> None:
    with home(tmp_path, isolation=isolation) as bed:
        names = [bed.start(LIVE), bed.start(STUBBORN)]
        waiting = bed.start(LIVE, spec={"nodeSelector": {"branch": "nowhere"}})
        for name in names:
            bed.wait(name, ready)
        bed.wait_log(names[0], b"hello")
        eventually(lambda: len(processes_of(tmp_path)) >= 4, lambda: processes_of(tmp_path))
        kill_agent(tmp_path)
        bed.cluster.check()  # starts the next one
        assert processes_of(tmp_path) == []
        for name in names:
            pod = bed.cluster.get_pod(name)
            assert pod is not None
            assert pod.server is not None
            assert (pod.phase, pod.ready, pod.server.exit_code) == ("Failed", False, 137)
            assert "agent was killed" in pod.server.message
        assert b"hello\n" in b"".join(bed.cluster.logs(names[0], SERVER, follow=True))
        with pytest.raises(Unavailable, match="does not run"):
            bed.cluster.exec(names[0], SERVER, ["true"])
        with pytest.raises(NotFound, match="nobody"):
            list(bed.cluster.logs(names[0], "nobody"))
        assert bed.wait(waiting, lambda pod: pod.reason == "Unschedulable").phase == "Pending"
        bed.clean()


def test_a_killed_agent_without_rights_leaves_no_process_either(tmp_path: Path) -> None:
    start_powerless_agent(tmp_path)
    with home(tmp_path) as bed:
        name = bed.start(STUBBORN)
        bed.wait(name, ready)
        eventually(lambda: len(processes_of(tmp_path)) >= 2, lambda: processes_of(tmp_path))
        kill_agent(tmp_path)
        wait_no_processes(tmp_path)
        assert bed.wait(name, ended).phase == "Failed"


def test_what_was_being_deleted_is_gone_after_a_kill(tmp_path: Path) -> None:
    with home(tmp_path) as bed:
        name = bed.start(STUBBORN)
        bed.wait(name, ready)
        bed.cluster.delete_pod(name, grace_seconds=3600)
        bed.wait(name, lambda pod: pod.deleting)
        kill_agent(tmp_path)
        assert bed.cluster.get_pod(name) is None
        assert list((tmp_path / "pods").iterdir()) == []


def test_a_watcher_goes_on_after_the_agent_was_killed(tmp_path: Path) -> None:
    with home(tmp_path) as bed, bed.watching() as watch:
        first = bed.start(LIVE)
        bed.wait(first, ready)
        kill_agent(tmp_path)
        eventually(lambda: sum(isinstance(change, Synced) for change in watch.changes) == 2, lambda: watch.changes)
        second = bed.start(LIVE)
        eventually(
            lambda: any(pod != "gone" and ready(pod) for pod in watch.of(second)),  # type: ignore[arg-type]
            lambda: watch.of(second),
        )
        bed.clean()


@ISOLATIONS
def test_shutdown_ends_everything(tmp_path: Path, isolation: str) -> None:
    with home(tmp_path, isolation=isolation) as bed:
        names = [bed.start(LIVE), bed.start(STUBBORN)]
        for name in names:
            bed.wait(name, ready)
        pid = agent_pid(tmp_path)
        assert bed.cluster.shutdown(grace_seconds=0.5)
        assert processes_of(tmp_path) == []
        wait_ended(pid, tmp_path)
        with pytest.raises(Unavailable, match="closed"):
            bed.cluster.check()
    with home(tmp_path) as bed:
        left = {pod.name: pod for pod in bed.cluster.list_pods(ours=False)}
        assert left.keys() == set(names), "the next manager learns how they ended"
        assert {(pod.phase, pod.reason) for pod in left.values()} == {("Failed", base.MANAGERS_ENDED)}


def test_one_of_two_managers_cannot_end_the_other_ones_islands(tmp_path: Path) -> None:
    with home(tmp_path) as bed:
        name = bed.start(LIVE)
        bed.wait(name, ready)
        assert not open_cluster(tmp_path).shutdown()
        pod = bed.cluster.get_pod(name)
        assert pod is not None
        assert pod.ready


def test_keep_means_that_shutdown_leaves_the_islands(tmp_path: Path) -> None:
    with home(tmp_path, keep=True) as bed:
        name = bed.start(LIVE)
        bed.wait(name, ready)
        assert not bed.cluster.shutdown()
        with_new = bed_on(tmp_path)
        try:
            pod = with_new.cluster.get_pod(name)
            assert pod is not None
            assert pod.ready
        finally:
            with_new.cluster.close()


@ISOLATIONS
def test_without_a_manager_everything_ends_and_says_so_later(tmp_path: Path, isolation: str) -> None:
    with home(tmp_path, isolation=isolation, idle_seconds=0.3) as bed:
        name = bed.start(LIVE)
        bed.wait(name, ready)
        pid = agent_pid(tmp_path)
        bed.cluster.close()
        wait_ended(pid, tmp_path)
        assert processes_of(tmp_path) == []
    with home(tmp_path) as bed:
        pod = bed.cluster.get_pod(name)
        assert pod is not None
        assert pod.phase == "Failed"
        assert pod.message == "no manager was there for 0.3 s, so the local cluster ended"


def test_a_manager_that_comes_back_in_time_finds_everything(tmp_path: Path) -> None:
    with home(tmp_path, idle_seconds=600) as bed:
        name = bed.start(LIVE)
        pod = bed.wait(name, ready)
        bed.cluster.close()
        again = bed_on(tmp_path)
        try:
            assert again.cluster.get_pod(name) == pod
        finally:
            again.cluster.close()


@ISOLATIONS
def test_a_terminated_agent_ends_its_containers_gracefully(tmp_path: Path, isolation: str) -> None:
    with home(tmp_path, isolation=isolation) as bed:
        name = bed.start(LIVE)
        bed.wait_log(name, b"hello")
        os.kill(agent_pid(tmp_path), signal.SIGTERM)
        wait_ended(agent_pid(tmp_path), tmp_path)
        wait_no_processes(tmp_path)
        assert b"".join(bed.cluster.logs(name, SERVER)) == b"hello\nbye\n"
        pod = bed.wait(name, ended)
        assert pod.message == "the local cluster agent was told to end"


def test_labels_and_cordons_are_kept(tmp_path: Path) -> None:
    with home(tmp_path) as bed:
        bed.cluster.label_node("local-2", {"branch": None, "zone": "z"})
        bed.cluster.cordon("local-3", True)
        kill_agent(tmp_path)
        nodes = {node.name: node for node in bed.cluster.list_nodes()}
        assert nodes["local-2"].labels == {"kubernetes.io/hostname": "local-2", "rack": "b", "zone": "z"}
        assert [name for name, node in nodes.items() if not node.schedulable] == ["local-3"]


def test_a_folder_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable, match="file/local"):
        open_cluster(tmp_path / "file" / "local")


def test_an_agent_that_hangs_is_said_to_hang(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("islandmgr.cluster.local.channel._PATIENCE", 0.5)
    with home(tmp_path) as bed:
        freeze(agent_pid(tmp_path))
        with pytest.raises(Unavailable, match=r"did not answer 'list_nodes' within 0\.5 s"):
            bed.cluster.list_nodes()
        thaw(agent_pid(tmp_path))


def test_garbage_on_the_socket_disturbs_nobody(tmp_path: Path) -> None:
    with home(tmp_path) as bed:
        for said in (b"", b"{}\n", b"GET / HTTP/1.1\r\n\r\n", b'{"verb": "no such"}\n', b"[]\n", b"\xff\n", b"{"):
            with frames.at_socket(tmp_path, socket.socket.connect) as connection:
                connection.sendall(said)
        assert bed.cluster.list_pods() == []


def test_the_agent_has_one_thread(tmp_path: Path) -> None:
    """It forks, and it asks that its children die with the thread that forked them."""
    with home(tmp_path) as bed:
        port = free_port()
        name = bed.start(bed.listen(port), readinessProbe={"tcpSocket": {"port": port}, "periodSeconds": 1})
        bed.wait(name, ready)
        assert len(list(Path(f"/proc/{agent_pid(tmp_path)}/task").iterdir())) == 1


def test_a_watcher_that_does_not_read_holds_up_nobody(tmp_path: Path) -> None:
    stop = threading.Event()
    with home(tmp_path) as bed:
        lazy = bed.cluster.watch_pods(stop)
        assert isinstance(next(lazy), Synced)
        for _ in range(5):
            name = bed.start(LIVE)
            bed.wait(name, ready)
            bed.cluster.delete_pod(name, grace_seconds=0)
            bed.wait_gone(name)
        stop.set()
        list(lazy)


def test_shutdown_while_others_watch_starts_no_new_agent(tmp_path: Path) -> None:
    with home(tmp_path) as bed, bed.watching():
        bed.wait(bed.start(LIVE), ready)
        pid = agent_pid(tmp_path)
        assert bed.cluster.shutdown(grace_seconds=5)
        wait_ended(pid, tmp_path)
    assert agents(tmp_path) == []


def test_a_manager_that_comes_while_the_agent_ends_gets_a_new_one(tmp_path: Path) -> None:
    with home(tmp_path) as bed:
        slow = "trap 'sleep 1; exit 0' TERM; echo hello; while :; do sleep 0.1; done"
        bed.wait_log(bed.start(slow), b"hello")
        first = agent_pid(tmp_path)
        ending = threading.Thread(target=bed.cluster.shutdown, kwargs={"grace_seconds": 30})
        ending.start()
        eventually(lambda: not (tmp_path / frames.SOCKET).exists(), lambda: "the agent still listens")
        again = bed_on(tmp_path)
        try:
            assert agent_pid(tmp_path) != first
            assert [pod.reason for pod in again.cluster.list_pods(ours=False)] == [base.MANAGERS_ENDED]
        finally:
            again.cluster.close()
            ending.join(60)
