"""Webhooks of a real manager: through its API, with real receivers, through kill -9."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import requests

from islandmgr.resources.notifications.service.http_post import signature
from tests.integration.notifications.conftest import POOL
from tests.integration.notifications.receivers import receiver
from tests.integration.serving import Serving, eventually, free_port, serving

DOCS = Path(__file__).parents[3] / "docs"
STARTING = ("scheduling", "starting", "running")


def test_the_receiver_of_the_documentation(manager: Serving, tmp_path: Path) -> None:
    code = re.search(r"```python\n(.*?)```", (DOCS / "webhooks.md").read_text("utf-8"), re.DOTALL)
    assert code
    assert len(code[1].strip().splitlines()) <= 23
    port = free_port()
    made = manager.json("POST", "/webhooks", {"name": "docs", "url": f"http://127.0.0.1:{port}/", "owner": "docs"})
    environ = {**os.environ, "WEBHOOK_SECRET": made["secret"]}
    with (tmp_path / "heard").open("wb") as heard:
        command = [sys.executable, "-c", code[1], str(port)]
        program = subprocess.Popen(command, env=environ, stdout=heard, stderr=subprocess.DEVNULL)
    try:
        eventually(lambda: manager.json("POST", f"/webhooks/{made['id']}/test")["taken"])
        island = manager.wait_for(manager.start_island(owner="docs")["id"], "running")
        eventually(lambda: f"running {island['id']}" in (tmp_path / "heard").read_text())
        forged = requests.post(
            f"http://127.0.0.1:{port}/", data=b"{}", headers={"X-Islandmgr-Signature": "v1=0"}, timeout=9
        )
        assert forged.status_code == 401
    finally:
        program.kill()
        program.wait()
    manager.call("DELETE", f"/webhooks/{made['id']}")
    told = [line.split() for line in (tmp_path / "heard").read_text().splitlines()]
    assert told[0] == ["test", "None"]
    kinds = [kind for kind, of in told if of == str(island["id"])]
    assert kinds[0] == "requested"
    assert [kind for kind in kinds if kind in STARTING] == [*STARTING]


def test_nothing_is_lost_when_the_manager_is_killed(own: Serving) -> None:
    taking = threading.Event()
    with receiver(lambda _: 204 if taking.is_set() else 503) as there:
        made = own.json("POST", "/webhooks", {"name": "x", "url": there.url, "kinds": ["note"]})
        island = own.start_island()
        for number in range(5):
            own.json("PATCH", f"/islands/{island['id']}", {"note": f"note {number}"})
        own.kill()
        own.environ["ISLANDMGR_WEBHOOK_ATTEMPTS"] = "50"
        own.start()
        own.json("PATCH", f"/islands/{island['id']}", {"note": "note 5"})
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
        wish = {"name": "x", "url": there.url, "kinds": ["requested"], "owner": "dead"}
        hook = manager.json("POST", "/webhooks", wish)["id"]
        island = manager.start_island(owner="dead")
        dead = eventually(lambda: manager.json("GET", f"/webhooks/{hook}/deliveries?state=dead")["items"])
        assert [(one["island"], one["attempts"], one["status"]) for one in dead] == [(island["id"], 3, 302)]
        assert len(there.seen) == 3  # and no redirect was followed
        answers["status"] = 200
        assert manager.json("POST", f"/webhooks/{hook}/resend", {"delivery": dead[0]["id"]}) == {"number": 1}
        eventually(lambda: manager.json("GET", f"/webhooks/{hook}")["deliveries"]["delivered"])
        assert manager.call("POST", f"/webhooks/{hook}/resend", {"delivery": dead[0]["id"]}).status_code == 404
        assert manager.call("DELETE", f"/webhooks/{hook}").status_code == 204


def test_private_addresses_are_refused(tmp_path: Path) -> None:
    with serving(tmp_path / "data", pools=POOL) as manager:
        for url in ("http://127.0.0.1:1/", "http://169.254.169.254/", "http://[::1]/", f"{manager.url}/api/v1/islands"):
            answer = manager.call("POST", "/webhooks", {"name": "x", "url": url})
            assert answer.status_code == 422, url
        mail = {"name": "x", "url": "mailto://u:p@127.0.0.1?to=a@b.example"}
        assert manager.call("POST", "/channels", mail).status_code == 422


def test_an_address_that_was_allowed_is_refused_at_delivery_once_it_is_not(own: Serving) -> None:
    with receiver() as there:
        hook = own.json("POST", "/webhooks", {"name": "x", "url": there.url})["id"]
        own.stop()
        del own.environ["ISLANDMGR_OUTGOING_NETWORKS"]
        own.start()
        outcome = own.json("POST", f"/webhooks/{hook}/test")
        assert (outcome["taken"], outcome["status"]) == (False, None)
        assert "127.0.0.1 is not a public address" in outcome["problem"]
        assert there.seen == []
