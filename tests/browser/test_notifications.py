"""Notices, webhooks, quotas: clicked in a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.integration.serving import Serving

OpenPage = Callable[..., Page]


def test_a_webhook_that_cannot_be_added_says_why(open_page: OpenPage, complaints: list[str]) -> None:
    page = open_page("/webhooks")
    page.locator("#main[data-ready]").wait_for()
    page.click("#add-webhook")
    page.fill("#webhook-name", "table export")
    page.fill("#webhook-url", "http://127.0.0.1:1/")
    page.click("#webhook-form button[type=submit]")
    expect(page.locator("#webhook-error")).to_contain_text("is not a public address")
    complaints.clear()  # the refusal is an error of the network to the browser


def test_a_channel_is_added_and_its_address_never_shown(open_page: OpenPage) -> None:
    page = open_page("/notifications")
    page.locator("#main[data-ready]").wait_for()
    page.click("#add-channel")
    page.fill("#channel-name", "QA group")
    page.fill("#channel-url", "wecombot://verysecretkey")
    page.click("#channel-kinds [data-kind=running]")
    page.click("#channel-form button[type=submit]")
    card = page.locator("#channels li", has_text="QA group")
    expect(card).to_contain_text("WeCom")
    expect(card).to_contain_text("running")
    assert "verysecretkey" not in page.content()
    card.get_by_role("button", name="Remove").click()
    page.click("#confirm-yes")
    expect(page.locator("#channels .empty")).to_be_visible()


def test_a_quota_is_set_and_a_start_is_refused(
    open_page: OpenPage, running: Callable[..., dict[str, Any]], manager: Serving, complaints: list[str]
) -> None:
    running(owner="qa09")
    page = open_page("/quotas")
    page.locator("#main[data-ready]").wait_for()
    page.fill("#quota-form [name=name]", "qa09")
    page.fill("#quota-form [name=islands]", "1")
    page.click("#quota-form button")
    expect(page.locator("#quotas tr", has_text="qa09")).to_contain_text("1 of 1")
    try:
        page.goto("/?start")
        page.fill("#start-owner", "qa09")
        page.click("#start-submit")
        expect(page.locator("#start-error")).to_contain_text("'qa09' has 1 of 1 islands in use")
    finally:
        manager.call("DELETE", "/quotas?kind=person&name=qa09")
    complaints.clear()  # the refusal is an error of the network to the browser


def test_an_island_that_ends_soon_is_extended_with_one_press(open_page: OpenPage, manager: Serving) -> None:
    island = manager.start_island(ttl_hours=0.5, owner="qa10")
    page = open_page("/")
    chip = page.locator("button.is-soon")
    chip.click()
    expect(page.locator(".toast-words", has_text=f"Island {island['id']} lives longer.")).to_be_visible()
    expect(chip).to_have_count(0)


def test_focus_stays_at_its_row_when_other_rows_come_and_go(open_page: OpenPage, manager: Serving) -> None:
    def quota(name: str) -> dict[str, Any]:
        return {"kind": "team", "name": name, "islands": 3}

    for name in ("blue", "red"):
        manager.json("PUT", "/quotas", quota(name))
    page = open_page("/quotas")
    page.locator("#main[data-ready]").wait_for()
    removes = page.locator("#quotas tr", has_text="red").get_by_role("button", name="Remove")
    removes.evaluate("element => { element.isTheSame = true; }")
    page.select_option("#quota-kind", "team")
    page.fill("#quota-form [name=name]", "amber")
    page.click("#quota-form button")
    removes.focus()
    expect(page.locator("#quotas tr", has_text="amber")).to_be_visible()
    page.locator("#quotas tr", has_text="blue").get_by_role("button", name="Remove").evaluate(
        "button => button.click()"
    )
    expect(page.locator("#quotas tr", has_text="blue")).to_have_count(0)
    expect(removes).to_be_focused()
    assert removes.evaluate("element => element.isTheSame")
    page.keyboard.press("Enter")
    expect(page.locator("#quotas tr", has_text="red")).to_have_count(0)
    page.locator("#quotas tr", has_text="amber").get_by_role("button", name="Remove").click()
    expect(page.locator("#quotas tr", has_text="amber")).to_have_count(0)
