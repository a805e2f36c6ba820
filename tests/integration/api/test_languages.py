"""What people read comes in their language, with its code and values; programs that ask for none get English."""

from __future__ import annotations

import json

import pytest
import requests

from tests.integration.api.test_islandctl import islandctl
from tests.integration.api.test_stream import Viewer
from tests.integration.serving import Serving

CHINESE = {"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5"}


@pytest.fixture(scope="module")
def stopped(manager: Serving) -> int:
    """An island that ran and was stopped."""
    number = int(manager.start_island(owner="东风")["id"])
    manager.wait_for(number, "running")
    manager.call("DELETE", f"/islands/{number}")
    manager.wait_for(number, "stopped")
    return number


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({}, "There is no island 999999."),
        ({"Accept-Language": "*"}, "There is no island 999999."),
        ({"Accept-Language": "en-GB"}, "There is no island 999999."),
        ({"Accept-Language": "fr, zh-TW;q=0.5"}, "没有岛服 999999。"),
        (CHINESE, "没有岛服 999999。"),
        ({**CHINESE, "Cookie": "language=en"}, "There is no island 999999."),
        ({"Cookie": "language=zh"}, "没有岛服 999999。"),
    ],
)
def test_a_refusal_is_in_the_language_of_the_request(manager: Serving, headers: dict[str, str], words: str) -> None:
    error = manager.call("GET", "/islands/999999", headers=headers).json()["error"]
    assert (error["code"], error["message"]) == ("not_found", words)


def test_a_row_has_words_code_and_values(manager: Serving, stopped: int) -> None:
    english = manager.island(stopped)
    chinese = manager.json("GET", f"/islands/{stopped}", headers=CHINESE)
    assert english["reason"].startswith("Stopped by ")
    assert chinese["reason"] == f"由 {english['reason_values']['who']} 停止"
    assert english["reason_code"] == chinese["reason_code"] == "island.stopped_by"
    assert english["clock"]["problem_code"] == ""
    assert english["clock"]["problem_values"] == {}


def test_a_history_is_chinese_throughout(manager: Serving, stopped: int) -> None:
    english = manager.json("GET", f"/islands/{stopped}/events")["items"]
    chinese = manager.json("GET", f"/islands/{stopped}/events", headers=CHINESE)["items"]
    assert [one["message_code"] for one in english] == [one["message_code"] for one in chinese]
    assert {"island.start_asked", "island.ready", "island.stop_asked", "island.gone"} <= {
        one["message_code"] for one in english
    }
    assert all(one["message"].isascii() for one in english if one["message_code"] != "island.registered")
    assert [one["message"] for one in chinese if one["message"].isascii()] == []


def test_each_stream_speaks_its_readers_language(manager: Serving) -> None:
    address = f"{manager.url}/api/v1/stream"
    with (
        requests.get(address, stream=True, timeout=60) as plain,
        requests.get(address, stream=True, timeout=60, headers=CHINESE) as chinese,
    ):
        viewers = Viewer(plain), Viewer(chinese)
        for viewer in viewers:
            viewer.frame()
        number = int(manager.start_island()["id"])
        manager.call("DELETE", f"/islands/{number}")
        told = [viewer.island(number, "stopped") for viewer in viewers]
    assert told[0]["reason"].startswith("Stopped by ")
    assert told[1]["reason"].endswith(" 停止")


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "已请求停止"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "已请求停止"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "C"}, "Stop requested"),
        ({"LANG": "C.UTF-8"}, "Stop requested"),
    ],
)
def test_islandctl_speaks_the_terminals_language(
    manager: Serving, stopped: int, environ: dict[str, str], words: str
) -> None:
    given = {"LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "PYTHONUTF8": "1"} | environ
    assert words in islandctl(manager, "events", str(stopped), **given).stdout


def test_islandctl_is_refused_in_the_terminals_language(manager: Serving) -> None:
    refused = islandctl(manager, "show", "999999", LANG="zh_CN.UTF-8", LC_ALL="zh_CN.UTF-8", PYTHONUTF8="1")
    assert refused.returncode == 4
    assert "没有岛服 999999" in refused.stderr


def test_the_document_says_what_each_message_has(manager: Serving) -> None:
    schemas = manager.json("GET", "/openapi.json")["components"]["schemas"]
    text = json.dumps(schemas)
    for field in ("reason_code", "reason_values", "message_code", "message_values", "problem_code", "why_code"):
        assert f'"{field}"' in text
