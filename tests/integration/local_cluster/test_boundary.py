"""What a program in a container tries in order to get at the machine, and must not reach."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.cluster_contract.beds import SERVER, ended, ready
from tests.integration.faketime.server import library
from tests.integration.local_cluster.homes import LocalBed, agent_pid, home, start_powerless_agent

LIVE = "trap 'exit 0' TERM; while :; do sleep 0.1; done"
SECRET = "the-key-that-signs-tokens"

# chown, dac_override, fowner, fsetid, kill, setgid, setuid, setpcap, net_bind_service, sys_chroot, audit_write, setfcap
USUAL = sum(1 << number for number in (0, 1, 3, 4, 5, 6, 7, 8, 10, 18, 29, 31))

PACKETS = "import socket; socket.socket(socket.AF_PACKET, socket.SOCK_RAW)"
KEYS = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 250, "aarch64": 219}[os.uname().machine]
os._exit(libc.syscall(number, 0, -4, 1) < 0)  # the machine's keys of this user
"""
TRACE = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
os._exit(libc.ptrace(16, {pid}, 0, 0) < 0)
"""
BUSY = """
import sys
from pathlib import Path
files = [Path(sys.argv[1], f"busy-{number}") for number in range(9)]
while True:
    for file in files:
        file.touch()
    for file in files:
        file.unlink()
"""


@pytest.fixture(scope="module", params=["namespaces", "user-namespace"])
def bed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalBed]:
    """In a data folder that the container's tree would show, as it is not below /tmp."""
    data = Path(tempfile.mkdtemp(prefix="islandmgr-", dir="/var/tmp")) / "data"
    (data / "local").mkdir(parents=True)
    with sqlite3.connect(data / "islandmgr.db") as database:
        database.execute("create table secrets as select ? as value", [SECRET])
    outside = data.parent / "settings.toml"
    outside.write_text(SECRET)
    try:
        if request.param == "user-namespace":
            start_powerless_agent(data / "local")
        with home(data / "local", isolation="namespaces", hidden=[data, outside]) as bed:
            yield bed
            bed.clean()
    finally:
        shutil.rmtree(data.parent)


@pytest.fixture(scope="module")
def pod(bed: LocalBed) -> str:
    name = bed.start(LIVE)
    bed.wait(name, ready)
    return name


def run(bed: LocalBed, pod: str, script: str) -> tuple[int, str]:
    result = bed.cluster.exec(pod, SERVER, ["sh", "-c", script])
    return result.code, (result.stdout + result.stderr).decode()


def python(program: str) -> str:
    return f"python3 -c {shlex.quote(program)}"


FORBIDDEN = {
    "mount something": "mount -t tmpfs none /mnt",
    "make the machine's programs writable": "mount -o remount,bind,rw /usr",
    "unmount what covers something": "umount /sys/firmware",
    "write to the manager's Python": f"touch {sys.prefix}/islandmgr-test",
    "write to the manager's program": f"touch {Path(__file__).parents[3]}/islandmgr/islandmgr-test",
    "make a disk's device": "mknod /tmp/disk b 254 0",
    "open the machine's memory": "head -c 1 /dev/mem",
    "write to the kernel's log": "test -c /dev/kmsg",
    "read the kernel's log": "dmesg",
    "press SysRq": ": >> /proc/sysrq-trigger",
    "change the kernel's settings": ": >> /proc/sys/kernel/core_pattern",
    "get a user namespace": "unshare --user true",
    "be root of a user namespace and mount": "unshare --user --map-root-user --mount mount -t tmpfs none /mnt",
    "get another mount namespace": "unshare --mount true",
    "enter the namespaces of the first process": "nsenter --target 1 --mount --net true",
    "read the machine's packets": python(PACKETS),
    "use the machine's keys": python(KEYS),
    "load a module of the kernel": "modprobe -q dummy",
    "get back what was given up": "setpriv --inh-caps +sys_admin true",
}


@pytest.mark.parametrize("attempt", FORBIDDEN)
def test_it_cannot(bed: LocalBed, pod: str, attempt: str) -> None:
    code, said = run(bed, pod, f"({FORBIDDEN[attempt]}) || exit 9")
    assert code == 9, f"{attempt}: {said}"


