"""All blueprints of some folders, kept up to date while the manager runs."""

from __future__ import annotations

import os
import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

import structlog

from islandmgr.model.errors import Invalid, NotFound
from pod_specs.blueprint import Blueprint
from pod_specs.judging import Installation, Remarks
from pod_specs.loading import Loaded, Problem, load_file
from pod_specs.pool_rules import PortRange
from pod_specs.yaml_lines import LARGEST

BUILTIN = Path(__file__).absolute().with_name("builtin")
SUFFIXES = (".yaml", ".yml")
GLANCE = 1.0  # seconds between two looks at the files
MOST_FILES = 1000
MOST_BYTES = 4 * 1024 * 1024  # of all files together; a blueprint has two or three thousand

log = structlog.get_logger(__name__)

Stamp = tuple[int, int, int]
"""What changes when a file does: inode, size, time of modification in ns."""


@dataclass(frozen=True)
class _State:
    """One consistent look at all files; swapped as a whole."""

    stamps: Mapping[Path, Stamp]
    files: Mapping[Path, Loaded]  # with the blueprint to use, which may be older than the file
    blueprints: Mapping[str, Blueprint]
    problems: tuple[Problem, ...]
    claimed: Mapping[str, Problem]  # names that only broken files claim
    left_out: Problem | None = None  # files beyond the limits


