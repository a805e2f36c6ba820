"""Files and folders for the user alone who made them."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

FOLDER, FILE, UMASK = 0o700, 0o600, 0o077


def make_file(path: Path) -> None:
    """Make an empty file unless there is one. One that is there is not opened: to close it again would free the locks
    that other connections of this process hold on it."""
    with suppress(OSError):  # SQLite says better what is wrong
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE))


def tighten(path: Path) -> str:
    """Take all rights on a file or folder from other users. Why that was not done, or nothing."""
    try:
        handle = os.open(path, os.O_PATH | os.O_NOFOLLOW)
    except FileNotFoundError:
        return ""
    except OSError as error:
        return str(error.strerror)
    try:
        return _tighten(handle)
    except OSError as error:
        return str(error.strerror)
    finally:
        os.close(handle)


def _tighten(handle: int) -> str:
    found = os.fstat(handle)
    mode = stat.S_IMODE(found.st_mode)
    private = mode & (FOLDER if stat.S_ISDIR(found.st_mode) else FILE)
    if stat.S_ISLNK(found.st_mode):
        return "it is a link"
    if mode == private:
        return ""
    if found.st_uid != os.geteuid():
        return f"it belongs to user {found.st_uid}"
    if stat.S_ISREG(found.st_mode) and found.st_nlink > 1:
        return "it has a second name (hard link)"
    os.chmod(f"/proc/self/fd/{handle}", private)  # noqa: PTH101  a descriptor of this kind cannot be given to fchmod
    return ""
