"""The daemon: one a data folder, started on demand by `client.LocalCluster`.

    python -m islandmgr.cluster.local.agent FOLDER [--idle SECONDS] [--isolation auto|namespaces|plain]
        [--log-limit BYTES]

Returns when the daemon answers on its socket, with code 0, or prints why it cannot. A second start on one folder finds
the first daemon and returns 0 as well.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import hashlib
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

from islandmgr.cluster.local import cgroups, frames, images, isolation, subnets, users
from islandmgr.cluster.local.engine import Engine
from islandmgr.cluster.local.launch import Children
from islandmgr.cluster.local.managers import Managers
from islandmgr.cluster.local.nodes import Nodes
from islandmgr.cluster.local.options import Options
from islandmgr.cluster.local.site import Machine
from islandmgr.cluster.local.state import Pods
from islandmgr.cluster.local.verbs import Verbs
from islandmgr.config import file_modes

_LOCK_PATIENCE = 20.0  # seconds for a former daemon of the folder to end
_SIGTERM_GRACE = 3.0  # seconds
_AGENT_LOG_LIMIT = 1 << 20  # bytes
_ENDED = "the local cluster agent was told to end"


def main() -> int:
    options = Options.from_argv()
    os.umask(file_modes.UMASK)  # whoever can write to the socket can run programs as us
    options.folder.mkdir(parents=True, exist_ok=True)
    file_modes.tighten(options.folder)
    lock = _lock(options.folder)
    if lock is None:
        return 0
    return _in_background(options.folder, lambda ready: _run(options, ready))


def _lock(folder: Path) -> int | None:
    """The folder's lock, held for life, or None when another daemon already answers. Exits when neither comes true."""
    lock = os.open(folder / "agent.lock", os.O_CREAT | os.O_RDWR, 0o600)
    deadline = time.monotonic() + _LOCK_PATIENCE
    while time.monotonic() < deadline:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if _answers(folder):
                return None
            time.sleep(0.02)
        else:
            return lock
    sys.exit(f"the local cluster agent of {folder} neither answers nor ends; its process id is in {_pid_file(folder)}")


def _answers(folder: Path) -> bool:
    with contextlib.suppress(OSError):
        frames.at_socket(folder, socket.socket.connect).close()
        return True
    return False


def _in_background(folder: Path, serve: Callable[[Callable[[], None]], None]) -> int:
    """Run `serve` in a session of its own; return once it has called `ready`, or say what it said and return 1."""
    answer, tell = os.pipe()
    if os.fork():
        os.close(tell)
        with os.fdopen(answer) as said:
            problem = said.read()
        if problem != "ready":
            sys.stderr.write(problem or f"the local cluster agent ended at once; see {folder / 'agent.log'}\n")
        return int(problem != "ready")
    os.close(answer)
    os.setsid()
    _redirect(folder)

    def ready() -> None:
        os.write(tell, b"ready")
        os.close(tell)

    try:
        serve(ready)
    except Exception as error:
        with contextlib.suppress(OSError):
            os.write(tell, f"the local cluster agent cannot start: {error}\n".encode())
        raise
    return 0


def _redirect(folder: Path) -> None:
    """Leave the starter's terminal and folder."""
    path = folder / "agent.log"
    fresh = os.O_TRUNC if path.exists() and path.stat().st_size > _AGENT_LOG_LIMIT else 0
    log = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND | fresh, 0o600)
    null = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((null, 0), (log, 1), (log, 2)):
        os.dup2(source, target)
    os.close(log)
    os.close(null)
    os.chdir("/")
    _pid_file(folder).write_text(f"{os.getpid()}\n")


def _pid_file(folder: Path) -> Path:
    return folder / "agent.pid"


def _run(options: Options, ready: Callable[[], None]) -> None:
    """End what a killed agent left, find out what this process may do, and serve."""
    isolation.end_leftovers(options.folder)
    _tighten_leftovers(options.folder)
    groups = cgroups.find(f"islandmgr-{hashlib.sha256(os.fsencode(options.folder)).hexdigest()[:12]}")
    if groups:
        groups.clear()
    if options.isolation != "plain":
        isolation.become_root_inside(_pid_file(options.folder))
    asyncio.run(_serve(options, groups, ready))


def _tighten_leftovers(folder: Path) -> None:
    """What an older version wrote for everybody to read. What islands see is mounted from deeper down, as it is."""
    for pattern in ("*", "pods/*", "pods/*/*", "pods/*/logs/*", "pods/*/containers/*"):
        for path in folder.glob(pattern):
            file_modes.tighten(path)


async def _serve(options: Options, groups: cgroups.MemoryGroups | None, ready: Callable[[], None]) -> None:
    folder = options.folder
    children = Children()
    kept_apart = await isolation.choose(children, folder, options.isolation)
    machine = Machine(
        folder=folder,
        isolation=kept_apart,
        groups=groups,
        images={images.SIDE: {"/opt/islandmgr": str(images.assemble_side(folder / "images"))}, images.SAMPLE: {}},
        base_env=_container_env(),
        log_limit=options.log_limit,
        users=kept_apart.for_other_users and users.can_change(),
        hidden=frozenset({str(folder)}),
    )
    subnet, claim = subnets.claim(folder)
    nodes = Nodes(folder, subnet)
    images.place_sample(folder / "volumes", nodes.values_of("branch"))
    engine = Engine(machine, Pods(folder), nodes)
    engine.recover()
    managers = Managers(engine, options.idle)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, managers.end, _SIGTERM_GRACE, _ENDED)
    (folder / frames.SOCKET).unlink(missing_ok=True)
    verbs = Verbs(engine, managers)
    server = await asyncio.start_unix_server(
        verbs.serve, sock=frames.at_socket(folder, socket.socket.bind), limit=frames.LONGEST_LINE
    )
    ready()
    await managers.ending.wait()
    server.close()
    (folder / frames.SOCKET).unlink(missing_ok=True)  # who comes now starts a new agent, which waits for our lock
    await managers.ended.wait()
    await verbs.finish()
    claim.close()
    if groups:
        groups.remove()


def _container_env() -> dict[str, str]:
    """As little as an image would set; `python3` is the one that runs us."""
    path = [
        str(Path(sys.executable).parent),
        "/usr/local/sbin",
        "/usr/local/bin",
        "/usr/sbin",
        "/usr/bin",
        "/sbin",
        "/bin",
    ]
    return {"PATH": ":".join(path), "HOME": "/tmp", "LANG": "C.UTF-8"}  # noqa: S108  the container's own


if __name__ == "__main__":
    sys.exit(main())
