"""Webhooks, limits and notices of a real manager: through its API, with real receivers, through kill -9."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests

from islandmgr.service.telling.posting import signature
from tests.integration.serving import Serving, eventually, free_port, serving
from tests.integration.telling.receivers import receiver

DOCS = Path(__file__).parents[3] / "docs"
FIRST = 26_000 + os.getpid() % 40 * 20  # another test run on this machine has others


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Serving]:
    with serving(
        tmp_path / "data",
        outgoing_networks="127.0.0.0/8",
        pools=f"default={FIRST}-{FIRST + 19}",
        quarantine=0,
        lease=2,
        webhook_attempts=3,
    ) as running:
        yield running


def later(days: float) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat()


def test_the_receiver_of_the_documentation(manager: Serving, tmp_path: Path) -> None:
    code = re.search(r"```python\n(.*?)```", (DOCS / "webhooks.md").read_text("utf-8"), re.DOTALL)
    assert code
    assert len(code[1].strip().splitlines()) <= 23
    port = free_port()
    made = manager.json("POST", "/webhooks", {"name": "docs", "url": f"http://127.0.0.1:{port}/"})
    environ = {**os.environ, "WEBHOOK_SECRET": made["secret"]}
    with (tmp_path / "heard").open("wb") as heard:
        command = [sys.executable, "-c", code[1], str(port)]
        program = subprocess.Popen(command, env=environ, stdout=heard, stderr=subprocess.DEVNULL)
    try:
        eventually(lambda: manager.json("POST", f"/webhooks/{made['id']}/test")["taken"])
        island = manager.wait_for(manager.start_island()["id"], "running")
        eventually(lambda: f"running {island['id']}" in (tmp_path / "heard").read_text())
        forged = requests.post(
            f"http://127.0.0.1:{port}/", data=b"{}", headers={"X-Islandmgr-Signature": "v1=0"}, timeout=9
        )
        assert forged.status_code == 401
    finally:
        program.kill()
        program.wait()
    kinds = [line.split()[0] for line in (tmp_path / "heard").read_text().splitlines()]
    assert kinds[:2] == ["test", "requested"]
    assert [kind for kind in kinds if kind in {"scheduling", "starting", "running"}] == [
        "scheduling",
        "starting",
        "running",
    ]


def test_nothing_is_lost_when_the_manager_is_killed(manager: Serving) -> None:
    taking = threading.Event()
    with receiver(lambda _: 204 if taking.is_set() else 503) as there:
        made = manager.json("POST", "/webhooks", {"name": "x", "url": there.url, "kinds": ["note"]})
        island = manager.start_island()
        for number in range(5):
            manager.json("PATCH", f"/islands/{island['id']}", {"note": f"note {number}"})
        manager.kill()
        manager.environ["ISLANDMGR_WEBHOOK_ATTEMPTS"] = "50"
        manager.start()
        manager.json("PATCH", f"/islands/{island['id']}", {"note": "note 5"})
        taking.set()
        eventually(lambda: len(there.by_island().get(island["id"], [])) == 6)
        order = there.by_island()[island["id"]]
        assert order == sorted(order)
        headers, body = there.seen[-1]
        assert headers["X-Islandmgr-Signature"] == signature(
            made["secret"], int(headers["X-Islandmgr-Timestamp"]), body
        )


def test_dead_letters_are_shown_and_sent_again(manager: Serving) -> None:
    answers = {"status": 302}
    with receiver(lambda _: answers["status"]) as there:
        hook = manager.json("POST", "/webhooks", {"name": "x", "url": there.url, "kinds": ["requested"]})["id"]
        island = manager.start_island()
        dead = eventually(lambda: manager.json("GET", f"/webhooks/{hook}/deliveries?state=dead")["items"])
        assert [(one["island"], one["attempts"], one["status"]) for one in dead] == [(island["id"], 3, 302)]
        assert len(there.seen) == 3  # and no redirect was followed
        answers["status"] = 200
        assert manager.json("POST", f"/webhooks/{hook}/resend", {"delivery": dead[0]["id"]}) == {"number": 1}
        eventually(lambda: manager.json("GET", f"/webhooks/{hook}")["deliveries"]["delivered"])
        assert manager.call("POST", f"/webhooks/{hook}/resend", {"delivery": dead[0]["id"]}).status_code == 404
        assert manager.call("DELETE", f"/webhooks/{hook}").status_code == 204


def test_private_addresses_are_refused(tmp_path: Path) -> None:
    with serving(tmp_path / "data", pools=f"default={FIRST}-{FIRST + 19}") as manager:
        for url in ("http://127.0.0.1:1/", "http://169.254.169.254/", "http://[::1]/", f"{manager.url}/api/v1/islands"):
            answer = manager.call("POST", "/webhooks", {"name": "x", "url": url})
            assert answer.status_code == 422, url
        mail = {"name": "x", "url": "mailto://u:p@127.0.0.1?to=a@b.example"}
        assert manager.call("POST", "/channels", mail).status_code == 422


def test_an_address_that_was_allowed_is_refused_at_delivery_once_it_is_not(manager: Serving) -> None:
    with receiver() as there:
        hook = manager.json("POST", "/webhooks", {"name": "x", "url": there.url})["id"]
        manager.stop()
        del manager.environ["ISLANDMGR_OUTGOING_NETWORKS"]
        manager.start()
        outcome = manager.json("POST", f"/webhooks/{hook}/test")
        assert (outcome["taken"], outcome["status"]) == (False, None)
        assert "127.0.0.1 is not a public address" in outcome["problem"]
        assert there.seen == []


def test_a_channel_is_ones_own_and_its_address_a_secret(manager: Serving) -> None:
    address = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"
    made = manager.json("POST", "/channels", {"name": "chat", "url": address, "user": "qa01", "kinds": ["alert"]})
    assert made["service"] == "slack"
    assert [one["id"] for one in manager.json("GET", "/channels?user=qa01")["items"]] == [made["id"]]
    assert manager.json("GET", "/channels?user=qa02")["items"] == []
    assert manager.call("DELETE", f"/channels/{made['id']}?user=qa02").status_code == 404
    assert manager.call("PATCH", f"/channels/{made['id']}", {"active": False, "user": "qa02"}).status_code == 404
    alert = {"status": "firing", "labels": {"alertname": "X"}, "annotations": {}, "startsAt": "2026-11-20T10:00:00Z"}
    alerts = {"version": "4", "receiver": "islandmgr", "alerts": [alert]}
    assert manager.json("POST", "/alerts", alerts) == {"number": 1}
    secret = b"TIiajkdnlazkcOXrIdevi7FQ"
    texts = [json.dumps(made), manager.call("GET", "/channels?user=qa01").text, manager.log.read_text()]
    assert all(secret.decode() not in text for text in texts)
    files = (manager.data / name for name in ("islandmgr.db", "islandmgr.db-wal"))
    assert all(secret not in file.read_bytes() for file in files if file.exists())
    assert manager.call("DELETE", f"/channels/{made['id']}?user=qa01").status_code == 204


def test_a_quota_refuses_and_says_what_to_stop(manager: Serving) -> None:
    first = manager.start_island()
    assert first["memory"] > 0
    manager.json("PUT", "/quotas", {"kind": "person", "name": "qa01", "islands": 1})
    answer = manager.call("POST", "/islands", {"blueprint": "sample", "branch": "dev", "owner": "qa01"})
    assert answer.status_code == 409
    error = answer.json()["error"]
    assert error["code"] == "quota_exceeded"
    assert [one["id"] for one in error["details"]["stop"]] == [first["id"]]
    assert f"Stop {first['id']} (qa01, " in error["message"]
    assert manager.call("POST", f"/islands/{first['id']}/clone").status_code == 409
    manager.start_island(owner="qa02")
    manager.json("DELETE", f"/islands/{first['id']}")
    manager.start_island()
    assert manager.call("DELETE", "/quotas?kind=person&name=qa01").status_code == 204
    assert manager.call("DELETE", "/quotas?kind=person&name=qa01").status_code == 404


def test_an_island_is_warned_held_and_extended(manager: Serving) -> None:
    island = manager.start_island(ttl_hours=0.9)["id"]
    warned = eventually(lambda: manager.island(island)["warning"])
    assert warned["why"] == "lifetime"
    held = manager.json("POST", f"/islands/{island}/hold", {"until": later(9), "reason": "the event"})
    assert (held["warning"], held["hold"]["reason"]) == (None, "the event")
    assert manager.json("DELETE", f"/islands/{island}/hold")["hold"] is None
    assert manager.call("DELETE", f"/islands/{island}/hold").status_code == 409
    eventually(lambda: manager.island(island)["warning"])
    assert manager.json("POST", f"/islands/{island}/extend", {"hours": 24})["warning"] is None


def test_a_crashed_island_is_slimmed_and_its_bundle_stays(manager: Serving) -> None:
    manager.environ["ISLANDMGR_SLIM_HOURS"] = "0.0003"
    manager.stop()
    manager.start()
    island = manager.start_island(args={"exit_after": 1})["id"]
    stopped = manager.wait_for(island, "stopped", timeout=150)
    assert "Slimmed" in stopped["reason"]
    assert manager.call("GET", f"/islands/{island}/crash").status_code == 200
