"""One blueprint file: from text to a Blueprint, or to the list of everything wrong with it, with lines."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pod_specs import yaml_lines
from pod_specs.blueprint import Blueprint
from pod_specs.judging import Finding, Installation, judge
from pod_specs.yaml_lines import START, Document

USUAL = Installation()
"""An installation that allows nothing beyond the usual."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a file; `str` gives `file:line: reason`. Lines and columns count from 1.

    A `warning` is about what is probably not meant, and keeps nobody from using the file.
    """

    file: str
    line: int
    reason: str
    column: int = 1
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {'warning: ' if self.warning else ''}{self.reason}"


@dataclass(frozen=True)
class Loaded:
    """What became of a file: the blueprint, or problems, or both if these are warnings. `name` is the one it claims, as
    far as it can be read."""

    file: Path
    name: str
    blueprint: Blueprint | None
    problems: tuple[Problem, ...]
    name_line: int = 1


def load_file(path: Path, where: Installation = USUAL) -> Loaded:
    """Read and check one file, down to a trial Pod. Raises nothing."""
    try:
        content = _content(path)
        if len(content) > yaml_lines.LARGEST:
            return _refused(path, yaml_lines.TOO_LARGE)
        text = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8").read()
    except UnicodeDecodeError as error:
        return _refused(path, f"not UTF-8 text: {error.reason} at byte {error.start}")
    except OSError as error:
        return _refused(path, f"cannot be read: {error.strerror}")
    return load_text(text, path, where)


def _content(path: Path) -> bytes:
    """No more than tells that it is too large, and no waiting for a pipe. Raises OSError."""
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK)) as file:
        return file.read(yaml_lines.LARGEST + 1)


def load_text(text: str, path: Path, where: Installation = USUAL) -> Loaded:
    """Like `load_file`, for text that is already here; `path` is for the messages."""
    try:
        document = yaml_lines.read(text)
    except yaml_lines.BadYaml as error:
        return _loaded(path, None, None, [Finding(error.mark, error.reason)])
    blueprint, found = judge(document, where)
    return _loaded(path, document, blueprint, found)


def _refused(path: Path, reason: str) -> Loaded:
    return _loaded(path, None, None, [Finding(START, reason)])


def _loaded(path: Path, document: Document | None, blueprint: Blueprint | None, found: Iterable[Finding]) -> Loaded:
    tree = document.tree if document is not None and isinstance(document.tree, Mapping) else {}
    line = document.lines.at(("name",)).line if document is not None else 1
    problems = tuple(Problem(str(path), one.mark.line, one.reason, one.mark.column, one.warning) for one in found)
    return Loaded(path, str(tree.get("name") or path.stem), blueprint, problems, line)
