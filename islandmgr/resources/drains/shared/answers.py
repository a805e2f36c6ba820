"""Drains as JSON, and what of it the document promises."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Annotated

from islandmgr.model.field_types import EpochSeconds
from islandmgr.model.messages import Translate
from islandmgr.resources.drains.rules import Item, ItemState, More, leaves_at
from islandmgr.resources.drains.service import DrainView
from islandmgr.resources.drains.store import Drain as Row
from islandmgr.web.api.derived import Derived, Given, Made
from islandmgr.web.serialization import Json, moment


def _away(it: Item) -> float | None:
    return round(it.back_at - it.left_at, 3) if it.back_at is not None and it.left_at is not None else None


_item = Derived(
    Item,
    "DrainItem",
    without=("incarnation", "due_at"),
    renamed={"island_id": "island", "more": "asked"},
    parts=(Derived(More, "MoreTime", without=("at",)),),
    at=Made(EpochSeconds | None, lambda it: it.at or None),
    leaves_at=Given(Annotated[EpochSeconds | None, "Before then it stays; null: at once"]),
    away_seconds=Made(float | None, _away),
)
_drain = Derived(
    Row,
    "Drain",
    without=("cordoned",),
    parts=(_item,),
    id=Made(Annotated[int | None, "null for a plan"], lambda it: it.id or None),
    counts=Given(Annotated[dict[str, int], "How many islands are in each state"]),
    islands=Given(Sequence[Item]),
)
Drain = _drain.model
DrainPage = _drain.page("DrainPage")


def drain(it: DrainView, only: Collection[int] | None = None, words: Translate | None = None) -> Json:
    """A drain with its islands, or `only` some of them; a plan has no id. In the language of `words` or the request."""
    states = [item.state for item in it.items]
    shown = it.items if only is None else [item for item in it.items if item.island_id in only]
    return _drain(
        it.drain,
        words,
        counts={state: states.count(state) for state in ItemState},
        islands=[drain_item(item, it.drain.starts_at, words) for item in shown],
    )


def drain_item(it: Item, starts_at: float | None = None, words: Translate | None = None) -> Json:
    return _item(it, words, leaves_at=moment(leaves_at(it, starts_at) or None))
