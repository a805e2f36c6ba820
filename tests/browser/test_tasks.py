"""Tasks on the page: run one, watch its steps and its log, stop it; by mouse and by keyboard, and in Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import HOSTILE
from tests.integration.serving import Serving, eventually

OpenPage = Callable[..., Page]


def run(manager: Serving, *scripts: str, **wanted: Any) -> int:
    steps = [{"name": f"s{number}", "script": script} for number, script in enumerate(scripts)]
    task = manager.json("POST", "/tasks", {"kind": "command", "steps": steps, **wanted})
    return int(task["id"])


def over(manager: Serving, task_id: int) -> None:
    eventually(lambda: manager.json("GET", f"/tasks/{task_id}")["state"] not in ("queued", "running"))


def test_run_watch_and_find_it_again(open_page: OpenPage) -> None:
    page = open_page("/tasks")
    expect(page.get_by_role("heading", name="No task yet")).to_be_visible()
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_role("alert")).to_have_text("Write what is to be run.")
    expect(page.get_by_label("Script")).to_be_focused()
    page.get_by_label("Script").fill("echo hello; sleep 1; echo bye")
    page.get_by_label("What for").fill("to see")
    page.get_by_label("Where").select_option("in a Pod, branch dev")
    page.get_by_role("button", name="Run", exact=True).click()
    page.wait_for_url("**/tasks/*")
    expect(page.locator("#log")).to_contain_text("hello")
    expect(page.locator("#task-state")).to_contain_text("succeeded")
    expect(page.locator("#log")).to_contain_text("bye")
    expect(page.locator("#log-status")).to_have_text("End of the log.")
    expect(page.locator("#task-facts")).to_contain_text("to see")
    expect(page.get_by_role("button", name="Stop")).to_have_count(0)
    page.get_by_role("main").get_by_role("link", name="Tasks").click()
    expect(page.locator("#tasks li").first).to_contain_text("to see")
    expect(page.locator("#tasks li").first.locator("[data-state=succeeded]")).to_be_visible()


def test_steps_come_and_their_logs_are_chosen(open_page: OpenPage, manager: Serving) -> None:
    task_id = run(manager, "echo first", "printf 'half '; sleep 2; echo line; echo no; exit 7", "echo never")
    page = open_page(f"/tasks/{task_id}")
    steps = page.locator(".task-step")
    expect(steps.nth(1).locator("[data-state=running]")).to_be_visible()
    expect(page.locator("#log")).to_contain_text("half")
    expect(steps.nth(1).locator("[data-state=failed]")).to_be_visible()
    expect(steps.nth(1)).to_contain_text("exit code 7")
    expect(steps.nth(2).locator("[data-state=skipped]")).to_be_visible()
    expect(page.locator("#task-notice")).to_have_text("Step s1 ended with exit code 7")
    expect(page.locator(".log-line")).to_have_text(["half line", "no"])
    steps.nth(0).focus()
    page.keyboard.press("Enter")
    expect(steps.nth(0)).to_have_attribute("aria-pressed", "true")
    expect(steps.nth(0)).to_be_focused()
    expect(page.locator(".log-line")).to_have_text(["first"])
    expect(page.locator("#log-title")).to_have_text("Log of step s0")


def test_stop_asks_once_and_says_what_it_does(open_page: OpenPage, manager: Serving) -> None:
    task_id = run(manager, "echo hello; while :; do sleep 0.1; done", "echo never")
    page = open_page(f"/tasks/{task_id}")
    expect(page.locator("#log")).to_contain_text("hello")
    page.get_by_role("button", name="Stop", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#confirm-text")).to_contain_text("killed after ten seconds")
    page.keyboard.press("Escape")
    assert manager.json("GET", f"/tasks/{task_id}")["stop_asked"] is None
    page.get_by_role("button", name="Stop", exact=True).click()
    page.locator("#confirm-yes").click()
    expect(page.locator("#task-state")).to_contain_text("stopped")
    expect(page.locator("#task-notice")).to_have_text("anonymous stopped it")


def test_the_list_is_live(open_page: OpenPage, manager: Serving) -> None:
    page = open_page("/tasks")
    task_id = run(manager, "sleep 2", reason="appears by itself")
    card = page.locator(f"[data-task='{task_id}']")
    expect(card).to_contain_text("appears by itself")
    expect(card.locator("[data-state=running]")).to_be_visible()
    expect(card.locator("[data-state=succeeded]")).to_be_visible()


def test_what_a_command_writes_stays_text(open_page: OpenPage, manager: Serving) -> None:
    hostile = HOSTILE.replace("'", "")
    task_id = run(manager, f"printf '%s\\n' '{hostile}'; printf '\\033[31mred\\033[0m\\n'; seq 1 3000", reason=hostile)
    over(manager, task_id)
    page = open_page(f"/tasks/{task_id}")
    expect(page.locator("#log-status")).to_have_text("End of the log.")
    expect(page.locator(".log-line").first).to_have_text(hostile)
    expect(page.locator(".log-line").last).to_have_text("3000")
    assert page.evaluate("window.hacked") is None
    box = page.locator("#log")
    assert box.evaluate("box => box.scrollHeight - box.scrollTop - box.clientHeight") < 50, "the end is in view"
    listed = open_page("/tasks")
    expect(listed.locator(f"[data-task='{task_id}']")).to_contain_text(hostile)
    assert listed.evaluate("window.hacked") is None


def test_in_chinese_and_on_a_phone(open_page: OpenPage, manager: Serving) -> None:
    task_id = run(manager, "exit 3")
    over(manager, task_id)
    page = open_page(f"/tasks/{task_id}", locale="zh-CN", size=(390, 800))
    expect(page.get_by_role("heading", name=f"任务 {task_id}")).to_be_visible()
    expect(page.locator("#task-state")).to_contain_text("失败")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    listed = open_page("/tasks", locale="zh-CN", size=(390, 800))
    expect(listed.get_by_role("button", name=re.compile("运行"))).to_be_visible()
    assert listed.evaluate("document.documentElement.scrollWidth <= innerWidth")