class Blueprints:
    """The blueprints in use, never more than GLANCE behind the files.

    Safe from several threads; every answer is of one consistent state.
    """

    def __init__(
        self,
        paths: Iterable[Path | str] = (),
        allowed: Collection[str] = (),
        pools: Sequence[PortRange] = (),
        remarks: Remarks | None = None,
    ) -> None:
        """See `Installation` for the last three."""
        self._where = Installation(frozenset(allowed), tuple(pools), remarks)
        given = (Path(path).absolute() for path in paths)
        self._paths = (*(path for path in given if path != BUILTIN), BUILTIN)
        self._reloading = threading.Lock()
        self._state = _State({}, {}, {}, (), {})
        self._looked_at = 0.0
        self.reload_if_changed()

    def get(self, name: str) -> Blueprint:
        """Raises NotFound, naming those there are, or Invalid when its file is broken."""
        state = self._current()
        if name in state.blueprints:
            return state.blueprints[name]
        if name in state.claimed:
            raise Invalid(f"blueprint {name!r} cannot be used: {state.claimed[name]}", blueprint=name)
        known = ", ".join(sorted(state.blueprints)) or "none"
        raise NotFound(f"there is no blueprint {name!r}; there is: {known}", blueprint=name)

    def all(self) -> list[Blueprint]:
        """By name."""
        state = self._current()
        return [state.blueprints[name] for name in sorted(state.blueprints)]

    @property
    def broken(self) -> tuple[Problem, ...]:
        """Everything wrong with any file, in the order of the files."""
        return tuple(problem for problem in self._current().problems if not problem.warning)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is probably not meant in files that are used."""
        return tuple(problem for problem in self._current().problems if problem.warning)

    def reload_if_changed(self) -> bool:
        """Look at the files at once; True when something changed. One `stat` a file when nothing did.

        A file that became broken leaves its last good blueprint in use, and its problems say so.
        """
        with self._reloading:
            self._looked_at = monotonic()
            stamps, left_out = _within_limits(_stamps(self._paths))
            old = self._state
            if stamps == old.stamps and left_out == old.left_out and old.files:
                return False
            files = {
                path: old.files[path] if old.stamps.get(path) == stamp else self._load(path, old.files.get(path))
                for path, stamp in stamps.items()
            }
            self._state = _combine(stamps, files, left_out)
            known = set(old.problems)
            for problem in self._state.problems:
                if problem not in known:
                    log.warning("blueprint file not right", file=problem.file, line=problem.line, reason=problem.reason)
            return True

    def _load(self, path: Path, before: Loaded | None) -> Loaded:
        loaded = load_file(path, self._where)
        if loaded.blueprint is not None or before is None or before.blueprint is None:
            return loaded
        good = before.blueprint
        still = f" (version {good.version} of {good.name}, loaded before, stays in use)"
        problems = tuple(replace(problem, reason=problem.reason + still) for problem in _refusals(loaded))
        return Loaded(path, good.name, good, problems)

    def _current(self) -> _State:
        if monotonic() - self._looked_at > GLANCE:
            self.reload_if_changed()
        return self._state


def load(
    paths: Iterable[Path | str] = (),
    allowed: Collection[str] = (),
    pools: Sequence[PortRange] = (),
    remarks: Remarks | None = None,
) -> Blueprints:
    """Blueprints of these files and folders (`*.yaml`, `*.yml`, not below), and the built-in ones.

    A file with the name of a built-in takes its place; otherwise a name may be used once. Raises nothing: what cannot
    be used is in `.broken`, what the cluster remarks in `.warnings`. See `Installation` for the last three.
    """
    return Blueprints(paths, allowed, pools, remarks)


def _stamps(paths: Iterable[Path]) -> dict[Path, Stamp]:
    stamps: dict[Path, Stamp] = {}
    for path in paths:
        for file in _files(path):
            stamps.setdefault(file, _stamp(file))
    return stamps


def _within_limits(stamps: Mapping[Path, Stamp]) -> tuple[dict[Path, Stamp], Problem | None]:
    """The files that are read: the first ones, up to the limits, and the built-in ones always."""
    kept: dict[Path, Stamp] = {}
    left_out: list[Path] = []
    room = MOST_BYTES
    for path, stamp in stamps.items():
        size = min(stamp[1], LARGEST)  # of a larger one no more is read
        if path.parent == BUILTIN:
            kept[path] = stamp
        elif left_out or len(kept) >= MOST_FILES or size > room:
            left_out.append(path)
        else:
            kept[path] = stamp
            room -= size
    if not left_out:
        return kept, None
    reason = (
        f"{len(left_out)} files, from this one on, are not read: "
        f"at most {MOST_FILES:,} blueprint files with {MOST_BYTES // 1024**2} MiB together are"
    )
    return kept, Problem(str(left_out[0]), 1, reason)


def _files(path: Path) -> list[Path]:
    try:
        with os.scandir(path) as entries:
            return sorted(
                Path(entry.path) for entry in entries if entry.name.endswith(SUFFIXES) and entry.name[0] != "."
            )
    except OSError:  # a file, or nothing at all, which reading it will say
        return [path]


def _stamp(file: Path) -> Stamp:
    try:
        status = file.stat()
    except OSError:
        return (0, 0, 0)
    return (status.st_ino, status.st_size, status.st_mtime_ns)


def _refusals(loaded: Loaded) -> list[Problem]:
    return [problem for problem in loaded.problems if not problem.warning]


def _combine(stamps: Mapping[Path, Stamp], files: Mapping[Path, Loaded], left_out: Problem | None) -> _State:
    """The first file to claim a name has it; the built-in ones come last and give way."""
    blueprints: dict[str, Blueprint] = {}
    owners: dict[str, Path] = {}
    problems: list[Problem] = []
    claimed: dict[str, Problem] = {}
    for path, loaded in files.items():
        name, builtin = loaded.name, path.parent == BUILTIN
        problems += loaded.problems
        if name in owners:
            if loaded.blueprint is not None and not builtin:
                problems.append(Problem(str(path), loaded.name_line, f"the name {name!r} is taken by {owners[name]}"))
        elif loaded.blueprint is None:
            claimed.setdefault(name, _refusals(loaded)[0])
        elif not (builtin and name in claimed):
            owners[name] = path
            blueprints[name] = loaded.blueprint
    problems += [left_out] if left_out else []
    unusable = {name: problem for name, problem in claimed.items() if name not in blueprints}
    return _State(stamps, files, blueprints, tuple(problems), unusable, left_out)
