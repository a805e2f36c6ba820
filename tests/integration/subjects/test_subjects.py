"""Any kind of subject is streamed, told to webhooks and people, and audited, on both databases."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, delete

from islandmgr.app.rooms import ROOMS
from islandmgr.kernel import audit, audit_rows, events
from islandmgr.kernel.audit_rows import Wanted
from islandmgr.kernel.context import Parts
from islandmgr.kernel.listeners import Listeners
from islandmgr.kernel.stream import Stream
from islandmgr.kernel.tables import events as table
from islandmgr.kernel.topics import PolledTopic, StreamItem, Topic, Topics
from islandmgr.model.domain import ISLAND, Actor, Island, Subject
from islandmgr.model.messages import NOTHING, as_message
from islandmgr.resources.drains import store as drains
from islandmgr.resources.drains.rules import DrainState, Mode
from islandmgr.resources.drains.service import rows as drain_rows
from islandmgr.resources.drains.store import Drain
from islandmgr.resources.notifications.service.webhooks import WebhookWish
from islandmgr.store.store import Store
from tests.integration.notifications.outboxes import OPERATOR, add_island, emptied, happens, make_telling, parts_on
from tests.integration.notifications.receivers import receiver
from tests.integration.serving import eventually
from tests.integration.subjects import comets

PATIENCE = 10.0
TOPICS = [topic for room in ROOMS.values() if room.topics for topic in room.find(room.topics)]


@pytest.fixture
def parts(store: Store, tmp_path: Path) -> Parts:
    return parts_on(store, tmp_path)


class Viewer:
    """Somebody who follows the stream, from a place or from now on."""

    def __init__(self, stream: Stream, after: str | None = None) -> None:
        self._stop = threading.Event()
        self._found = stream.follow(after or stream.newest(), self._stop, heartbeat=PATIENCE)

    def take(self, number: int) -> list[StreamItem]:
        found: list[StreamItem] = []
        while len(found) < number:
            item = next(self._found)
            assert item is not None, f"only {found} came"
            found.append(item)
        return found

    def topics(self, number: int) -> list[str]:
        return [item.topic for item in self.take(number)]


@pytest.fixture
def stream(parts: Parts) -> Iterator[Stream]:
    """All topics but those that are polled, as there is no cluster here."""
    found = Stream(parts, Topics([*(it for it in TOPICS if isinstance(it, Topic)), *comets.TOPICS]))
    yield found
    found.close()


@pytest.fixture
def drain(parts: Parts) -> Drain:
    wanted = Drain(0, "rack=a", Mode.MOVE, DrainState.RUNNING, ["node-1"], "ops", 1.0)
    return parts.store.run(lambda conn: drains.insert_new(conn, wanted, []))


def test_any_kind_of_subject_is_streamed(parts: Parts, stream: Stream) -> None:
    viewer = Viewer(stream)
    comets.seen(parts, "halley")
    (item,) = viewer.take(1)
    assert (item.topic, stream.serialize(item, str)) == ("comet", {"comet": {"name": "halley", "events": 1}})
    comets.moved(parts, "halley")
    assert viewer.topics(1) == ["comet"]
    comets.seen(parts, comets.GONE)
    comets.seen(parts, "encke")
    assert viewer.take(1)[0].data["name"] == "encke"


def mixed(parts: Parts, island: Island, drain: Drain) -> None:
    """Events of three kinds of subjects: the island's twice, so that its place is the last."""
    happens(parts, island)
    comets.seen(parts, "halley")
    parts.store.run(lambda conn: drain_rows.tell_pages(conn, drain.id, [island.id], time.time()))
    happens(parts, island)


def test_who_comes_back_is_told_of_all_kinds_in_their_order(parts: Parts, stream: Stream, drain: Drain) -> None:
    island, place = add_island(parts), stream.newest()
    mixed(parts, island, drain)
    found = Viewer(stream, place).take(3)
    assert [item.topic for item in found] == ["comet", "drain", "island"]
    assert stream.serialize(found[1], str)["nodes"] == ["node-1"]
    assert found[1].data.changed == {island.id}
    assert stream.serialize(found[2], str)["id"] == island.id
    assert Viewer(stream, found[0].id).topics(2) == ["drain", "island"]
    assert Viewer(stream, found[1].id).topics(1) == ["island"]
    last = Viewer(stream, found[2].id)
    comets.seen(parts, "encke")
    assert last.topics(1) == ["comet"], "nothing comes twice"


def test_who_was_further_than_the_database_is_reads_all_anew(parts: Parts, stream: Stream, drain: Drain) -> None:
    """It was put back to a backup: what happens from now on has numbers that were given before."""
    island = add_island(parts)
    mixed(parts, island, drain)
    (resync,) = Viewer(stream, "1000").take(1)
    assert (resync.topic, resync.id) == ("resync", stream.newest())
    mixed(parts, island, drain)
    assert Viewer(stream, resync.id).topics(3) == ["comet", "drain", "island"]
    assert Viewer(stream, "1000-900_950").topics(1) == ["resync"]


