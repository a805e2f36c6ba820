"""What the manager keeps is for its own user alone: folders 0700, files 0600. In it are the key that signs tokens,
sealed secrets and the hashes of passwords.

Made so from the start, and at each start so again, for what an older version or a backup left. Only what belongs to
this user is changed, links are not followed, and a folder that holds other things as well stays as it is.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from sqlalchemy import URL, make_url

from islandmgr.config.file_modes import FOLDER, tighten
from islandmgr.config.settings import Settings

_BESIDE_SQLITE = ("", "-wal", "-shm", "-journal", ".lock")
_OURS = re.compile(r"local|islandmgr.*|.*\.log")  # names in a data folder that is for the manager alone


@dataclass(frozen=True)
class StillOpen:
    """A path that other users may still read, and why it was left so."""

    path: Path
    reason: str


def make_private(settings: Settings) -> list[StillOpen]:
    """Make the data folder, and close it and the database's files to other users; what could not be closed.

    The local cluster's agent does the same in its own folder. Raises OSError when the folder cannot be made.
    """
    database = sqlite_file(settings.database)
    settings.data.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    problems = [(settings.data, _close_folder(settings.data, database))]
    problems += [(path, tighten(path)) for path in _files_of(database)]
    return [StillOpen(path, problem) for path, problem in problems if problem]


def kept(settings: Settings) -> list[Path]:
    """The files and folders that no island may see; they need not be there."""
    config = [settings.config] if settings.config else []
    database = sqlite_file(settings.database)
    files = _files_of(database and database.resolve())  # SQLite follows a link and puts its other files there
    outside = (path for path in files if not path.is_relative_to(settings.data))
    return [settings.data, *outside, *config]


def sqlite_file(url: str | URL) -> Path | None:
    """Where an SQLite URL has its file, which may be a link; None for other databases and one in memory."""
    parsed = make_url(url)
    name = parsed.database or ""
    if name.startswith("file:"):
        name = unquote(name.removeprefix("file:"))
    in_memory = name in ("", ":memory:") or parsed.query.get("mode") == "memory"
    if parsed.get_backend_name() != "sqlite" or in_memory:
        return None
    path = Path(name)
    return path.parent.resolve() / path.name


def _close_folder(folder: Path, database: Path | None) -> str:
    """Close a data folder unless others need it open. Why it was left open, or nothing."""
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & ~FOLDER == 0:
        return ""
    if mode & stat.S_ISVTX or folder == Path.home():
        return "it is not for the manager alone"
    own = database.name if database and database.parent == folder else "islandmgr.db"
    names = sorted(entry.name for entry in folder.iterdir())
    others = [name for name in names if not _OURS.fullmatch(name) and not name.startswith(own)]
    return f"it holds other things too: {', '.join(others[:3])}" if others else tighten(folder)


def _files_of(database: Path | None) -> Iterable[Path]:
    return [database.with_name(database.name + ending) for ending in _BESIDE_SQLITE] if database else []
