"""Everything that is wrong with a blueprint, from its YAML to its Pod, in one run."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from islandmgr.model.errors import Invalid
from pod_specs import pool_rules
from pod_specs.arguments import did_you_mean
from pod_specs.blueprint import Blueprint
from pod_specs.complaints import odd_texts
from pod_specs.faults import Fault, Place
from pod_specs.placeholders import BadPlaceholder, Ref, refs
from pod_specs.pool_rules import PortRange
from pod_specs.render import findings_of, manifest_of
from pod_specs.stand_ins import Repair, repaired
from pod_specs.trial_render import OTHER_PORT, trial
from pod_specs.value_sources import origin
from pod_specs.values import placeholder_types
from pod_specs.yaml_lines import START, Document, Mark, Path

FILLED_SECTIONS = frozenset(
    {"image", "command", "working_dir", "env", "readiness", "resources", "code", "keep", "node_selector"}
    | {"faketime_library", "pod"}
)
"""Where placeholders are replaced; anywhere else they are refused."""
MAY_BE_LEFT_OUT = frozenset({"command", "env"})
"""Where an optional argument may be used: the word or the variable is left out when it was not given."""


@dataclass(frozen=True, order=True)
class Finding:
    """A `warning` keeps nobody from using the blueprint."""

    mark: Mark
    reason: str
    warning: bool = False


Remarks = Callable[[Mapping[str, Any]], Iterable[tuple[Place, str]]]
"""What a cluster says of a Pod that it would take: each with its place in the manifest."""


@dataclass(frozen=True)
class Installation:
    """Where a blueprint is to be used: what it may use there besides the usual (see `allowlist`), the port pools (see
    `pool_rules`), and the cluster's remarks, which are told as warnings."""

    allowed: Collection[str] = ()
    pools: Sequence[PortRange] = ()
    remarks: Remarks | None = None


def judge(document: Document, where: Installation) -> tuple[Blueprint | None, list[Finding]]:
    """The blueprint, None when something is wrong with it, and all there is to say. What rests on a faulty part is not
    judged."""
    found = [Finding(mark, _with_column(mark, reason)) for mark, reason in document.faults]
    if not isinstance(document.tree, Mapping):
        return None, found or [Finding(START, "a blueprint is a mapping that begins with `name: ...`")]
    lines, repair = document.lines, Repair(dict(document.tree))
    if document.broke_off:  # what comes behind the mistake is not known
        for key in Blueprint.model_fields.keys() - document.tree.keys():
            repair.cut((key,))
    odd = list(odd_texts(lines))
    blueprint, complaints = repaired(repair, lines)
    twice = {one.place for one in odd}
    found += [Finding(lines.at(one.place), _with_column(lines.at(one.place), one.reason)) for one in odd]
    found += [Finding(lines.at(one.place), one.reason) for one in complaints if one.place not in twice]
    if blueprint is None:
        return None, sorted(set(found))
    misplaced = list(_placeholder_faults(blueprint, repair))
    found += [Finding(lines.at(place), reason) for place, reason in misplaced if reason]
    for place, _ in misplaced:
        repair.cut(place)
    usable = repaired(repair, lines)[0] if misplaced else blueprint
    if usable is not None:
        found += _trial_findings(usable, document, repair, where)
    good = all(one.warning for one in found)
    return (blueprint if good else None), sorted(set(found))


def _placeholder_faults(blueprint: Blueprint, repair: Repair) -> Iterator[tuple[Path, str]]:
    types = placeholder_types(blueprint)
    optional = {f"args.{name}" for name, arg in blueprint.args.items() if arg.default is None and not arg.required}
    for place, text in _strings(repair.tree, ()):
        section = str(place[0])
        if section not in FILLED_SECTIONS:
            if "{{" in text:
                yield place, f"{text!r}: placeholders are not replaced in `{section}`"
            continue
        own = types if section != "code" else {name: kind for name, kind in types.items() if "code." not in name}
        try:
            for ref in refs(text):
                unknown = _is_unknown(ref, repair)
                reason = "" if unknown else _fault_of(ref, own)
                if not unknown and not reason and ref.name in optional and section not in MAY_BE_LEFT_OUT:
                    reason = f"{ref.name} may be missing at a start; here it needs a `default` or `required: true`"
                if reason or unknown:
                    yield place, reason
        except BadPlaceholder as error:
            yield place, str(error)


def _is_unknown(ref: Ref, repair: Repair) -> bool:
    """It stands for something that could not be read: nothing is said of it, and nothing can be filled in."""
    section, _, name = ref.name.partition(".")
    if section not in ("args", "ports", "code"):
        return False
    return repair.blurs((section, name) if section == "args" else (section,))


def _fault_of(ref: Ref, types: Mapping[str, type]) -> str:
    if ref.name not in types:
        return f"unknown placeholder {{{{ {ref.name} }}}}; {did_you_mean(ref.name, types)}"
    if ref.plus is not None and types[ref.name] is not int:
        return f"{{{{ {ref.name} }}}} is no number, so nothing can be added to it"
    return ""


def _strings(node: Any, place: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(node, str):
        yield place, node
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield from _strings(value, (*place, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _strings(value, (*place, number))


def _trial_findings(blueprint: Blueprint, document: Document, repair: Repair, where: Installation) -> Iterator[Finding]:
    """Make a Pod for an invented island and see whether it would be taken."""
    given, lines = trial(blueprint, allowed=where.allowed), document.lines
    try:
        manifest = manifest_of(blueprint, given)
    except Invalid as error:
        if not repair.unknown:
            yield Finding(START, error.message)
        return
    named = ("name",) in repair.unknown or ("server_container",) in repair.unknown
    in_pools = _pool_faults(blueprint, manifest, where.pools)
    places = {fault.place for fault in in_pools}
    others = (fault for fault in findings_of(manifest, blueprint, given) if fault.place not in places)
    for fault in (*in_pools, *others):
        place = origin(fault.place, blueprint)
        if repair.blurs(place) or (named and place[:1] == ("pod",)) or (not place and repair.unknown):
            continue
        odd, mark = lines.odd.get(place), lines.at(place)
        written = f" (written {odd.written}, column {mark.column})" if odd else ""
        yield Finding(mark, f"in the Pod, {fault}{written}", fault.warning)

    for there, words in where.remarks(manifest) if where.remarks else ():
        place = origin(there, blueprint)
        if not repair.blurs(place):
            yield Finding(lines.at(place), words, warning=True)


def _pool_faults(blueprint: Blueprint, manifest: Mapping[str, Any], pools: Sequence[PortRange]) -> list[Fault]:
    """Ports that the file itself has numbers for: those which are the same for an island with other ports."""
    found = list(pool_rules.faults(manifest, (), pools)) if "ports" in str(blueprint.pod) else []
    if not found:
        return []
    other = set(pool_rules.host_ports(manifest_of(blueprint, trial(blueprint, first_port=OTHER_PORT))))
    fixed = {place for place, number in pool_rules.host_ports(manifest) if (place, number) in other}
    return [fault for fault in found if fault.place in fixed]


def _with_column(mark: Mark, reason: str) -> str:
    """How a line is read hangs on single signs."""
    return f"{reason} (column {mark.column})" if mark.column > 1 else reason
