"""The outbox and the quotas on both databases: order, every event once for a target, the last place given once."""

from __future__ import annotations

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from islandmgr.model.domain import Island, State
from islandmgr.model.errors import QuotaExceeded
from islandmgr.resources.islands.store import islands
from islandmgr.resources.notifications.service.webhooks import WebhookWish
from islandmgr.resources.quotas import service as quotas
from islandmgr.resources.quotas.rules import Key, Kind, Quota
from islandmgr.resources.quotas.service import Quotas
from islandmgr.store.store import Store
from tests.integration.notifications.outboxes import OPERATOR, add_island, emptied, happens, make_telling, parts_on
from tests.integration.notifications.receivers import Json, receiver
from tests.integration.serving import eventually


def test_all_is_delivered_in_order_by_a_receiver_that_fails_half_the_time(store: Store, tmp_path: Path) -> None:
    chance, tries = random.Random(1), dict[int, int]()

    def answer(told: Json) -> int:
        tries[told["id"]] = tries.get(told["id"], 0) + 1
        return 204 if tries[told["id"]] > 3 or chance.random() < 0.5 else 500

    with receiver(answer) as there:
        parts = parts_on(store, tmp_path)
        telling = make_telling(parts)
        before = add_island(parts)
        happens(parts, before)  # nobody wants to be told yet
        telling.webhooks.add(WebhookWish("x", there.url), OPERATOR)
        rows = [add_island(parts) for _ in range(10)]
        with emptied(telling):
            for number in range(60):
                happens(parts, rows[number % 10])
            eventually(lambda: sum(map(len, there.by_island().values())) == 60)
    assert before.id not in there.by_island()
    assert all(ids == sorted(ids) and len(ids) == 6 for ids in there.by_island().values())


def test_two_that_believe_to_lead_tell_nothing_twice_over_in_the_table(store: Store, tmp_path: Path) -> None:
    with receiver() as there:
        parts = parts_on(store, tmp_path)
        one, other = make_telling(parts), make_telling(parts)
        hook, _ = one.webhooks.add(WebhookWish("x", there.url), OPERATOR)
        island = add_island(parts)
        with emptied(one), emptied(other):
            for _ in range(20):
                happens(parts, island)
            eventually(lambda: one.webhooks.get(hook.id)[1].get("delivered") == 20)
        found, _ = one.webhooks.deliveries(hook.id, "", 100, None)
        assert len({it.event_id for it in found}) == len(found) == 20


def test_a_receiver_that_hangs_holds_up_nobody_else(store: Store, tmp_path: Path) -> None:
    free = threading.Event()
    with receiver() as quick, receiver() as slow:
        slow.answer = lambda _: 204 if free.wait(60) else 500
        parts = parts_on(store, tmp_path, webhook_timeout=60)
        telling = make_telling(parts)
        telling.webhooks.add(WebhookWish("slow", slow.url), OPERATOR)
        telling.webhooks.add(WebhookWish("quick", quick.url), OPERATOR)
        rows = [add_island(parts) for _ in range(20)]
        with emptied(telling):
            for row in rows:
                happens(parts, row)
            eventually(lambda: len(quick.by_island()) == 20)
            assert slow.taken == []
            free.set()
            eventually(lambda: len(slow.by_island()) == 20)


def test_the_last_place_of_a_quota_is_given_once(store: Store, tmp_path: Path) -> None:
    parts = parts_on(store, tmp_path)
    Quotas(parts).put(Key(Kind.BRANCH, "dev"), Quota(3), OPERATOR)
    model = replace(add_island(parts, branch="weekly"), branch="dev", state=State.REQUESTED)

    def start(number: int) -> bool:
        fresh: Island = replace(model, owner=f"qa{number % 3}")

        def work(conn: Connection) -> Island:
            quotas.check(conn, parts, fresh)
            return islands.insert_new(conn, fresh)

        try:
            store.run(work)
        except QuotaExceeded:
            return False
        return True

    with ThreadPoolExecutor(12) as pool:
        started = list(pool.map(start, range(24)))
    assert sum(started) == 3
    view = next(it for it in Quotas(parts).listing() if it.key == Key(Kind.BRANCH, "dev"))
    assert (view.used.islands, view.source) == (3, "set")


def test_what_is_stopped_does_not_count(store: Store, tmp_path: Path) -> None:
    parts = parts_on(store, tmp_path)
    add_island(parts, state=State.STOPPED)
    assert Quotas(parts).listing() == []
