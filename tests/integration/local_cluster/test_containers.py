"""What a container sees and may do on this machine."""

from __future__ import annotations

import importlib.util
import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from islandmgr.cluster.local import plain
from islandmgr.cluster.local.client import LocalCluster
from islandmgr.model.errors import Unavailable
from tests.integration.cluster_contract.beds import SERVER, ended, eventually, ready
from tests.integration.local_cluster.homes import IMAGE, LocalBed, home
from tests.ports import free_port

LIVE = "trap 'exit 0' TERM; while :; do sleep 0.1; done"
MISSING = ["/islandmgr-test-a/b/c", "/run/islandmgr-test/clock", "/home/islandmgr-test", "/opt/islandmgr-test"]


@pytest.fixture(scope="module")
def namespaces(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalBed]:
    with home(tmp_path_factory.mktemp("namespaces"), isolation="namespaces") as bed:
        yield bed


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalBed]:
    with home(tmp_path_factory.mktemp("plain"), isolation="plain") as bed:
        yield bed


@pytest.fixture(params=["namespaces", "processes"])
def bed(request: pytest.FixtureRequest) -> Iterator[LocalBed]:
    bed: LocalBed = request.getfixturevalue(request.param)
    yield bed
    bed.clean()


def sh(bed: LocalBed, pod: str, script: str) -> str:
    result = bed.cluster.exec(pod, SERVER, ["sh", "-c", script])
    assert result.code == 0, result
    return result.stdout.decode().strip()


def commands(uid: str) -> list[bytes]:
    """The command lines of all processes of a Pod's server container."""
    found = []
    for pid in plain.marked(f"ISLANDMGR_LOCAL_CONTAINER={uid}/{SERVER}"):
        with suppress(OSError):
            found.append(Path(f"/proc/{pid}/cmdline").read_bytes())
    return found


def test_mount_points_that_the_machine_lacks_leave_nothing_on_it(namespaces: LocalBed) -> None:
    mounts = [{"name": f"v{number}", "mountPath": path} for number, path in enumerate(MISSING)]
    volumes = [{"name": mount["name"], "emptyDir": {}} for mount in mounts]
    name = namespaces.start(LIVE, volumeMounts=mounts, spec={"volumes": volumes})
    namespaces.wait(name, ready)
    for path in MISSING:
        assert sh(namespaces, name, f"echo hi > {path}/file; cat {path}/file") == "hi"
        assert not Path(path).exists()
    assert set(sh(namespaces, name, "ls -A /home").split()) - {"islandmgr-test"} == {
        p.name for p in Path("/home").iterdir()
    }
    namespaces.clean()
    for path in MISSING:
        assert not Path(path).exists()
        assert not Path(*Path(path).parts[:2], "islandmgr-test").exists()
    assert not Path("/islandmgr-test-a").exists()


def test_the_machine_s_own_files_are_read_only_and_tmp_is_private(namespaces: LocalBed, tmp_path: Path) -> None:
    name = namespaces.start(LIVE)
    namespaces.wait(name, ready)
    result = namespaces.cluster.exec(name, SERVER, ["touch", "/usr/islandmgr-test"])
    assert (result.code, b"Read-only" in result.stderr) == (1, True)
    sh(namespaces, name, "echo mine > /tmp/islandmgr-test")
    assert not Path("/tmp/islandmgr-test").exists()
    other = namespaces.start(LIVE)
    namespaces.wait(other, ready)
    assert "islandmgr-test" not in sh(namespaces, other, "ls -A /tmp").split()
    assert sh(namespaces, other, f"ls -d {tmp_path} 2>&1; true").endswith("No such file or directory")


def test_shared_memory_is_the_container_s_own(namespaces: LocalBed) -> None:
    name, other = namespaces.start(LIVE), namespaces.start(LIVE)
    namespaces.wait(name, ready)
    namespaces.wait(other, ready)
    assert sh(namespaces, name, "echo mine > /dev/shm/islandmgr-test; ls -A /dev/shm") == "islandmgr-test"
    assert sh(namespaces, other, "ls -A /dev/shm") == ""
    assert not Path("/dev/shm/islandmgr-test").exists()


def test_killed_processes_under_an_images_own_libfaketime_leave_no_shared_memory(processes: LocalBed) -> None:
    spec = importlib.util.find_spec("libfaketime")
    assert spec is not None
    assert spec.origin is not None
    library = Path(spec.origin).parent / "vendor/libfaketime/src/libfaketime.so.1"
    watched = f"LD_PRELOAD={library} python3 -c 'import os, time; print(os.getpid(), flush=True); time.sleep(600)'"
    name = processes.start(watched)
    processes.wait_log(name, b"\n")
    pid = b"".join(processes.cluster.logs(name, SERVER)).decode().strip()
    files = [Path(f"/dev/shm/faketime_shm_{pid}"), Path(f"/dev/shm/sem.faketime_sem_{pid}")]
    assert all(file.exists() for file in files)
    processes.cluster.delete_pod(name, grace_seconds=0)
    processes.wait_gone(name)
    assert not any(file.exists() for file in files)


