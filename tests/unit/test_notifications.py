"""Who is told what, where we may connect to, and secrets that are kept."""

from __future__ import annotations

import json
import socket
from dataclasses import replace
from typing import cast
from urllib.parse import urlsplit

import pytest
import requests
from sqlalchemy import Connection

from islandmgr.kernel.event_kinds import EventKinds
from islandmgr.kernel.sealed_secrets import seal, unseal
from islandmgr.model.domain import REAL_TIME, Event, Island, State, Subject, Wanted, island_subject
from islandmgr.model.errors import Conflict, Invalid
from islandmgr.model.event_kinds import Told
from islandmgr.resources.drains import event_kinds as drain_events
from islandmgr.resources.drains.rules import DrainState, Mode
from islandmgr.resources.drains.store import Drain
from islandmgr.resources.islands import event_kinds as island_events
from islandmgr.resources.notifications.rules import fanout, notice_text
from islandmgr.resources.notifications.rules.targets import Channel, Webhook
from islandmgr.resources.notifications.service import apprise_channels
from islandmgr.resources.notifications.service.dispatcher import RETRIES
from islandmgr.resources.notifications.service.http_post import post, signature
from islandmgr.resources.notifications.service.outgoing_connections import allowed, check_url, guarded

ISLAND = Island(
    7, "sample-qa01-dev-7", "sample", "dev", "qa01", "", Wanted.RUN, State.CRASHED, "", 1, "default", (), REAL_TIME,
    {}, 1.0, 1.0,
)  # fmt: skip
CRASHED = Event(
    12, island_subject(7), 1, 1_790_000_000.5, "state", "running", "crashed", "manager", "It ended with code 3"
)
DRAIN = Drain(3, "rack=a", Mode.MOVE, DrainState.RUNNING, ("node-1", "node-2"), "ops", 1.0)
STARTED = Event(13, DRAIN.subject, 0, 1_790_000_001.5, "state", "", "running", "ops", "Empties node-1, node-2")
KINDS = EventKinds(
    [
        replace(island_events.EVENTS, load=lambda _conn, _ids: {"7": ISLAND}),
        replace(drain_events.EVENTS, load=lambda _conn, _ids: {"3": DRAIN}),
    ]
)
HOOK = Webhook(1, "ci", "https://ci.example.com", "", (), "", "", True, "ops", 0)
MINE = Channel(2, "qa01", "chat", "slack", "", ("crashed", "ending"), "own", "en", True, 0)


def told(event: Event, *targets: Webhook | Channel, teams: dict[str, str] | None = None) -> list[int]:
    hooks = [it for it in targets if isinstance(it, Webhook)]
    people = [it for it in targets if isinstance(it, Channel)]
    wanted = fanout.Targets(hooks, people, teams or {})
    return [it.target_id for one in seen(event) for it in fanout.deliveries(one, wanted, 5.0, "http://here")]


def seen(event: Event) -> list[Told]:
    """The event with its island, or with its drain."""
    return KINDS.told(cast("Connection", None), [event])


def test_a_webhook_is_told_what_its_filters_let_through() -> None:
    assert told(CRASHED, HOOK) == [1]
    assert told(CRASHED, replace(HOOK, kinds=("crashed",), branch="dev", owner="qa01")) == [1]
    for other in ({"kinds": ("running",)}, {"branch": "weekly"}, {"owner": "qa02"}, {"active": False}):
        assert told(CRASHED, replace(HOOK, **other)) == []


def test_nobody_is_told_that_a_row_changed() -> None:
    assert told(replace(CRASHED, kind="row", after=""), HOOK, MINE) == []


def test_a_channel_is_told_of_whose_islands_it_wants() -> None:
    assert told(CRASHED, MINE) == [2]
    other = replace(MINE, user="qa02")
    teams = {"qa01": "red", "qa02": "red", "qa03": "blue"}
    assert told(CRASHED, other, teams=teams) == []
    assert told(CRASHED, replace(other, reach="team"), teams=teams) == [2]
    assert told(CRASHED, replace(other, user="qa03", reach="team"), teams=teams) == []
    assert told(CRASHED, replace(other, reach="team")) == []
    assert told(CRASHED, replace(other, reach="all")) == [2]
    assert told(replace(CRASHED, after="running"), MINE) == []


def test_what_a_webhook_gets() -> None:
    body = fanout.body(seen(CRASHED)[0], "http://here")
    assert (body["id"], body["kind"], body["at"]) == (12, "crashed", "2026-09-21T14:13:20.500Z")
    assert body["subject"] == {"kind": "island", "id": "7"}
    assert body["island"]["url"] == "http://here/islands/7"
    assert body["island"]["incarnation"] == 1


