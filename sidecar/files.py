"""Files in folders that the server may write to as well: nothing here follows a link in the last step of a path, or
waits for a pipe, so that nobody in the server's container can turn the agent against itself."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


@contextmanager
def opened_folder(path: str) -> Iterator[int]:
    """A descriptor of the folder, for the `dir_fd` of the other calls. Raises OSError, for a link too."""
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        yield folder
    finally:
        os.close(folder)


@contextmanager
def opened_file(path: str, flags: int = os.O_RDONLY, *, folder: int | None = None) -> Iterator[int]:
    """A descriptor of a regular file. Raises OSError for what is none or not there."""
    file = os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    try:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise OSError(f"{path} is not a regular file")
        yield file
    finally:
        os.close(file)


def create(name: str, folder: int, mode: int = 0o644) -> int:
    """Make a new file and return its descriptor. Raises FileExistsError, for a planted link too."""
    file = os.open(name, _NEW, 0o600, dir_fd=folder)
    os.fchmod(file, mode)
    return file


def remove(name: str, folder: int) -> None:
    with suppress(FileNotFoundError):
        os.unlink(name, dir_fd=folder)


def replace(name: str, folder: int, content: bytes) -> None:
    """Put the content in place of the file `name` in one step: readers see the old or the new, whole. Raises OSError,
    and then the old stands.

    Two writers at once need a lock of their own. What a killed writer left behind is swept away by the next one.
    """
    temporary = f".{name}.new"
    remove(temporary, folder)
    try:
        with os.fdopen(create(temporary, folder), "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.rename(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
    except BaseException:
        remove(temporary, folder)
        raise


def read_tail(file: int, size: int) -> bytes:
    """The last `size` bytes of an open file, or all of it."""
    return os.pread(file, size, max(0, os.fstat(file).st_size - size))
