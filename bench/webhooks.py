"""1,000 events told to a webhook whose receiver fails half of the requests: all delivered? In order? How long?

.venv/bin/python bench/webhooks.py [events] [islands]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))  # before this folder: its allocator.py is not the package

from islandmgr.resources.notifications.service.webhooks import WebhookWish
from islandmgr.store import Store, make_engine, migrate
from tests.integration.notifications.outboxes import OPERATOR, add_island, emptied, happens, make_telling, parts_on
from tests.integration.notifications.receivers import receiver
from tests.integration.serving import eventually


def failing(chance: random.Random, share: float) -> Callable[[Any], int]:
    """A receiver that refuses this share of what it is told."""
    return lambda _told: 503 if chance.random() < share else 204


def main(events: int = 1000, islands: int = 100) -> None:
    for share in (0.0, 0.5):
        chance = random.Random(7)
        with (
            tempfile.TemporaryDirectory() as folder,
            receiver(failing(chance, share)) as there,
        ):
            engine = make_engine(f"sqlite:///{folder}/bench.db")
            migrate(engine)
            parts = parts_on(Store(engine), Path(folder))
            telling = make_telling(parts)
            telling.webhooks.add(WebhookWish("bench", there.url), OPERATOR)
            rows = [add_island(parts) for _ in range(islands)]
            for number in range(events):
                happens(parts, rows[number % islands])
            began = time.monotonic()
            with emptied(telling):
                eventually(lambda: len({told["id"] for told in there.taken}) == events, 600)
                took = time.monotonic() - began
            reordered = sum(ids != sorted(ids) for ids in there.by_island().values())
            again = len(there.taken) - len({told["id"] for told in there.taken})
            print(
                f"{events} events of {islands} islands, {share:.0%} of requests refused: "
                f"all delivered in {took:.1f} s, {len(there.seen)} requests, "
                f"{again} told twice, {reordered} islands reordered"
            )
            engine.dispose()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
