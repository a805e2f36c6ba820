"""Quotas: set by operators, checked in the transaction that starts an island."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from sqlalchemy import Connection

from islandmgr.access.names import checked_owner
from islandmgr.kernel import audit
from islandmgr.kernel.context import Parts
from islandmgr.kernel.services import Services
from islandmgr.model.amounts import size
from islandmgr.model.domain import Actor, Island
from islandmgr.model.errors import Invalid, NotFound, QuotaExceeded
from islandmgr.model.field_types import EpochSeconds
from islandmgr.model.messages import Message
from islandmgr.resources.access.service import teams as users
from islandmgr.resources.quotas import rules
from islandmgr.resources.quotas import store as quotas
from islandmgr.resources.quotas.rules import EVERYBODY, Key, Kind, Quota, effective, judge


@dataclass(frozen=True)
class Used:
    islands: int
    memory: Annotated[int, "Bytes"]


@dataclass(frozen=True)
class QuotaView:
    """A quota, where it comes from, and what of it is used now."""

    key: Key
    quota: Quota
    source: Annotated[str, "set, everybody, settings; empty where there is no limit"]
    used: Used
    who: str = ""
    changed_at: EpochSeconds | None = None


class Quotas:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def listing(self) -> list[QuotaView]:
        """Every quota that was set, and everybody who uses something now."""
        with self._parts.store.reading() as conn:
            rows = {row.key: row for row in quotas.everything(conn)}
            used = {kind: quotas.used(conn, kind) for kind in Kind}
        own = {key: row.quota for key, row in rows.items()}
        defaults = defaults_of(self._parts)
        keys = {*rows, *(Key(kind, EVERYBODY) for kind in defaults), *(Key(k, n) for k in Kind for n in used[k])}
        views = []
        for key in sorted(keys, key=lambda key: (list(Kind).index(key.kind), key.name != EVERYBODY, key.name)):
            islands, memory = used[key.kind].get(key.name, (0, 0)) if key.name != EVERYBODY else (0, 0)
            view = QuotaView(key, effective(own, defaults, key), _source(own, defaults, key), Used(islands, memory))
            row = rows.get(key)
            views.append(replace(view, who=row.who, changed_at=row.changed_at) if row else view)
        return views

    def put(self, key: Key, quota: Quota, actor: Actor) -> QuotaView:
        """Set one; what runs already stays. Raises Invalid."""
        if not key.name:
            raise Invalid(rules.NAMELESS(), fields={})
        checked_owner(key.name)
        now = self._parts.now()

        def work(conn: Connection) -> None:
            quotas.put(conn, quotas.Row(key, quota, actor.name, now))
            audit.done(conn, actor, now, kind="limits.change", target=f"{key.kind} {key.name}", message=_words(quota))

        self._parts.store.run(work)
        return next(view for view in self.listing() if view.key == key)

    def remove(self, key: Key, actor: Actor) -> None:
        """Everybody's counts again. Raises NotFound."""
        now = self._parts.now()

        def work(conn: Connection) -> None:
            if not quotas.remove(conn, key):
                raise NotFound(rules.NOT_SET(kind=key.kind, name=key.name))
            target = f"{key.kind} {key.name}"
            audit.done(conn, actor, now, kind="limits.change", target=target, message=rules.REMOVED())

        self._parts.store.run(work)


def defaults_of(parts: Parts) -> dict[Kind, Quota]:
    """What the settings say of everybody."""
    return {Kind(given.kind): Quota(given.islands, given.memory) for given in parts.settings.quotas}


def check(conn: Connection, parts: Parts, island: Island) -> None:
    """Refuse `island`, which is about to be inserted, when it is one too many.

    Starts that count against one quota go one after the other from here until their transactions end, so that no two
    take the same last place.

    Raises:
        QuotaExceeded
    """
    team = users.teams(conn, {island.owner}).get(island.owner, "")
    keys = [Key(Kind.PERSON, island.owner), Key(Kind.BRANCH, island.branch)]
    keys += [Key(Kind.TEAM, team)] if team else []
    own = quotas.of_keys(conn, keys)
    defaults = defaults_of(parts)
    for key in sorted(keys, key=lambda key: (key.kind, key.name)):
        quota = effective(own, defaults, key)
        if not quota.limits:
            continue
        quotas.take_turn(conn, key)
        refusal = judge(key, quota, quotas.uses(conn, key), island.memory)
        if refusal:
            raise QuotaExceeded(refusal.message, **refusal.details())


def _source(own: Mapping[Key, Quota], defaults: Mapping[Kind, Quota], key: Key) -> str:
    if key in own:
        return "set"
    if Key(key.kind, EVERYBODY) in own:
        return "everybody"
    return "settings" if key.kind in defaults else ""


def _words(quota: Quota) -> Message:
    islands = rules.ANY_ISLANDS() if quota.islands is None else rules.N_ISLANDS(n=quota.islands)
    memory = rules.ANY_MEMORY() if quota.memory is None else rules.MEMORY(size=size(quota.memory))
    return rules.SET(islands=islands, memory=memory)


def build(parts: Parts, services: Services) -> None:
    services.add(Quotas(parts))