@pytest.mark.parametrize(
    "where",
    [
        "/sys -type f -writable",
        "/proc/sys /proc/irq /proc/bus /proc/fs -type f -writable",
        "/dev /tmp /home /var -type b",
    ],
)
def test_it_finds_nothing_of_the_kernel_to_write_to(bed: LocalBed, pod: str, where: str) -> None:
    assert run(bed, pod, f"find {where} -print -quit 2> /dev/null; true") == (0, "")


def test_its_devices_are_the_usual_ones(bed: LocalBed, pod: str) -> None:
    assert set(run(bed, pod, "ls /dev")[1].split()) == {
        "fd", "full", "null", "ptmx", "pts", "random", "shm", "stderr", "stdin", "stdout", "tty", "urandom", "zero",
    }  # fmt: skip
    uses = "echo x > /dev/null; head -c 4 /dev/zero | wc -c; head -c 4 /dev/urandom | wc -c"
    assert run(bed, pod, uses)[1].split() == ["4", "4"]
    opened = python("import os, pty; master, slave = pty.openpty(); os.write(slave, b'x'); print(os.read(master, 1))")
    assert run(bed, pod, opened) == (0, "b'x'\n")
    before = Path("/dev/null").stat().st_mode
    run(bed, pod, "chmod 600 /dev/null")
    assert Path("/dev/null").stat().st_mode == before


def test_it_sees_no_processes_but_its_own(bed: LocalBed, pod: str) -> None:
    agent = agent_pid(bed.folder)
    assert run(bed, pod, f"kill -KILL {agent} || exit 9")[0] == 9
    assert run(bed, pod, f"{python(TRACE.format(pid=agent))} && exit 9; exit 0")[0] == 0
    assert f"ISLANDMGR_LOCAL_CONTAINER={SERVER}" not in run(bed, pod, "cat /proc/[0-9]*/environ | tr '\\0' '\\n'")[1]
    assert agent_pid(bed.folder) == agent
    assert "islandmgr.cluster.local.agent" not in run(bed, pod, "cat /proc/[0-9]*/cmdline | tr '\\0' ' '")[1]


def test_it_does_not_see_what_the_manager_keeps(bed: LocalBed, pod: str) -> None:
    data = bed.folder.parent
    assert sorted(path.name for path in data.parent.iterdir()) == ["data", "settings.toml"]
    assert run(bed, pod, f"ls -A {data.parent}") == (0, "")
    for file in (data / "islandmgr.db", data / "local" / "agent.sock", data.parent / "settings.toml"):
        assert run(bed, pod, f"cat {file} || exit 9")[0] == 9
    (data.parent / "later").write_text(SECRET)
    assert run(bed, pod, f"cat {data.parent}/later || exit 9")[0] == 9
    (data.parent / "later").unlink()


def test_files_that_come_and_go_beside_it_disturb_nobody(bed: LocalBed) -> None:
    """Beside the data folder the machine's tree is shown entry by entry."""
    beside = bed.folder.parents[1]
    with subprocess.Popen([sys.executable, "-c", BUSY, str(beside)]) as noise:
        try:
            for _ in range(20):
                name = bed.start("exit 0")
                pod = bed.wait(name, ended)
                assert pod.server is not None
                assert (pod.server.exit_code, pod.server.message) == (0, "")
        finally:
            noise.kill()
    for file in beside.glob("busy-*"):
        file.unlink()


def test_a_host_path_does_not_lead_there_either(bed: LocalBed) -> None:
    data = bed.folder.parent
    above = {"volumes": [{"name": "v", "hostPath": {"path": str(data.parent)}}]}
    name = bed.start(LIVE, volumeMounts=[{"name": "v", "mountPath": "/v"}], spec=above)
    bed.wait(name, ready)
    assert run(bed, name, "ls /v; ls -A /v/data; cat /v/settings.toml; true") == (0, "data\nsettings.toml\n")
    into = {"volumes": [{"name": "v", "hostPath": {"path": str(data)}}]}
    for mount, spec in (({}, into), ({"subPath": "data"}, above)):
        name = bed.start(LIVE, volumeMounts=[{"name": "v", "mountPath": "/v", **mount}], spec=spec)
        pod = bed.wait(name, lambda pod: bool(pod.server and pod.server.reason == "CreateContainerConfigError"))
        assert pod.server is not None
        assert "what the manager keeps" in pod.server.message


