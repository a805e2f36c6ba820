"""The test bed's images: what is in them. Built on the spot, layer by layer, from the cache if it can.

    python3 -m tests.cluster.bed.images --out FOLDER     writes them as OCI archives

The manager's image is made of files; this module must not import the manager.
"""

from __future__ import annotations

import argparse
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.cluster.bed import oci, rootfs
from tests.cluster.bed.config import HERE, PROJECT, Paths
from tests.cluster.bed.oci import Image, Layer
from tests.cluster.bed.shell import run, say

PREFIX = "docker.io/islandmgr"  # what the short name `islandmgr/side:dev` means to containerd
PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
BASE = (
    "base-files", "base-passwd", "coreutils", "curl", "dash", "findutils", "grep", "gzip", "hostname",
    "libc-bin", "mawk", "netbase", "procps", "python3", "sed", "tar", "tzdata",
)  # fmt: skip
JAVA = ("openjdk-17-jre-headless", "openjdk-21-jre-headless")  # Debian 12 and 13
SOURCES = ("allocator", "faketime", "islandmgr", "pod_specs", "registration", "sidecar", "gunicorn.conf.py", "wsgi.py")
NOT_COPIED = ("__pycache__", "*.pyc", ".git", ".mypy_cache", ".ruff_cache", ".pytest_cache")


def standard(paths: Paths) -> Iterator[Image]:
    """All images but those of an installation."""
    cache = paths.cache
    base = base_layer(cache)
    yield _pause(cache)
    yield Image(
        f"{PREFIX}/side:dev",
        (base, faketime_layer(cache), side_layer(cache)),
        {"Env": [PATH, "PYTHONPATH=/opt/islandmgr"], "WorkingDir": "/opt/islandmgr", "Cmd": ["sh"]},
    )
    yield Image(f"{PREFIX}/sample:dev", (base,), {"Env": [PATH], "Cmd": ["sh"]})
    yield Image(f"{PREFIX}/sample-musl:dev", (_musl_layer(cache),), {"Env": [PATH], "Cmd": ["sh"]})
    yield _jvm(cache, base)


def installation(cache: Path, site_packages: Path) -> tuple[Image, ...]:
    """What deploy/example runs beside the standard ones; `site_packages` is of a venv with the manager's packages."""
    deployed = (PROJECT / "deploy" / "example" / "mariadb.yaml").read_text()
    database = re.search(r"image: (mariadb:\S+)", deployed)
    assert database, "deploy/example/mariadb.yaml names no mariadb image"
    return _manager(cache, site_packages), _mariadb(cache, f"docker.io/library/{database[1]}")


def _manager(cache: Path, site_packages: Path) -> Image:
    """As deploy/Containerfile makes it, of a venv's packages and the project's folders.

    The venv's Python must have the same minor version as this Debian's (3.11 on 12, 3.13 on 13), since
    compiled wheels are tied to it.
    """

    def packages(root: Path) -> None:
        shutil.copytree(site_packages, root / "opt/manager/lib", ignore=_ignored, symlinks=True)
        _compile(root)

    def sources(root: Path) -> None:
        for name in SOURCES:
            _copy(PROJECT / name, root / "opt/manager/app" / name)
        program = root / "opt/manager/bin/islandctl"
        program.parent.mkdir()
        program.write_text("#!/usr/bin/python3\nfrom islandmgr.app.islandctl import main\nmain()\n")
        program.chmod(0o755)
        _compile(root)

    # A venv is too large to hash at every start; what is installed in it says enough.
    installed = sorted(path.name for path in site_packages.glob("*.dist-info"))
    inputs = oci.tree_hash(*(PROJECT / name for name in SOURCES))
    return Image(
        f"{PREFIX}/manager:dev",
        (
            base_layer(cache),
            oci.layer(cache, f"manager-packages 2 {site_packages} {installed}", packages),
            oci.layer(cache, f"manager-sources 3 {SOURCES} {inputs}", sources),
        ),
        {
            "Env": [
                f"{PATH}:/opt/manager/bin",
                "PYTHONPATH=/opt/manager/app:/opt/manager/lib",
                "PYTHONDONTWRITEBYTECODE=1",
                "PYTHONUNBUFFERED=1",
                "HOME=/tmp",
            ],
            "WorkingDir": "/opt/manager/app",
            "User": "10001:10001",
            "Cmd": ["islandctl", "serve"],
        },
    )


def _mariadb(cache: Path, name: str) -> Image:
    """Debian's MariaDB under the official image's name, taking the variables of it that deploy/ uses."""
    script = HERE / "mariadb.sh"

    def server(root: Path) -> None:
        say("making the MariaDB layer from Debian packages")
        present = rootfs.closure(BASE)
        wanted = rootfs.closure(("mariadb-server-core", "mariadb-client-core"))
        rootfs.unpack({k: v for k, v in wanted.items() if k not in present}, root)
        (root / "usr/local/bin").mkdir(parents=True, exist_ok=True)
        shutil.copy(script, root / "usr/local/bin/docker-entrypoint.sh")

    made = oci.layer(cache, f"mariadb 1 {rootfs.release()} {BASE} {script.read_text()}", server)
    config = {"Env": [PATH], "Entrypoint": ["sh", "/usr/local/bin/docker-entrypoint.sh"]}
    return Image(name, (base_layer(cache), made), config)


