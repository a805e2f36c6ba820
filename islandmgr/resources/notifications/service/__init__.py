"""Telling others what happens: webhooks to other systems, notices to people.

outbox      the thread of the leader that puts events into the outbox and empties it
fanout      which target is to be told of an event, and in what words
wording     notices in people's words
webhooks    the verbs about webhooks
channels    the verbs about people's channels, and alerts that come from Alertmanager
places      how many requests may be under way at once, and to whom
trials      the same for tests that people wait for
posting     one signed POST
apprising   one message to a chat or mail service
limited_requests  what apprise sends with
reaching    where we may connect to on other people's word, and for how long
resolving   looking up names, within a time limit
addresses   which addresses are public
sealing     keeping other systems' secrets
"""

from __future__ import annotations

from dataclasses import dataclass

from islandmgr.kernel.context import Parts
from islandmgr.resources.notifications.service.channels import Channels
from islandmgr.resources.notifications.service.dispatcher import Outbox
from islandmgr.resources.notifications.service.webhooks import Webhooks

__all__ = ["Telling", "make_telling"]


@dataclass(frozen=True)
class Telling:
    """The verbs by topic."""

    webhooks: Webhooks
    channels: Channels
    outbox: Outbox


def make_telling(parts: Parts) -> Telling:
    webhooks, channels = Webhooks(parts), Channels(parts)
    outbox = Outbox(parts, webhooks.send, channels.send)
    webhooks.waiting = channels.waiting = outbox.notify
    return Telling(webhooks, channels, outbox)
