"""Nodes, ports and repair with a real browser; and that nobody is shown what they may not press."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import ports
from tests.browser.conftest import OpenPage
from tests.browser.test_access import sign_in
from tests.browser.test_reader import FAINT, NAMELESS
from tests.integration.access.people import first_password, log_in
from tests.integration.serving import Serving, eventually, serving

FIRST_PORT = ports.take(6)[0]


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A manager that asks who one is."""
    pools = f"default={FIRST_PORT}-{FIRST_PORT + 5}"
    settings: dict[str, Any] = {"pools": pools, "quarantine": 0, "node_labels": "branch team"}
    with serving(tmp_path_factory.mktemp("guarded"), auth="local", **settings) as running:
        yield running


@pytest.fixture(scope="module")
def people(guarded: Serving) -> dict[str, str]:
    """Name -> password of one of each role that matters here."""
    admin = log_in(guarded, "admin", first_password(guarded))
    found = {}
    for name, role, team in (("olga", "operator", ""), ("vera", "viewer", "red"), ("toni", "tester", "red")):
        found[name] = admin.json("POST", "/users", {"name": name, "role": role, "team": team})["password"]
    return found


def node(page: Page, name: str) -> Any:
    return page.locator(f"tr[data-node={name}]")


def test_labels_groups_and_cordons(
    open_page: OpenPage, guarded: Serving, people: dict[str, str], complaints: list[str]
) -> None:
    page = open_page("/nodes", base=guarded.url)
    sign_in(page, "olga", people["olga"])
    expect(page.get_by_role("heading", name="branch=dev")).to_be_visible()
    expect(page.get_by_text("There is room for 2 more sample on branch=dev.")).to_be_visible()
    page.wait_for_load_state("load")  # what it does is there after what it shows

    node(page, "local-2").get_by_role("button", name="Label", exact=True).click()
    page.get_by_label("Label", exact=True).fill("team")
    page.get_by_label("Value").fill("not a value")
    page.get_by_role("button", name="Set label").click()
    expect(page.get_by_role("alert").filter(has_text="'not a value' is not a label value")).to_be_visible()
    page.get_by_label("Value").fill("red")
    page.get_by_role("button", name="Set label").click()
    expect(node(page, "local-2")).to_contain_text("team=red")

    page.get_by_label("Group by").select_option("team")
    expect(page.get_by_role("heading", name="team=red")).to_be_visible()
    expect(page.get_by_role("heading", name="without “team”")).to_be_visible()
    assert "group=team" in page.url

    node(page, "local-2").get_by_role("button", name="Cordon", exact=True).click()
    page.locator("#confirm-yes").click()
    expect(node(page, "local-2")).to_contain_text("Cordoned")
    expect(page.get_by_text("Not counted, as nothing new may come there: local-2.")).to_be_visible()
    node(page, "local-2").get_by_role("button", name="Uncordon").click()
    expect(node(page, "local-2")).to_contain_text("Ready")

    node(page, "local-2").get_by_role("button", name="Remove the label team").click()
    page.locator("#confirm-yes").click()
    expect(page.get_by_role("heading", name="team=red")).to_have_count(0)
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(FAINT) == []
    complaints.clear()  # the browser notes the refused label


def test_the_doctors_findings_have_buttons(open_page: OpenPage, guarded: Serving, people: dict[str, str]) -> None:
    page = open_page("/ports", base=guarded.url)
    sign_in(page, "olga", people["olga"])
    with socket.create_server(("0.0.0.0", FIRST_PORT + 5)):
        page.get_by_role("link", name="Look again").click()
        page.get_by_role("button", name="Exclude the ports").click()
        page.locator("#confirm-yes").click()
        expect(page.get_by_role("button", name="Include them again")).to_be_visible()
    page.get_by_role("button", name="Include them again").click()
    page.locator("#confirm-yes").click()
    expect(page.get_by_role("button", name="Include them again")).to_have_count(0)
    expect(page.get_by_text("No conflicts found")).to_be_visible()
    page.get_by_role("link", name="Nodes", exact=True).click()
    page.get_by_role("link", name="Repair", exact=True).click()
    expect(page.get_by_text("No differences")).to_be_visible()


def test_nobody_is_shown_what_they_may_not_press(open_page: OpenPage, guarded: Serving, people: dict[str, str]) -> None:
    """A viewer looks at a tester's island; another tester of the same team may act on it, and on no node."""
    admin = log_in(guarded, "admin", first_password(guarded))
    island = admin.json("POST", "/islands", {"blueprint": "sample", "branch": "dev", "owner": "toni"})["id"]
    eventually(lambda: admin.json("GET", f"/islands/{island}")["state"] == "running")
    shown: dict[str, dict[str, Any]] = {}
    for name in ("vera", "toni"):
        page = open_page(f"/islands/{island}", base=guarded.url)
        sign_in(page, name, people[name])
        expect(page.locator("#island-facts")).to_contain_text("toni")
        may = int(name == "toni")
        expect(page.get_by_role("button", name="Stop", exact=True)).to_have_count(may)
        shown[name] = {word: page.get_by_role("button", name=word, exact=True).count() for word in ("Stop", "Restart")}
        shown[name]["clock"] = page.locator("#clock-form").is_visible()
        page.goto("/")
        page.get_by_role("button", name=f"Actions for island {island}").click()
        expect(page.get_by_role("menuitem").first).to_be_visible()
        shown[name]["menu"] = page.get_by_role("menuitem").all_inner_texts()
        shown[name]["start"] = page.locator("#start-button").count()
        page.goto("/clocks")
        expect(page.locator("#no-scripts")).to_be_visible()
        expect(page.get_by_role("button", name="New group")).to_have_count(may)
        expect(page.get_by_role("button", name="New script")).to_have_count(may)
        page.goto("/nodes")
        expect(page.get_by_role("heading", name="branch=dev")).to_be_visible()
        assert page.get_by_role("button", name="Cordon").count() == 0
        assert page.locator(".label-add, .label-remove").count() == 0
        assert page.get_by_role("link", name="Repair").count() == 0
    assert shown["vera"] == {"Stop": 0, "Restart": 0, "clock": False, "menu": ["Open"], "start": 0}
    assert (shown["toni"]["Stop"], shown["toni"]["Restart"], shown["toni"]["clock"]) == (1, 1, True)
    assert {"Open", "Clone", "Restart", "Stop"} <= set(shown["toni"]["menu"])
    assert shown["toni"]["start"] == 1
