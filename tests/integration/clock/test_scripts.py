"""Scripts: saved, carried out step by step, stopped, and not forgotten when the manager dies."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.integration.clock.islands import Islands, epoch
from tests.integration.serving import Json, Serving, eventually, say

DAY = 86400
OVER_MIDNIGHT = ["jump 23:59:50", "rate 10", "wait until 00:00:10", "real"]


def begin(manager: Serving, **wish: Any) -> list[Json]:
    found: list[Json] = manager.json("POST", "/clock-runs", wish)["items"]
    return found


def ended(manager: Serving, run: Json) -> Json:
    found: Json = {}

    def there() -> bool:
        found.update(manager.json("GET", f"/clock-runs/{run['id']}"))
        return bool(found["state"] != "running")

    eventually(there)
    return found


def test_saved_scripts(islands: Islands) -> None:
    manager = islands.manager
    saved = manager.json("PUT", "/clock-scripts/over-midnight", {"steps": OVER_MIDNIGHT, "description": "A new day"})
    assert saved["steps"] == OVER_MIDNIGHT
    manager.json("PUT", "/clock-scripts/reset", {"steps": ["jump 30s before daily-reset"], "blueprint": "sample"})
    assert [one["name"] for one in manager.json("GET", "/clock-scripts")["items"]] == ["over-midnight", "reset"]
    shown = manager.json("GET", "/clock-scripts?blueprint=altraserver")["items"]
    assert [one["name"] for one in shown] == ["over-midnight"]
    manager.json("PUT", "/clock-scripts/over-midnight", {"steps": ["jump +1d", "wait 1s real", "return"]})
    assert len(manager.json("GET", "/clock-scripts/over-midnight")["steps"]) == 3
    for name in ("over-midnight", "reset"):
        assert manager.call("DELETE", f"/clock-scripts/{name}").status_code == 204
    assert manager.call("GET", "/clock-scripts/reset").status_code == 404
    assert manager.call("DELETE", "/clock-scripts/reset").status_code == 404


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        (["jump tomorrow"], "Step 1"),
        (["freeze", "wait 1h island"], "never ends"),
        (["rate 10", "wait 10s"], "Step 2"),
        (["jump 30s before the-end"], "'the-end'"),
    ],
)
def test_a_script_that_cannot_be_is_refused_when_saved(islands: Islands, steps: list[str], said: str) -> None:
    answer = islands.manager.call("PUT", "/clock-scripts/wrong", {"steps": steps})
    assert answer.status_code == 422
    assert said in answer.json()["error"]["message"]


def test_a_script_runs_on_several_islands(islands: Islands) -> None:
    manager = islands.manager
    manager.json("PUT", "/clock-scripts/over", {"steps": OVER_MIDNIGHT})
    runs = begin(manager, script="over", islands=islands.ids[:2], why="midnight")
    assert [run["island"] for run in runs] == islands.ids[:2]
    assert all(run["wake_at"] and run["step"] == 2 for run in runs)
    assert islands.report(islands.ids[0])["run"]["id"] == runs[0]["id"]
    for run in runs:
        last = ended(manager, run)
        assert (last["state"], last["step"], last["problem"]) == ("done", 4, "")
    history = islands.report(islands.ids[0])["history"]
    assert [(one["script"], one["why"], one["clock"]["mode"]) for one in history[:2]] == [
        ("over", "midnight", "real"),
        ("over", "midnight", "rate"),
    ]
    islands.shows(islands.ids[0], 0)
    assert islands.report(islands.ids[0])["run"] is None


def test_a_script_moves_a_group(islands: Islands) -> None:
    manager = islands.manager
    manager.json("POST", "/clock-groups", {"name": "troupe", "islands": islands.ids})
    (run,) = begin(manager, group="troupe", steps=["jump +2d", "wait 2s real", "jump +1d"])
    for island in islands.ids:
        islands.shows(island, 2 * DAY)
    assert ended(manager, run)["state"] == "done"
    for island in islands.ids:
        islands.shows(island, 3 * DAY)
    answer = manager.call("POST", "/clock-runs", {"islands": [islands.ids[0]], "steps": ["real"]})
    assert answer.status_code == 409


def test_the_last_wish_wins(islands: Islands) -> None:
    manager, island = islands.manager, islands.ids[0]
    (first,) = begin(manager, islands=[island], steps=["jump +1d", "wait 1h real", "jump +1d"])
    (second,) = begin(manager, islands=[island], steps=["jump +2d", "wait 1h real", "real"])
    assert manager.json("GET", f"/clock-runs/{first['id']}")["state"] == "stopped"
    islands.set(island, mode="shift", shift="+1h")
    stopped = manager.json("GET", f"/clock-runs/{second['id']}")
    assert (stopped["state"], stopped["wake_at"]) == ("stopped", None)
    assert "set the clock" in stopped["problem"]
    (third,) = begin(manager, islands=[island], steps=["jump +1d", "wait 1h real", "return"])
    assert manager.json("POST", f"/clock-runs/{third['id']}/stop")["state"] == "stopped"
    assert manager.call("POST", f"/clock-runs/{third['id']}/stop").status_code == 409
    islands.shows(island, DAY + 3600)
    active = manager.json("GET", f"/clock-runs?island={island}&active=true")["items"]
    assert active == []


def test_a_step_that_fails_in_its_turn_is_named(islands: Islands) -> None:
    (run,) = begin(
        islands.manager, islands=[islands.ids[0]], steps=["jump 2099-12-31 23:00", "wait 1s real", "jump +2h"]
    )
    last = ended(islands.manager, run)
    assert last["state"] == "failed"
    assert "Step 3" in last["problem"]


def test_all_begin_or_none(islands: Islands) -> None:
    before = len(islands.manager.json("GET", "/clock-runs")["items"])
    wish = {"islands": [islands.ids[0], 10**9], "steps": ["real"]}
    assert islands.manager.call("POST", "/clock-runs", wish).status_code == 422
    for wrong in ({"islands": [1]}, {"steps": ["real"]}, {"steps": ["real"], "islands": [1], "group": "x"}):
        assert islands.manager.call("POST", "/clock-runs", wrong).status_code == 422
    assert len(islands.manager.json("GET", "/clock-runs")["items"]) == before


def test_a_run_ends_with_its_island(islands: Islands) -> None:
    manager = islands.manager
    short = manager.start_island()["id"]
    (run,) = begin(manager, islands=[short], steps=["jump +1d", "wait 1s real", "real"])
    manager.json("DELETE", f"/islands/{short}")
    assert ended(manager, run)["state"] == "stopped"


def test_scripts_and_rates_outlive_the_manager(own_manager: Serving) -> None:
    """While it is away the side container goes on with the steps; the next one goes on with the script."""
    islands = Islands(own_manager, 2)
    fast, scripted = islands.ids
    islands.set(fast, mode="rate", rate=60)
    (run,) = begin(own_manager, islands=[scripted], steps=["jump +1d", "wait 3s real", "jump +1d"])
    row = own_manager.island(fast)
    own_manager.kill()
    began, before = time.monotonic(), _ahead(row)

    def keeps_its_rate() -> bool:
        """After four seconds, and less than one late: the side container sets it at every second that it gets."""
        passed = time.monotonic() - began
        return passed > 4 and _ahead(row) - before >= 59 * (passed - 1)

    eventually(keeps_its_rate)
    own_manager.start()
    assert ended(own_manager, run)["state"] == "done"
    islands.shows(scripted, 2 * DAY)
    report = islands.report(fast)
    eventually(lambda: islands.report(fast)["applied"])
    assert report["wanted"]["rate"] == 60


def _ahead(row: Json) -> float:
    return epoch(say(row["host"], row["ports"]["time"]).decode().strip()) - time.time()
