"""For every reader: English or Chinese, light or dark, a phone, no mouse, a screen reader."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.looks import expect_state, row
from tests.integration.serving import Serving

Running = Callable[..., dict[str, Any]]
PAGES = ("/", "/ports", "/nodes", "/help", "/islands/999999", "/islands/{number}")


@pytest.fixture
def number(running: Running) -> int:
    island: int = running(owner="qa01", note="leap day")["id"]
    return island


def test_a_chinese_browser_gets_chinese_and_may_choose(open_page: OpenPage, number: int) -> None:
    page = open_page("/", locale="zh-CN")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans-CN")
    expect(page.get_by_role("heading", name="岛服")).to_be_visible()
    expect(row(page, number)).to_contain_text("运行中")
    page.goto(f"/islands/{number}")
    expect(page.locator("#steps")).to_contain_text("启动服务器")
    expect(page.locator("#clock-date")).to_contain_text(re.compile("年.*星期"))
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(f"/islands/{number}$"))
    expect(page.locator("#steps")).to_contain_text("Starting the server")
    page.goto("/")
    expect(page.get_by_role("heading", name="Islands")).to_be_visible()


def test_a_russian_browser_gets_what_the_settings_say(open_page: OpenPage) -> None:
    expect(open_page("/", locale="ru-RU").locator("html")).to_have_attribute("lang", "en")


def test_dark_follows_the_system_until_somebody_chooses(open_page: OpenPage) -> None:
    page = open_page("/", color_scheme="dark")
    html = page.locator("html")
    expect(html).to_have_attribute("data-bs-theme", "dark")
    # It stands before anything is painted: the script that sets it blocks the rest of the page.
    assert page.evaluate(
        "document.querySelector('script').src.includes('theme-boot') && !document.querySelector('script').defer"
    )
    page.get_by_role("button", name="Light or dark").click()
    expect(html).to_have_attribute("data-bs-theme", "light")
    page.reload()
    expect(html).to_have_attribute("data-bs-theme", "light")
    page.get_by_role("button", name="Light or dark").click()
    page.emulate_media(color_scheme="light")
    expect(html).to_have_attribute("data-bs-theme", "light")  # it follows the system again


@pytest.mark.parametrize("width", [390, 360])
@pytest.mark.parametrize("locale", ["en-GB", "zh-CN"])
def test_a_phone_shows_everything_without_scrolling_sideways(
    open_page: OpenPage, number: int, width: int, locale: str, complaints: list[str]
) -> None:
    page = open_page("/", size=(width, 800), locale=locale, has_touch=True, is_mobile=True)
    expect_state(row(page, number), "running")
    for path in PAGES:
        page.goto(path.format(number=number))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.goto("/?start=1")
    expect(page.locator("#start")).to_be_visible()
    assert page.locator("#start").evaluate("box => box.scrollWidth <= box.clientWidth")
    complaints.clear()  # the page that is not there


def test_without_a_mouse(page: Page, manager: Serving) -> None:
    expect(page.get_by_text("No island runs yet")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keyboard")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Keyboard")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search")).to_be_focused()
    page.keyboard.type("n/?")  # typed, not obeyed
    expect(page.get_by_role("searchbox", name="Search")).to_have_value("n/?")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.get_by_role("textbox", name="Owner")).to_be_focused()
    page.keyboard.type("qa01")
    page.keyboard.press("Enter")
    expect_state(page.locator(".tabulator-row"), "running")
    number = int(page.locator(".cell-id a").inner_text().removeprefix("#"))

    page.get_by_role("button", name=f"Actions for island {number}").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="Open")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("menuitem", name="Stop")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=f"Actions for island {number}")).to_be_focused()

    page.goto(f"/islands/{number}")
    expect(page.locator("#steps .is-done")).to_have_count(5)
    page.keyboard.press("c")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Shift from real time")).to_be_focused()
    page.keyboard.type("+1h")
    page.keyboard.press("Enter")
    expect(page.locator("#clock-offset")).to_contain_text("1 h ahead")
    page.get_by_role("tab", name="Log").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Events")).to_be_focused()
    expect(page.locator("#events")).to_be_visible()
    assert manager.island(number)["clock"]["offset"] == 3600


NAMELESS = """() => [...document.querySelectorAll("a, button, input, select, textarea, [role=tab]")]
  .filter((it) => it.offsetParent !== null && !it.closest("[aria-hidden=true]"))
  .filter((it) => !(it.getAttribute("aria-label") || it.getAttribute("aria-labelledby") || it.textContent.trim()
    || it.labels?.length || it.title))
  .map((it) => it.outerHTML.slice(0, 120))"""

# WCAG 2: (L1 + 0.05) / (L2 + 0.05) of relative luminances, at least 4.5, or 3 for large text.
FAINT = """() => {
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    paint.clearRect(0, 0, 1, 1);
    paint.fillStyle = colour;
    paint.fillRect(0, 0, 1, 1);
    return [...paint.getImageData(0, 0, 1, 1).data];
  };
  const over = (top, below) => [0, 1, 2].map((i) => (top[i] * top[3] + below[i] * (255 - top[3])) / 255).concat(255);
  const ground = (it) => {
    const layers = [];
    for (let at = it; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 255]);
  };
  const light = (c) => c.slice(0, 3).map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const faint = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const it = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !it.checkVisibility() || it.closest("script, option, :disabled")) continue;
    const style = getComputedStyle(it);
    const below = ground(it);
    const [one, two] = [light(over(rgba(style.color), below)), light(below)];
    const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5)) faint.push(`${ratio.toFixed(2)} ${walk.currentNode.data.trim().slice(0, 40)}`);
  }
  return faint;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_has_a_name_and_can_be_read(
    open_page: OpenPage, manager: Serving, number: int, scheme: str, complaints: list[str]
) -> None:
    crashed = manager.start_island(args={"crash": "abort"})["id"]
    manager.json("PUT", f"/islands/{number}/clock", {"mode": "shift", "shift": "+2d"})
    manager.wait_for(crashed, "crashed")
    page = open_page("/", color_scheme=scheme, reduced_motion="reduce")
    expect_state(row(page, crashed), "crashed")
    for path in (*PAGES, f"/islands/{crashed}", "/?start=1"):
        page.goto(path.format(number=number))
        page.wait_for_load_state("load")
        assert page.evaluate(NAMELESS) == [], path
        assert page.evaluate(FAINT) == [], path
    complaints.clear()  # the page that is not there