def base_layer(cache: Path) -> Layer:
    """Debian with sh, coreutils, curl, grep and python3."""

    def fill(root: Path) -> None:
        say("making the base layer from Debian packages")
        rootfs.unpack(rootfs.closure(BASE), root)
        rootfs.finish(root)

    return oci.layer(cache, f"base 1 {rootfs.release()} {BASE}", fill)


def faketime_layer(cache: Path) -> Layer:
    """The clock library as it is shipped, in /opt/islandmgr/faketime/{glibc,musl}/."""
    prebuilt = PROJECT / "faketime" / "library" / "prebuilt" / platform.machine()

    def fill(root: Path) -> None:
        _copy(prebuilt, root / "opt/islandmgr/faketime")

    return oci.layer(cache, f"faketime 3 {oci.tree_hash(prebuilt)}", fill)


def side_layer(cache: Path) -> Layer:
    """The project's sidecar and registration, as they are now, in /opt/islandmgr/."""
    folders = [PROJECT / name for name in ("sidecar", "registration") if (PROJECT / name).exists()]

    def fill(root: Path) -> None:
        for folder in folders:
            _copy(folder, root / "opt/islandmgr" / folder.name)

    return oci.layer(cache, f"side 1 {oci.tree_hash(*folders)}", fill)


def _pause(cache: Path) -> Image:
    source = HERE / "musl" / "pause.c"

    def fill(root: Path) -> None:
        run("musl-gcc", "-Os", "-static", "-s", "-o", root / "pause", source)

    made = oci.layer(cache, f"pause 1 {source.read_text()}", fill)
    return Image(f"{PREFIX}/pause:dev", (made,), {"Entrypoint": ["/pause"]})


def _musl_layer(cache: Path) -> Layer:
    """A static busybox, musl's loader, and two programs that a preloaded library can reach."""
    source = HERE / "musl" / "clock.c"

    def fill(root: Path) -> None:
        with tempfile.TemporaryDirectory(prefix="bed-musl-") as scratch:
            rootfs.unpack(rootfs.closure(("busybox-static", "musl")), Path(scratch))
            for name in ("bin", "lib", "usr/local/bin", "etc", "tmp", "proc", "sys", "dev", "root"):
                (root / name).mkdir(parents=True)
            (root / "tmp").chmod(0o1777)
            (root / "etc/passwd").write_text("root:x:0:0:root:/root:/bin/sh\n")
            (root / "etc/group").write_text("root:x:0:\n")
            shutil.copy(Path(scratch, "bin/busybox"), root / "bin/busybox")
            for name in run(root / "bin/busybox", "--list").split():
                if name not in ("busybox", "date"):
                    (root / "bin" / name).symlink_to("busybox")
            loader = next(Path(scratch).rglob("libc.so"))
            shutil.copy(loader, root / "lib" / f"ld-musl-{run('uname', '-m').strip()}.so.1")
        clock = root / "usr/local/bin/clockserver"
        run("musl-gcc", "-O2", "-Wall", "-Werror", "-o", clock, source)
        (root / "bin/date").symlink_to("/usr/local/bin/clockserver")  # Alpine's is dynamic, too

    return oci.layer(cache, f"musl 2 {rootfs.release()} {source.read_text()}", fill)


def _jvm(cache: Path, base: Layer) -> Image:
    source = HERE / "java" / "ClockServer.java"

    def jdk(root: Path) -> None:
        say("making the Java layer from Debian packages")
        present = rootfs.closure(BASE)
        wanted = rootfs.closure((rootfs.available(*JAVA),))
        rootfs.unpack({k: v for k, v in wanted.items() if k not in present}, root)
        home = next((root / "usr/lib/jvm").glob("java-*-openjdk-*/bin/java")).parent
        for program in home.iterdir():
            target = root / "usr/bin" / program.name
            target.parent.mkdir(exist_ok=True)
            target.unlink(missing_ok=True)
            target.symlink_to("/" + str(program.relative_to(root)))

    def server(root: Path) -> None:
        target = root / "opt/clockserver"
        target.mkdir(parents=True)
        shutil.copy(source, target)
        run("javac", "--release", "17", "-Xlint:all", "-Werror", "-d", target, source)

    release = rootfs.release()
    layers = (
        base,
        oci.layer(cache, f"jdk 1 {release} {BASE} {JAVA}", jdk),
        oci.layer(cache, f"clockserver 1 {source.read_text()}", server),
    )
    return Image(
        f"{PREFIX}/jvm:dev",
        layers,
        {"Env": [PATH], "Cmd": ["java", "-cp", "/opt/clockserver", "ClockServer", "8080", "8081"]},
    )


def _compile(root: Path) -> None:
    """By content, so that the times in the layer do not matter. A few files of packages are for other Pythons."""
    how = ("-q", "-q", "--invalidation-mode", "unchecked-hash", "-s", root, "-p", "/")
    run(sys.executable, "-m", "compileall", *how, root / "opt/manager", check=False)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=_ignored)
    else:
        shutil.copy(source, target)


_ignored: Callable[[str, list[str]], set[str]] = shutil.ignore_patterns(*NOT_COPIED)


def main() -> None:
    """Write all images as archives, for use with another container runtime."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for the archives")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for image in standard(Paths.from_env()):
        target = arguments.out / (image.name.rpartition("/")[2].replace(":", "-") + ".tar")
        with target.open("wb") as out:
            image.write(out)
        say(f"{image.name}: {target}")


if __name__ == "__main__":
    main()
