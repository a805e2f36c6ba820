"""Many Pods at once, in every way that Pods come and go."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.integration.cluster_contract.beds import SERVER
from tests.integration.local_cluster.homes import LocalBed, home, kill_agent, wait_no_processes

SCRIPTS = [
    "exit 0",
    "exit 3",
    "kill -KILL $$$$",
    "trap 'exit 0' TERM; while :; do sleep 0.1; done",
    "trap '' TERM; while :; do sleep 0.1; done",
    "setsid sleep 1000 & sleep 1000",
    "while :; do echo a lot of output; done",
    "x=a; while :; do x=$x$x; done",
]


@pytest.mark.parametrize("isolation", ["namespaces", "plain"])
def test_after_a_storm_nothing_is_left(tmp_path: Path, isolation: str) -> None:
    with home(tmp_path, isolation=isolation) as bed:
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda seed: one_life(bed, random.Random(seed)), range(48)))
        for name in bed.made:
            bed.wait_gone(name)
        wait_no_processes(tmp_path)
        assert list((tmp_path / "pods").iterdir()) == []
        assert {node.memory_requested for node in bed.cluster.list_nodes()} == {0}


def one_life(bed: LocalBed, dice: random.Random) -> None:
    """Start a Pod, perhaps look into it, delete it in one of the ways there are, at any time of its life."""
    prepare = bed.container(dice.choice(SCRIPTS[:4]), name="prepare")
    spec = {"initContainers": [prepare]} if dice.random() < 0.3 else {}
    name = bed.start(dice.choice(SCRIPTS), resources={"limits": {"memory": "32Mi"}}, spec=spec)
    for _ in range(dice.randrange(4)):
        pod = bed.cluster.get_pod(name)
        assert pod is not None
        b"".join(bed.cluster.logs(name, SERVER, tail=10))
        bed.cluster.pod_events(name)
    if dice.random() < 0.2:
        bed.cluster.cordon("local-3", dice.random() < 0.5)
    bed.cluster.delete_pod(name, grace_seconds=dice.choice([0, 1, 2]), force=dice.random() < 0.2)
    if dice.random() < 0.3:
        bed.cluster.delete_pod(name, grace_seconds=0)


def test_an_agent_killed_again_and_again(tmp_path: Path) -> None:
    dice = random.Random(7)
    with home(tmp_path) as bed:
        for _ in range(5):
            for script in dice.sample(SCRIPTS, 4):
                bed.start(script, resources={"limits": {"memory": "32Mi"}})
            bed.cluster.delete_pod(dice.choice(bed.made), grace_seconds=1)
            kill_agent(tmp_path)
            known = {pod.name: pod for pod in bed.cluster.list_pods()}
            assert {pod.phase for pod in known.values()} <= {"Failed", "Succeeded"}
            wait_no_processes(tmp_path)
        bed.clean()
        assert list((tmp_path / "pods").iterdir()) == []