def test_a_container_has_process_numbers_of_its_own(namespaces: LocalBed) -> None:
    name = namespaces.start("echo pid $$$$; " + LIVE)
    namespaces.wait_log(name, b"pid 1\n")
    assert set(sh(namespaces, name, "cd /proc; echo [0-9]*").split()) < {str(number) for number in range(1, 200)}


def test_python3_is_the_one_that_runs_us(bed: LocalBed) -> None:
    name = bed.start(["python3", "-c", "import sys; print(sys.version, sys.prefix)"])
    bed.wait(name, ended)
    assert b"".join(bed.cluster.logs(name, SERVER)).decode().strip() == f"{sys.version} {sys.prefix}"


def test_nothing_of_the_manager_s_environment_comes_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISLANDMGR_SECRET_KEY", "do-not-tell")
    with home(tmp_path) as bed:
        name = bed.start(LIVE)
        pod = bed.wait(name, ready)
        seen = dict(line.split("=", 1) for line in sh(bed, name, "env").splitlines())
        assert seen["ISLANDMGR_BIND"] == pod.host
        assert set(seen) == {
            "PATH", "HOME", "LANG", "HOSTNAME", "ISLANDMGR_BIND", "ISLANDMGR_LOCAL", "ISLANDMGR_LOCAL_CONTAINER", "PWD",
        } | (set(seen) & {"SHLVL", "_", "OLDPWD"})  # fmt: skip


def test_a_read_only_mount(namespaces: LocalBed) -> None:
    volumes = [{"name": "v", "emptyDir": {}}]
    mounts = [{"name": "v", "mountPath": "/rw"}, {"name": "v", "mountPath": "/ro", "readOnly": True}]
    name = namespaces.start(LIVE, volumeMounts=mounts, spec={"volumes": volumes})
    namespaces.wait(name, ready)
    sh(namespaces, name, "echo x > /rw/file")
    assert sh(namespaces, name, "cat /ro/file") == "x"
    assert namespaces.cluster.exec(name, SERVER, ["sh", "-c", "echo y > /ro/file"]).code != 0


def test_a_claim_is_shared_and_lasts_and_an_empty_dir_does_not(bed: LocalBed) -> None:
    volumes = [
        {"name": "code", "persistentVolumeClaim": {"claimName": "shared"}},
        {"name": "own", "emptyDir": {}},
    ]
    mounts = [{"name": "code", "mountPath": "/code"}, {"name": "own", "mountPath": "/own"}]
    write = 'echo "$WHO" >> $CODE/who; echo "$WHO" >> $OWN/who; cat $CODE/who; echo -; cat $OWN/who'
    env = [{"name": "CODE", "value": "/code"}, {"name": "OWN", "value": "/own"}]
    for number, expected in ((1, b"1\n-\n1\n"), (2, b"1\n2\n-\n2\n")):
        who = [*env, {"name": "WHO", "value": str(number)}]
        name = bed.start(write, env=who, volumeMounts=mounts, spec={"volumes": volumes})
        bed.wait(name, ended)
        assert b"".join(bed.cluster.logs(name, SERVER)) == expected
        bed.clean()


def test_a_host_path_and_a_sub_path(bed: LocalBed, tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "file").write_text("from the machine\n")
    volumes = [{"name": "host", "hostPath": {"path": str(tmp_path)}}]
    mounts = [{"name": "host", "mountPath": "/data/part", "subPath": "inner"}]
    env = [{"name": "DATA", "value": "/data/part"}]
    name = bed.start("cat $DATA/file", env=env, volumeMounts=mounts, spec={"volumes": volumes})
    bed.wait(name, ended)
    assert b"".join(bed.cluster.logs(name, SERVER)) == b"from the machine\n"
    said = {event.message for event in bed.cluster.pod_events(name)}
    assert f"volume host is {tmp_path} of this machine itself" in said


