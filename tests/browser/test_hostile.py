"""What people and servers write is shown as text, whatever it looks like."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

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
