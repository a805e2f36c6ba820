"""What is on view lives in the URL; what is exported is what is on view."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from tests.browser.conftest import OpenPage
from tests.browser.looks import choose, row
from tests.integration.serving import Serving

COLUMNS = 18


@pytest.fixture
def islands(manager: Serving) -> tuple[int, int, int]:
    """Of qa01 and qa02 on dev, and of qa02 on weekly; the last one runs away as a formula."""
    wanted = (
        {"owner": "qa01", "note": "first"},
        {"owner": "qa02", "note": "second"},
        {"owner": "qa02", "branch": "weekly", "note": "=1+1"},
    )
    one, other, last = (manager.start_island(**fields)["id"] for fields in wanted)
    return one, other, last


def shown(page: Page) -> set[int]:
    return {int(text.removeprefix("#")) for text in page.locator(".cell-id a").all_inner_texts()}


def test_a_filter_is_an_address_and_the_way_back_works(
    open_page: OpenPage, manager: Serving, islands: tuple[int, int, int]
) -> None:
    one, other, last = islands
    page = open_page()
    expect(page.locator("#count")).to_have_text("3")
    page.get_by_role("combobox", name="Owner").select_option("qa02")
    expect(page).to_have_url(f"{manager.url}/?owner=qa02")
    assert shown(page) == {other, last}
    page.get_by_role("combobox", name="Branch").select_option("weekly")
    expect(page).to_have_url(f"{manager.url}/?branch=weekly&owner=qa02")
    assert shown(page) == {last}

    page.reload()
    expect(page.locator("#count")).to_have_text("1")
    expect(page.get_by_role("combobox", name="Owner")).to_have_value("qa02")
    page.go_back()
    expect(page.locator("#count")).to_have_text("2")
    page.go_back()
    expect(page.locator("#count")).to_have_text("3")
    expect(page.get_by_role("combobox", name="Owner")).to_have_value("")

    page.get_by_role("searchbox", name="Search").fill("first")
    expect(page.locator("#count")).to_have_text("1")
    assert shown(page) == {one}
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator("#count")).to_have_text("3")
    port = next(iter(manager.island(other)["ports"].values()))
    page.get_by_role("searchbox", name="Search").fill(str(port))
    expect(row(page, other)).to_be_visible()
    expect(page.locator("#count")).to_have_text("1")


def test_a_shared_address_shows_the_same(open_page: OpenPage, manager: Serving, islands: tuple[int, int, int]) -> None:
    name = manager.island(islands[1])["name"]
    page = open_page(f"/?owner=qa02&q={name}&state=all&nonsense=1")
    expect(page.locator("#count")).to_have_text("1")
    assert shown(page) == {islands[1]}
    expect(page.get_by_role("radio", name="All", exact=True)).to_be_checked()


def test_the_csv_file_is_what_is_on_view_and_harmless(
    open_page: OpenPage, islands: tuple[int, int, int], tmp_path: Path
) -> None:
    page = open_page("/?owner=qa02")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    download.value.save_as(tmp_path / "islands.csv")
    raw = (tmp_path / "islands.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    heading, *rows = csv.reader(raw.decode("utf-8-sig").splitlines())
    assert len(heading) == COLUMNS
    assert [int(cells[0]) for cells in rows] == [islands[2], islands[1]]
    assert rows[0][heading.index("Note")] == "'=1+1"


def test_the_excel_file_has_numbers_times_and_text(
    open_page: OpenPage, islands: tuple[int, int, int], tmp_path: Path
) -> None:
    page = open_page("/", locale="zh-CN")
    choose(page, "全部")
    page.get_by_role("searchbox").fill("qa0")
    expect(page.get_by_role("link", name="Excel")).to_have_attribute(
        "href", re.compile(r"/export\.xlsx\?state=all&q=qa0$")
    )
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()
    download.value.save_as(tmp_path / "islands.xlsx")
    sheet = CalamineWorkbook.from_path(tmp_path / "islands.xlsx").get_sheet_by_name("岛服")
    heading, *rows = sheet.to_python()
    last = next(cells for cells in rows if cells[0] == islands[2])
    assert last[heading.index("备注")] == "=1+1"
    assert last[heading.index("比真实时间快（秒）")] == 0
    assert str(last[heading.index("申请时间 (UTC)")]).startswith("20")
