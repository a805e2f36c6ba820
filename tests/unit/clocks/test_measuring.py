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
from islandmgr.resources.clocks.rules.processes import PodProblem, Process, Reach, Unreached
from islandmgr.resources.clocks.rules.verdict import OLD_SENTENCE
from islandmgr.resources.clocks.rules.zone import ZoneSeen
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


SEEN = {"pid": 12, "name": "redis-server", "line": "+0", "read_at": 2.25, "asked": 7, "problem": None}
TELLING = {
    **GOOD,
    "changed_at": 1,
    "seen": [SEEN, {**SEEN, "pid": 13, "line": None, "read_at": None, "problem": {"code": "unreadable"}}],
    "unreached": [{"pid": 14, "name": "game", "kind": "go"}, {"pid": 15, "name": "x", "kind": "of tomorrow"}],
    "zone": {"name": "Asia/Kolkata", "offset": "+0530", "file": True},
}


def test_what_processes_tell_is_read() -> None:
    measured = pod_clock.measure(parts_saying(json.dumps(TELLING)), island())
    assert measured.seen == (
        Process(12, "redis-server", "+0", 2.25, 7),
        Process(13, "redis-server", None, None, 7, PodProblem("unreadable")),
    )
    assert measured.unreached == (Unreached(14, "game", Reach.GO), Unreached(15, "x", Reach.OTHER))
    assert measured.zone == ZoneSeen("Asia/Kolkata", 19800, True)
    assert measured.changed_at == 1


def test_a_pod_of_an_older_version_tells_nothing_of_processes() -> None:
    measured = pod_clock.measure(parts_saying(json.dumps(GOOD)), island())
    assert (measured.seen, measured.unreached, measured.zone, measured.changed_at) == (None, (), None, None)


@pytest.mark.parametrize("offset", ["", "UTC", "+8", "+080000", "-0330"])
def test_an_offset_that_is_none_is_not_known(offset: str) -> None:
    said = {**TELLING, "zone": {"name": "x", "offset": offset, "file": "yes"}}
    zone = pod_clock.measure(parts_saying(json.dumps(said)), island()).zone
    assert zone == ZoneSeen("x", -12600 if offset == "-0330" else None, None)


def test_of_very_many_processes_some_are_looked_at() -> None:
    said = {**TELLING, "seen": [SEEN] * 5000, "unreached": [{"pid": 1, "name": "y" * 999, "kind": []}] * 5000}
    measured = pod_clock.measure(parts_saying(json.dumps(said)), island())
    assert len(measured.seen or ()) == len(measured.unreached) == pod_clock.MOST
    assert measured.unreached[0] == Unreached(1, "y" * 40, Reach.OTHER)


@pytest.mark.parametrize("seen", ["x", {"pid": 1}, [1], [{**SEEN, "pid": "x"}], [{**SEEN, "read_at": 1e300}]])
def test_what_is_no_process_is_refused(seen: object) -> None:
    with pytest.raises(Unavailable, match="did not say what time it is"):
        pod_clock.measure(parts_saying(json.dumps({**TELLING, "seen": seen})), island())
