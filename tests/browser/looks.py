"""What tests say about a page, in the words of somebody who looks at it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect


def row(page: Page, island_id: int) -> Locator:
    """The row (or card) of an island in the table."""
    link = page.get_by_role("link", name=f"#{island_id}", exact=True)
    return page.locator(".tabulator-row, .island-card").filter(has=link)


def expect_state(place: Locator, state: str) -> None:
    expect(place.locator("[data-state]").first).to_have_attribute("data-state", state)


def start_by_dialog(page: Page, **fields: str) -> int:
    """Open the dialog, fill in what is given, press Enter; the number of the new island."""
    page.get_by_role("button", name="Start island").first.click()
    for name, text in fields.items():
        page.get_by_role("textbox", name=name).fill(text)
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.status == 202) as answer:
        page.keyboard.press("Enter")
    island: dict[str, Any] = answer.value.json()
    return int(island["id"])


def choose(page: Page, name: str) -> None:
    """Choose one of several buttons of which one is pressed."""
    page.get_by_role("radio", name=name, exact=True).check()
