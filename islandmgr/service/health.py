"""Is the manager able to do its work? In plain words, for probes and for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from islandmgr.errors import IslandError
from islandmgr.service.parts import Parts
from islandmgr.store.schema import schema_state

OK = "ok"


@dataclass(frozen=True)
class Readiness:
    """`checks` maps each part to `ok` or to what is wrong with it."""

    ok: bool
    checks: Mapping[str, str]


class Health:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def ready(self) -> Readiness:
        """Ask the database, the schema and the cluster."""
        checks = {
            "database": _said(self._database),
            "schema": _said(self._schema),
            "cluster": _said(self._cluster),
        }
        return Readiness(all(said == OK for said in checks.values()), checks)

    def _database(self) -> str:
        with self._parts.store.reading():
            return OK

    def _schema(self) -> str:
        return schema_state(self._parts.store.engine) or OK

    def _cluster(self) -> str:
        self._parts.cluster.check()
        return OK


def _said(check: Callable[[], str]) -> str:
    try:
        return check()
    except IslandError as error:
        return error.message
