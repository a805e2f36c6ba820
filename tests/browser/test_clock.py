"""The clock by clicks: every way to ask for a time, undo, scripts, groups, and what is said when it does not hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.looks import choose, row
from tests.browser.test_main_job import lead, server_time
from tests.integration.serving import Serving, eventually

HOUR, DAY = 3600, 86400
NEW_YEAR = datetime(2031, 1, 1, tzinfo=UTC).timestamp()

Running = Callable[..., dict[str, Any]]


@pytest.fixture
def island(running: Running) -> dict[str, Any]:
    return running()


@pytest.fixture
def clock(open_page: OpenPage, island: dict[str, Any]) -> Page:
    """The page of an island that runs, its clock measured."""
    page = open_page(f"/islands/{island['id']}")
    expect(page.locator("#clock-truth")).to_contain_text("measured in the server")
    return page


def set_clock(page: Page) -> None:
    with page.expect_response(lambda answer: answer.request.method == "PUT" and answer.url.endswith("/clock")) as done:
        page.get_by_role("button", name="Set clock").click()
    assert done.value.ok


def test_a_jump_is_told_before_it_is_done_and_can_be_undone(clock: Page, island: dict[str, Any]) -> None:
    choose(clock, "At a time")
    clock.get_by_label("Date and time on the island").fill("2030-12-31 23:00:00")
    expect(clock.locator("[data-effect=burst]")).to_contain_text("Time jumps forward")
    expect(clock.get_by_role("button", name="Restart the server on the new time")).to_be_visible()
    assert abs(lead(island["address"])) < 5  # nothing has happened yet
    clock.get_by_label("What it is for").fill("shop closes")
    set_clock(clock)
    eventually(lambda: 0 <= server_time(island["address"]) - (NEW_YEAR - HOUR) < 120)

    clock.get_by_role("tab", name="Clock history").click()
    expect(clock.locator("#clock-history")).to_contain_text("shop closes")
    clock.get_by_role("button", name="Undo").click()
    expect(clock.locator("[data-preview]")).to_contain_text("As before the last change")
    expect(clock.locator("[data-effect=stall]")).to_be_visible()
    clock.keyboard.press("Enter")
    eventually(lambda: abs(lead(island["address"])) < 3)
    expect(clock.locator("#clock-offset")).to_contain_text("real time")


def test_a_named_moment_is_one_click_and_enter(clock: Page, island: dict[str, Any]) -> None:
    clock.get_by_role("button", name="New Year").click()
    expect(clock.get_by_label("Date and time on the island")).to_have_value(re.compile("-12-31 23:59:30$"))
    clock.keyboard.press("Enter")
    expect(clock.locator("#clock-time")).to_have_text(re.compile("^(23:59:|00:0)"))
    year = datetime.now(UTC).year + 1
    moment = datetime(year, 1, 1, tzinfo=UTC).timestamp() - 30
    eventually(lambda: 0 <= server_time(island["address"]) - moment < 120)


def test_time_stands_runs_fast_and_goes_on(clock: Page, island: dict[str, Any]) -> None:
    choose(clock, "Frozen")
    clock.get_by_label("Date and time on the island").fill("2030-12-31 23:00:00")
    expect(clock.locator("[data-preview]")).to_contain_text("time stands still")
    set_clock(clock)
    eventually(lambda: server_time(island["address"]) == NEW_YEAR - HOUR)
    expect(clock.locator("#clock-time")).to_have_text("23:00:00")

    choose(clock, "Faster")
    clock.get_by_label("How many times as fast").fill("60")
    expect(clock.locator("[data-effect=rate]")).to_be_visible()
    set_clock(clock)
    eventually(lambda: server_time(island["address"]) > NEW_YEAR - HOUR + 120)
    expect(clock.locator("#clock-offset .offset")).to_have_text("×60")

    clock.get_by_role("button", name="Go on from here").click()
    expect(clock.get_by_role("button", name="Go on from here")).to_be_hidden()
    expect(clock.locator("#toasts")).to_contain_text("shows")
    reached = lead(island["address"])
    eventually(lambda: abs(lead(island["address"]) - reached) < 3)


def test_frozen_and_fast_clocks_in_the_table(page: Page, manager: Serving, running: Running) -> None:
    frozen, fast = running()["id"], running()["id"]
    manager.json("PUT", f"/islands/{frozen}/clock", {"mode": "freeze", "at": "2030-12-31 23:00"})
    fast_at = manager.json("PUT", f"/islands/{fast}/clock", {"mode": "rate", "rate": 60, "at": "2030-12-31 23:00"})
    assert fast_at["applied"]
    expect(row(page, fast).locator(".offset")).to_have_text("×60")
    expect(row(page, frozen).locator(".offset")).to_have_text("frozen")
    minute = row(page, fast).locator(".tick span").first.inner_text()[:16]
    expect(row(page, fast).locator(".tick span").first).not_to_have_text(re.compile(f"^{minute}"))
    expect(row(page, frozen).locator(".tick span").first).to_have_text("2030-12-31 23:00:00")


def test_the_same_time_as_another_island(clock: Page, manager: Serving, running: Running, island: Any) -> None:
    other = running(clock={"mode": "shift", "shift": "+9d"})
    choose(clock, "Like another")
    clock.get_by_label("Number of the other island").fill(str(other["id"]))
    expect(clock.locator("[data-preview]")).to_contain_text("9 d ahead of real time")
    set_clock(clock)
    eventually(lambda: abs(lead(island["address"]) - 9 * DAY) < 3)


def test_a_clock_that_is_not_applied_is_seen_everywhere(open_page: OpenPage, running: Running) -> None:
    running()
    number = running(blueprint="blind", clock={"mode": "shift", "shift": "+1d"})["id"]
    for path, places in {
        f"/islands/{number}": (".island-title", "#clock-truth", "#clock-wrong"),
        "/?clock=not_applied": (".tabulator-row",),
    }.items():
        page = open_page(path)
        for place in places:
            expect(page.locator(place)).to_contain_text(re.compile("not applied|sees real time", re.IGNORECASE))
    expect(page.locator("#count")).to_have_text("1")
    page.get_by_role("combobox", name="Clock").select_option("All clocks")
    expect(page.locator("#count")).to_have_text("2")
    chinese = open_page(f"/islands/{number}", locale="zh-CN")
    expect(chinese.locator("#clock-wrong")).to_contain_text("时钟库")
    chinese.get_by_role("tab", name="事件").click()
    expect(chinese.locator("#events")).to_contain_text("服务器已就绪")


def test_what_the_manager_refuses_is_said_in_the_reader_s_language(
    open_page: OpenPage, running: Running, complaints: list[str]
) -> None:
    page = open_page(f"/islands/{running(blueprint='loud')['id']}", locale="zh-CN")
    choose(page, "指定时间")
    page.locator("[name=clock-at]").fill("2027-03-14 02:30")
    refused = page.locator("[data-refused]")
    expect(refused).to_contain_text("没有 '2027-03-14 02:30' 这个时间，因为那时时钟会拨快。")
    refused.get_by_role("button", name="2027-03-14T03:00:00-04:00").click()
    expect(refused).to_be_hidden()
    complaints.clear()  # the browser tells of the 422


def test_a_script_is_written_run_followed_and_stopped(page: Page, running: Running) -> None:
    island = running()
    page.goto("/clocks")
    page.get_by_role("button", name="New script").click()
    page.locator("#script-name").fill("over-midnight")
    page.locator("#script-steps").fill("jump +2d\nfreeze\nwait 900s real\nreal")
    page.get_by_role("button", name="Save script").click()
    page.locator("[data-script=over-midnight]").get_by_role("button", name="Run", exact=True).click()
    page.locator("#script-run").get_by_role("checkbox").check()
    page.get_by_role("button", name="Start script").click()
    expect(page.locator("#runs .is-now")).to_contain_text("wait 900s real")
    eventually(lambda: abs(lead(island["address"]) - 2 * DAY) < 120)

    page.goto(f"/islands/{island['id']}")
    expect(page.locator("#clock-run .is-done")).to_have_count(2)
    page.get_by_role("button", name="Stop script").click()
    expect(page.locator("#clock-run [data-state=stopped]")).to_be_visible()
    page.goto("/clocks")
    page.locator("[data-script=over-midnight]").get_by_role("button", name="Delete").click()
    page.locator("#confirm-yes").click()
    expect(page.locator("#no-scripts")).to_be_visible()


def test_a_group_shares_one_time(page: Page, running: Running) -> None:
    one, other = running(), running()
    page.goto("/clocks")
    page.get_by_role("button", name="New group").click()
    page.locator("#group-name").fill("raid")
    for box in page.locator("#group-members").get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Make the group").click()
    group = page.locator("[data-group=raid]")
    group.get_by_role("button", name="Change the time").click()
    choose(page, "Shifted")
    page.get_by_label("Shift from real time").fill("+5d")
    set_clock(page)
    expect(page.locator("#toasts")).to_contain_text("The time of 2 islands was changed.")
    eventually(lambda: all(abs(lead(it["address"]) - 5 * DAY) < 3 for it in (one, other)))
    expect(group.locator(".group-spread")).to_contain_text("ms apart")

    group.get_by_role("button", name=f"Let island {one['id']} leave").click()
    expect(group.locator(".members li")).to_have_count(1)
    page.goto(f"/islands/{other['id']}")
    expect(page.locator("#clock-shared")).to_contain_text("raid")
    expect(page.locator("#clock-form")).to_be_hidden()
    page.goto("/?q=raid")
    expect(page.locator("#count")).to_have_text("1")
    expect(row(page, other["id"]).locator(".offset-group")).to_have_text("raid")
    row(page, other["id"]).locator(".offset-group").click()
    group.get_by_role("button", name="Delete").click()
    page.locator("#confirm-yes").click()
    expect(page.locator("#no-groups")).to_be_visible()
    assert abs(lead(one["address"]) - 5 * DAY) < 3


def test_who_sees_what_is_told_from_inside(clock: Page, island: dict[str, Any]) -> None:
    """A server that has not asked for the time since a change is no fault, and said as such."""
    table = clock.locator("#clock-processes")
    table.locator("summary").click()
    expect(table.get_by_role("row", name=re.compile("python3"))).to_contain_text("this time")
    expect(clock.locator("#clock-zone")).to_be_hidden()
    choose(clock, "At a time")
    clock.get_by_label("Date and time on the island").fill("2030-12-31 23:00:00")
    set_clock(clock)
    expect(clock.locator("#clock-truth")).to_contain_text("has not read the clock since the change")
    expect(table).to_contain_text("has not read the clock since the change")
    eventually(lambda: 0 <= server_time(island["address"]) - (NEW_YEAR - HOUR) < 120)
    clock.reload()
    expect(clock.locator("#clock-truth")).to_contain_text("measured in the server")
    table.locator("summary").click()
    expect(table.get_by_role("row", name=re.compile("python3"))).to_contain_text("this time")
