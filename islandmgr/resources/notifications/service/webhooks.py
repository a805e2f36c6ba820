"""The verbs about webhooks: add, change, try, see what was delivered, send again."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from islandmgr.kernel import audit
from islandmgr.kernel.context import Parts
from islandmgr.kernel.sealed_secrets import seal, unseal
from islandmgr.model.domain import Actor
from islandmgr.model.errors import IslandError, NotFound
from islandmgr.model.messages import as_message
from islandmgr.resources.notifications import messages
from islandmgr.resources.notifications.rules.fanout import rfc3339
from islandmgr.resources.notifications.rules.targets import Delivery, Target, Webhook
from islandmgr.resources.notifications.service.dispatcher import first_place
from islandmgr.resources.notifications.service.http_post import HEADER, Outcome, encode, post, signed
from islandmgr.resources.notifications.service.outgoing_connections import check_url
from islandmgr.resources.notifications.service.test_sends import SlotsForTests
from islandmgr.resources.notifications.store import outbox, webhooks

PREFIX = "whsec_"


@dataclass(frozen=True)
class WebhookWish:
    """What an operator asks for; empty filters do not narrow."""

    name: str
    url: str
    kinds: tuple[str, ...] = ()
    branch: str = ""
    owner: str = ""
    active: bool = True


class Webhooks:
    """`waiting` is called after a commit that lets something wait to be sent."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._trials = SlotsForTests()
        self.waiting: Callable[[], None] = lambda: None

    def listing(self) -> list[tuple[Webhook, Mapping[str, int]]]:
        """All, each with how many of its deliveries are in which state."""
        with self._parts.store.reading() as conn:
            counts = outbox.counts(conn, Target.WEBHOOK)
            return [(hook, counts.get(hook.id, {})) for hook in webhooks.everything(conn)]

    def get(self, hook_id: int) -> tuple[Webhook, Mapping[str, int]]:
        """Raises NotFound."""
        with self._parts.store.reading() as conn:
            return webhooks.get(conn, hook_id), outbox.counts(conn, Target.WEBHOOK).get(hook_id, {})

    def add(self, wish: WebhookWish, actor: Actor) -> tuple[Webhook, str]:
        """A new one, and its secret, which is told this once. Raises Invalid: it leads where we may not connect to."""
        check_url(wish.url, self._parts.settings.outgoing_networks)
        secret, now = PREFIX + secrets.token_urlsafe(32), self._parts.now()
        sealed = seal(self._parts.secret, secret)

        def work(conn: Connection) -> Webhook:
            first_place(conn)
            hook = webhooks.insert_new(conn, Webhook(id=0, secret=sealed, who=actor.name, created_at=now, **vars(wish)))
            audit.done(
                conn,
                actor,
                now,
                kind="hooks.change",
                target=f"webhook {hook.id}",
                message=messages.ADDED(what=wish.url),
            )
            return hook

        return self._parts.store.run(work), secret

    def change(self, hook_id: int, changes: Mapping[str, Any], actor: Actor) -> Webhook:
        """Change some fields of a `WebhookWish`. Raises NotFound, Invalid."""
        if "url" in changes:
            check_url(changes["url"], self._parts.settings.outgoing_networks)
        now = self._parts.now()

        def work(conn: Connection) -> Webhook:
            after = webhooks.change(conn, webhooks.get(conn, hook_id), **changes)
            message = messages.CHANGED(what=sorted(changes))
            audit.done(conn, actor, now, kind="hooks.change", target=f"webhook {hook_id}", message=message)
            return after

        return self._parts.store.run(work)

    def renew_secret(self, hook_id: int, actor: Actor) -> str:
        """A new secret for what is sent from now on; told this once. Raises NotFound."""
        secret = PREFIX + secrets.token_urlsafe(32)
        self.change(hook_id, {"secret": seal(self._parts.secret, secret)}, actor)
        return secret

    def remove(self, hook_id: int, actor: Actor) -> None:
        """Forget it and all that was to be sent. Raises NotFound."""
        now = self._parts.now()

        def work(conn: Connection) -> None:
            hook = webhooks.get(conn, hook_id)
            outbox.forget_target(conn, Target.WEBHOOK, hook_id)
            webhooks.remove(conn, hook_id)
            target = f"webhook {hook_id}"
            audit.done(
                conn, actor, now, kind="hooks.change", target=target, message=messages.REMOVED_WHAT(what=hook.url)
            )

        self._parts.store.run(work)

    def test(self, hook_id: int, actor: Actor) -> Outcome:
        """Send a test at once, and say what came of it. Raises NotFound, TooMany."""
        hook, _ = self.get(hook_id)
        what = {"id": 0, "kind": "test", "at": rfc3339(self._parts.now()), "who": actor.name}
        with self._trials.one(actor.name):
            return self._post(hook, {**what, "message": "This is a test", "subject": None, "island": None}, 0)

    def deliveries(self, hook_id: int, state: str, limit: int, after: int | None) -> tuple[list[Delivery], int | None]:
        """The newest first, and the `after` of the page that follows. Raises NotFound."""
        with self._parts.store.reading() as conn:
            webhooks.get(conn, hook_id)
            return outbox.page(conn, Target.WEBHOOK, hook_id, state, limit, after)

    def resend(self, hook_id: int, delivery_id: int | None, actor: Actor) -> int:
        """Try one dead letter again, or all; how many. Raises NotFound: the delivery is no dead letter of this one."""
        now = self._parts.now()

        def work(conn: Connection) -> int:
            webhooks.get(conn, hook_id)
            number = outbox.resend(conn, Target.WEBHOOK, hook_id, now, delivery_id)
            if delivery_id is not None and not number:
                raise NotFound(messages.NO_DEAD_LETTER(id=hook_id, delivery=delivery_id))
            target = f"webhook {hook_id}"
            audit.done(conn, actor, now, kind="hooks.change", target=target, message=messages.SENT_AGAIN(n=number))
            return number

        number = self._parts.store.run(work)
        self.waiting()
        return number

    def send(self, it: Delivery) -> Outcome | None:
        """One attempt, for the outbox."""
        try:
            hook, _ = self.get(it.target_id)
        except NotFound:
            return Outcome(None, messages.WEBHOOK_GONE(), 0)
        return self._post(hook, it.body, it.id) if hook.active else None

    def _post(self, hook: Webhook, what: Mapping[str, Any], delivery_id: int) -> Outcome:
        settings = self._parts.settings
        try:
            secret = unseal(self._parts.secret, hook.secret)
        except IslandError as error:
            return Outcome(None, as_message(error.message), 0)
        content = encode(what)
        about = {"Kind": str(what["kind"]), "Delivery": str(delivery_id), "Webhook": str(hook.id)}
        headers = {f"{HEADER}{name}": value for name, value in about.items()}
        headers |= signed(secret, content, self._parts.now())
        return post(hook.url, content, headers, settings.webhook_timeout, settings.outgoing_networks)
