"""One blueprint file: from text to a Blueprint, or to the list of everything wrong with it, with lines."""

from __future__ import annotations

import io
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from islandmgr.model.errors import Invalid
from pod_specs import pool_rules, yaml_lines, yaml_plain
from pod_specs.arguments import did_you_mean
from pod_specs.blueprint import Blueprint
from pod_specs.complaints import explain
from pod_specs.faults import Fault
from pod_specs.placeholders import BadPlaceholder, Ref, refs
from pod_specs.pool_rules import PortRange
from pod_specs.render import faults_of, manifest_of
from pod_specs.trial_render import OTHER_PORT, trial
from pod_specs.value_sources import origin
from pod_specs.values import placeholder_types
from pod_specs.yaml_lines import Lines

FILLED_SECTIONS = frozenset(
    {"image", "command", "working_dir", "env", "readiness", "resources", "code", "keep", "node_selector"}
    | {"faketime_library", "pod"}
)
"""Where placeholders are replaced; anywhere else they are refused."""
MAY_BE_LEFT_OUT = frozenset({"command", "env"})
"""Where an optional argument may be used: the word or the variable is left out when it was not given."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a file; `str` gives `file:line: reason`. Lines count from 1."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


@dataclass(frozen=True)
class Loaded:
    """What became of a file: the blueprint, or problems. `name` is the one it claims, as far as it can be read."""

    file: Path
    name: str
    blueprint: Blueprint | None
    problems: tuple[Problem, ...]
    name_line: int = 1


def load_file(path: Path, allowed: Collection[str] = (), pools: Sequence[PortRange] = ()) -> Loaded:
    """Read and check one file, down to a trial Pod. `allowed`: see `allowlist`; `pools`: see `pool_rules`. Raises
    nothing."""
    try:
        content = _content(path)
        if len(content) > yaml_lines.LARGEST:
            return _refused(path, [(1, yaml_lines.TOO_LARGE)])
        text = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8").read()
    except UnicodeDecodeError as error:
        return _refused(path, [(1, f"not UTF-8 text: {error.reason} at byte {error.start}")])
    except OSError as error:
        return _refused(path, [(1, f"cannot be read: {error.strerror}")])
    return load_text(text, path, allowed, pools)


def _content(path: Path) -> bytes:
    """No more than tells that it is too large, and no waiting for a pipe. Raises OSError."""
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK)) as file:
        return file.read(yaml_lines.LARGEST + 1)


def load_text(text: str, path: Path, allowed: Collection[str] = (), pools: Sequence[PortRange] = ()) -> Loaded:
    """Like `load_file`, for text that is already here; `path` is for the messages."""
    plain = yaml_plain.read(text) if len(text) <= yaml_lines.LARGEST else None
    if plain is not None:
        loaded = _checked(path, *plain, allowed, pools)
        if loaded.blueprint is not None:
            return loaded
    try:
        tree, lines = yaml_lines.read(text)
    except yaml_lines.BadYaml as error:
        return _refused(path, [(error.line, error.reason)])
    return _checked(path, tree, lines, allowed, pools)


def _checked(path: Path, tree: Any, lines: Lines, allowed: Collection[str], pools: Sequence[PortRange]) -> Loaded:
    if not isinstance(tree, Mapping):
        return _refused(path, [(1, "a blueprint is a mapping that begins with `name: ...`")])
    try:
        blueprint = Blueprint.model_validate(tree)
    except ValidationError as error:
        return _refused(path, sorted(set(explain(error, lines))), tree)
    found = list(_placeholder_faults(blueprint, tree, lines)) or list(_trial_faults(blueprint, lines, allowed, pools))
    if found:
        return _refused(path, found, tree)
    return Loaded(path, blueprint.name, blueprint, (), lines.of(("name",)))


def _refused(path: Path, found: list[tuple[int, str]], tree: Mapping[str, Any] | None = None) -> Loaded:
    name = str((tree or {}).get("name") or path.stem)
    return Loaded(path, name, None, tuple(Problem(str(path), line, reason) for line, reason in found))


def _placeholder_faults(blueprint: Blueprint, tree: Mapping[str, Any], lines: Lines) -> Iterator[tuple[int, str]]:
    types = placeholder_types(blueprint)
    optional = {f"args.{name}" for name, arg in blueprint.args.items() if arg.default is None and not arg.required}
    for place, text in _strings(tree, ()):
        section = str(place[0])
        if section not in FILLED_SECTIONS:
            if "{{" in text:
                yield lines.of(place), f"{text!r}: placeholders are not replaced in `{section}`"
            continue
        own = types if section != "code" else {name: kind for name, kind in types.items() if "code." not in name}
        try:
            for ref in refs(text):
                reason = _fault_of(ref, own)
                if not reason and ref.name in optional and section not in MAY_BE_LEFT_OUT:
                    reason = f"{ref.name} may be missing at a start; here it needs a `default` or `required: true`"
                if reason:
                    yield lines.of(place), reason
        except BadPlaceholder as error:
            yield lines.of(place), str(error)


def _fault_of(ref: Ref, types: Mapping[str, type]) -> str:
    if ref.name not in types:
        return f"unknown placeholder {{{{ {ref.name} }}}}; {did_you_mean(ref.name, types)}"
    if ref.plus is not None and types[ref.name] is not int:
        return f"{{{{ {ref.name} }}}} is no number, so nothing can be added to it"
    return ""


def _strings(node: Any, place: yaml_lines.Path) -> Iterator[tuple[yaml_lines.Path, str]]:
    if isinstance(node, str):
        yield place, node
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield from _strings(value, (*place, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _strings(value, (*place, number))


def _trial_faults(
    blueprint: Blueprint, lines: Lines, allowed: Collection[str], pools: Sequence[PortRange]
) -> Iterator[tuple[int, str]]:
    """Make a Pod for an invented island and see whether it would be taken."""
    given = trial(blueprint, allowed=allowed)
    try:
        manifest = manifest_of(blueprint, given)
    except Invalid as error:
        yield 1, error.message
        return
    in_pools = _pool_faults(blueprint, manifest, pools)
    places = {fault.place for fault in in_pools}
    others = (fault for fault in faults_of(manifest, blueprint, given) if fault.place not in places)
    for fault in (*in_pools, *others):
        yield lines.of(origin(fault.place, blueprint)), f"in the Pod, {fault}"


def _pool_faults(blueprint: Blueprint, manifest: Mapping[str, Any], pools: Sequence[PortRange]) -> list[Fault]:
    """Ports that the file itself has numbers for: those which are the same for an island with other ports."""
    found = list(pool_rules.faults(manifest, (), pools)) if "ports" in str(blueprint.pod) else []
    if not found:
        return []
    other = set(pool_rules.host_ports(manifest_of(blueprint, trial(blueprint, first_port=OTHER_PORT))))
    fixed = {place for place, number in pool_rules.host_ports(manifest) if (place, number) in other}
    return [fault for fault in found if fault.place in fixed]
