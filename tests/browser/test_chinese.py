"""Chinese is Chinese throughout: every page, over data of all kinds, and no English sentence on any of them."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import ports
from tests.browser.conftest import BLIND, OpenPage
from tests.browser.test_access import sign_in_in_any_language
from tests.integration.access.people import first_password, log_in
from tests.integration.serving import Client, Serving, eventually, serving

FIRST_PORT, *_, LAST_PORT = ports.take(39)
SETTLED = 700  # milliseconds in which a page has asked for what it shows

WORDS = """() => {
  const left = new Set(["SCRIPT", "STYLE", "PRE", "CODE", "TEMPLATE", "NOSCRIPT", "TEXTAREA"]);
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node.nodeType === 1 && left.has(node.tagName) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const texts = node.nodeType === 3
      ? [node.nodeValue]
      : ["title", "aria-label", "placeholder", "alt", "data-about"].map((name) => node.getAttribute(name) ?? "");
    for (const text of texts) if (text.trim()) found.add(text.trim().replace(/\\s+/g, " "));
  }
  return [...found, document.title];
}"""
"""Every text on a page, what only screen readers say included; without what servers and programs wrote."""

ENGLISH = re.compile(r"(?:[A-Za-z][A-Za-z'’]*[ ,;:.!?()]+){2,}[A-Za-z][A-Za-z'’]*")
"""Three words in a row are a sentence, or the beginning of one."""

DATA = (
    r"^\d{4}-\d\d-\d\dT\S+Z .*$",  # lines of the server's own log
    r"java\.util\.Timer\.scheduleAtFixedRate|Condition\.awaitUntil",  # of Java
    r"^\S+Z started: time=.*",  # a server's log
    r"^(Readiness probe failed: .*|Started container \S+|Successfully assigned .*)$",  # the kubelet's words
    r"https?://\S+",
    r"node\(s\)[^。）]*|\d+/\d+ nodes are available[^。）]*",  # the scheduler's words
    r"Mozilla/5\.0.*",  # a browser's name for itself
    r"Authorization: Bearer \.\.\.",
    r"net\.ipv4\.ip_local_reserved_ports",
    r"ss -ltnup",
    r"a holiday event of qa01",  # what somebody typed
)
"""What is no sentence of ours, though it looks like one."""


@dataclass(frozen=True)
class World:
    """A manager whose pages have something of everything, and what its pages are."""

    manager: Serving
    password: str
    paths: tuple[str, ...]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    blueprints = tmp_path_factory.mktemp("blueprints")
    (blueprints / "blind.yaml").write_text(BLIND, "utf-8")
    given: dict[str, Any] = {
        "pools": f"default={FIRST_PORT}-{LAST_PORT}",
        "quarantine": 600,
        "blueprints": blueprints,
        "outgoing_networks": "127.0.0.0/8",
        "webhook_attempts": 1,
        "node_labels": "branch team",
    }
    with serving(tmp_path_factory.mktemp("manager"), auth="local", **given) as running:
        password = first_password(running)
        admin = Client(running.url, log_in(running, "admin", password).token)
        with closing(socket.create_server(("127.0.0.1", LAST_PORT))):  # somebody else's process on our ports
            yield World(running, password, (*people(running, admin), *life(admin), *operating(admin)))


def people(manager: Serving, admin: Client) -> Iterator[str]:
    """Users, tokens, and what was refused."""
    made = admin.json("POST", "/users", {"name": "vera", "role": "viewer", "team": "red"})
    admin.json("PATCH", "/users/vera", {"role": "tester", "team": ""})
    admin.json("POST", "/users/vera/password", {})
    admin.json("POST", "/users", {"name": "toni", "role": "viewer"})
    admin.json("POST", "/tokens", {"name": "nightly", "scope": "islands", "days": 3})
    assert manager.call("POST", "/sign-in", {"name": "vera", "password": made["password"]}).status_code == 401
    admin.json("PUT", "/quotas", {"kind": "person", "name": "qa07", "islands": 0})
    assert admin.call("POST", "/islands", {"blueprint": "sample", "branch": "dev", "owner": "qa07"}).status_code == 409
    admin.json("PUT", "/quotas", {"kind": "team", "name": "red", "memory": 2**33})
    admin.call("DELETE", "/quotas?kind=team&name=red")
    yield from ("/account", "/users", "/quotas", "/help")


def life(admin: Client) -> Iterator[str]:
    """Islands in many states, their clocks, and everything that people do to them."""
    first, second, crashed, blind, waiting = (
        int(admin.start_island(**wanted)["id"])
        for wanted in (
            {"note": "a holiday event of qa01", "ttl_hours": 8},
            {},
            {"args": {"crash": "abort"}},
            {"blueprint": "blind"},
            {"branch": "nowhere"},
        )
    )
    for number in (first, second, blind):
        admin.wait_for(number, "running")
    admin.wait_for(crashed, "crashed")
    eventually(lambda: admin.island(waiting)["reason"])
    admin.json("PATCH", f"/islands/{first}", {"note": "a holiday event of qa01"})
    admin.json("POST", f"/islands/{first}/extend", {"hours": 2})
    admin.json("POST", f"/islands/{first}/hold", {"until": soon(days=2), "reason": "a holiday event of qa01"})
    admin.json("DELETE", f"/islands/{first}/hold")
    for clock in ({"mode": "shift", "shift": "+1h"}, {"mode": "freeze"}, {"mode": "same", "island": second}):
        admin.json("PUT", f"/islands/{first}/clock", clock)
    admin.json("PUT", "/clock-scripts/midnight", {"steps": ["jump 23:59:50", "wait 1s real", "return"]})
    admin.json("POST", "/clock-runs", {"script": "midnight", "islands": [first]})
    admin.json("POST", "/clock-runs", {"steps": ["rate 10", "wait 1h real"], "islands": [second]})
    admin.json("PUT", f"/islands/{second}/clock", {"mode": "real"})
    admin.json("POST", "/clock-groups", {"name": "raid", "islands": [second]})
    assert admin.call("PUT", f"/islands/{second}/clock", {"mode": "real"}).status_code == 409
    admin.json("DELETE", f"/clock-groups/raid/islands/{second}")
    admin.json("POST", f"/islands/{second}/restart", {})
    admin.wait_for(second, "running")
    copied = int(admin.json("POST", f"/islands/{second}/clone", {})["id"])
    admin.call("DELETE", f"/islands/{copied}")
    admin.wait_for(copied, "stopped")
    yield from (
        "/",
        "/clocks",
        "/ports",
        *(f"/islands/{one}" for one in (first, second, crashed, blind, waiting, copied)),
    )


def operating(admin: Client) -> Iterator[str]:
    """Nodes, drains, ports, webhooks, channels and tasks."""
    admin.json("PATCH", "/nodes/local-2/labels", {"labels": {"team": "red"}})
    admin.json("PATCH", "/nodes/local-2/labels", {"labels": {"team": None}})
    admin.call("POST", "/ports/exclude", {"pool": "default", "ports": [LAST_PORT - 1], "why": "sshd"})
    admin.json("POST", "/webhooks", {"name": "export", "url": "http://127.0.0.1:1/"})
    admin.json("POST", "/channels", {"name": "QA", "url": "wecombot://verysecretkey", "language": "zh"})
    later = admin.json("POST", "/drains", {"selector": "rack=b", "starts_at": soon(days=2)})
    admin.json("POST", f"/drains/{later['id']}/stop", {})
    admin.json("POST", "/nodes/local-2/uncordon", {})
    drain = admin.json("POST", "/drains", {"selector": "rack=a"})
    eventually(lambda: admin.json("GET", f"/drains/{drain['id']}")["state"] != "running")
    for node in ("local-1", "local-3"):
        admin.json("POST", f"/nodes/{node}/uncordon", {})
    eventually(lambda: any(hook["deliveries"]["dead"] for hook in admin.json("GET", "/webhooks")["items"]))
    task = admin.json("POST", "/tasks", {"kind": "command", "steps": [{"name": "checkout", "script": "exit 7"}]})
    eventually(lambda: admin.json("GET", f"/tasks/{task['id']}")["state"] == "failed")
    yield from ("/tasks", f"/tasks/{task['id']}")
    yield from ("/nodes", "/repair", "/drains", f"/drains/{later['id']}", f"/drains/{drain['id']}")
    yield from ("/webhooks", "/notifications", "/audit")


def soon(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat()


def english(page: Page) -> list[str]:
    """What on the page looks like a sentence in English."""
    found = []
    for text in page.evaluate(WORDS):
        ours = re.sub("|".join(DATA), " * ", text)
        found += [text for match in [ENGLISH.search(ours)] if match]
    return found


def test_no_page_has_an_english_sentence(open_page: OpenPage, world: World) -> None:
    page = open_page("/sign-in", base=world.manager.url, locale="zh-CN", size=(1440, 2000))
    assert english(page) == []
    sign_in_in_any_language(page, world.password)
    left = {}
    for path in world.paths:
        page.goto(path)
        expect(page.locator("html")).to_have_attribute("lang", "zh-Hans-CN")
        page.wait_for_timeout(SETTLED)
        found = english(page)
        for tab in page.get_by_role("tab").all():
            if tab.is_visible():
                tab.click()
                page.wait_for_timeout(SETTLED / 3)
                found += english(page)
        if found:
            left[path] = sorted({*found})
    assert left == {}, json.dumps(left, ensure_ascii=False, indent=1)


def test_english_would_be_found(open_page: OpenPage, world: World) -> None:
    """Guards the test above: a heuristic that sees nothing finds nothing."""
    assert english(open_page("/sign-in", base=world.manager.url, locale="en-GB")) != []


def test_a_table_of_the_audit_is_chinese_too(open_page: OpenPage, world: World) -> None:
    page = open_page("/sign-in", base=world.manager.url, locale="zh-CN")
    sign_in_in_any_language(page, world.password)
    page.goto("/audit")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    text = Path(download.value.path()).read_text("utf-8-sig")
    assert "已请求停止" in text
    assert "Stop requested" not in text
