"""People's channels on a real manager: through its API, to a real mail server."""

from __future__ import annotations

import json
import socket

import pytest

from tests.integration.notifications.mail import mail_server
from tests.integration.serving import Serving, eventually

HOSTILE = "<img src=x onerror=alert(1)> *bold*"


def test_notices_and_alerts_reach_those_who_chose_them(manager: Serving) -> None:
    alert = {
        "status": "firing",
        "labels": {"alertname": "IslandsHaveNoLeader", "job": "islandmgr"},
        "annotations": {"summary": "Nobody leads"},
        "startsAt": "2026-11-20T10:00:00Z",
    }
    with mail_server() as mails:
        mine, theirs = (
            manager.json(
                "POST",
                "/channels",
                {"name": "mail", "url": mails.address(f"{who}@example.com"), "user": who, "kinds": kinds, **more},
            )
            for who, kinds, more in (
                ("mia", ["running", "alert"], {}),
                ("lei", ["running", "crashed"], {"language": "zh"}),
            )
        )
        tried = manager.json("POST", f"/channels/{mine['id']}/test", {"user": "mia"})
        assert (tried["taken"], tried["problem"]) == (True, "")
        assert mails.mails[0]["Subject"] == "A test from islandmgr"
        assert manager.call("POST", f"/channels/{mine['id']}/test", {"user": "lei"}).status_code == 404

        manager.wait_for(manager.start_island(owner="lei", note=HOSTILE)["id"], "running")
        (told,) = eventually(lambda: mails.to("lei@example.com"))
        assert "已运行" in str(told["Subject"])
        assert told.get_content_type() == "text/plain"  # what a tester wrote is no markup in anybody's mail
        assert HOSTILE in told.get_content()
        assert "/islands/" in told.get_content()

        assert manager.json(
            "POST", "/alerts", {"version": "4", "alerts": [alert, {**alert, "status": "resolved"}]}
        ) == {"number": 2}
        eventually(lambda: len(mails.to("mia@example.com")) == 3)
        subjects = [str(mail["Subject"]) for mail in mails.to("mia@example.com")[1:]]
        assert subjects == ["[firing] IslandsHaveNoLeader", "[resolved] IslandsHaveNoLeader"]
        assert mails.to("mia@example.com")[1].get_content().splitlines() == ["Nobody leads", "job=islandmgr"]
        assert len(mails.to("lei@example.com")) == 1

        mails.takes = False
        tried = manager.json("POST", f"/channels/{mine['id']}/test", {"user": "mia"})
        assert (tried["taken"], tried["problem"]) == (False, "Mail did not take it")
    for channel, who in ((mine, "mia"), (theirs, "lei")):
        assert manager.call("DELETE", f"/channels/{channel['id']}?user={who}").status_code == 204


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


def test_no_second_address_is_smuggled_in(manager: Serving) -> None:
    """Neither when a channel is added nor when one is changed or tried: loopback hears nothing of it."""
    slack = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"
    made = manager.json("POST", "/channels", {"name": "chat", "url": slack, "user": "qa03", "kinds": ["alert"]})
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as log:
        log.bind(("127.0.0.1", 0))
        log.setblocking(False)
        other = f"rsyslog://127.0.0.1:{log.getsockname()[1]}"
        for between in (", ", ",", ";", " ", "\t"):
            url = f"{slack}{between}{other}"
            wish = {"name": "chat", "url": url, "user": "qa03", "kinds": ["alert"]}
            assert manager.call("POST", "/channels", wish).status_code == 422, between
            change = {"url": url, "user": "qa03"}
            assert manager.call("PATCH", f"/channels/{made['id']}", change).status_code == 422, between
        manager.json("POST", f"/channels/{made['id']}/test", {"user": "qa03"})
        with pytest.raises(BlockingIOError):
            log.recv(100)
    assert manager.call("DELETE", f"/channels/{made['id']}?user=qa03").status_code == 204
