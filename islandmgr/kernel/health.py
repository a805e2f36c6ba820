"""Is the manager able to do its work? In plain words, for probes and for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from islandmgr.kernel.context import Parts
from islandmgr.kernel.write_check import WriteCheck
from islandmgr.model.errors import IslandError
from islandmgr.store.schema import schema_state

OK = "ok"
SLACK = 20.0  # seconds that a take-over may take on a busy machine, beyond the two leases that it takes at most


@dataclass(frozen=True)
class Readiness:
    """`checks` maps each part to `ok` or to what is wrong with it."""

    ok: bool
    checks: Mapping[str, str]


class Health:
    """`leaderless` gives the seconds since this process last saw any process lead."""

    def __init__(self, parts: Parts, leaderless: Callable[[], float]) -> None:
        self.leaderless = leaderless
        self._parts = parts
        self._write_check = WriteCheck(parts.store)

    def ready(self) -> Readiness:
        """Ask the database, the schema and the cluster, and whether somebody leads."""
        checks = {
            "database": _said(self._database),
            "schema": _said(self._schema),
            "cluster": _said(self._cluster),
            "leader": self._leader(),
        }
        return Readiness(all(said == OK for said in checks.values()), checks)

    def _database(self) -> str:
        with self._parts.store.reading():
            pass
        return self._write_check.complaint() or OK

    def _schema(self) -> str:
        return schema_state(self._parts.store.engine) or OK

    def _cluster(self) -> str:
        self._parts.cluster.check()
        return OK

    def _leader(self) -> str:
        """Not between two terms: a take-over needs the dead leader's lease to run out first."""
        seconds = self.leaderless()
        if seconds <= 2 * self._parts.settings.lease + SLACK:
            return OK
        return f"No manager has led for {seconds:.0f} s: wishes are taken, but nothing is done about them"


def _said(check: Callable[[], str]) -> str:
    try:
        return check()
    except IslandError as error:
        return error.message
