"""Folder trees of Debian packages, unpacked without installing: the lower layers of the images.

apt works out what is needed as if nothing were installed, so the machine's own packages do not matter.
No maintainer script runs; the few things they would have done are done here.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.cluster.bed.config import BedError
from tests.cluster.bed.shell import run

# Only maintainer scripts need these, and they make a third of a small image.
NOT_WANTED = ("perl", "libperl", "usrmerge", "usr-is-merged", "init-system-helpers", "debconf", "dpkg")
NOT_WANTED_END = ("-perl",)
DOCUMENTS = ("usr/share/doc", "usr/share/man", "usr/share/info", "usr/share/locale", "usr/share/lintian")


def release() -> str:
    """Which Debian this is, as part of a layer's inputs."""
    for line in Path("/etc/os-release").read_text().splitlines():
        if line.startswith("VERSION_CODENAME="):
            return line.partition("=")[2].strip('"')
    return "unknown"


def available(*names: str) -> str:
    """The first of these packages that this Debian has."""
    for name in names:
        if "Candidate: " in run("apt-cache", "policy", name, check=False):
            return name
    raise BedError(f"this Debian has none of the packages {', '.join(names)}: run `apt-get update`")


def closure(names: tuple[str, ...]) -> dict[str, str]:
    """Package and version of everything these packages need."""
    with tempfile.TemporaryDirectory(prefix="bed-apt-") as scratch:
        status = Path(scratch, "status")
        status.touch()
        options = {
            "Dir::State::status": status,
            "Dir::State::extended_states": Path(scratch, "extended"),
            "APT::Install-Recommends": "false",
            "Debug::NoLocking": "1",
        }
        flags = [part for key, value in options.items() for part in ("-o", f"{key}={value}")]
        said = run("apt-get", *flags, "--simulate", "-y", "install", *names)
    found = {}
    for line in said.splitlines():
        if line.startswith("Inst "):  # Inst NAME (VERSION ORIGIN [ARCHITECTURE])
            _, name, version = line.split()[:3]
            if not name.startswith(NOT_WANTED) and not name.endswith(NOT_WANTED_END):
                found[name] = version.lstrip("(")
    return found


def unpack(packages: dict[str, str], root: Path) -> None:
    """Fetch the packages and unpack them into `root`, less documentation."""
    for name in ("bin", "sbin", "lib", "lib64"):
        (root / "usr" / name).mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(f"usr/{name}")
    with tempfile.TemporaryDirectory(prefix="bed-debs-") as folder:
        wanted = [f"{name}={version}" for name, version in packages.items()]
        run("apt-get", "-o", "APT::Sandbox::User=root", "download", *wanted, cwd=Path(folder))
        for deb in sorted(Path(folder).glob("*.deb")):
            with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", deb], stdout=subprocess.PIPE) as source:
                done = subprocess.run(
                    ["tar", "-x", "--keep-directory-symlink", "-C", root],
                    stdin=source.stdout,
                    check=False,
                )
            if done.returncode != 0 or source.returncode != 0:
                raise BedError(f"cannot unpack {deb.name}")
    for name in DOCUMENTS:
        shutil.rmtree(root / name, ignore_errors=True)
    # The layers below have them, or nobody does.
    for name in ("bin", "sbin", "lib", "lib64"):
        if not any((root / "usr" / name).iterdir()):
            (root / "usr" / name).rmdir()


def finish(root: Path) -> None:
    """What the maintainer scripts of a base system would have done."""
    etc = root / "etc"
    defaults = root / "usr" / "share" / "base-passwd"
    for master, target in (("passwd.master", "passwd"), ("group.master", "group")):
        shutil.copyfile(defaults / master, etc / target)
    (etc / "nsswitch.conf").write_text("passwd: files\ngroup: files\nhosts: files dns\n")
    (root / "usr/bin/awk").symlink_to("mawk")
    for name in ("tmp", "var/tmp", "proc", "sys", "dev", "root", "run", "home"):
        (root / name).mkdir(parents=True, exist_ok=True)
    for name in ("tmp", "var/tmp"):
        (root / name).chmod(0o1777)
    # Compiled once here, not by every process of every container; by content, so times do not matter.
    library = next((root / "usr" / "lib").glob("python3.*"))
    compile_all = ("-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash")
    run("chroot", root, "/usr/bin/python3", "-I", *compile_all, f"/usr/lib/{library.name}")
