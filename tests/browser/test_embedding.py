"""The table of islands inside other tools, as docs/embedding.md has it, in a browser."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests
from flask import Flask
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from tests import ports
from tests.integration.access.people import first_password
from tests.integration.serving import Serving, eventually, serving

OpenPage = Callable[..., Page]
DOCS = (Path(__file__).parents[2] / "docs/embedding.md").read_text("utf-8")
ICON = "<link rel=icon href=data:,>"  # else the browser complains that there is none


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """A small application of somebody else; its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def other(manager: Serving) -> Iterator[str]:
    """The application of the documentation, with our blueprint in it."""
    code = re.search(r"```python\n(.*?)```", DOCS, re.DOTALL)
    assert code
    there: dict[str, Any] = {"__name__": "other"}
    exec(code[1].replace("http://127.0.0.1:8000", manager.url), there)
    home = there["app"].view_functions["home"]
    there["app"].view_functions["home"] = lambda: ICON + home()
    with served(there["app"]) as url:
        yield url


def tool(manager: list[Serving]) -> Flask:
    """A page of any other tool, with the documentation's script tag in it. The manager may come later."""
    tag = re.search(r"<script src=.*?</script>", DOCS)
    assert tag

    def home() -> str:
        script = tag[0].replace("https://islandmgr.example.com", manager[0].url)
        return f"<!doctype html><title>Tool</title>{ICON}<h1>Ours</h1>{script}<p>The end</p>"

    app = Flask("tool")
    app.add_url_rule("/", view_func=home)
    return app


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


def test_pages_of_named_origins_may_show_the_table_and_no_others(
    open_page: OpenPage, tmp_path: Path, complaints: list[str]
) -> None:
    """Signed in at the manager, whose table then is in a frame of another origin."""
    found: list[Serving] = []
    with served(tool(found)) as friend, served(tool(found)) as stranger:
        settings: dict[str, Any] = {"auth": "local", "pools": ports.pool(6), "quarantine": 0}
        with serving(tmp_path / "data", frame_ancestors=friend, **settings) as guarded:
            found.append(guarded)
            page = open_page("/sign-in", base=guarded.url)
            page.get_by_label("Name").fill("admin")
            page.get_by_label("Password").fill(first_password(guarded))
            page.keyboard.press("Enter")
            expect(page.locator("#start-button")).to_be_visible()

            page.goto(friend)
            frame = page.frame_locator("h1 + script + iframe")  # it stands where the script does
            frame.locator("#start-button").click()
            frame.locator("#start-submit").click()
            expect(frame.locator("#islands [data-state=running]")).to_be_visible()
            assert complaints == []

            page.goto(stranger)
            expect_refused(page, complaints)
            # Nothing but the table may be framed, not even by friends.
            page.goto(friend)
            expect(frame.locator("#start-button")).to_be_visible()
            page.evaluate("address => { document.querySelector('iframe').src = address }", f"{guarded.url}/nodes")
            expect_refused(page, complaints)


def expect_refused(page: Page, complaints: list[str]) -> None:
    """The browser keeps the frame empty, and says why."""
    expect(page.frame_locator("iframe").locator("#main")).to_have_count(0)
    page.wait_for_function("() => document.querySelector('iframe').contentDocument === null")
    eventually(lambda: page.title() and any("frame-ancestors" in words for words in complaints))
    assert [frame.url for frame in page.frames[1:]] == ["chrome-error://chromewebdata/"]
    complaints.clear()
