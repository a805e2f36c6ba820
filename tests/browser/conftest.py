"""One manager and one browser for all; each test gets fresh pages, and none of its islands outlives it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests import ports
from tests.integration.serving import Serving, serving

PATIENCE = 30_000.0  # milliseconds that anything on a page may take on a busy machine
ARGUMENTS = [
    "--no-sandbox",  # tests run as root, too
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
HOSTILE = """<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>"""
LOUD = f"""\
# Writes markup and terminal colours to its log, then is a sample server.
name: loud
version: "1"
title: "{HOSTILE.replace('"', "&")}"
image: islandmgr/sample:dev
ports: [{{name: time}}, {{name: echo}}, {{name: count}}]
command:
  - sh
  - -c
  - >-
    printf '%s\\n' '{HOSTILE}'; printf '\\033[31mred\\033[0m line\\n';
    seq 1 1500 | sed 's/^/line /'; echo 'ERROR after many lines'; exec python3 -S -E "$1"
  - sh
  - "{{{{ code.folder }}}}/server.py"
readiness: {{tcp: time, period_seconds: 1, timeout_seconds: 1}}
resources: {{limits: {{memory: 256Mi}}}}
time_zone: America/New_York
moments: {{late: {{at: "23:00 daily", title: {{en: "{HOSTILE.replace('"', "&")}"}}}}}}
code: {{claim: sample-code, mount: /home/server, folder: "/home/server/{{{{ island.branch }}}}"}}
lifetime: {{ttl_hours: 8}}
stop_grace_seconds: 5
"""

BLIND = """\
# Throws the clock library away before the server starts, as programs do that empty their environment.
name: blind
version: "1"
title: Sees real time only
image: islandmgr/sample:dev
ports: [{name: time}, {name: echo}, {name: count}]
command: [env, -u, LD_PRELOAD, python3, -S, -E, "{{ code.folder }}/server.py"]
readiness: {tcp: time, period_seconds: 1, timeout_seconds: 1}
resources: {limits: {memory: 256Mi}}
time_zone: UTC
code: {claim: sample-code, mount: /home/server, folder: "/home/server/{{ island.branch }}"}
lifetime: {ttl_hours: 8}
stop_grace_seconds: 5
"""

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session", autouse=True)
def _forked_managers() -> None:
    Serving.forks = True


@pytest.fixture(scope="package")
def settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A pool of its own, ports that rest a moment only, and a blueprint that writes what a browser should not run."""
    blueprints = tmp_path_factory.mktemp("blueprints")
    (blueprints / "loud.yaml").write_text(LOUD, "utf-8")
    (blueprints / "blind.yaml").write_text(BLIND, "utf-8")
    return {"pools": ports.pool(60), "quarantine": 0, "blueprints": blueprints}


@pytest.fixture(scope="package")
def manager(tmp_path_factory: pytest.TempPathFactory, settings: dict[str, Any]) -> Iterator[Serving]:
    with serving(tmp_path_factory.mktemp("manager"), **settings) as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium")
    assert program, "chromium is not installed: scripts/test-deps installs it"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of; a test that provokes something empties it."""
    return []


@pytest.fixture
def open_page(chromium: Browser, manager: Serving, complaints: list[str]) -> Iterator[OpenPage]:
    """`open_page("/path", **context options)`: a page in a browser profile of its own.

    At the end of the test no page may have had an error, a refused inline script or style, or a failed request.
    """
    contexts = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(f"{message.type}: {message.text} ({message.location.get('url')})")

    def open_one(path: str = "/", **options: Any) -> Page:
        size = options.pop("size", (1440, 900))
        base = options.pop("base", manager.url)
        options = {"locale": "en-GB", "viewport": {"width": size[0], "height": size[1]}, "base_url": base, **options}
        context = chromium.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=base)
        page = context.new_page()
        page.on("console", listen)
        page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """The table of islands, in English, light, on a desk."""
    return open_page()


@pytest.fixture(autouse=True)
def no_islands_left(manager: Serving) -> Iterator[None]:
    """Every test begins with no island alive."""
    yield
    live = manager.json("GET", "/islands?limit=1000&state=" + ",".join(ALIVE))["items"]
    for island in live:
        manager.call("DELETE", f"/islands/{island['id']}")
    for island in live:
        manager.wait_for(island["id"], "stopped")


ALIVE = ("requested", "scheduling", "starting", "running", "unready", "stopping", "crashed", "failed", "lost")


@pytest.fixture
def running(manager: Serving) -> Callable[..., dict[str, Any]]:
    """`running(**wanted)`: start an island through the API and wait until it runs."""

    def start(**wanted: Any) -> dict[str, Any]:
        return manager.wait_for(manager.start_island(**wanted)["id"], "running")

    return start


@pytest.fixture
def download_folder(tmp_path: Path) -> Path:
    return tmp_path / "downloads"
