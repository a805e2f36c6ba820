"""Notices, webhooks, quotas, and the table inside another application: clicked in a browser."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
from flask import Flask
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from islandmgr.embedding import islands_blueprint
from tests.integration.serving import Serving

OpenPage = Callable[..., Page]


@pytest.fixture
def other(manager: Serving) -> Iterator[str]:
    """A small application of somebody else, with our blueprint in it: its address."""
    app = Flask("other")
    app.register_blueprint(islands_blueprint(manager.url), url_prefix="/tools/islands")
    page = (
        "<!doctype html><title>Other</title><link rel=icon href=data:,>"
        "<iframe src=/tools/islands/embed width=1200 height=700></iframe>"
    )
    app.add_url_rule("/", view_func=lambda: page)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_island_is_started_inside_another_application(open_page: OpenPage, other: str) -> None:
    frame = open_page("/", base=other).frame_locator("iframe")
    frame.locator("#start-button").click()
    frame.locator("#start-owner").fill("qa07")
    frame.locator("#start-submit").click()
    expect(frame.locator("#islands [data-state=running]")).to_be_visible()
    expect(frame.locator(".topbar")).to_have_count(0)


def test_the_other_application_passes_on_no_more_than_the_table_needs(other: str, manager: Serving) -> None:
    for path in ("/api/v1/users", "/api/v1/tokens", "/api/v1/islands/..%2fusers", "/webhooks", "/api/v1/webhooks"):
        assert requests.get(f"{other}/tools/islands{path}", timeout=30).status_code == 404, path
    start = {"blueprint": "sample", "branch": "dev", "owner": "evil"}
    for headers in ({}, {"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site", "Origin": other}):
        answer = requests.post(f"{other}/tools/islands/api/v1/islands", json=start, headers=headers, timeout=30)
        assert answer.status_code == 403, headers
    assert manager.json("GET", "/islands?owner=evil")["items"] == []


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
