"""One island's clock: every way to ask, what is said beforehand, what is kept afterwards."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.integration.clock.islands import Islands, epoch

HOUR, DAY = 3600, 86400


@pytest.mark.parametrize(
    ("wish", "ahead"),
    [
        ({"mode": "shift", "shift": "+2d3h"}, 2 * DAY + 3 * HOUR),
        ({"mode": "shift", "shift": "-90m"}, -90 * 60),
        ({"mode": "moved", "by": "+1h"}, HOUR),
        ({"mode": "real"}, 0),
    ],
    ids=str,
)
def test_the_server_itself_shows_it(islands: Islands, wish: dict[str, Any], ahead: int) -> None:
    island = islands.ids[0]
    report = islands.set(island, **wish)
    assert report["applied"] is True
    assert abs(report["error_ms"]) < 500
    islands.shows(island, ahead)


def test_at_a_time_of_another_zone(islands: Islands) -> None:
    report = islands.set(islands.ids[0], mode="at", at="2027-02-16 23:59:30", zone="Asia/Shanghai")
    assert -1 < epoch(report["island_time"]) - epoch("2027-02-16T15:59:30Z") < 30
    islands.shows(islands.ids[0], report["wanted"]["offset"])


def test_a_named_moment_is_one_wish_away(islands: Islands) -> None:
    moments = {one["name"]: one for one in islands.report(islands.ids[0])["moments"]}
    report = islands.set(islands.ids[0], mode="at", moment="daily-reset", before="30s")
    coming = epoch(moments["daily-reset"]["next"]) - epoch(report["island_time"])
    assert -1 < coming <= 31
    assert report["wanted"]["asked"] == "30s before daily-reset"
    refused = islands.refused(islands.ids[0], mode="at", moment="the-end")
    assert (refused["status"], "'the-end'" in refused["message"]) == (422, True)


def test_time_stands_and_goes_on_from_there(islands: Islands) -> None:
    island = islands.ids[0]
    report = islands.set(island, mode="freeze", at="2028-02-29 12:00")
    stands = epoch("2028-02-29T12:00:00Z")
    assert report["measured"]["fake"] == "2028-02-29T12:00:00.000Z"
    report = islands.set(island, mode="rate", rate=1)
    assert report["wanted"]["mode"] == "at"
    assert -1 < epoch(report["island_time"]) - stands < 30


def test_undo_and_moved_go_by_the_present_clock(islands: Islands) -> None:
    island = islands.ids[0]
    islands.set(island, mode="shift", shift="+1d")
    assert islands.set(island, mode="moved", by="+1h")["wanted"]["offset"] == DAY + HOUR
    assert islands.set(island, mode="moved", by="-2h")["wanted"]["offset"] == DAY - HOUR
    assert islands.set(island, mode="undo")["wanted"]["offset"] == DAY + HOUR
    assert islands.set(island, mode="undo")["wanted"]["offset"] == DAY - HOUR
    islands.shows(island, DAY - HOUR)


def test_the_same_time_as_another_island(islands: Islands) -> None:
    one, other = islands.ids[:2]
    islands.set(other, mode="shift", shift="-3d")
    assert islands.set(one, mode="same", island=other)["wanted"]["offset"] == -3 * DAY
    islands.shows(one, -3 * DAY)
    refused = islands.refused(one, mode="same", island=10**9)
    assert (refused["status"], "no island 1000000000" in refused["message"]) == (422, True)


def test_nothing_to_undo(islands: Islands) -> None:
    manager = islands.manager
    fresh = manager.start_island()["id"]
    assert islands.refused(fresh, mode="undo")["status"] == 409
    manager.json("DELETE", f"/islands/{fresh}")


@pytest.mark.parametrize(
    "wish",
    [
        {"mode": "at"},
        {"mode": "moved"},
        {"mode": "moved", "by": "1h"},
        {"mode": "same"},
        {"mode": "undo", "by": "+1h"},
        {"mode": "real", "at": "12:00"},
        {"mode": "shift", "shift": "+100y"},
        {"mode": "rate", "rate": 61},
        {"mode": "at", "at": "2100-01-01 00:00"},
        {"mode": "at", "at": "+0\n@2026-01-01"},
    ],
    ids=str,
)
def test_what_is_no_time_changes_nothing(islands: Islands, wish: dict[str, Any]) -> None:
    before = islands.report(islands.ids[0])
    assert islands.refused(islands.ids[0], **wish)["status"] == 422
    after = islands.report(islands.ids[0])
    assert (after["wanted"], after["history"][0]["id"]) == (before["wanted"], before["history"][0]["id"])


def test_a_preview_says_what_would_happen_and_changes_nothing(islands: Islands) -> None:
    island = islands.ids[0]
    preview = islands.manager.json("POST", f"/islands/{island}/clock/preview", {"mode": "moved", "by": "+1d"})
    assert preview["jump_seconds"] == DAY
    assert preview["clock"]["offset"] == DAY
    assert {one["effect"] for one in preview["warnings"]} == {"burst", "tokens", "files"}
    assert all(one["sentence"].endswith(".") for one in preview["warnings"])
    assert islands.report(island)["wanted"]["offset"] == 0


def test_history_tells_who_why_and_what_came_of_it(islands: Islands) -> None:
    island = islands.ids[0]
    report = islands.set(island, mode="shift", shift="+1h", why="the shop closes")
    newest = report["history"][0]
    assert (newest["why"], newest["clock"]["offset"], newest["before"]["mode"]) == ("the shop closes", 3600, "real")
    assert abs(newest["error_ms"]) < 500
    events = islands.manager.json("GET", f"/islands/{island}/events")["items"]
    assert any("the shop closes" in event["message"] for event in events)


def test_a_restart_on_the_new_time_and_a_clone_keep_the_clock(islands: Islands) -> None:
    manager, island = islands.manager, islands.ids[3]
    before = manager.island(island)
    report = islands.set(island, mode="shift", shift="+10d", restart=True)
    assert report["wanted"]["offset"] == 10 * DAY
    row = manager.wait_for(island, "running")
    assert (row["incarnation"], row["ports"]) == (before["incarnation"] + 1, before["ports"])
    islands.shows(island, 10 * DAY)
    manager.json("POST", f"/islands/{island}/restart")
    manager.wait_for(island, "running")
    islands.shows(island, 10 * DAY)
    clone = manager.json("POST", f"/islands/{island}/clone")["id"]
    manager.wait_for(clone, "running")
    islands.shows(clone, 10 * DAY)
    manager.json("DELETE", f"/islands/{clone}")


def test_an_island_is_running_only_with_its_clock_tested(islands: Islands) -> None:
    """Whoever sees `running` sees also what was measured: both come in one commit."""
    manager = islands.manager
    fresh = manager.start_island(clock={"mode": "at", "moment": "new-year", "before": "1m"})["id"]
    seen: list[dict[str, Any]] = []
    end = time.monotonic() + 60
    while time.monotonic() < end and not (seen and seen[-1]["state"] == "running"):
        seen.append(manager.island(fresh))
    assert seen[-1]["state"] == "running"
    assert seen[-1]["clock"]["applied"] is True
    assert all(row["clock"]["applied"] is None for row in seen[:-1])
    manager.json("DELETE", f"/islands/{fresh}")
