"""Looking at a blueprint before there is an island: what is wrong with a file, and the Pod it would make, as text."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import SafeRepresenter

from islandmgr.model.errors import Invalid
from pod_specs.blueprint import Blueprint
from pod_specs.judging import Installation, Remarks
from pod_specs.loading import Problem, load_file
from pod_specs.pool_rules import PortRange
from pod_specs.render import render
from pod_specs.trial_render import trial

PLAIN = re.compile(r"[A-Za-z/][A-Za-z0-9/._-]*")
NOT_TEXT = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])


def check(
    path: Path | str,
    allowed: Collection[str] = (),
    pools: Sequence[PortRange] = (),
    remarks: Remarks | None = None,
) -> list[Problem]:
    """Everything wrong with one file, down to what would be refused of a trial Pod; only warnings when it is good. See
    `Installation` for what else is given."""
    return list(load_file(Path(path), Installation(allowed, pools, remarks)).problems)


def open_file(path: Path | str, allowed: Collection[str] = ()) -> Blueprint:
    """The blueprint in one file. Raises Invalid with all its problems, a line each."""
    loaded = load_file(Path(path), Installation(allowed))
    if loaded.blueprint is None:
        raise Invalid("\n".join(map(str, loaded.problems)), problems=[str(problem) for problem in loaded.problems])
    return loaded.blueprint


def preview(
    blueprint: Blueprint,
    *,
    island_id: int = 1,
    owner: str = "somebody",
    branch: str = "dev",
    args: Mapping[str, Any] | None = None,
    allowed: Collection[str] = (),
) -> dict[str, Any]:
    """The Pod for an invented island, with a pretended token, on ports from 30000 on. Raises Invalid like `render`."""
    given = trial(blueprint, island_id=island_id, owner=owner, branch=branch, args=args, allowed=allowed)
    return render(blueprint, given)


def as_yaml(manifest: Mapping[str, Any]) -> str:
    """YAML that every reader takes for the same Pod, YAML 1.1 ones included (`no`, `012`, `1:30` are quoted)."""
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    yaml.Representer = _Quoting
    yaml.width = 1000
    out = StringIO()
    yaml.dump(manifest, out)
    return out.getvalue()


class _Quoting(SafeRepresenter):
    """Quotes every string but plain words."""

    def quoted(self, text: str) -> ScalarNode:
        plain = PLAIN.fullmatch(text) and text.lower() not in NOT_TEXT
        return self.represent_scalar("tag:yaml.org,2002:str", text, style=None if plain else '"')

    def ignore_aliases(self, _: Any) -> bool:
        return True


_Quoting.add_representer(str, _Quoting.quoted)
