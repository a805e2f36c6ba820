"""Which act each endpoint is. An endpoint that stands here not is refused to everybody who signs in.

The act's row in `islandmgr.access.rules` says who may. With `targets` the islands or owners that the request is about
count too: a tester reaches those of the team.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from islandmgr.web.access import targets
from islandmgr.web.access.targets import Targets

OPEN = "open"
"""For everybody, before any sign-in."""
SIGN_IN = "sign-in"
"""Likewise: there is no other way in."""
IN_POD = "in-pod"
"""For islands' Pods: the verb checks the incarnation's own token."""


@dataclass(frozen=True)
class Rule:
    act: str
    targets: Targets | None = None


def _is(act: str, *endpoints: str, about: Targets | None = None) -> dict[str, Rule]:
    return {endpoint: Rule(act, about) for endpoint in endpoints}


ENDPOINTS: Mapping[str, Rule] = {
    **_is(OPEN, "health.alive", "health.ready", "health.scrape"),
    **_is(OPEN, "assets.file", "assets.catalogue", "language.choose"),
    **_is(SIGN_IN, "sign_in.page", "sign_in.enter", "sign_in.company", "sign_in.back", "me.sign_in"),
    **_is(IN_POD, "in_pod.register", "in_pod.report"),
    # To look at
    **_is("look", "pages.islands", "pages.rows", "pages.island", "pages.row", "pages.now"),
    **_is("look", "clocks.page", "clocks.everything"),
    **_is(
        "look",
        "ports_page.page",
        "cluster_pages.nodes",
        "cluster_pages.repair",
        "pages.help",
        "export.csv",
        "export.xlsx",
        "docs.document",
        "docs.page",
    ),
    **_is("look", "ports_page.page", "cluster_pages.nodes", "cluster_pages.repair"),
    **_is("look", "islands.listing", "islands.show", "lookup.logs", "lookup.events", "lookup.crash", "stream.stream"),
    **_is("look", "clock.get", "clock.preview", "clock_groups.listing", "clock_groups.get", "clock_groups.preview"),
    **_is("look", "clock_scripts.listing", "clock_scripts.get", "clock_scripts.runs", "clock_scripts.run"),
    **_is("look", "cluster.nodes", "cluster.branches", "cluster.blueprints", "cluster.ports", "cluster.doctor"),
    # Islands
    **_is("islands.start", "islands.start", about=targets.wished_owner),
    **_is("islands.stop", "islands.stop", about=targets.island),
    **_is("islands.restart", "islands.restart", about=targets.island),
    **_is("islands.clone", "islands.clone", about=targets.island),
    **_is("islands.extend", "islands.extend", about=targets.island),
    **_is("islands.annotate", "islands.annotate", about=targets.island),
    # Clocks
    **_is("clock.set", "clock.put", about=targets.island),
    **_is("clock.set", "clock_groups.create", about=targets.listed_islands),
    **_is("clock.set", "clock_groups.put_clock", "clock_groups.delete", "clock_groups.leave", about=targets.group),
    **_is("clock.set", "clock_groups.join", about=targets.group_and_listed_islands),
    **_is("clock.run", "clock_scripts.start", about=targets.listed_islands_or_group),
    **_is("clock.run", "clock_scripts.stop", about=targets.run),
    **_is("clock.script", "clock_scripts.put", "clock_scripts.delete"),
    # Operating
    **_is("ports.change", "islands.release", "repair.exclude", "repair.include", "repair.mend"),
    **_is("look", "repair.differences", "capacity.capacity"),
    **_is("nodes.change", "cluster.cordon", "cluster.uncordon", "cluster.label"),
    **_is("drains.change", "drains.drain", "drains.stop", "drains.resume", "drains.put_off", "drains.decline"),
    **_is("islands.restart", "drains.leave", about=targets.island),
    **_is("islands.extend", "drains.more_time", about=targets.island),
    **_is("look", "drains.drains", "drains.one_drain"),
    **_is("look", "drains_page.page", "drains_page.everything", "drains_page.one", "drains_page.row"),
    **_is(OPEN, "embed.script"),
    **_is("look", "embed.page"),
    **_is("look", "quotas.listing", "limits.quotas_page"),
    **_is("limits.change", "quotas.put", "quotas.remove"),
    **_is("islands.extend", "quotas.hold", "quotas.let_go", about=targets.island),
    **_is("hooks.look", "webhooks.listing", "webhooks.show", "webhooks.deliveries", "limits.webhooks_page"),
    **_is("hooks.change", "webhooks.add", "webhooks.change", "webhooks.remove", "webhooks.renew_secret"),
    **_is("hooks.change", "webhooks.test", "webhooks.resend"),
    **_is("alerts.post", "notifications.alerts"),
    **_is("self.notices", "notifications.listing", "notifications.add", "notifications.change"),
    **_is("self.notices", "notifications.remove", "notifications.test", "limits.channels"),
    **_is("audit.look", "audit.listing", "audit_page.page", "audit_page.as_csv"),
    # People
    **_is("self.look", "me.me"),
    **_is("self.change", "account.page", "sign_in.leave", "me.sign_out", "me.change_password"),
    **_is("self.change", "tokens.listing", "tokens.create", "tokens.revoke", "tokens.sessions", "tokens.end_others"),
    **_is("users.change", "users_page.page", "users.listing", "users.add", "users.change", "users.reset_password"),
}
