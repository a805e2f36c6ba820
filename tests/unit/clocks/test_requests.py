"""Wishes that need more than arithmetic: other islands, the past, the present clock, several calendars."""

from __future__ import annotations

from typing import Any

import pytest

from islandmgr.model.domain import Clock, ClockMode
from islandmgr.model.errors import Conflict, Invalid, NotFound
from islandmgr.resources.clocks.service.requests import Around, Calendar, joined, wished

NOW = 1_790_000_000.25
DAY = 86400
TOMORROW = Clock(ClockMode.SHIFT, offset=DAY, asked="+1d")
FROZEN = Clock(ClockMode.FREEZE, frozen_at=1_800_000_000)


def other(island: int) -> Clock:
    if island == 17:
        return FROZEN
    raise NotFound(f"There is no island {island}.")


def around(clock: Clock = TOMORROW, before: Clock | None = None) -> Around:
    return Around(clock, NOW, Calendar("Asia/Shanghai", {"reset": {"at": "05:00"}}), before, other)


def test_the_same_as_another_island() -> None:
    clock = wished({"mode": "same", "island": 17}, around())
    assert (clock.frozen_at, clock.asked) == (FROZEN.frozen_at, "= #17")


def test_undo() -> None:
    assert wished({"mode": "undo"}, around(before=FROZEN)) is FROZEN
    with pytest.raises(Conflict, match="no change"):
        wished({"mode": "undo"}, around())


def test_moved_counts_from_the_present_clock() -> None:
    assert wished({"mode": "moved", "by": "-1h"}, around()).offset == DAY - 3600
    assert wished({"mode": "moved", "by": "+1h"}, around(FROZEN)).frozen_at == 1_800_003_600


def test_moments_are_the_calendars() -> None:
    clock = wished({"mode": "freeze", "moment": "reset", "before": "30s"}, around())
    assert clock.frozen_at is not None
    assert clock.frozen_at % DAY == 21 * 3600 - 30  # 04:59:30 in Shanghai


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"mode": "same"}, "which island"),
        ({"mode": "same", "island": True}, "which island"),
        ({"mode": "same", "island": 18}, "no island 18"),
        ({"mode": "same", "island": 17, "at": "12:00"}, "no field 'at'"),
        ({"mode": "undo", "island": 17}, "no field 'island'"),
        ({"mode": "moved"}, "missing"),
        ({"mode": "moved", "by": "1h"}, "'1h'"),
        ({"mode": "moved", "by": "+9000w"}, "2099"),
        ({"mode": "real", "island": 17}, "'island'"),
    ],
    ids=str,
)
def test_what_cannot_be(wish: dict[str, Any], said: str) -> None:
    with pytest.raises(Invalid, match=said):
        wished(wish, around())


def test_calendars_of_several_blueprints() -> None:
    """Each moment keeps the zone of the blueprint it is from; a name that is taken keeps its first meaning."""
    ours = Calendar("Asia/Shanghai", {"reset": {"at": "05:00"}, "shop": {"at": "12:00", "zone": "Europe/Paris"}})
    theirs = Calendar("UTC", {"reset": {"at": "00:00"}, "noon": {"at": "12:00"}})
    both = joined([ours, theirs], "Asia/Tokyo")
    assert both.zone == "Asia/Tokyo"
    assert both.moments == {
        "reset": {"at": "05:00", "zone": "Asia/Shanghai"},
        "shop": {"at": "12:00", "zone": "Europe/Paris"},
        "noon": {"at": "12:00", "zone": "UTC"},
    }