def test_a_sub_path_does_not_follow_links_out_of_its_volume(bed: LocalBed, tmp_path: Path) -> None:
    """Whatever an island left in a shared volume: another's mount never leaves it."""
    volume, outside = tmp_path / "volume", tmp_path / "outside"
    for folder in (volume / "releases" / "1", outside):
        folder.mkdir(parents=True)
    (volume / "releases" / "1" / "file").write_text("release 1\n")
    (volume / "dev").symlink_to("releases/1")
    (volume / "out").symlink_to(outside)
    (volume / "up").symlink_to("../outside")
    (volume / "circle").symlink_to("circle")
    volumes = [{"name": "v", "hostPath": {"path": str(volume)}}]

    def start(sub_path: str) -> str:
        mounts = [{"name": "v", "mountPath": "/v/x", "subPath": sub_path}]
        return bed.start("cat /v/x/file", volumeMounts=mounts, spec={"volumes": volumes})

    good = start("dev")
    bed.wait(good, ended)
    assert b"".join(bed.cluster.logs(good, SERVER)) == b"release 1\n"
    for sub_path in ("out", "up", "out/deeper", "circle"):
        pod = bed.wait(
            start(sub_path), lambda pod: bool(pod.server and pod.server.reason == "CreateContainerConfigError")
        )
        assert pod.server is not None
        assert f"subPath {sub_path!r} leads" in pod.server.message
    assert not list(outside.iterdir()), "nothing was made there"


@pytest.mark.parametrize(
    ("volume", "mount", "said"),
    [
        ({"hostPath": {"path": "/islandmgr/nowhere"}}, {}, "'/islandmgr/nowhere' does not exist"),
        ({"configMap": {"name": "x"}}, {}, "of a kind that the local cluster lacks: configMap"),
        ({"emptyDir": {}}, {"subPath": "../../etc"}, "subPath '../../etc' must stay inside"),
        ({"persistentVolumeClaim": {"claimName": "../x"}}, {}, "'../x' is not a volume or claim name"),
    ],
)
def test_volumes_that_cannot_be_given(bed: LocalBed, volume: dict[str, Any], mount: dict[str, Any], said: str) -> None:
    volumes = [{"name": "v", **volume}]
    name = bed.start(LIVE, volumeMounts=[{"name": "v", "mountPath": "/v", **mount}], spec={"volumes": volumes})
    pod = bed.wait(name, lambda pod: bool(pod.server and pod.server.reason == "CreateContainerConfigError"))
    assert pod.server is not None
    assert said in pod.server.message


def test_the_side_image_holds_what_goes_into_a_pod(bed: LocalBed) -> None:
    name = bed.start(
        "cd /opt/islandmgr; ls; find /opt/islandmgr/ -name '*.sh' -o -name '*.so.1'", image="islandmgr/side:any"
    )
    bed.wait(name, ended)
    listed = b"".join(bed.cluster.logs(name, SERVER)).decode()
    assert listed.split()[:3] == ["faketime", "registration", "sidecar"]
    for file in ("/registration/start.sh", "/registration/prepare.sh", "/faketime/glibc/libfaketime.so.1"):
        assert file in listed


def test_an_image_can_be_a_folder_of_this_machine(tmp_path: Path) -> None:
    (tmp_path / "server").mkdir()
    (tmp_path / "server" / "run").write_text("#!/bin/sh\necho served from $0\n")
    (tmp_path / "server" / "run").chmod(0o755)
    with home(tmp_path / "local") as bed:
        LocalCluster(bed.folder, images={"team/server": {"/opt/server": str(tmp_path / "server")}}).close()
        name = bed.start(["/opt/server/run"], image="team/server:7")
        bed.wait(name, ended)
        assert b"".join(bed.cluster.logs(name, SERVER)) == b"served from /opt/server/run\n"
        bed.clean()


@pytest.mark.parametrize(
    "script",
    [
        "sleep 1000 & exit 0",
        "setsid sh -c 'trap \"\" TERM HUP; sleep 1000' & sleep 0.2; exit 0",
        "(setsid sh -c 'sleep 1000 & sleep 1000' &) ; sleep 0.2; kill -KILL $$$$",
    ],
)
def test_no_process_is_left_when_a_container_ends(bed: LocalBed, script: str) -> None:
    name = bed.start(script)
    bed.wait(name, ended)
    pod = bed.cluster.get_pod(name)
    assert pod is not None
    assert commands(pod.uid) == []


def test_what_an_exec_left_in_the_background_ends_with_the_container(bed: LocalBed) -> None:
    name = bed.start(LIVE)
    pod = bed.wait(name, ready)
    assert sh(bed, name, "setsid sleep 12345 & echo started") == "started"
    eventually(lambda: b"sleep\x0012345\x00" in commands(pod.uid), lambda: commands(pod.uid))
    with bed.watching() as watch:
        bed.cluster.delete_pod(name)
        watch.wait_gone(name)
    assert commands(pod.uid) == []


def test_an_exec_that_takes_too_long_is_killed_with_its_children(bed: LocalBed) -> None:
    name = bed.start("trap 'exit 0' TERM; echo hello; while :; do read line; done < /dev/zero")
    pod = bed.wait(name, ready)
    with pytest.raises(Unavailable, match="longer than 1 s"):
        bed.cluster.exec(name, SERVER, ["sh", "-c", "sleep 12345; echo never"], timeout=1)
    eventually(lambda: not any(b"12345" in command for command in commands(pod.uid)), lambda: commands(pod.uid))


