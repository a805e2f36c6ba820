"""Which targets are to be told of an event, and what exactly. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from islandmgr.model.domain import ISLAND
from islandmgr.model.event_kinds import Described, Told
from islandmgr.model.messages import as_message
from islandmgr.resources.notifications.rules import notice_text
from islandmgr.resources.notifications.rules.targets import NOTHING, Channel, Delivery, DeliveryState, Target, Webhook

PLACE = "outbox"  # this reader's name in the table of places


@dataclass(frozen=True)
class Targets:
    """Everybody who may want to be told, and the team of each owner of a channel."""

    webhooks: Sequence[Webhook]
    channels: Sequence[Channel]
    teams: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.webhooks or self.channels)


def deliveries(told: Told, targets: Targets, now: float, base: str) -> Iterator[Delivery]:
    """A row for everybody who wants to be told. `base` is the manager's address."""
    kind = told.kind.name
    for hook in targets.webhooks:
        if wants(hook, kind, told.it):
            yield _row(Target.WEBHOOK, hook.id, told, body(told, base), now)
    for channel in targets.channels:
        if told.kind.notice and kind in channel.kinds and _concerns(channel, told.it.owner, targets.teams):
            yield _row(Target.CHANNEL, channel.id, told, notice_text.notice(told, channel.language, base), now)


def wants(hook: Webhook, kind: str, it: Described) -> bool:
    """A filter that cannot be applied lets through what was asked for by its name, and nothing else: who wants all of
    one branch does not want all that has no branch."""
    if not hook.active or (hook.kinds and kind not in hook.kinds):
        return False
    filters = ((hook.branch, it.branch), (hook.owner, it.owner))
    return all(bool(hook.kinds) if value is None else wanted == value for wanted, value in filters if wanted)


def body(told: Told, base: str) -> dict[str, Any]:
    """What a webhook sends, in English; docs/webhooks.md describes it. `id` grows with each event of a subject."""
    event, said = told.event, as_message(told.event.message)
    return {
        "id": event.id,
        "kind": told.kind.name,
        "at": rfc3339(event.at),
        "before": event.before,
        "after": event.after,
        "who": event.who,
        "message": str(event.message),
        "message_code": said.code,
        "message_values": said.to_json()["values"],
        "data": dict(event.data),
        "subject": vars(event.subject),
        ISLAND: None,  # receivers of old know that something may be about no island
        event.subject.kind: {**told.it.facts, "url": f"{base}{told.it.path}"},
    }


def rfc3339(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def waiting(target: Target, target_id: int, event_id: int, kind: str, what: Mapping[str, Any], now: float) -> Delivery:
    """A row about no subject."""
    return Delivery(0, target, target_id, event_id, NOTHING, kind, what, DeliveryState.WAITING, 0, now, now)


def _row(target: Target, target_id: int, told: Told, what: Mapping[str, Any], now: float) -> Delivery:
    subject, kind = told.event.subject, told.kind.name
    return Delivery(0, target, target_id, told.event.id, subject, kind, what, DeliveryState.WAITING, 0, now, now)


def _concerns(channel: Channel, owner: str | None, teams: Mapping[str, str]) -> bool:
    if not channel.active:
        return False
    if channel.reach == "all" or channel.user == owner:
        return True
    team = teams.get(channel.user, "")
    return channel.reach == "team" and bool(team) and teams.get(owner or "") == team
