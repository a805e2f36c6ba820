"""Pages follow what happens elsewhere, without a request of theirs, and get over a manager that goes and comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests import ports
from tests.browser.conftest import OpenPage
from tests.browser.looks import choose, expect_state, row, start_by_dialog
from tests.integration.serving import Serving, serving


def test_a_second_page_sees_everything_as_it_happens(open_page: OpenPage, manager: Serving) -> None:
    mine, theirs = open_page(), open_page()
    number = start_by_dialog(mine, Owner="qa01")
    expect_state(row(theirs, number), "running")
    manager.json("PUT", f"/islands/{number}/clock", {"mode": "shift", "shift": "-90m"})
    expect(row(theirs, number).locator(".offset")).to_have_text("−1 h 30 min")
    manager.json("PATCH", f"/islands/{number}", {"note": "跨服战重置"})
    expect(row(theirs, number)).to_contain_text("跨服战重置")
    manager.json("DELETE", f"/islands/{number}")
    expect(row(theirs, number)).to_have_count(0)
    expect(theirs.get_by_text("No island runs yet")).to_be_visible()


def test_an_islands_page_follows_too(
    open_page: OpenPage, manager: Serving, running: Callable[..., dict[str, Any]]
) -> None:
    number = running()["id"]
    page = open_page(f"/islands/{number}")
    expect_state(page.locator(".island-title"), "running")
    manager.json("POST", f"/islands/{number}/restart")
    expect(page.locator("#steps")).to_contain_text("start no. 2 of this island")
    expect(page.locator("#steps .is-done")).to_have_count(5)
    expect(page.locator("#log")).to_contain_text("started")
    manager.json("DELETE", f"/islands/{number}")
    expect_state(page.locator(".island-title"), "stopped")
    expect(page.locator("#connect")).to_contain_text("ports were released")


def test_the_manager_goes_away_and_comes_back(
    open_page: OpenPage, tmp_path: Path, settings: dict[str, Any], complaints: list[str]
) -> None:
    with serving(tmp_path, **{**settings, "pools": ports.pool(30)}) as manager:
        page = open_page(base=manager.url)
        expect(page.get_by_text("No island runs yet")).to_be_visible()
        manager.stop()
        banner = page.get_by_text("Connection lost. Trying again")
        expect(banner).to_be_visible()
        manager.start()
        expect(banner).to_be_hidden()
        number = manager.start_island(owner="qa02")["id"]
        expect_state(row(page, number), "running")
        page.context.close()
    complaints.clear()  # the browser notes every refused connection


def test_many_rows_stay_light(open_page: OpenPage, manager: Serving) -> None:
    """Only the rows in view are in the page; the others come as it is scrolled."""
    numbers = [manager.start_island(branch="nowhere")["id"] for _ in range(16)]
    for number in numbers:
        manager.json("DELETE", f"/islands/{number}")
    page = open_page("/?state=stopped&branch=nowhere", size=(1440, 420))
    expect(page.locator("#count")).to_have_text(str(len(numbers)))
    expect(row(page, numbers[-1])).to_be_visible()
    assert page.locator(".tabulator-row").count() < len(numbers) + 1
    page.locator(".tabulator-tableholder").evaluate("box => { box.scrollTop = box.scrollHeight }")
    expect(row(page, numbers[0])).to_be_visible()


def test_the_log_follows_pauses_searches_and_copies(
    open_page: OpenPage, running: Callable[..., dict[str, Any]]
) -> None:
    page = open_page(f"/islands/{running(blueprint='loud')['id']}")
    log = page.locator("#log")
    expect(log).to_contain_text("ERROR after many lines")
    expect(page.locator(".log-line.is-error")).to_have_text("ERROR after many lines")
    assert log.evaluate("box => box.scrollHeight - box.scrollTop - box.clientHeight") < 50

    follow = page.get_by_role("button", name="Follow")
    page.get_by_role("searchbox", name="Search the log").fill("line 1234")
    expect(page.locator("#log-found")).to_have_text("1 / 1")
    expect(page.locator(".log-line.is-current")).to_be_in_viewport()
    expect(follow).to_have_attribute("aria-pressed", "false")
    follow.click()
    expect(follow).to_have_attribute("aria-pressed", "true")
    page.wait_for_function("box => box.scrollHeight - box.scrollTop - box.clientHeight < 50", arg=log.element_handle())

    page.locator("#log-copy").click()
    copied = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert "line 1499" in copied
    assert "red line" in copied  # without the terminal's colours
    page.get_by_role("button", name="Wrap").click()
    expect(log).to_have_class("log is-wrapped")
    choose_container(page)


def choose_container(page: Any) -> None:
    page.get_by_role("combobox", name="Which output").select_option(label="Side container")
    expect(page.locator("#log")).not_to_contain_text("line 1499")


def test_started_islands_are_found_by_their_owner(open_page: OpenPage, manager: Serving) -> None:
    manager.start_island(owner="qa02")
    page = open_page()
    number = start_by_dialog(page, Owner="qa01")
    page.get_by_role("button", name="My islands").click()
    expect(page).to_have_url(f"{manager.url}/?owner=qa01")
    expect(page.locator(".tabulator-row")).to_have_count(1)
    expect(row(page, number)).to_be_visible()
    choose(page, "In trouble")
    expect(page.get_by_text("No island fits the filter")).to_be_visible()
