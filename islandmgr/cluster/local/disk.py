"""Files of an agent that may be killed at any time and whose islands may put links into its way."""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

ORDINARY_UMASK = 0o022


def write_json(path: Path, value: Any) -> None:
    """Replace `path` atomically. Not forced to the platter: processes do not outlive a power cut either."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(json.dumps(value))
    fresh.replace(path)


@contextmanager
def readable_by_islands() -> Iterator[None]:
    """What the block makes may be read by every user, as islands may run as any. The agent's own files may not."""
    before = os.umask(ORDINARY_UMASK)
    try:
        yield
    finally:
        os.umask(before)


def open_below(base: str | Path, parts: Sequence[str], make: bool = False) -> int:
    """An `O_PATH` descriptor of `base/part/part/...`, with `make` of folders that are made where they are missing.

    Raises OSError, ELOOP for a link: islands write there, and a link of theirs would lead the agent anywhere.
    """
    handle = os.open(base, os.O_PATH | os.O_DIRECTORY)
    try:
        for part in parts:
            if make:
                with suppress(FileExistsError):
                    os.mkdir(part, dir_fd=handle)
            inner = os.open(part, os.O_PATH | os.O_NOFOLLOW, dir_fd=handle)
            os.close(handle)
            handle = inner
            _refuse_link(handle, Path(base, *parts))
    except BaseException:
        os.close(handle)
        raise
    return handle


def _refuse_link(handle: int, path: Path) -> None:
    if stat.S_ISLNK(os.fstat(handle).st_mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))


def place_below(base: Path, folder: str, name: str, content: bytes) -> None:
    """Put a file into a folder of `base` (made if it is missing), whole, in the place of what has its name. What is
    there instead of a folder or of the file, a link or a folder for example, is left alone."""
    with suppress(FileExistsError):
        (base / folder).mkdir()
    if not stat.S_ISDIR((base / folder).lstat().st_mode):
        return
    handle = open_below(base, (folder,))
    try:
        with suppress(IsADirectoryError):
            _replace(handle, name, content)
    finally:
        os.close(handle)


def _replace(folder: int, name: str, content: bytes) -> None:
    fresh = f".{name}.new"
    with suppress(FileNotFoundError):
        os.unlink(fresh, dir_fd=folder)
    with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666, dir_fd=folder), "wb") as file:
        file.write(content)
    os.replace(fresh, name, src_dir_fd=folder, dst_dir_fd=folder)
