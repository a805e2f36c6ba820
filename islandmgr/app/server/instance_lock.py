"""One manager for one SQLite file: a second one would run islands on a cluster of its own and count the first's lost.

On MySQL several managers are welcome; there the lease makes one of them lead.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from islandmgr.config import file_modes, private_files
from islandmgr.config.settings import Settings
from islandmgr.model.errors import Conflict


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Hold the lock beside the SQLite file while the block runs; the kernel frees it however the process ends.

    Raises:
        Conflict: another manager has it, and the message names its process; or the lock is no file of ours.
    """
    database = private_files.sqlite_file(settings.database)
    if database is None:
        yield
        return
    lock = Path(f"{database}.lock")
    lock.parent.mkdir(mode=file_modes.FOLDER, parents=True, exist_ok=True)
    with _opened(lock) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise Conflict(
                f"Another manager (process {file.read().strip() or 'unknown'}) uses {database}; "
                "stop it, or give this one a folder of its own with ISLANDMGR_DATA"
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _opened(lock: Path) -> TextIO:
    try:
        handle = os.open(lock, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, file_modes.FILE)
    except OSError as error:
        raise Conflict(f"The lock {str(lock)!r} cannot be opened: {error.strerror}; it must be a plain file") from None
    return os.fdopen(handle, "a+")
