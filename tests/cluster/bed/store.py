"""Images in containerd: one template with everything unpacked, copied by hard links for each node.

A fresh node then costs a second instead of importing half a gigabyte. Only committed files are shared
(overlayfs never changes them); the databases are real copies.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.cluster.bed import node as nodes
from tests.cluster.bed.config import BedError, Paths
from tests.cluster.bed.oci import Image
from tests.cluster.bed.procs import Processes
from tests.cluster.bed.shell import run, say, wait_for

TEMPLATE = "template-containerd"
SCRATCH = "docker.io/islandmgr/scratch:dev"


def import_image(socket: Path, image: Image) -> None:
    """Stream one image into a running containerd, unpacked and ready."""
    try:
        _import(socket, image, set(run(*_ctr(socket), "content", "ls", "--quiet").split()))
    except BedError:
        # While an image of the same name is replaced, containerd may take away what the old one shares with the new.
        _import(socket, image, set())


def _import(socket: Path, image: Image, present: set[str]) -> None:
    with subprocess.Popen(
        [*_ctr(socket), "images", "import", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        image.write(process.stdin, less=present)
        process.stdin.close()
        said = process.stderr.read().decode(errors="replace")
    if process.returncode != 0:
        raise BedError(f"containerd did not take {image.name}: {said}")


def wait_ready(socket: Path) -> None:
    """Return when the containerd on this socket answers."""

    def ready() -> bool:
        done = subprocess.run([*_ctr(socket), "version"], capture_output=True, check=False)
        return done.returncode == 0

    wait_for(f"containerd answers on {socket}", ready, 30)


def refresh_template(paths: Paths, processes: Processes, images: Iterable[Image]) -> bool:
    """Bring the template up to date; says whether anything had changed."""
    template = paths.template
    record = template / "images.json"
    present: dict[str, str] = json.loads(record.read_text()) if record.exists() else {}
    wanted = {image.name: image for image in images}
    changed = [image for name, image in wanted.items() if present.get(name) != image.digest]
    if not changed:
        return False
    if not record.exists():
        shutil.rmtree(template, ignore_errors=True)  # a first fill that was interrupted
    template.mkdir(parents=True, exist_ok=True)
    record.unlink(missing_ok=True)  # a run killed from here on starts the template anew
    socket = template / "containerd.sock"
    config = nodes.write_containerd_config(template, socket)
    processes.define(TEMPLATE, ["/usr/bin/containerd", "--config", config])
    processes.start(TEMPLATE)
    try:
        wait_ready(socket)
        for image in changed:
            say(f"unpacking {image.name}")
            import_image(socket, image)
        # What the new images replaced goes at once; left to itself, containerd cleans up too late.
        for words in (("tag", changed[0].name, SCRATCH), ("rm", "--sync", SCRATCH)):
            run(*_ctr(socket), "images", *words, check=False)
    finally:
        processes.stop(TEMPLATE)
        processes.forget(TEMPLATE)
    record.write_text(json.dumps(present | {image.name: image.digest for image in changed}))
    return True


def copy_template(paths: Paths, target: Path) -> None:
    """Give a node its own containerd root."""
    source = paths.template / "containerd"
    try:
        run("cp", "-al", source, target)
    except BedError:  # the cache is on another file system
        shutil.rmtree(target, ignore_errors=True)
        run("cp", "-a", source, target)
    for database in source.rglob("*.db"):
        run("cp", "--remove-destination", database, target / database.relative_to(source))


def _ctr(socket: Path) -> list[str]:
    return ["ctr", "--address", str(socket), "--namespace", "k8s.io"]
