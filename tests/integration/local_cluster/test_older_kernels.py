"""Linux before 5.12 restricts mounts one by one; that it lacks the newer call is had here by a number no call has."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
from pathlib import Path
from islandmgr.cluster.local import syscalls
syscalls._MOUNT_SETATTR = 1023
syscalls.unshare(syscalls.CLONE_NEWNS)
syscalls.mount("none", "/", flags=syscalls.MS_REC | syscalls.MS_PRIVATE)
outer, bound = Path(sys.argv[1], "outer"), Path(sys.argv[1], "a view of it")
for folder in (outer, bound):
    folder.mkdir()
syscalls.mount("tmpfs", outer, "tmpfs", syscalls.MS_NOSUID)
inner = outer / "inner"
inner.mkdir()
syscalls.mount("tmpfs", inner, "tmpfs", syscalls.MS_NOEXEC)
syscalls.mount(outer, bound, flags=syscalls.MS_BIND | syscalls.MS_REC)
syscalls.restrict_mount(bound, syscalls.MS_RDONLY | syscalls.MS_NODEV)
for line in Path("/proc/self/mountinfo").read_text().splitlines():
    if line.split()[4].startswith(sys.argv[1]):
        print(line.split()[5])
"""


def test_all_mounts_of_a_tree_are_restricted_and_keep_what_they_have(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": "."})
    assert done.stdout.split() == [
        "rw,nosuid,relatime",
        "rw,noexec,relatime",
        "ro,nosuid,nodev,relatime",
        "ro,nodev,noexec,relatime",
    ]