def test_what_a_webhook_gets_of_a_drain() -> None:
    body = fanout.body(seen(STARTED)[0], "http://here")
    assert (body["kind"], body["subject"], body["island"]) == ("drain_started", {"kind": "drain", "id": "3"}, None)
    assert body["drain"]["nodes"] == ["node-1", "node-2"]
    assert body["drain"]["url"] == "http://here/drains/3"


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [("", "running", "drain_started"), ("failed", "running", "drain_resumed"), ("running", "done", "drain_ended")],
)
def test_a_drain_begins_goes_on_and_ends(before: str, after: str, kind: str) -> None:
    assert [one.kind.name for one in seen(replace(STARTED, before=before, after=after))] == [kind]
    assert seen(replace(STARTED, kind="row", before="", after="")) == []


def test_a_filter_that_cannot_be_applied_lets_through_what_is_named() -> None:
    assert told(STARTED, HOOK) == [1]
    assert told(STARTED, replace(HOOK, branch="dev")) == [], "all of one branch is nothing that has no branch"
    assert told(STARTED, replace(HOOK, branch="dev", kinds=("drain_started",))) == [1]
    assert told(STARTED, replace(HOOK, owner="qa01", kinds=("drain_started",))) == [], "it is somebody else's"
    assert told(STARTED, replace(HOOK, owner="ops")) == [1]


def test_a_channel_is_told_of_drains() -> None:
    wants = replace(MINE, kinds=("drain_started",))
    assert told(STARTED, wants) == []
    assert told(STARTED, replace(wants, reach="all")) == [2]
    found = notice_text.notice(seen(STARTED)[0], "en", "http://here")
    assert found["title"] == "Drain 3 empties nodes"
    assert found["text"] == "node-1, node-2 · ops\nEmpties node-1, node-2\nhttp://here/drains/3"


def test_an_event_of_an_unknown_subject_or_kind_is_told_to_nobody() -> None:
    assert seen(replace(CRASHED, subject=Subject("comet", "7"))) == []
    assert seen(replace(CRASHED, subject=island_subject(8))) == [], "it is gone"
    assert seen(replace(CRASHED, kind="state", after="drain_started")) == [], "a kind of other subjects"


def test_a_kind_has_one_room() -> None:
    with pytest.raises(ValueError, match="registered twice"):
        EventKinds([island_events.EVENTS, island_events.EVENTS])
    with pytest.raises(ValueError, match="'requested': taken"):
        EventKinds([island_events.EVENTS, replace(island_events.EVENTS, subject="comet")])


def test_notices_in_words_of_each_language() -> None:
    ending = replace(CRASHED, kind="warning", after="", data={"at": 1_790_003_600.0, "why": "lifetime"})
    assert notice_text.notice(seen(CRASHED)[0], "en", "http://here")["title"] == "Island 7 crashed"
    found = notice_text.notice(seen(ending)[0], "zh", "http://here")
    assert found["title"] == "岛服 7 即将结束"
    assert "2026-09-21 15:13" in found["text"]
    assert "http://here/islands/7" in found["text"]


def test_an_alert_in_words() -> None:
    given = {"status": "firing", "labels": {"alertname": "NoLeader", "job": "x"}, "annotations": {"summary": "Nobody"}}
    assert notice_text.alert(given) == {"title": "[firing] NoLeader", "text": "Nobody\njob=x"}


PRIVATE = [
    "127.0.0.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1", "nonsense",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_no_way_into_private_networks(address: str) -> None:
    assert not allowed(address, ())


def test_public_addresses_and_named_networks_are_open() -> None:
    assert allowed("93.184.216.34", ())
    assert allowed("2606:2800:220:1:248:1893:25c8:1946", ())
    assert allowed("10.1.2.3", ("10.0.0.0/8",))
    assert allowed("::ffff:10.1.2.3", ("10.0.0.0/8",))
    assert not allowed("127.0.0.1", ("10.0.0.0/8",))


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.com", "https://", "nonsense", "https://user:secret@93.184.216.34/", "http://127.0.0.1/",
        "http://localhost:8000/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/", "http://[::ffff:127.0.0.1]/",
        "https://[", "file:///etc/passwd", "http://169.254.169.254/latest/meta-data/",
    ],
)  # fmt: skip
def test_addresses_that_are_refused(url: str) -> None:
    with pytest.raises(Invalid):
        check_url(url, ())


