"""What the product is for, by clicks: start, connect, move the clock, read the log, stop, nothing left."""

from __future__ import annotations

import re
import socket
import time
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.looks import choose, expect_state, row, start_by_dialog
from tests.integration.serving import Serving, eventually, say

HOUR = 3600
SHIFT = 51 * HOUR  # +2d3h


def server_time(address: str) -> float:
    """What the island's server itself says the time is."""
    host, port = address.rsplit(":", 1)
    return datetime.fromisoformat(say(host, int(port)).decode().strip()).timestamp()


def lead(address: str) -> float:
    return server_time(address) - time.time()


def listens(address: str) -> bool:
    host, port = address.rsplit(":", 1)
    with socket.socket() as probe:
        return probe.connect_ex((host, int(port))) == 0


def test_start_connect_move_the_clock_and_stop(page: Page, manager: Serving) -> None:
    expect(page.get_by_text("No island runs yet")).to_be_visible()
    number = start_by_dialog(page, Owner="qa01", Note="New Year shop")
    expect_state(row(page, number), "running")
    expect(page.locator("#toasts")).to_contain_text(f"Island {number} is running on 127.")
    expect(row(page, number)).to_contain_text("New Year shop")

    row(page, number).get_by_role("button", name="Copy 127.").last.click()
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == manager.island(number)["address"]
    assert abs(lead(address)) < 5

    row(page, number).get_by_role("link", name=f"#{number}", exact=True).click()
    expect(page.locator("#steps .is-done")).to_have_count(5)
    expect(page.locator("#steps-total")).to_contain_text("ready after")
    expect(page.locator("#clock-truth")).to_contain_text("measured in the server")

    choose(page, "Shifted")
    page.get_by_label("Shift from real time").fill("+2d3h")
    expect(page.locator("[data-preview]")).to_contain_text("2 d 3 h ahead of real time")
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("The island's clock shows")
    eventually(lambda: abs(lead(address) - SHIFT) < 2)  # a running server sees it within a second
    expect(page.locator("#clock-offset")).to_contain_text("2 d 3 h ahead of real time")
    expect(page.locator("#log")).to_contain_text("time jumped by")
    page.get_by_role("tab", name="Clock history").click()
    expect(page.locator("#clock-history")).to_contain_text("+2d3h")
    page.get_by_role("tab", name="Events").click()
    expect(page.locator("#events")).to_contain_text("Clock set: +2d3h")

    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.locator("#confirm-text")).to_contain_text(f"ports {address.rsplit(':', 1)[1]}")
    page.get_by_role("button", name="Stop island").click()
    expect_state(page.locator(".island-title"), "stopped")
    assert not listens(address)
    page.get_by_role("link", name="Islands", exact=True).first.click()
    expect(page.get_by_text("No island runs yet")).to_be_visible()
    choose(page, "Stopped")
    expect_state(row(page, number), "stopped")


def test_at_a_time_with_chips_and_back_to_real_time(page: Page, manager: Serving) -> None:
    number = start_by_dialog(page, Owner="qa01")
    address = manager.wait_for(number, "running")["address"]
    page.goto(f"/islands/{number}")
    page.get_by_role("button", name="New Year").click()
    before = server_time(address)
    new_year = datetime(datetime.fromtimestamp(before, UTC).year + 1, 1, 1, tzinfo=UTC).timestamp()
    page.get_by_role("button", name="Set clock").click()
    expect(page.locator("#clock-time")).to_have_text(re.compile("^(23:59:|00:00:)"))
    eventually(lambda: 0 <= server_time(address) - (new_year - 31) < 60)

    choose(page, "Real time")
    expect(page.locator("[data-effect=stall]")).to_contain_text("Time jumps back by")
    page.get_by_role("button", name="Set clock").click()
    eventually(lambda: abs(lead(address)) < 2)
    expect(page.locator("#clock-offset")).to_contain_text("real time")


