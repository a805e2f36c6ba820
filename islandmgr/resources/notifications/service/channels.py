"""The verbs about people's channels: where each wants to be told what. And alerts that come from Alertmanager."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from islandmgr.kernel import audit
from islandmgr.kernel.context import Parts
from islandmgr.kernel.sealed_secrets import seal, unseal
from islandmgr.model.domain import Actor
from islandmgr.model.errors import IslandError, NotFound
from islandmgr.model.messages import Message, as_message
from islandmgr.resources.notifications import messages
from islandmgr.resources.notifications.rules import notice_text
from islandmgr.resources.notifications.rules.fanout import waiting
from islandmgr.resources.notifications.rules.targets import Channel, Delivery, Target
from islandmgr.resources.notifications.service import apprise_channels
from islandmgr.resources.notifications.service.dispatcher import first_place
from islandmgr.resources.notifications.service.http_post import Outcome
from islandmgr.resources.notifications.service.test_sends import SlotsForTests
from islandmgr.resources.notifications.store import channels, outbox


@dataclass(frozen=True)
class ChannelWish:
    """What a person asks for."""

    name: str
    url: str  # apprise's form; a secret
    kinds: tuple[str, ...]
    reach: str = "own"  # whose islands: `own`, `team`, `all`
    language: str = "en"
    active: bool = True


class Channels:
    """`waiting` is called after a commit that lets something wait to be sent."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._trials = SlotsForTests()
        self.waiting: Callable[[], None] = lambda: None

    def listing(self, user: str) -> list[tuple[Channel, Mapping[str, int]]]:
        """A person's own, each with how many of its notices are in which state."""
        with self._parts.store.reading() as conn:
            counts = outbox.counts(conn, Target.CHANNEL)
            return [(channel, counts.get(channel.id, {})) for channel in channels.of_user(conn, user)]

    def add(self, wish: ChannelWish, user: str, actor: Actor) -> Channel:
        """Raises Invalid: no service of ours, or a mail server that we may not connect to."""
        address = apprise_channels.parse(wish.url, self._parts.settings.outgoing_networks)
        now = self._parts.now()
        channel = Channel(
            id=0,
            user=user,
            name=wish.name,
            service=address.service,
            address=seal(self._parts.secret, address.url),
            kinds=wish.kinds,
            reach=wish.reach,
            language=wish.language,
            active=wish.active,
            created_at=now,
        )

        def work(conn: Connection) -> Channel:
            first_place(conn)
            made = channels.insert_new(conn, channel)
            self._audit(conn, actor, made.id, messages.ADDED(what=address.service))
            return made

        return self._parts.store.run(work)

    def change(self, channel_id: int, user: str, changes: Mapping[str, Any], actor: Actor) -> Channel:
        """Change some fields of a `ChannelWish`. Raises NotFound: it is none of this person's. Invalid."""
        columns = dict(changes)
        if "url" in columns:
            address = apprise_channels.parse(columns.pop("url"), self._parts.settings.outgoing_networks)
            columns |= {"service": address.service, "address": seal(self._parts.secret, address.url)}

        def work(conn: Connection) -> Channel:
            after = channels.change(conn, _of(conn, channel_id, user), **columns)
            self._audit(conn, actor, channel_id, messages.CHANGED(what=sorted(changes)))
            return after

        return self._parts.store.run(work)

    def remove(self, channel_id: int, user: str, actor: Actor) -> None:
        """Raises NotFound: it is none of this person's."""

        def work(conn: Connection) -> None:
            _of(conn, channel_id, user)
            outbox.forget_target(conn, Target.CHANNEL, channel_id)
            channels.remove(conn, channel_id)
            self._audit(conn, actor, channel_id, messages.REMOVED())

        self._parts.store.run(work)

    def test(self, channel_id: int, user: str) -> Outcome:
        """Send a test at once. Raises NotFound: it is none of this person's. TooMany."""
        with self._parts.store.reading() as conn:
            channel = _of(conn, channel_id, user)
        with self._trials.one(user):
            return self._tell(channel, notice_text.test(channel.language))

    def alerts(self, given: Sequence[Mapping[str, Any]]) -> int:
        """Pass Alertmanager's alerts on to everybody who chose them; how many messages that makes."""
        now = self._parts.now()
        base = -int(now * 1_000_000)  # no event: negative, and never the same

        def work(conn: Connection) -> int:
            people = [it for it in channels.everything(conn) if it.active and notice_text.ALERT in it.kinds]
            rows = [
                waiting(Target.CHANNEL, channel.id, base - place, notice_text.ALERT, notice_text.alert(alert), now)
                for place, alert in enumerate(given)
                for channel in people
            ]
            outbox.add(conn, rows)
            return len(rows)

        number = self._parts.store.run(work)
        self.waiting()
        return number

    def send(self, it: Delivery) -> Outcome | None:
        """One attempt, for the outbox."""
        try:
            with self._parts.store.reading() as conn:
                channel = channels.get(conn, it.target_id)
        except NotFound:
            return Outcome(None, messages.CHANNEL_GONE(), 0)
        return self._tell(channel, it.body) if channel.active else None

    def _tell(self, channel: Channel, what: Mapping[str, Any]) -> Outcome:
        networks = self._parts.settings.outgoing_networks
        try:
            url = unseal(self._parts.secret, channel.address)
            address = apprise_channels.parse(url, networks)  # its mail server's name may mean another address by now
        except IslandError as error:
            return Outcome(None, as_message(error.message), 0)
        return apprise_channels.tell(address, what["title"], what["text"], networks)

    def _audit(self, conn: Connection, actor: Actor, channel_id: int, message: Message) -> None:
        now = self._parts.now()
        audit.done(conn, actor, now, kind="self.notices", target=f"channel {channel_id}", message=message)


def _of(conn: Connection, channel_id: int, user: str) -> Channel:
    """Somebody else's is as if it were not there."""
    channel = channels.get(conn, channel_id)
    if channel.user != user:
        raise NotFound(messages.NO_CHANNEL(id=channel_id), channel=channel_id)
    return channel