def test_who_watches_while_the_database_is_put_back_reads_all_anew(
    parts: Parts, stream: Stream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("islandmgr.kernel.stream.LOOK_BACK", 0.1)
    for _ in range(3):
        comets.seen(parts, "halley")
    viewer = Viewer(stream)
    comets.seen(parts, "halley")
    assert viewer.topics(1) == ["comet"]
    parts.store.run(lambda conn: conn.execute(delete(table).where(table.c.id > 1)))
    assert viewer.topics(1) == ["resync"]
    comets.seen(parts, "encke")
    assert viewer.topics(1) == ["comet"]


def test_a_fault_in_one_topic_keeps_the_others_going(parts: Parts) -> None:
    def fail(*_: object) -> dict[str, Any]:
        raise ZeroDivisionError

    broken = Topic(comets.KIND, fail, comets.serialize)
    stream = Stream(parts, Topics([broken, *(it for it in TOPICS if it.kind == ISLAND)]))
    island, viewer = add_island(parts), Viewer(stream)
    comets.seen(parts, "halley")
    happens(parts, island)
    assert viewer.topics(1) == [ISLAND]
    stream.close()


def test_a_polled_topic_sends_what_changed(parts: Parts) -> None:
    shown = {"a": 1, "b": 1}
    polled = PolledTopic("weather", 0.02, lambda _parts: dict(shown), lambda _parts, it, _words: {"degrees": it})
    stream = Stream(parts, Topics([polled]))
    viewer = Viewer(stream)
    threading.Timer(0.2, lambda: shown.update(b=2)).start()
    (item,) = viewer.take(1)
    assert (item.id, item.topic, stream.serialize(item, str)) == ("", "weather", {"degrees": 2})
    stream.close()


def test_two_topics_have_two_names() -> None:
    with pytest.raises(ValueError, match="comet"):
        Topics([*comets.TOPICS, *comets.TOPICS])


def test_webhooks_are_told_of_any_kind_of_subject_in_order(parts: Parts, drain: Drain) -> None:
    with receiver() as there:
        telling = make_telling(parts, comets.EVENTS)
        listeners = Listeners()
        listeners.read(telling.outbox.notify)
        parts.changed, parts.written = listeners.changed, listeners.written
        telling.webhooks.add(WebhookWish("all", there.url), OPERATOR)
        telling.webhooks.add(WebhookWish("named", there.url, kinds=("comet_seen",), branch="dev"), OPERATOR)
        telling.webhooks.add(WebhookWish("a branch", there.url, branch="dev"), OPERATOR)
        telling.webhooks.add(WebhookWish("another's", there.url, kinds=("comet_seen",), owner="encke"), OPERATOR)
        with emptied(telling):
            for comet in ("halley", comets.GONE, "halley", "encke"):
                comets.seen(parts, comet)
            comets.moved(parts, "halley")
            eventually(lambda: len(there.taken) == 6)
        assert {told["kind"] for told in there.taken} == {"comet_seen"}
        one = next(told for told in there.taken if told["subject"]["id"] == "halley")  # subjects have no common order
        assert one["island"] is None
        assert one["comet"] == {"name": "halley", "url": f"{parts.settings.url}/comets/halley"}
        found, _ = telling.webhooks.deliveries(1, "", 10, None)
        assert [it.subject.id for it in found] == ["encke", "halley", "halley"]
    for hook in ("1", "2"):  # each by itself: they do not wait for each other
        told = [json.loads(body) for headers, body in there.seen if headers["X-Islandmgr-Webhook"] == hook]
        ids = [one["id"] for one in told if one["subject"] == {"kind": "comet", "id": "halley"}]
        assert len(ids) == 2
        assert ids == sorted(ids)


def test_drains_are_told_to_webhooks(parts: Parts) -> None:
    with receiver() as there:
        telling = make_telling(parts)
        telling.webhooks.add(WebhookWish("all", there.url), OPERATOR)
        drain = Drain(0, "rack=a", Mode.MOVE, DrainState.RUNNING, ["node-1"], "ops", 1.0)

        def work(conn: Connection) -> None:
            made = drains.insert_new(conn, drain, [])
            now = time.time()
            drain_rows.turn(conn, made.id, {DrainState.RUNNING}, DrainState.FAILED, as_message("Given up"), now)
            drain_rows.turn(conn, made.id, {DrainState.FAILED}, DrainState.RUNNING, NOTHING, now, OPERATOR)

        with emptied(telling):
            parts.store.run(work)
            eventually(lambda: len(there.taken) == 2)
    ended, resumed = there.taken
    assert (ended["kind"], ended["after"], ended["message"]) == ("drain_ended", "failed", "Given up")
    assert (resumed["kind"], resumed["who"]) == ("drain_resumed", "ops")
    assert resumed["drain"]["selector"] == "rack=a"


def test_what_a_person_does_to_any_subject_is_audited(parts: Parts) -> None:
    comets.seen(parts, "halley")
    comets.seen(parts, "halley", Actor("qa01", "cli"))
    with audit.act("comets.look"):
        comets.seen(parts, "encke", Actor("qa01", "page"))
    with parts.store.reading() as conn:
        found, _ = audit_rows.page(conn, Wanted(), 10)
        history = events.of_subject(conn, Subject(comets.KIND, "halley"))
    assert [(one.act, one.target, one.island_id) for one in found] == [
        ("comets.look", "comet encke", None),
        ("comets.seen", "comet halley", None),
    ]
    assert [event.data for event in history] == [{}, {"source": "cli"}]


def test_each_is_told_of_its_own_kind() -> None:
    told: list[str] = []
    listeners = Listeners()
    listeners.act_on(ISLAND, lambda subject: told.append(f"wake {subject.number}"))
    listeners.act_on(comets.KIND, lambda subject: told.append(f"look {subject.id}"))
    listeners.read(lambda: told.append("read"))
    listeners.changed(Subject(ISLAND, "7"))
    listeners.changed(Subject(comets.KIND, "halley"))
    listeners.changed(Subject("planet", "mars"))
    listeners.written()
    assert told == ["wake 7", "read", "look halley", "read", "read", "read"]