def test_every_program_of_it_has_the_same_few_rights(bed: LocalBed) -> None:
    """The first one, one that is run later, and a probe."""
    status = "grep -E 'Cap|NoNewPrivs|Seccomp:' /proc/self/status"
    probe = {"exec": {"command": ["sh", "-c", f"{status} > /tmp/probe"]}, "periodSeconds": 1}
    name = bed.start(f"{status}; {LIVE}", readinessProbe=probe)
    bed.wait(name, ready)
    bed.wait_log(name, b"Seccomp:")
    first = b"".join(bed.cluster.logs(name, SERVER)).decode()
    assert first == run(bed, name, status)[1] == run(bed, name, "cat /tmp/probe")[1]
    fields = dict(line.split(":\t") for line in first.splitlines())
    masks = {field: int(value, 16) for field, value in fields.items() if field.startswith("Cap")}
    assert masks == {"CapInh": 0, "CapPrm": USUAL, "CapEff": USUAL, "CapBnd": USUAL, "CapAmb": 0}
    assert (fields["NoNewPrivs"], fields["Seccomp"]) == ("1", "2")


def test_capabilities_can_be_dropped_and_none_is_added(bed: LocalBed) -> None:
    effective = "grep CapEff /proc/self/status"
    wanted = {
        "capabilities": {"drop": ["ALL"], "add": ["DAC_OVERRIDE", "NET_ADMIN", "CAP_SYS_TIME"]},
        "privileged": True,
    }
    name = bed.start(effective, securityContext=wanted)
    bed.wait(name, ended)
    assert b"".join(bed.cluster.logs(name, SERVER)) == b"CapEff:\t0000000000000002\n"
    said = {event.message for event in bed.cluster.pod_events(name) if event.reason == "NotSupported"}
    added = "securityContext.capabilities.add"
    assert said == {
        f"the local cluster does not honour {what} of container {SERVER}"
        for what in (f"{added} NET_ADMIN", f"{added} CAP_SYS_TIME", "securityContext.privileged: true")
    }


def test_a_server_that_stops_being_root_works(tmp_path: Path) -> None:
    """As usual entry points do. It reads the code and the clock library, and writes where it may."""
    volumes = [{"name": "code", "persistentVolumeClaim": {"claimName": "shared"}}, {"name": "own", "emptyDir": {}}]
    mounts = [
        {"name": "code", "mountPath": "/code", "subPath": "dev", "readOnly": True},
        {"name": "own", "mountPath": "/own/deep"},
    ]
    drop = "exec setpriv --reuid 65534 --regid 65534 --clear-groups"
    task = "id -u; umask; cat /code/file; echo mine > /own/deep/file; date +%Y; stat -c %a /own/deep/file"
    with home(tmp_path, isolation="namespaces") as bed:
        code = bed.cluster.claim_folder("shared") / "dev"
        code.mkdir(parents=True)
        (code / "file").write_text("code\n")
        for folder in (code, code.parent):
            folder.chmod(0o755)
        clock = {"name": "clock", "hostPath": {"path": str(Path(library()).parent)}}
        clocked = f"env LD_PRELOAD=/clock/{Path(library()).name} FAKETIME=1927843200"  # in February 2031
        name = bed.start(
            f"{drop} {clocked} sh -c {shlex.quote(task)}",
            volumeMounts=[*mounts, {"name": "clock", "mountPath": "/clock"}],
            spec={"volumes": [*volumes, clock]},
        )
        bed.wait(name, ended)
        said = b"".join(bed.cluster.logs(name, SERVER)).decode().split()
        assert said == ["65534", "0022", "code", "2031", "644"]
        bed.clean()


