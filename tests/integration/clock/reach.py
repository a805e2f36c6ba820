"""What gives the clock to static programs, for tests."""

from __future__ import annotations

import platform
import shutil
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

from faketime import clock_library
from islandmgr.cluster.local import syscalls
from tests.integration.faketime.server import ClockFile

_PTRACE = {"x86_64": 101, "aarch64": 117}[platform.machine()]


@dataclass(frozen=True)
class Reach:
    """The program as it is shipped."""

    launcher: Path

    def run(
        self, *command: str | Path, clock_file: ClockFile, confined: bool = True
    ) -> subprocess.CompletedProcess[str]:
        """A command under the launcher, without privileges and without the library, to its end."""
        seen = clock_file.path.parent / "seen"
        return subprocess.run(
            [*(UNPRIVILEGED if confined else ()), str(self.launcher), *map(str, command)],
            env={**clock_file.environment(), "LD_PRELOAD": "", "ISLANDMGR_CLOCK_SEEN": str(seen)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


UNPRIVILEGED = (
    *("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"),
    *("--bounding-set=-all", "--inh-caps=-all", "--no-new-privs"),
)
"""As a container of a Pod under the security standard `restricted`."""


def shipped(folder: Path) -> Reach:
    """Copied to where every user may read it."""
    return Reach(Path(shutil.copy(clock_library.folder() / "clock-reach", folder)))


def asks(folder: Path, *flags: str) -> Path:
    """A program that says what each way to ask for the time gives it (asks.c); -static as one of the `flags`."""
    program = folder / "-".join(["asks", *flags])
    source = Path(__file__).with_name("asks.c")
    subprocess.run(["gcc", "-O2", *flags, "-o", str(program), str(source)], check=True)
    return program


def forbid_ptrace() -> None:
    """For this process and its descendants, as some container runtimes do."""
    load, equal, answer, refuse, allow = 0x20, 0x15, 0x06, 0x00050001, 0x7FFF0000
    instructions = ((load, 0, 0, 0), (equal, 0, 1, _PTRACE), (answer, 0, 0, refuse), (answer, 0, 0, allow))
    syscalls.no_new_privileges()
    syscalls.filter_system_calls(b"".join(struct.pack("=HBBI", *one) for one in instructions))
