"""Makes this room's verbs."""

from __future__ import annotations

from islandmgr.kernel.context import Parts
from islandmgr.kernel.event_kinds import EventKinds
from islandmgr.kernel.services import Services
from islandmgr.resources.notifications.service.channels import Channels
from islandmgr.resources.notifications.service.dispatcher import Outbox
from islandmgr.resources.notifications.service.webhooks import Webhooks


def build(parts: Parts, services: Services) -> None:
    webhooks, channels = Webhooks(parts), Channels(parts)
    outbox = Outbox(parts, services[EventKinds], webhooks.send, channels.send)
    webhooks.waiting = channels.waiting = outbox.notify
    services.add(webhooks, channels, outbox)
