"""Which targets are to be told of an event, and what exactly. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from islandmgr.model.domain import Event, Island, State
from islandmgr.model.messages import as_message
from islandmgr.resources.notifications.rules import notice_text as wording
from islandmgr.resources.notifications.store.channels import Channel
from islandmgr.resources.notifications.store.outbox import Delivery, DeliveryState, Target
from islandmgr.resources.notifications.store.webhooks import Webhook

KINDS = (*(state.value for state in State), "ending", "moving", "clock", "registration", "note")
"""What a webhook can be told of: each state by its name, and what happens between."""

PLACE = "outbox"  # this reader's name in the table of places


@dataclass(frozen=True)
class Targets:
    """Everybody who may want to be told, and the team of each owner of a channel."""

    webhooks: Sequence[Webhook]
    channels: Sequence[Channel]
    teams: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.webhooks or self.channels)


def kind_of(event: Event) -> str:
    """An event's kind as people choose it; empty for what nobody is told."""
    kind = event.after if event.kind == "state" else _warned(event) if event.kind == "warning" else event.kind
    return kind if kind in KINDS else ""


def _warned(event: Event) -> str:
    return "moving" if event.data.get("why") == "drain" and event.data.get("mode") == "move" else "ending"


def deliveries(event: Event, island: Island, targets: Targets, now: float, base: str) -> Iterator[Delivery]:
    """A row for everybody who wants to be told of `event`, which is of `island`."""
    kind = kind_of(event)
    if not kind:
        return
    for hook in targets.webhooks:
        if wants(hook, kind, island):
            yield _row(Target.WEBHOOK, hook.id, event, kind, body(kind, event, island, base), now)
    for channel in targets.channels:
        if kind in channel.kinds and _concerns(channel, island.owner, targets.teams):
            words = wording.notice(kind, event, island, channel.language, base)
            yield _row(Target.CHANNEL, channel.id, event, kind, words, now)


def wants(hook: Webhook, kind: str, island: Island) -> bool:
    wanted = hook.active and (not hook.kinds or kind in hook.kinds)
    return wanted and hook.branch in ("", island.branch) and hook.owner in ("", island.owner)


def body(kind: str, event: Event, island: Island, base: str) -> dict[str, Any]:
    """What a webhook sends, in English; docs/webhooks.md describes it. `id` grows with each event of an island."""
    said = as_message(event.message)
    return {
        "id": event.id,
        "kind": kind,
        "at": rfc3339(event.at),
        "before": event.before,
        "after": event.after,
        "who": event.who,
        "message": str(event.message),
        "message_code": said.code,
        "message_values": said.to_json()["values"],
        "data": dict(event.data),
        "island": {
            "id": island.id,
            "name": island.name,
            "incarnation": event.incarnation,
            "blueprint": island.blueprint,
            "branch": island.branch,
            "owner": island.owner,
            "note": island.note,
            "node": island.node,
            "host": island.host,
            "ports": {port.name: port.number for port in island.ports},
            "url": f"{base}/islands/{island.id}",
        },
    }


def rfc3339(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def waiting(target: Target, target_id: int, event_id: int, kind: str, what: Mapping[str, Any], now: float) -> Delivery:
    """A row about no island."""
    return Delivery(0, target, target_id, event_id, 0, kind, what, DeliveryState.WAITING, 0, now, now)


def _row(target: Target, target_id: int, event: Event, kind: str, what: Mapping[str, Any], now: float) -> Delivery:
    return Delivery(0, target, target_id, event.id, event.island_id, kind, what, DeliveryState.WAITING, 0, now, now)


def _concerns(channel: Channel, owner: str, teams: Mapping[str, str]) -> bool:
    if not channel.active:
        return False
    if channel.reach == "all" or channel.user == owner:
        return True
    team = teams.get(channel.user, "")
    return channel.reach == "team" and bool(team) and teams.get(owner) == team
