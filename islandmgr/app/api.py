"""Puts the topics together."""

from __future__ import annotations

from flask_openapi.openapi import OpenAPI

from islandmgr.resources.access.api import me, tokens, users
from islandmgr.resources.audit import api as audit
from islandmgr.resources.clocks.api import clock
from islandmgr.resources.clocks.api import groups as clock_groups
from islandmgr.resources.clocks.api import scripts as clock_scripts
from islandmgr.resources.drains import api as drains
from islandmgr.resources.islands.api import islands, lookup
from islandmgr.resources.islands.api import pod_reports as in_pod
from islandmgr.resources.nodes.api import capacity
from islandmgr.resources.nodes.api import nodes as cluster
from islandmgr.resources.notifications.api import channels as notifications
from islandmgr.resources.notifications.api import webhooks
from islandmgr.resources.quotas import api as quotas
from islandmgr.resources.repair import api as repair
from islandmgr.web.api import body, docs, stream

ACCESS = (me.api, tokens.api, users.api, audit.api)
CLOCKS = (clock.api, clock_groups.api, clock_scripts.api)
TELLING = (quotas.api, webhooks.api, notifications.api)
TOPICS = (islands.api, *CLOCKS, lookup.api, stream.api, cluster.api, capacity.api, repair.api, drains.api, in_pod.api)


def register(app: OpenAPI) -> None:
    """Add every topic, and the document that describes them."""
    body.install(app)
    for topic in (*TOPICS, *TELLING, *ACCESS):
        app.register_api(topic)
    docs.register(app)
