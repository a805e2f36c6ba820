"""What a Pod says of its clock is taken within bounds."""

from __future__ import annotations

import json
from typing import Any, cast

import pytest

import pod_specs
from islandmgr.cluster.base import Cluster, ExecResult
from islandmgr.config.settings import Settings
from islandmgr.kernel.context import Parts
from islandmgr.model.errors import Unavailable
from islandmgr.resources.clocks.rules.verdict import OLD_SENTENCE, PodProblem
from islandmgr.resources.clocks.service import pod_clock
from islandmgr.store import Store
from tests.integration.store.rows import island

GOOD = {"fake": 1.5, "real": 2.5, "resolution": 0.001, "loaded": True, "unloaded": [], "line": "+0", "problem": None}


class Saying:
    """A cluster in which every command writes the same."""

    def __init__(self, text: str) -> None:
        self.text = text

    def exec(self, *_: Any, **__: Any) -> ExecResult:
        return ExecResult(0, self.text.encode(), b"")


def parts_saying(text: str) -> Parts:
    return Parts(Settings(), cast(Store, None), cast(Cluster, Saying(text)), pod_specs.load([]))


def test_a_measurement_is_read() -> None:
    assert pod_clock.measure(parts_saying(json.dumps(GOOD)), island()).fake == 1.5


@pytest.mark.parametrize("field", ["fake", "real", "resolution"])
@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e300", "1" + "0" * 400, '"x"', "[]", "[" * 5000])
def test_a_number_that_is_none_is_refused(field: str, value: str) -> None:
    text = json.dumps({**GOOD, field: "@"}).replace('"@"', value)
    with pytest.raises(Unavailable, match="did not say what time it is"):
        pod_clock.measure(parts_saying(text), island())
    if field == "real":
        with pytest.raises(Unavailable, match="did not say whether it set the clock"):
            pod_clock.write(parts_saying(text), island(), island().clock)


def test_long_words_are_cut() -> None:
    measured = pod_clock.measure(
        parts_saying(json.dumps({**GOOD, "line": "x" * 10_000, "problem": "y" * 10_000})), island()
    )
    assert measured.line == "x" * 500
    assert measured.problem == PodProblem(OLD_SENTENCE, {"text": "y" * 500})
