"""The pages about telling others: one's notices, webhooks."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response
from flask_babel import gettext as _

from islandmgr.access import may
from islandmgr.kernel.event_kinds import EventKinds
from islandmgr.resources.notifications.api import channels as notifications
from islandmgr.resources.notifications.api import webhooks
from islandmgr.resources.notifications.rules.notice_text import ALERT
from islandmgr.resources.notifications.service.apprise_channels import SERVICES
from islandmgr.resources.notifications.service.channels import Channels
from islandmgr.resources.notifications.service.webhooks import Webhooks
from islandmgr.web.access import identity
from islandmgr.web.access.permissions import permit
from islandmgr.web.pages import language
from islandmgr.web.pages.frame import show
from islandmgr.web.services import verbs
from islandmgr.web.wording import worded

blueprint = Blueprint("limits", __name__)


@blueprint.get("/notifications")
@permit("self.notices")
def channels() -> Response:
    """Where one wants to be told what."""
    me = identity().name
    found = verbs(Channels).listing(me) if me else []
    data = {
        "channels": [notifications.as_answer(*one) for one in found],
        "kinds": [kind for kind in _kinds() if kind["notice"]] + [{"name": ALERT, "words": _("alert")}],
        "services": SERVICES,
        "language": language.chosen(),
    }
    return show("notifications.html", data)


@blueprint.get("/webhooks")
@permit("hooks.look")
def webhooks_page() -> Response:
    """Webhooks, what was delivered, dead letters."""
    found = verbs(Webhooks).listing()
    data = {
        "webhooks": [webhooks.as_answer(*one) for one in found],
        "kinds": _kinds(),
        "may_change": may(identity(), "hooks.change"),
    }
    return show("webhooks.html", data, example="https://tools.example.com/islands")


def _kinds() -> list[dict[str, Any]]:
    """What can be chosen, in the reader's words."""
    return [
        {"name": kind.name, "words": worded(kind.title), "notice": kind.notice is not None}
        for _subject, kind in verbs(EventKinds)
    ]
