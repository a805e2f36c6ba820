"""The domain's data as JSON."""

from dataclasses import replace

import pytest

from islandmgr.model.domain import Clock, ClockMode, Exit, Island, Port, State, Wanted
from islandmgr.resources.islands.shared import answers as island_answers
from islandmgr.web import serialization

ISLAND = Island(
    id=12,
    name="sample-qa01-dev-12",
    blueprint="sample",
    branch="dev",
    owner="qa01",
    note="",
    wanted=Wanted.RUN,
    state=State.RUNNING,
    reason="",
    incarnation=1,
    pool="default",
    ports=(Port("time", 30000), Port("echo", 30001)),
    clock=Clock(ClockMode.SHIFT, offset=3600, asked="+1h"),
    args={"workers": 2},
    created_at=1_795_168_800.0,
    changed_at=1_795_168_800.1234,
    host="127.0.0.2",
    node="local-1",
)


def test_times_are_utc_with_milliseconds() -> None:
    assert serialization.moment(1_795_168_800.1234) == "2026-11-20T10:00:00.123Z"
    assert serialization.moment(None) is None


def test_an_island() -> None:
    found = island_answers.island(ISLAND, "Asia/Shanghai")
    assert found["ports"] == {"time": 30000, "echo": 30001}
    assert found["address"] == "127.0.0.2:30000"
    assert found["clock"]["zone"] == "Asia/Shanghai"
    assert found["clock"]["offset"] == 3600
    assert found["registered_at"] is None
    assert found["exit"] is None


def test_what_is_documented_is_what_is_sent() -> None:
    crashed = replace(ISLAND, exit=Exit(3, "It ended by itself", 1_795_168_800.0))
    found = island_answers.island(crashed, "UTC")
    assert found.keys() == island_answers.Island.model_fields.keys()
    island_answers.Island.model_validate(found)


def test_an_island_without_a_node_has_no_address() -> None:
    assert island_answers.island(replace(ISLAND, host=""), "UTC")["address"] is None


@pytest.mark.parametrize(("host", "address"), [("10.0.0.1", "10.0.0.1:5"), ("fd00::1", "[fd00::1]:5")])
def test_an_address_can_be_pasted(host: str, address: str) -> None:
    assert serialization.address(host, 5) == address