def test_without_namespaces_rights_are_given_up_too(tmp_path: Path) -> None:
    with home(tmp_path, isolation="plain") as bed:
        name = bed.start(LIVE)
        bed.wait(name, ready)
        for script in ("mount -t tmpfs none /mnt", "unshare --user true", "mknod /tmp/islandmgr-disk b 254 0"):
            assert run(bed, name, f"{script} || exit 9")[0] == 9
        bed.clean()


@pytest.mark.parametrize("place", ["sub path", "volume in a volume"])
def test_a_link_that_an_island_made_leads_nowhere(tmp_path: Path, place: str) -> None:
    """The next container of a Pod mounts what the first one may have put into its volumes."""
    outer = {"name": "outer", "mountPath": "/v"}
    inner = {"name": "outer", "mountPath": "/w", "subPath": "in"}
    if place == "volume in a volume":
        inner = {"name": "inner", "mountPath": "/v/in"}
    volumes = [{"name": "outer", "emptyDir": {}}, {"name": "inner", "emptyDir": {}}]
    with home(tmp_path / "local", isolation="namespaces") as bed:
        link = f"rm -rf /v/in; ln -s {tmp_path} /v/in"
        planter = bed.container(link, name="planter", volumeMounts=[outer])
        name = bed.start(LIVE, volumeMounts=[outer, inner], spec={"initContainers": [planter], "volumes": volumes})
        pod = bed.wait(name, lambda pod: bool(pod.server and pod.server.reason == "CreateContainerConfigError"))
        assert pod.server is not None
        assert "link" in pod.server.message
        bed.clean()


def test_no_mount_point_is_made_through_a_link(tmp_path: Path) -> None:
    """A claim that is mounted inside a volume in which an island put a link to the machine."""
    victim = tmp_path / "victim"
    victim.mkdir()
    outer, inner = {"name": "outer", "mountPath": "/v"}, {"name": "inner", "mountPath": "/v/in/made"}
    volumes = [{"name": "outer", "emptyDir": {}}, {"name": "inner", "persistentVolumeClaim": {"claimName": "shared"}}]
    with home(tmp_path / "local", isolation="namespaces") as bed:
        planter = bed.container(f"ln -s {victim} /v/in", name="planter", volumeMounts=[outer])
        name = bed.start(LIVE, volumeMounts=[outer, inner], spec={"initContainers": [planter], "volumes": volumes})
        pod = bed.wait(name, ended)
        assert pod.server is not None
        assert pod.server.reason == "StartError"
        assert "link" in pod.server.message
        assert list(victim.iterdir()) == []
        bed.clean()


def test_a_link_inside_a_volume_is_followed(tmp_path: Path) -> None:
    """Teams switch a branch to another release by such a link."""
    volumes = [{"name": "code", "persistentVolumeClaim": {"claimName": "shared"}}]
    mounts = [{"name": "code", "mountPath": "/code", "subPath": "dev"}]
    with home(tmp_path, isolation="namespaces") as bed:
        claim = bed.cluster.claim_folder("shared")
        (claim / "releases" / "7").mkdir(parents=True)
        (claim / "releases" / "7" / "file").write_text("seven\n")
        (claim / "dev").symlink_to("releases/7")
        name = bed.start("cat /code/file", volumeMounts=mounts, spec={"volumes": volumes})
        bed.wait(name, ended)
        assert b"".join(bed.cluster.logs(name, SERVER)) == b"seven\n"
        bed.clean()


def test_the_sample_is_not_written_through_a_link(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    with home(tmp_path / "local") as bed:
        branch = bed.cluster.claim_folder("sample-code") / "dev"
        (branch / "server.py").unlink()
        (branch / "server.py").symlink_to(victim / "file")
        other = branch.with_name("weekly")
        (other / "server.py").unlink()
        other.rmdir()
        other.symlink_to(victim)
        os.kill(agent_pid(bed.folder), signal.SIGKILL)
        bed.cluster.check()  # the next agent puts it in place anew
        assert not (branch / "server.py").is_symlink()
        assert list(victim.iterdir()) == []
