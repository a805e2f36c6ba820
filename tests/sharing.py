"""Which tests go to the same process when several processes share a run: those that share a manager.

pytest-xdist's `loadgroup` does nothing with this pytest, and its marks would have to be repeated on each test.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from xdist.scheduler import LoadScopeScheduling

KIND = re.compile(r"\[(?:.*-)?(sqlite|mariadb|namespaces|user-namespace|plain)\b.*\]$")
"""The parameter with which a package makes its manager or its cluster, once for each."""

ALONE = {"allocator", "drains", "faketime", "in_pod", "manager", "sample_server", "ssh", "test_upgrade.py", "unit"}
"""Folders and modules whose tests start what they need, or share what takes each process little to start once."""

BY_MODULE = {"cluster", "local_cluster", "store", "tasks"}
"""Folders whose modules start what their tests share."""


def unit_of(nodeid: str) -> str:
    """The name of what runs in one process, one after the other; by default, a folder with one kind of manager."""
    module = PurePosixPath(nodeid.partition("::")[0])
    if ALONE & {*module.parts}:
        return nodeid
    kind = KIND.search(nodeid)
    place = module if module.parent.name in BY_MODULE else module.parent
    return f"{place} {kind[1] if kind else ''}"


class ByManager(LoadScopeScheduling):  # type: ignore[misc]
    """Hands out whole units, the largest first."""

    def _split_scope(self, nodeid: str) -> str:
        return unit_of(nodeid)
