"""Islands that share one time line."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.integration.clock.islands import Islands, epoch
from tests.integration.serving import eventually

DAY = 86400


def test_a_change_moves_all(islands: Islands) -> None:
    manager = islands.manager
    islands.set(islands.ids[0], mode="shift", shift="+5d")
    group = manager.json("POST", "/clock-groups", {"name": "raid", "islands": islands.ids})
    assert group["clock"]["offset"] == 5 * DAY
    assert [one["id"] for one in group["islands"]] == sorted(islands.ids)
    for island in islands.ids:
        islands.shows(island, 5 * DAY)
    wish = {"mode": "at", "at": "2026-12-31 23:58", "why": "New Year"}
    group = manager.json("PUT", "/clock-groups/raid/clock", wish)
    assert all(one["applied"] for one in group["islands"])
    assert group["spread_ms"] < 500
    assert group["took_ms"] > 0
    offsets = {manager.island(island)["clock"]["offset"] for island in islands.ids}
    assert offsets == {group["clock"]["offset"]}
    for island in islands.ids:
        islands.shows(island, group["clock"]["offset"])
    newest = islands.report(islands.ids[1])["history"][0]
    assert (newest["group"], newest["why"]) == ("raid", "New Year")


def test_all_change_within_the_same_second(islands: Islands) -> None:
    """Each server is asked at once, over and over: none shows the new day while another shows the old."""
    manager = islands.manager
    manager.json("POST", "/clock-groups", {"name": "as-one", "islands": islands.ids})
    for island in islands.ids:
        islands.shows(island, 0)
    seen: list[set[int]] = []
    with ThreadPoolExecutor(1) as pool:
        change = pool.submit(manager.json, "PUT", "/clock-groups/as-one/clock", {"mode": "shift", "shift": "+9d"})
        while not change.done() or len(seen[-1]) > 1:
            rounds = [[round(islands.ahead(island) / DAY) for island in islands.ids] for _ in range(2)]
            # Two looks, or the change may come between the first and the last island's answer.
            seen.append({rounds[0][-1], rounds[1][0]} if rounds[0] != rounds[1] else set(rounds[0]))
    assert change.result()["spread_ms"] < 500
    mixed = [one for one in seen if len(one) > 1]
    assert len(mixed) <= 1, seen


def test_a_rate_is_the_same_in_all(islands: Islands) -> None:
    manager = islands.manager
    manager.json("POST", "/clock-groups", {"name": "fast", "islands": islands.ids})
    group = manager.json("PUT", "/clock-groups/fast/clock", {"mode": "rate", "rate": 60})
    assert all(one["applied"] for one in group["islands"])
    assert group["spread_ms"] < 500
    begun = epoch(group["island_time"])
    eventually(lambda: epoch(manager.json("GET", "/clock-groups/fast")["island_time"]) > begun + 240)
    group = manager.json("GET", "/clock-groups/fast")
    assert all(one["applied"] and abs(one["error_ms"]) < 500 for one in group["islands"])
    frozen = manager.json("PUT", "/clock-groups/fast/clock", {"mode": "freeze"})
    assert {one["measured"]["fake"] for one in frozen["islands"]} == {frozen["clock"]["frozen_at"]}


def test_undo_and_preview(islands: Islands) -> None:
    manager = islands.manager
    manager.json("POST", "/clock-groups", {"name": "back", "islands": islands.ids[:2]})
    preview = manager.json("POST", "/clock-groups/back/clock/preview", {"mode": "moved", "by": "-1d"})
    assert (preview["jump_seconds"], preview["warnings"][0]["effect"]) == (-DAY, "stall")
    manager.json("PUT", "/clock-groups/back/clock", {"mode": "shift", "shift": "-1d"})
    group = manager.json("PUT", "/clock-groups/back/clock", {"mode": "undo"})
    assert group["clock"]["offset"] == 0
    islands.shows(islands.ids[0], 0)


def test_all_or_none(islands: Islands) -> None:
    manager = islands.manager
    first, second, third, _ = islands.ids
    manager.json("POST", "/clock-groups", {"name": "one", "islands": [first]})
    answer = manager.call("POST", "/clock-groups", {"name": "two", "islands": [second, first]})
    assert answer.status_code == 409
    answer = manager.call("POST", "/clock-groups", {"name": "two", "islands": [second, 10**9]})
    assert answer.status_code == 422
    assert manager.call("GET", "/clock-groups/two").status_code == 404
    assert manager.island(second)["clock_group"] is None
    answer = manager.call("PUT", "/clock-groups/one/clock", {"mode": "at", "at": "2100-01-01 00:00"})
    assert answer.status_code == 422
    assert manager.json("GET", "/clock-groups/one")["clock"]["mode"] == "real"
    assert manager.call("POST", "/clock-groups", {"name": "one", "islands": [third]}).status_code == 409
    assert manager.island(third)["clock_group"] is None


def test_join_and_leave(islands: Islands) -> None:
    manager = islands.manager
    first, second, third, _ = islands.ids
    manager.json("POST", "/clock-groups", {"name": "club", "islands": [first]})
    manager.json("PUT", "/clock-groups/club/clock", {"mode": "shift", "shift": "+3d"})
    group = manager.json("POST", "/clock-groups/club/islands", {"islands": [second, third]})
    assert [one["applied"] for one in group["islands"]] == [True, True, True]
    islands.shows(second, 3 * DAY)
    manager.json("PUT", "/clock-groups/club/clock", {"mode": "undo", "why": "enough"})
    group = manager.json("PUT", "/clock-groups/club/clock", {"mode": "shift", "shift": "+3d"})
    assert [one["clock"]["offset"] for one in group["history"]] == [3 * DAY, 0, 3 * DAY]
    assert [one["why"] for one in group["history"]] == ["", "enough", ""]
    refused = islands.refused(second, mode="real")
    assert (refused["status"], refused["details"]) == (409, {"group": "club"})
    group = manager.json("DELETE", f"/clock-groups/club/islands/{second}")
    assert [one["id"] for one in group["islands"]] == [first, third]
    islands.set(second, mode="real")
    islands.shows(third, 3 * DAY)
    assert manager.call("DELETE", f"/clock-groups/club/islands/{second}").status_code == 409
    assert manager.call("DELETE", "/clock-groups/club").status_code == 204
    assert manager.island(third)["clock_group"] is None
    islands.shows(third, 3 * DAY)


def test_a_stopped_island_leaves_by_itself(islands: Islands) -> None:
    manager = islands.manager
    short = manager.start_island()["id"]
    manager.json("POST", "/clock-groups", {"name": "ends", "islands": [islands.ids[0], short]})
    manager.json("DELETE", f"/islands/{short}")
    group = manager.json("PUT", "/clock-groups/ends/clock", {"mode": "shift", "shift": "+1h"})
    assert [one["id"] for one in group["islands"]] == [islands.ids[0]]


def test_an_empty_group_has_a_time_too(islands: Islands) -> None:
    manager = islands.manager
    wish = {"name": "empty", "clock": {"mode": "shift", "shift": "+2h"}}
    assert manager.json("POST", "/clock-groups", wish)["clock"]["offset"] == 7200
    group = manager.json("PUT", "/clock-groups/empty/clock", {"mode": "moved", "by": "+1h"})
    assert (group["clock"]["offset"], group["islands"], group["spread_ms"]) == (10800, [], None)
    manager.json("POST", "/clock-groups/empty/islands", {"islands": [islands.ids[2]]})
    islands.shows(islands.ids[2], 10800)
