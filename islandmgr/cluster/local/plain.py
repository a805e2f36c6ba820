"""Containers without namespaces, where the system allows none: paths replaced by folders, processes found by a mark.

Every mount path in a container's command, folder and environment is replaced by the folder that would be mounted there.
What a program has built in cannot be replaced.
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from islandmgr.cluster.local.launch import Program
from islandmgr.cluster.local.mounts import Mount, is_below

_IN_NAME = r"\w.\-"  # a path goes on after these


@dataclass(frozen=True)
class Replacement:
    """Paths at or below `prefix` are moved to `folder`; `links` (name below `folder` -> target) must be there first."""

    prefix: str
    folder: str
    links: Mapping[str, str]


def replacements(mounts: Sequence[Mount], exists: Callable[[str], bool], links: str) -> tuple[Replacement, ...]:
    """What to replace so that `mounts` are found, longest prefix first.

    A prefix is a mount point, or the outermost of its parents that the machine lacks: `/run/islandmgr` for
    `/run/islandmgr/clock`, since a program may be told the parent only. Mounts that lie below such a parent as their
    sources do below some folder need nothing more; others are gathered by links in a folder below `links`. A mount
    point inside another mount cannot be shown.
    """
    outer = [mount for mount in mounts if not any(is_below(mount.target, other.target) for other in mounts)]
    groups: dict[str, list[Mount]] = {}
    for mount in outer:
        groups.setdefault(_prefix(mount.target, exists), []).append(mount)
    found = [_replacement(prefix, group, links + prefix) for prefix, group in groups.items()]
    return tuple(sorted(found, key=lambda replacement: (-len(replacement.prefix), replacement.prefix)))


def rewrite(text: str, moves: Sequence[Replacement]) -> str:
    """`text` with the paths moved."""
    if not moves:
        return text
    folders = {move.prefix: move.folder for move in moves}
    either = "|".join(re.escape(prefix) for prefix in folders)
    return re.sub(rf"(?<![{_IN_NAME}/])(?:{either})(?![{_IN_NAME}])", lambda found: folders[found[0]], text)


def rewritten(program: Program, moves: Sequence[Replacement]) -> Program:
    return Program(
        argv=tuple(rewrite(word, moves) for word in program.argv),
        env={name: rewrite(value, moves) for name, value in program.env.items()},
        folder=rewrite(program.folder, moves),
    )


def make_links(moves: Sequence[Replacement]) -> None:
    for move in moves:
        for name, target in move.links.items():
            link = Path(move.folder, name)
            link.parent.mkdir(parents=True, exist_ok=True)
            if not link.is_symlink():
                link.symlink_to(target)


def _prefix(target: str, exists: Callable[[str], bool]) -> str:
    line = [target, *(str(parent) for parent in Path(target).parents if str(parent) != "/")]
    missing = [path for path in line if not exists(path)]
    return missing[-1] if missing else target


def _replacement(prefix: str, mounts: Sequence[Mount], links: str) -> Replacement:
    tails = {mount.target[len(prefix) :]: mount.source for mount in mounts}
    bases = {source.removesuffix(tail) for tail, source in tails.items() if source.endswith(tail)}
    if len(bases) == 1 and all(source.endswith(tail) for tail, source in tails.items()):
        return Replacement(prefix, bases.pop(), {})
    return Replacement(prefix, links, {tail.lstrip("/"): source for tail, source in tails.items()})


def marked(mark: str) -> Iterator[int]:
    """Processes of this machine whose environment at start held `NAME=value`."""
    wanted = mark.encode()
    for entry in os.scandir("/proc"):
        if not entry.name.isdecimal() or int(entry.name) == os.getpid():
            continue
        try:
            environment = Path(entry.path, "environ").read_bytes()
        except OSError:
            continue  # ended meanwhile, or not ours to see
        if wanted in environment.split(b"\0"):
            yield int(entry.name)


def kill(pids: Iterable[int]) -> int:
    """SIGKILL for each; how many were there to take it."""
    killed = 0
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue
        killed += 1
        for file in (f"faketime_shm_{pid}", f"sem.faketime_sem_{pid}"):  # libfaketime's, which only its own end removes
            with suppress(OSError):
                Path("/dev/shm", file).unlink()  # noqa: S108  that is where they are
    return killed
