"""Receivers that trickle: each attempt has one deadline, and others get what is theirs meanwhile."""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from islandmgr.resources.notifications.service import apprise_channels
from islandmgr.resources.notifications.service.channels import ChannelWish
from islandmgr.resources.notifications.service.http_post import post
from islandmgr.resources.notifications.service.webhooks import WebhookWish
from islandmgr.store.store import Store
from tests.integration.notifications.mail import mail_server
from tests.integration.notifications.outboxes import OPERATOR, add_island, emptied, happens, make_telling, parts_on
from tests.integration.notifications.receivers import receiver
from tests.integration.notifications.slow import ANSWERS, trickling
from tests.integration.serving import eventually

LOOPBACK = ("127.0.0.0/8",)
ENDLESS = 300  # seconds that nothing here takes, on however slow a machine


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("kind", [kind for kind in ANSWERS if kind != "mail"])
def test_an_attempt_has_one_deadline_however_slowly_bytes_come(scheme: str, kind: str) -> None:
    with trickling(kind) as slow:
        began = time.monotonic()
        outcome = post(f"{scheme}://127.0.0.1:{slow.port}/", b"{}", {}, 1, LOOPBACK)
        assert time.monotonic() - began < ENDLESS
        # A server that speaks no TLS is found out at once.
        assert outcome.problem == "No answer within 1 s" or (scheme == "https" and slow.start)
        assert outcome.status is None
        assert slow.seen == 1
        eventually(lambda: slow.open == 0)


@pytest.mark.parametrize("schema", ["mailto", "mailtos"])
@pytest.mark.parametrize("kind", ["silent", "mail"])
def test_a_mail_has_one_deadline_too(schema: str, kind: str) -> None:
    with trickling(kind) as slow:
        url = f"{schema}://127.0.0.1:{slow.port}?from=islands@example.com&to=a@example.com"
        outcome = apprise_channels.tell(apprise_channels.parse(url, LOOPBACK), "title", "text", LOOPBACK, seconds=1)
        assert outcome.problem == "Mail did not answer within 1 s"
        assert slow.seen == 1
        eventually(lambda: slow.open == 0)


def test_slow_receivers_hold_up_neither_webhooks_nor_notices(store: Store, tmp_path: Path) -> None:
    """Six that trickle, of which none answers as long as the test runs; each has more to get than there are places."""
    with ExitStack() as stack:
        good, mails = stack.enter_context(receiver()), stack.enter_context(mail_server())
        kinds = ["headers", "status", "silent", "headers"]
        slow = [stack.enter_context(trickling(kind)) for kind in kinds]
        slow_mails = [stack.enter_context(trickling("mail")) for _ in range(2)]
        parts = parts_on(store, tmp_path, webhook_timeout=60)
        telling = make_telling(parts)
        for number, one in enumerate(slow):
            telling.webhooks.add(WebhookWish(f"slow {number}", f"http://127.0.0.1:{one.port}/"), OPERATOR)
        for number, one in enumerate(slow_mails):
            url = f"mailto://127.0.0.1:{one.port}?from=islands@example.com&to=a@example.com"
            telling.channels.add(ChannelWish(f"slow {number}", url, ("running",), "all"), "qa02", OPERATOR)
        rows = [add_island(parts) for _ in range(20)]
        telling.webhooks.add(WebhookWish("good", good.url), OPERATOR)
        telling.channels.add(ChannelWish("good", mails.address("qa01@example.com"), ("running",)), "qa01", OPERATOR)
        began = threading.active_count()
        with emptied(telling):
            for _ in range(3):
                for row in rows:
                    happens(parts, row)
            eventually(lambda: sum(map(len, good.by_island().values())) == 60)
            eventually(lambda: len(mails.to("qa01@example.com")) == 60)
            assert all(ids == sorted(ids) for ids in good.by_island().values())
            assert sum(one.seen for one in [*slow, *slow_mails]) <= 16  # none of them has come to an end
            assert threading.active_count() <= began + 16 * 3 + 10