def test_the_page_ticks_as_the_server_does(page: Page, manager: Serving) -> None:
    number = start_by_dialog(page, Owner="qa01")
    address = manager.wait_for(number, "running")["address"]
    manager.json("PUT", f"/islands/{number}/clock", {"mode": "shift", "shift": "+41d"})
    expect(row(page, number).locator(".offset")).to_have_text("+41 d")
    first = row(page, number).locator(".tick").inner_text()
    expect(row(page, number).locator(".tick")).not_to_have_text(first)

    def apart() -> float:
        shown = row(page, number).locator(".tick").inner_text().removesuffix("UTC").strip()
        return server_time(address) - datetime.fromisoformat(shown).replace(tzinfo=UTC).timestamp()

    eventually(lambda: -1 < apart() < 2)


def test_a_crash_is_kept_for_looking_and_restarted_on_the_same_ports(page: Page, manager: Serving) -> None:
    number = manager.start_island(args={"crash": "hs_err", "exit_after": 1})["id"]
    address = manager.wait_for(number, "crashed")["address"]
    page.goto(f"/islands/{number}")
    expect_state(page.locator(".island-title"), "crashed")
    expect(page.locator("#island-reason")).to_contain_text("Restart")
    expect(page.locator("#panel-crash")).to_contain_text("Exit code")
    expect(page.locator("#panel-crash pre").first).to_contain_text("started")
    page.get_by_role("button", name="Restart").click()
    page.locator("#confirm-yes").click()
    expect(page.locator("#steps")).to_contain_text("start no. 2 of this island")
    assert manager.wait_for(number, "crashed", "running")["address"].rsplit(":", 1)[1] == address.rsplit(":", 1)[1]


def test_clone_extend_and_note(page: Page, manager: Serving) -> None:
    number = start_by_dialog(page, Owner="qa01")
    row(page, number).get_by_role("button", name=f"Actions for island {number}").click()
    page.get_by_role("menuitem", name="Clone").click()
    expect_state(row(page, number + 1), "running")

    loud = manager.start_island(blueprint="loud")["id"]
    page.goto(f"/islands/{loud}")
    ends = manager.island(loud)["expires_at"]
    page.get_by_role("button", name="Extend").click()
    page.get_by_role("button", name="+1 d").last.click()
    expect(page.locator("#toasts")).to_contain_text("lives longer")
    assert manager.island(loud)["expires_at"] > ends
    page.get_by_role("button", name="Change the note").click()
    page.get_by_role("textbox", name="Note").fill("商店折扣 “12-31”")
    page.keyboard.press("Enter")
    expect(page.locator("#island-facts")).to_contain_text("商店折扣 “12-31”")


@pytest.mark.parametrize(
    ("field", "text", "fault"),
    [
        ("clock-shift", "3 hours", "3 hours"),
        ("arg-exit_code", "999", "from 0 to 255"),
    ],
)
def test_a_refusal_stands_at_its_field(page: Page, complaints: list[str], field: str, text: str, fault: str) -> None:
    page.get_by_role("button", name="Start island").first.click()
    page.get_by_role("textbox", name="Owner").fill("qa01")
    choose(page, "Shifted")
    page.get_by_label("Shift from real time").fill("+1h")
    page.locator("#start-more summary").click()
    page.locator(f"[name={field}], #{field}").fill(text)
    page.locator("#start-submit").click()
    expect(page.locator(".field-error")).to_contain_text(fault)
    expect(page.get_by_role("dialog")).to_be_visible()
    assert len(complaints) == 1  # the browser notes every refused request
    complaints.clear()


def test_what_was_chosen_is_remembered(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("button", name="Start island").first.click()
    page.get_by_role("textbox", name="Owner").fill("qa07")
    choose(page, "weekly")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="My islands")).to_be_visible()
    page.reload()
    page.keyboard.press("n")
    expect(page.get_by_role("textbox", name="Owner")).to_have_value("qa07")
    expect(page.get_by_role("radio", name="weekly", exact=True)).to_be_checked()