def test_the_address_that_is_connected_to_counts() -> None:
    """Whatever a name meant when it was checked: the connection itself is refused."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        with guarded(()) as guard, socket.socket() as mine:
            with pytest.raises(PermissionError, match="is not a public address"):
                mine.connect(server.getsockname())
            assert len(guard.refused) == 1
        with guarded(("127.0.0.0/8",)), socket.socket() as mine:
            mine.connect(server.getsockname())


def test_a_sealed_secret_needs_its_key() -> None:
    kept = seal(b"key", "slack://secret")
    assert "secret" not in kept
    assert unseal(b"key", kept) == "slack://secret"
    with pytest.raises(Conflict, match="enter it anew"):
        unseal(b"other", kept)


def test_the_signature_is_hmac_of_time_and_body() -> None:
    # printf '%s' '1790000000.{"id":1}' | openssl dgst -sha256 -hmac whsec_x
    known = "v1=912da8dcea1cf19f003e4054d4cd907cf64637b5d5b521bbbabc465c9306a9a9"
    assert signature("whsec_x", 1_790_000_000, b'{"id":1}') == known
    assert signature("whsec_x", 1_790_000_001, b'{"id":1}') != known


@pytest.mark.parametrize(
    "url",
    [
        "json://127.0.0.1/", "jsons://example.com", "file:///tmp/x", "syslog://", "dbus://", "exec://x", "nonsense", "",
        "slack://", "wecombot://KEY?include=/etc/passwd", "mailtos://u:p@93.184.216.34?pgpkey=/root/key",
        "mailto://u:p@127.0.0.1", "mailtos://u:p@gmail.com?smtp=127.0.0.1&to=a@b.example",
    ],
)  # fmt: skip
def test_channels_that_are_refused_without_quoting_them(url: str) -> None:
    with pytest.raises(Invalid) as refused:
        apprise_channels.parse(url, ())
    assert "KEY" not in refused.value.message


@pytest.mark.parametrize(
    "url",
    [
        "wecombot://abcdefgh", "dingtalk://tokentoken", "feishu://token", "lark://token",
        "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ",
        "mailtos://u:p@93.184.216.34?to=qa01@example.com",
    ],
)  # fmt: skip
def test_channels_of_the_documentation(url: str) -> None:
    assert apprise_channels.parse(url, ()).url == url


def test_gaps_grow_up_to_an_hour() -> None:
    for attempts in range(1, 101):
        wanted = min(3600.0, 0.5 * 1.5 ** (attempts - 1))
        assert 0.8 * wanted <= RETRIES.gap(attempts) <= 1.2 * wanted


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("wecombot://abcdefgh", "qyapi.weixin.qq.com"),
        ("dingtalk://tokentoken", "oapi.dingtalk.com"),
        ("feishu://token", "open.feishu.cn"),
        ("lark://token", "open.larksuite.com"),
        ("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ", "hooks.slack.com"),
        ("discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js", "discord.com"),
        ("tgram://123456789:AAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/12315544", "api.telegram.org"),
    ],
)
def test_each_service_gets_a_notice_whole_and_as_text(url: str, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a tester wrote is neither lost nor markup there."""
    sent: list[requests.PreparedRequest] = []

    def send(_self: object, request: requests.PreparedRequest, **_: object) -> requests.Response:
        sent.append(request)
        answer = requests.Response()
        answer.status_code, answer._content, answer.request = 200, b"ok" if "slack" in host else b"{}", request
        return answer

    monkeypatch.setattr(requests.Session, "send", send)
    outcome = apprise_channels.tell(
        apprise_channels.parse(url, ()), "Island 7 <b>", "a <script> note\nhttp://here/islands/7", ()
    )
    assert outcome.problem == ""
    assert {urlsplit(str(request.url)).hostname for request in sent} == {host}
    body = sent[-1].body or b""
    words = str(json.loads(body))
    assert "http://here/islands/7" in words
    if host in {"hooks.slack.com", "api.telegram.org"}:  # these two know markup
        words = words.replace("&lt;", "<").replace("&gt;", ">")
        assert b"<script>" not in (body if isinstance(body, bytes) else body.encode())
    assert "a <script> note" in words


def test_a_name_that_means_another_address_by_now_is_not_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: public when it is looked up to be checked, this machine a moment later."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        port, asked = server.getsockname()[1], []

        def rebinding(host: str, *_: object, **__: object) -> list[object]:
            asked.append(host)
            address = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

        monkeypatch.setattr(socket, "getaddrinfo", rebinding)
        outcome = post(f"http://rebinding.example:{port}/", b"{}", {}, 5, ())
        assert len(asked) == 2
        assert "127.0.0.1 is not a public address" in outcome.problem
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize("address", ["127.0.0.1", "169.254.169.254", "10.0.0.7", "::1", "fd00:ec2::254"])
def test_names_that_mean_private_addresses_are_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One such address among good ones is enough."""
    found = [(0, 0, 0, "", ("93.184.216.34", 80)), (0, 0, 0, "", (address, 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: found)
    with pytest.raises(Invalid, match="is not a public address"):
        check_url("https://innocent.example/hook", ())
    with pytest.raises(Invalid, match="is not a public address"):
        apprise_channels.parse("mailtos://u:p@example.com?smtp=innocent.example&to=a@b.example", ())


@pytest.mark.parametrize(
    ("mode", "kind", "words"),
    [
        ("move", "moving", "It moves to another node at 2026-09-21 15:13"),
        ("stop", "ending", "It is stopped at 2026-09-21 15:13"),
    ],
)
def test_who_leaves_a_drained_node_is_told_when_and_what_can_be_done(mode: str, kind: str, words: str) -> None:
    facts = {"at": 1_790_003_600.0, "why": "drain", "drain": 3, "mode": mode}
    warned = replace(CRASHED, kind="warning", after="", message="It leaves", data=facts)
    (one,) = seen(warned)
    assert one.kind.name == kind
    text = notice_text.notice(one, "en", "http://here")["text"]
    assert words in text
    assert text.endswith("http://here/islands/7")
    assert told(warned, replace(MINE, kinds=(kind,))) == [2]