def test_a_port_that_a_foreign_process_holds(bed: LocalBed) -> None:
    port = free_port()
    with socket.create_server(("0.0.0.0", port)):
        name = bed.start(bed.listen(port), ports=[{"name": "game", "containerPort": port, "hostPort": port}])
        pod = bed.wait(name, lambda pod: bool(pod.server and pod.server.reason == "HostPortTaken"))
        assert pod.server is not None
        assert f"port {port}/TCP on {pod.host} is taken by process {os.getpid()} " in pod.server.message
        assert any(
            event.reason == "HostPortTaken" and event.kind == "Warning" for event in bed.cluster.pod_events(name)
        )
    bed.wait(name, ready)  # once it is free, the server starts by itself


def test_an_http_probe(bed: LocalBed) -> None:
    def probe(path: str, port: str | int) -> dict[str, Any]:
        return {"httpGet": {"path": path, "port": port}, "periodSeconds": 1}

    port = free_port()
    ports = [{"name": "web", "containerPort": port}]
    name = bed.start(bed.listen(port), readinessProbe=probe("/missing", "web"), ports=ports)
    eventually(
        lambda: any("/missing: status 404" in event.message for event in bed.cluster.pod_events(name)),
        lambda: bed.cluster.pod_events(name),
    )
    port = free_port()
    bed.wait(bed.start(bed.listen(port), readinessProbe=probe("/", port)), ready)


def test_a_probe_that_makes_no_sense_is_said(bed: LocalBed) -> None:
    name = bed.start(LIVE, readinessProbe={"tcpSocket": {"port": "nameless"}})
    eventually(
        lambda: any("no port named 'nameless'" in event.message for event in bed.cluster.pod_events(name)),
        lambda: bed.cluster.pod_events(name),
    )


@pytest.mark.parametrize(
    "broken",
    [
        {"env": [{"value": "nameless"}]},
        {"env": "text"},
        {"env": [{"name": "X", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}}]},
    ],
)
def test_a_container_that_cannot_be_made_says_why_and_can_be_deleted(bed: LocalBed, broken: dict[str, Any]) -> None:
    name = bed.start(LIVE, **broken)
    pod = bed.wait(name, lambda pod: bool(pod.server and pod.server.reason == "CreateContainerConfigError"))
    assert pod.server is not None
    assert pod.server.message
    bed.cluster.delete_pod(name)
    bed.wait_gone(name)


def test_what_the_local_cluster_ignores_is_said(bed: LocalBed) -> None:
    name = bed.start(LIVE, livenessProbe={"exec": {"command": ["false"]}})
    bed.wait(name, ready)
    assert "the local cluster does not honour livenessProbe of container server" in {
        event.message for event in bed.cluster.pod_events(name)
    }


def test_check_says_what_is_different_without_namespaces(processes: LocalBed, namespaces: LocalBed) -> None:
    assert "without namespaces (as configured): mount paths in commands" in processes.cluster.check()
    assert "each container with its own mounts and process numbers" in namespaces.cluster.check()


def test_a_long_output_is_cut_at_its_beginning(tmp_path: Path) -> None:
    limit = 200_000
    with home(tmp_path, log_limit=limit) as bed:
        name = bed.start("i=0; while [ $i -lt 50000 ]; do echo line $i; i=$((i+1)); done")
        bed.wait(name, ended)
        kept = b"".join(bed.cluster.logs(name, SERVER))
        assert limit // 4 < len(kept) <= limit
        assert kept.endswith(b"line 49998\nline 49999\n")
        assert b"".join(bed.cluster.logs(name, SERVER, tail=1)) == b"line 49999\n"
        on_disk = sum(path.stat().st_size for path in tmp_path.glob("pods/*/logs/*"))
        assert on_disk == len(kept)
        bed.clean()


def test_state_on_disk_is_whole_json(namespaces: LocalBed) -> None:
    name = namespaces.start(LIVE)
    pod = namespaces.wait(name, ready)
    folder = namespaces.folder

    def stored() -> str:
        phase: str = json.loads((folder / "pods" / pod.uid / "pod.json").read_text())["status"]["phase"]
        return phase

    eventually(lambda: stored() == "Running", stored)
    namespaces.clean()
    assert not (folder / "pods" / pod.uid).exists()


def test_the_image_of_these_tests_is_the_machine_itself(bed: LocalBed) -> None:
    name = bed.start("cat /etc/os-release", image=f"{IMAGE}:1")
    bed.wait(name, ended)
    assert b"".join(bed.cluster.logs(name, SERVER)) == Path("/etc/os-release").read_bytes()
