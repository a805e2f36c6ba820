"""The verbs about saved scripts."""

from __future__ import annotations

from collections.abc import Sequence

from faketime import scripts
from islandmgr.kernel.context import Parts
from islandmgr.model.domain import REAL_TIME, Actor
from islandmgr.resources.clocks.service import requests as clock_requests
from islandmgr.resources.clocks.store import scripts as clock_scripts
from islandmgr.resources.clocks.store.scripts import Script


class Scripts:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def save(
        self, name: str, steps: Sequence[str] | str, actor: Actor, *, blueprint: str = "", description: str = ""
    ) -> Script:
        """Save a script, in place of an older one of that name. `blueprint` is empty when it is for all.

        Raises Invalid, which names the step at fault; NotFound: no such blueprint.
        """
        calendar = clock_requests.calendar_of_all(self._parts)
        if blueprint:
            self._parts.blueprints.get(blueprint)
            calendar = clock_requests.calendar_of(self._parts, blueprint)
        checked = scripts.parse(steps, calendar.zone, calendar.moments, REAL_TIME)
        script = Script(name, checked, blueprint, description, actor.name, self._parts.now())
        self._parts.store.run(lambda conn: clock_scripts.put(conn, script))
        return script

    def get(self, name: str) -> Script:
        """Raises NotFound."""
        with self._parts.store.reading() as conn:
            return clock_scripts.get(conn, name)

    def all(self, blueprint: str = "") -> list[Script]:
        """All, or those that are for that blueprint or for any, by name."""
        with self._parts.store.reading() as conn:
            return clock_scripts.listing(conn, blueprint)

    def delete(self, name: str) -> None:
        """Forget it; its runs go on. Raises NotFound."""
        self._parts.store.run(lambda conn: clock_scripts.remove(conn, name))
