"""The pages about limits and about telling others: one's notices, webhooks, quotas."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response
from flask_babel import gettext as _

from islandmgr.access import may
from islandmgr.resources.notifications.api import channels as notifications
from islandmgr.resources.notifications.api import webhooks
from islandmgr.resources.notifications.rules.fanout import KINDS
from islandmgr.resources.notifications.rules.notice_text import KINDS as NOTICES
from islandmgr.resources.notifications.service.apprise_channels import SERVICES
from islandmgr.resources.quotas import api as quotas
from islandmgr.resources.quotas.rules import Kind
from islandmgr.web.access import identity
from islandmgr.web.pages import language
from islandmgr.web.pages.frame import show
from islandmgr.web.services import ready_services

blueprint = Blueprint("limits", __name__)


@blueprint.get("/notifications")
def channels() -> Response:
    """Where one wants to be told what."""
    me = identity().name
    found = ready_services().telling.channels.listing(me) if me else []
    data = {
        "channels": [notifications.as_answer(*one) for one in found],
        "kinds": NOTICES,
        "services": SERVICES,
        "language": language.chosen(),
    }
    return _shown("notifications.html", data)


@blueprint.get("/webhooks")
def webhooks_page() -> Response:
    """Webhooks, what was delivered, dead letters."""
    found = ready_services().telling.webhooks.listing()
    data = {
        "webhooks": [webhooks.as_answer(*one) for one in found],
        "kinds": KINDS,
        "may_change": may(identity(), "hooks.change"),
    }
    return _shown("webhooks.html", data)


@blueprint.get("/quotas")
def quotas_page() -> Response:
    """Who may use how much, and does."""
    found = ready_services().quotas.listing()
    data = {
        "quotas": [quotas.as_answer(view) for view in found],
        "kinds": [kind.value for kind in Kind],
        "may_change": may(identity(), "limits.change"),
    }
    return _shown("quotas.html", data)


def _shown(template: str, data: dict[str, Any]) -> Response:
    pages = (
        ("self.notices", "limits.channels", _("My notices")),
        ("hooks.look", "limits.webhooks_page", _("Webhooks")),
        ("look", "limits.quotas_page", _("Quotas")),
    )
    links = [(endpoint, words) for act, endpoint, words in pages if may(identity(), act)]
    return show(template, data, links=links, example="https://tools.example.com/islands")
