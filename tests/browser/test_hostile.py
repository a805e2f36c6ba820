"""What people and servers write is shown as text, whatever it looks like."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
import requests
from playwright.sync_api import Page, expect

from tests.browser.conftest import HOSTILE, OpenPage
from tests.browser.looks import row, start_by_dialog
from tests.integration.serving import Serving

OWNER = "<script>hacked=1</script>"
Running = Callable[..., dict[str, Any]]


def harmless(page: Page) -> bool:
    return bool(page.evaluate("window.hacked === undefined && !document.querySelector('img[src=x]')"))


def test_markup_in_owner_and_note(open_page: OpenPage) -> None:
    page = open_page()
    page.on("dialog", lambda dialog: dialog.accept())
    number = start_by_dialog(page, Owner=OWNER, Note=HOSTILE)
    expect(row(page, number)).to_contain_text(HOSTILE)
    expect(page.get_by_role("combobox", name="Owner")).to_contain_text(OWNER)
    assert harmless(page)
    page.goto(f"/islands/{number}")
    expect(page.locator("#island-facts")).to_contain_text(HOSTILE)
    expect(page.locator("#island-facts")).to_contain_text(OWNER)
    page.get_by_role("tab", name="Events").click()
    expect(page.locator("#events")).to_contain_text(OWNER)
    assert harmless(page)
    page.goto("/ports")
    expect(page.get_by_role("link", name=OWNER)).to_be_visible()
    page.goto("/?q=" + quote(HOSTILE))
    expect(page.get_by_role("searchbox", name="Search")).to_have_value(HOSTILE)
    assert harmless(page)


def test_markup_in_the_log_and_in_a_blueprint(open_page: OpenPage, running: Running) -> None:
    number = running(blueprint="loud")["id"]
    page = open_page(f"/islands/{number}")
    expect(page.locator(".log-line").first).to_have_text(HOSTILE)
    assert harmless(page)
    page.goto("/?start=1")
    expect(page.get_by_role("dialog")).to_contain_text("<script>")
    assert harmless(page)


def test_markup_in_a_moment(open_page: OpenPage, running: Running) -> None:
    page = open_page(f"/islands/{running(blueprint='loud')['id']}")
    page.get_by_role("tab", name="Clock").click()
    expect(page.get_by_role("button", name="<script>").first).to_be_visible()
    assert harmless(page)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/islands", {"blueprint": "sample", "branch": OWNER}),
        ("POST", "/islands", {"blueprint": OWNER, "branch": "dev"}),
        ("POST", "/clock-groups", {"name": OWNER}),
        ("PUT", f"/clock-scripts/{quote(OWNER)}", {"steps": ["real"]}),
        ("PUT", "/clock-scripts/fine", {"steps": [OWNER]}),
        ("PUT", "/clock-scripts/fine", {"steps": ["real"], "blueprint": OWNER}),
        ("PATCH", "/nodes/{node}/labels", {"labels": {"rack": OWNER}}),
        ("PATCH", "/nodes/{node}/labels", {"labels": {OWNER: "a"}}),
        ("POST", "/drains", {"selector": OWNER, "dry_run": True}),
        ("POST", "/webhooks", {"name": "x", "url": f"http://93.184.216.34/{OWNER}", "kinds": [OWNER]}),
    ],
)
def test_names_with_a_form_are_refused(manager: Serving, method: str, path: str, body: dict[str, Any]) -> None:
    node = manager.json("GET", "/nodes")["items"][0]["name"]
    answer = manager.call(method, path.replace("{node}", node), body)
    assert answer.status_code in {404, 422}, answer.text  # a slash in a path is another path
    assert answer.headers["Content-Type"] == "application/json"


def test_markup_wherever_people_and_pods_may_write(open_page: OpenPage, running: Running, manager: Serving) -> None:
    """Everything that takes free text holds it; then every page is looked at."""
    island = running(owner=OWNER, note=HOSTILE)
    here, node = f"/islands/{island['id']}", manager.json("GET", "/nodes")["items"][0]["name"]
    hook = manager.json(
        "POST", "/webhooks", {"name": HOSTILE, "url": f"http://93.184.216.34/?{OWNER}", "active": False}
    )
    channel = manager.json("POST", "/channels", {"name": HOSTILE, "url": "wecombot://verysecretkey"})
    manager.json("PUT", "/quotas", {"kind": "person", "name": HOSTILE[:64], "islands": 1})
    manager.json("PUT", "/clock-scripts/hostile", {"steps": ["real"], "description": HOSTILE})
    manager.json("PUT", f"{here}/clock", {"mode": "real", "why": HOSTILE})
    until = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    manager.json("POST", f"{here}/hold", {"until": until, "reason": HOSTILE})
    files = [{"name": f"../../{OWNER}", "size": len(HOSTILE), "tail": HOSTILE}]
    report = {"island": island["id"], "incarnation": 1, "connections": 0, "log": HOSTILE, "files": files}
    token = {"Authorization": f"Bearer {manager.pod_token(island['id'])}"}
    told = manager.call("POST", "/reports", report, headers=token)
    assert told.status_code == 204, told.text
    for pid in manager.servers(island["pod"]):
        os.kill(pid, signal.SIGKILL)
    manager.wait_for(island["id"], "crashed")
    try:
        page = open_page(here)
        page.on("dialog", lambda dialog: dialog.accept())
        expect(page.locator("#main")).to_contain_text(HOSTILE)
        for tab in ("Events", "Clock history", "Crash"):
            page.get_by_role("tab", name=tab).click()
            expect(page.get_by_role("tabpanel")).to_contain_text("<script>")
            assert harmless(page), tab
        for path, text in (
            ("/", OWNER), ("/clocks", HOSTILE), ("/webhooks", HOSTILE), ("/notifications", HOSTILE),
            ("/quotas", HOSTILE[:64]), ("/ports", OWNER), ("/nodes", node), ("/audit", OWNER), ("/drains", "drain"),
        ):  # fmt: skip
            page.goto(path)
            expect(page.locator("#main")).to_contain_text(text, ignore_case=True)
            assert harmless(page), path
    finally:
        manager.call("DELETE", f"/webhooks/{hook['id']}")
        manager.call("DELETE", f"/channels/{channel['id']}")
        manager.call("DELETE", "/quotas", params={"kind": "person", "name": HOSTILE[:64]})
        manager.call("DELETE", "/clock-scripts/hostile")


def test_markup_in_an_address(page: Page, manager: Serving, complaints: list[str]) -> None:
    answer = requests.get(f"{manager.url}/<img src=x>", headers={"Accept": "text/html"}, timeout=30)
    assert answer.status_code == 404
    assert "<img src=x>" not in answer.text
    page.goto("/<script>hacked=1</script>")
    expect(page.get_by_role("heading", name="There is nothing here")).to_be_visible()
    assert harmless(page)
    complaints.clear()  # the page that is not there


def test_the_pages_are_shut_to_other_sites_and_scripts(manager: Serving) -> None:
    answer = requests.get(manager.url, headers={"Accept": "text/html"}, timeout=30)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_language_link_leads_nowhere_else(manager: Serving) -> None:
    for target in ("https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:1"):
        answer = requests.get(f"{manager.url}/language/zh", params={"next": target}, allow_redirects=False, timeout=30)
        assert answer.headers["Location"] == "/", target
