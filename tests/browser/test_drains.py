"""Nodes are emptied by clicking: plan, confirm, follow, open again; and owners are warned on their island's page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looks import row
from tests.integration.serving import Serving, eventually

OpenPage = Callable[..., Page]
Running = Callable[..., dict[str, Any]]


@pytest.fixture(autouse=True)
def nodes_open_again(manager: Serving) -> Iterator[None]:
    """Other tests need all nodes."""
    yield
    for node in ("local-1", "local-2"):  # which ends drains that still run
        manager.json("POST", f"/nodes/{node}/uncordon")


def on_node(running: Running, node: str) -> dict[str, Any]:
    """A running island on that node; the scheduler fills both in turn."""
    found = running(owner="qa21")
    return found if found["node"] == node else running(owner="qa21")


def test_plan_confirm_progress_done(open_page: OpenPage, running: Running, manager: Serving) -> None:
    island = on_node(running, "local-1")
    page = open_page("/nodes")
    page.locator("tr", has_text="local-1").get_by_role("link", name="Drain…").click()
    planned = page.locator("#plan-items .drain-item").filter(has_text=f"#{island['id']}")
    expect(planned).to_contain_text("could go to local-2")
    expect(page.locator("#plan-words")).to_contain_text("Node local-1 takes no new islands")
    page.locator("#drain-begin").click()
    expect(page.locator("#confirm-text")).to_contain_text("owners are not warned before")
    page.locator("#confirm-yes").click()

    page.wait_for_url("**/drains/*")
    item = page.locator(f"[data-island='{island['id']}']")
    expect(item.locator("[data-state=done]")).to_be_visible()
    expect(item).to_contain_text("runs on local-2")
    expect(item).to_contain_text("s away")
    expect(page.locator("#drain-state")).to_contain_text("done")
    notice = page.locator("#drain-notice")
    expect(notice).to_contain_text("Node local-1 is still cordoned.")
    notice.get_by_role("button", name="Uncordon local-1").click()
    expect(notice).not_to_contain_text("still closed")
    eventually(lambda: {it["name"]: it["schedulable"] for it in manager.json("GET", "/nodes")["items"]}["local-1"])
    page.get_by_role("link", name="Drains").click()
    expect(page.locator("#past li").first).to_contain_text("kubernetes.io/hostname=local-1")


def test_an_owner_is_warned_asks_for_more_time_and_goes_first(
    open_page: OpenPage, running: Running, manager: Serving
) -> None:
    island = on_node(running, "local-1")
    table = open_page("/")
    page = open_page(f"/islands/{island['id']}")
    at = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
    drain = manager.json("POST", "/drains", {"selector": "branch=dev,rack=a", "starts_at": at})
    notice = page.locator("#island-leaving")
    expect(notice).to_contain_text("because node local-1 is emptied")
    expect(row(table, island["id"])).to_contain_text("because node local-1 is emptied")

    operator = open_page(f"/drains/{drain['id']}")
    expect(operator.locator("#drain-notice")).to_contain_text("their owners were told")
    wish = operator.locator(".drain-asked")
    for answer in ("Decline", "Grant"):
        notice.get_by_role("button", name="Ask for more time…").click()
        page.fill("#more-time-hours", "3")
        page.fill("#more-time-reason", "the raid runs")
        page.get_by_role("button", name="Ask", exact=True).click()
        expect(notice).to_contain_text("The operator decides.")
        expect(wish).to_contain_text("the raid runs")
        wish.get_by_role("button", name=answer).click()
        expect(wish).to_have_count(0)
        expect(notice).not_to_contain_text("The operator decides.")

    notice.get_by_role("button", name="Move now").click()
    page.locator("#confirm-yes").click()
    expect(notice).to_be_hidden()
    moved = manager.wait_for(island["id"], "running")
    eventually(lambda: manager.island(island["id"])["node"] == "local-2")
    assert moved["ports"] == island["ports"]
    expect(operator.locator(f"[data-island='{island['id']}'] [data-state=done]")).to_be_visible()


def test_a_selector_that_chooses_nothing_says_so_and_labels_are_pressed(
    open_page: OpenPage, complaints: list[str]
) -> None:
    page = open_page("/drains")
    page.locator("#main[data-ready]").wait_for()
    page.locator("#drain-labels").get_by_role("button", name="rack=a").click()
    page.locator("#drain-labels").get_by_role("button", name="branch=dev").click()
    expect(page.locator("#drain-selector")).to_have_value("rack=a,branch=dev")
    page.fill("#drain-selector", "rack=nowhere")
    page.get_by_role("button", name="Show the plan").click()
    expect(page.locator("#drain-error")).to_contain_text("No node has the labels 'rack=nowhere'")
    expect(page.locator("#plan-box")).to_be_hidden()
    complaints.clear()  # the refusal is an error of the network to the browser
