"""A manager whose islands are the programs, as this machine has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from islandmgr.cluster.local.client import LocalCluster
from tests import ports
from tests.integration.clock_programs.programs import EVERY, PLAIN, Program, blueprint
from tests.integration.clock_programs.trial import Trial
from tests.integration.serving import Serving, serving

MakeTrial = Callable[..., Trial]


@pytest.fixture(scope="package")
def manager(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("programs")
    (folder / "blueprints").mkdir()
    for program in EVERY:
        (folder / "blueprints" / f"{program.name}.yaml").write_text(blueprint(program))
        (folder / "blueprints" / f"{program.name}{PLAIN}.yaml").write_text(blueprint(program, plain=True))
    (folder / "data/local/volumes/sample-code/dev").mkdir(parents=True)
    with serving(
        folder / "data", pools=ports.pool(60), blueprints=folder / "blueprints", local_images="islandmgr/programs="
    ) as running:
        yield running


@pytest.fixture
def make_trial(manager: Serving) -> Iterator[MakeTrial]:
    """`make_trial(program, plain=False)`: an island of it that runs; gone when the test ends."""
    made: list[Trial] = []
    cluster = LocalCluster(manager.data / "local")

    def make(program: Program, *, plain: bool = False) -> Trial:
        program.make(manager.data / "local/volumes/sample-code/dev")
        made.append(Trial(manager, cluster, program, plain=plain))
        return made[-1]

    yield make
    for one in made:
        one.remove()
    cluster.close()
