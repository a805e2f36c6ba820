"""One manager for one SQLite file: a second one would run islands on a cluster of its own and count the first's lost.

On MySQL several managers are welcome; there the lease makes one of them lead.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url

from islandmgr.errors import Conflict
from islandmgr.settings import Settings


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Hold the lock beside the SQLite file while the block runs; the kernel frees it however the process ends.

    Raises:
        Conflict: another manager has it; the message names its process.
    """
    url = make_url(settings.database)
    if url.get_backend_name() != "sqlite" or not url.database:
        yield
        return
    lock = Path(f"{url.database}.lock")
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise Conflict(
                f"Another manager (process {file.read().strip() or 'unknown'}) uses {url.database}; "
                "stop it, or give this one a folder of its own with ISLANDMGR_DATA"
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
