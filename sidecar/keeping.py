"""Files worth keeping that the server left behind: crash reports, cores, by patterns that the blueprint names.

They are copied into `kept` in the handover folder, newest first, within limits, once they have stopped changing. The
server can write where they lie: nothing here leaves the folder a pattern names, follows a link, or waits for a pipe.
"""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from sidecar.files import create, opened_file, opened_folder, read_tail, remove

if TYPE_CHECKING:
    Entry = dict[str, Any]

FILE_LIMIT = 8 << 20  # bytes; of a longer file its end is kept
TOTAL_LIMIT = 64 << 20  # bytes
MOST_FILES = 20
EXCERPT = 4096  # bytes of a text file's end, and beginning, that go into the report
GAP = 5.0  # seconds between looks
_CHUNK = 1 << 16


class Found(NamedTuple):
    """A file as one look saw it. Two equal ones mean that it has not changed in between."""

    modified: int  # nanoseconds, UTC epoch
    path: str
    size: int  # bytes
    device: int
    inode: int


class Keeper:
    """Keeps files that were written at or after `since` (UTC epoch seconds): a code folder is shared by many islands,
    and what lay there before is not ours. `files` is what the report says about them, newest first."""

    def __init__(self, patterns: list[str], folder: str, since: float) -> None:
        self.files: list[Entry] = []
        self._patterns = patterns
        self._folder = folder
        self._since = since
        self._seen: set[Found] = set()
        self._kept: dict[Found, Entry] = {}
        self._next_look = 0.0

    def look(self, now: float, *, ended: bool) -> None:
        """Look again if it is time to. Once the server has ended, nothing needs to be seen twice."""
        if not self._patterns or self._next_look - GAP <= now < self._next_look:
            return
        self._next_look = now + GAP
        found = set(find(self._patterns, self._since))
        wanted = choose(found if ended else found & self._seen)
        self._seen = found
        if wanted != list(self._kept):
            self._keep(wanted)

    def look_soon(self) -> None:
        """Make the next look happen whenever it is asked for."""
        self._next_look = 0.0

    def _keep(self, wanted: list[Found]) -> None:
        if not os.path.isdir(self._folder):
            os.mkdir(self._folder, 0o755)
        with opened_folder(self._folder) as folder:
            for file in self._kept.keys() - set(wanted):
                remove(self._kept.pop(file)["name"], folder)
            taken = {entry["name"] for entry in self._kept.values()}
            for file in wanted:
                if file not in self._kept:
                    self._kept[file] = _copy(file, _free_name(file.path, taken), folder)
        self._kept = {file: self._kept[file] for file in wanted}
        self.files = list(self._kept.values())


def choose(found: set[Found]) -> list[Found]:
    """The newest that fit into the limits."""
    chosen: list[Found] = []
    room = TOTAL_LIMIT
    for file in sorted(found, reverse=True):
        size = min(file.size, FILE_LIMIT)
        if size <= room and len(chosen) < MOST_FILES:
            room -= size
            chosen.append(file)
    return chosen


def find(patterns: list[str], since: float) -> Iterator[Found]:
    """Regular files that match, are new enough and lie inside the folder that the pattern names without wildcards."""
    for pattern in patterns:
        home = os.path.realpath(fixed_folder(pattern))
        for path in glob.iglob(pattern):
            inside = os.path.commonpath([home, os.path.realpath(os.path.dirname(path))]) == home
            try:
                status = os.lstat(path)
            except OSError:
                continue
            if inside and stat.S_ISREG(status.st_mode) and status.st_mtime >= since:
                yield Found(status.st_mtime_ns, path, status.st_size, status.st_dev, status.st_ino)


def fixed_folder(pattern: str) -> str:
    """`/home/server/*/core*` -> `/home/server`."""
    folder = os.path.dirname(pattern)
    while glob.has_magic(folder):
        folder = os.path.dirname(folder)
    return folder


def _free_name(path: str, taken: set[str]) -> str:
    """The file's own name; `core~2` when a `core` of another folder is kept already."""
    name = os.path.basename(path)
    number = 2
    while name in taken:
        name = f"{os.path.basename(path)}~{number}"
        number += 1
    taken.add(name)
    return name


def _copy(file: Found, name: str, folder: int) -> Entry:
    """Copy what fits. A file that is gone by now, or a full disk, leaves only its name and size."""
    entry: Entry = {"name": name, "size": file.size, "tail": ""}
    try:
        with opened_file(file.path) as source:
            entry.update(_excerpts(source))
            _copy_end(source, name, folder)
    except OSError:
        remove(name, folder)
    return entry


def _excerpts(source: int) -> Entry:
    """The end of a text file and, where that is not all of it, its beginning, which says most in a JVM's report."""
    end = read_tail(source, EXCERPT)
    beginning = os.pread(source, EXCERPT, 0)
    if b"\0" in end + beginning:
        return {}
    excerpts = {"tail": end.decode("utf-8", "replace")}
    if os.fstat(source).st_size > EXCERPT:
        excerpts["head"] = beginning.decode("utf-8", "replace")
    return excerpts


def _copy_end(source: int, name: str, folder: int) -> None:
    remove(name, folder)
    with os.fdopen(create(name, folder), "wb") as copy:
        size = os.fstat(source).st_size
        position = max(0, size - FILE_LIMIT)
        while position < size:
            chunk = os.pread(source, min(_CHUNK, size - position), position)
            if not chunk:
                break
            copy.write(chunk)
            position += len(chunk)
