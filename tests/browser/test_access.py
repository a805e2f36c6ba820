"""Signing in, one's tokens, users and the audit, with a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import ports
from tests.browser.conftest import OpenPage
from tests.browser.test_reader import FAINT, NAMELESS
from tests.integration.access.people import first_password
from tests.integration.serving import Serving, serving


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A manager that asks who one is."""
    with serving(tmp_path_factory.mktemp("guarded"), auth="local", pools=ports.pool(6), quarantine=0) as running:
        yield running


def sign_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")


def sign_in_in_any_language(page: Page, password: str) -> None:
    page.locator("#sign-in-name").fill("admin")
    page.locator("#sign-in-password").fill(password)
    page.keyboard.press("Enter")
    expect(page.locator("#start-button")).to_be_visible()


def test_in_by_the_keyboard_to_the_page_one_wanted_and_out(
    open_page: OpenPage, guarded: Serving, complaints: list[str]
) -> None:
    page = open_page("/nodes", base=guarded.url)
    expect(page.get_by_label("Name")).to_be_focused()
    sign_in(page, "admin", "not the password")
    expect(page.get_by_role("alert")).to_contain_text("The name or the password is not right")
    expect(page.get_by_label("Name")).to_have_value("admin")
    sign_in(page, "admin", first_password(guarded))
    expect(page).to_have_url(re.compile("/nodes$"))
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    complaints.clear()  # the browser notes the refused password


def test_people_tokens_and_the_audit(open_page: OpenPage, guarded: Serving, complaints: list[str]) -> None:
    admin = open_page("/", base=guarded.url)
    sign_in(admin, "admin", first_password(guarded))
    admin.get_by_role("link", name="admin").click()
    admin.get_by_role("link", name="Users", exact=True).click()
    admin.get_by_role("textbox", name="Name", exact=True).fill("qa01")
    admin.locator("#user-form [name=team]").fill("combat")
    admin.get_by_role("button", name="Add user").click()
    expect(admin.locator("#password-words")).to_contain_text("qa01")
    password = admin.locator("#password-secret").inner_text()

    tester = open_page("/account", base=guarded.url)
    sign_in(tester, "qa01", password)
    tester.get_by_label("What it is for").fill("nightly CI")
    tester.get_by_role("button", name="Create token").click()
    expect(tester.locator("#tokens")).to_contain_text("nightly CI")
    token = tester.locator("#token-secret").inner_text()
    me = guarded.json("GET", "/me", headers={"Authorization": f"Bearer {token}"})
    assert (me["name"], me["scope"], me["team"]) == ("qa01", "islands", "combat")
    expect(tester.get_by_role("link", name="Users")).to_have_count(0)

    # An island is one's own without saying so.
    tester.goto("/?start=1")
    expect(tester.get_by_role("textbox", name="Owner")).to_have_value("qa01")
    tester.keyboard.press("Escape")
    tester.goto("/account")
    tester.get_by_role("button", name="Revoke").click()
    tester.locator("#confirm-yes").click()
    expect(tester.locator("#tokens")).to_contain_text("You have no tokens")
    assert guarded.call("GET", "/me", headers={"Authorization": f"Bearer {token}"}).status_code == 401

    # Shut out, the tester's next step leads to the sign-in.
    admin.get_by_role("row", name="qa01").get_by_role("button", name="Disable user").click()
    admin.locator("#confirm-yes").click()
    expect(admin.get_by_role("row", name="qa01")).to_contain_text("disabled")
    tester.get_by_role("button", name="Create token").click()
    expect(tester.get_by_role("heading", name="Sign in")).to_be_visible()

    admin.get_by_role("link", name="Audit", exact=True).click()
    admin.get_by_label("Who").fill("qa01")
    admin.keyboard.press("Enter")
    expect(admin.locator("table.audit tbody")).to_contain_text("Token 'nightly CI' revoked")
    expect(admin.locator("table.audit tbody tr", has_text="Added as")).to_have_count(0)
    with admin.expect_download() as download:
        admin.get_by_role("link", name="CSV").click()
    assert "nightly CI" in Path(download.value.path()).read_text("utf-8-sig")
    complaints.clear()  # the refused calls of the one who was shut out


def test_the_audit_speaks_its_readers_language(open_page: OpenPage, guarded: Serving) -> None:
    page = open_page("/sign-in", base=guarded.url, locale="zh-CN")
    sign_in_in_any_language(page, first_password(guarded))
    page.goto("/audit")
    expect(page.locator("table.audit tbody tr").first).to_contain_text("以 管理员 身份登录")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_has_a_name_and_can_be_read(open_page: OpenPage, guarded: Serving, scheme: str) -> None:
    page = open_page("/sign-in", base=guarded.url, color_scheme=scheme, reduced_motion="reduce")
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(FAINT) == []
    sign_in(page, "admin", first_password(guarded))
    expect(page.get_by_role("heading", name="Islands")).to_be_visible()
    for path in ("/account", "/users", "/audit"):
        page.goto(path)
        page.wait_for_load_state("load")
        assert page.evaluate(NAMELESS) == [], path
        assert page.evaluate(FAINT) == [], path


@pytest.mark.parametrize("locale", ["en-GB", "zh-CN"])
def test_a_phone_shows_everything_without_scrolling_sideways(
    open_page: OpenPage, guarded: Serving, locale: str
) -> None:
    page = open_page("/sign-in", base=guarded.url, size=(390, 844), locale=locale, has_touch=True, is_mobile=True)
    sign_in_in_any_language(page, first_password(guarded))
    for path in ("/account", "/users", "/audit"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
