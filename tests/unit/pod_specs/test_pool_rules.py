"""A blueprint that takes a host port by number, in its own Pod parts, leaves the pools alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from islandmgr.resources.islands.cli.blueprint import blueprint
from pod_specs import BUILTIN, PortRange, check, load

POOLS = (PortRange("default", 30000, 32766), PortRange("big", 40000, 44999))
MORE = """
pod:
  {more}
  containers:
    - name: web
      image: islandmgr/sample:dev
      ports: [{{containerPort: 80, {port}}}]
"""


def file(folder: Path, port: str, more: str = "") -> Path:
    path = folder / "own.yaml"
    text = (BUILTIN / "sample.yaml").read_text().replace("name: sample\n", "name: own\n", 1)
    path.write_text(text + MORE.format(port=port, more=more))
    return path


@pytest.mark.parametrize("number", [30000, 30001, 31234, 32766, 44999])
@pytest.mark.parametrize("allowed", [True, False])
def test_a_port_of_a_pool_is_refused_even_when_the_operator_allows_it(
    tmp_path: Path, number: int, allowed: bool
) -> None:
    words = {f"hostPort={number}"} if allowed else set()
    problems = check(file(tmp_path, f"hostPort: {number}"), words, POOLS)
    name, first, last = ("big", 40000, 44999) if number > 40000 else ("default", 30000, 32766)
    (reason,) = [one.reason for one in problems if "port pool" in one.reason]
    assert f"{number} lies in the port pool '{name}' ({first}-{last})" in reason
    assert "spec.containers.web.ports.0.hostPort" in reason
    assert load([tmp_path], words, POOLS).broken == tuple(problems)


def test_ports_outside_of_all_pools_and_the_island_s_own_are_as_they_were(tmp_path: Path) -> None:
    assert check(file(tmp_path, "hostPort: 29999"), {"hostPort=29999"}, POOLS) == []
    (problem,) = check(file(tmp_path, "hostPort: 29999"), (), POOLS)
    assert "The operator may allow it" in problem.reason
    assert check(file(tmp_path, "hostPort: 31234"), {"hostPort=31234"}) == [], "with no pools known"


def test_the_command_takes_the_server_s_pools(tmp_path: Path) -> None:
    path = str(file(tmp_path, "hostPort: 50001"))
    run = CliRunner().invoke
    allow = ["check", path, "--allow", "hostPort=50001"]
    assert run(blueprint, allow).exit_code == 0
    refused = run(blueprint, allow, env={"ISLANDMGR_POOLS": "rooms=50000-50999"})
    assert refused.exit_code == 2
    assert "'rooms' (50000-50999)" in refused.output
    assert run(blueprint, [*allow, "--pools", "rooms=x"]).exit_code == 2
