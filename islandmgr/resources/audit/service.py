"""The audit, read again."""

from __future__ import annotations

from collections.abc import Iterator

from islandmgr.kernel import audit_rows as audit
from islandmgr.kernel.audit_rows import Entry, Wanted
from islandmgr.kernel.context import Parts
from islandmgr.kernel.services import Services

PAGE = 500  # entries in one go of an export


class Audit:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def page(self, wanted: Wanted, limit: int, after: int | None = None) -> tuple[list[Entry], int | None]:
        """The newest first, and the `after` of the page that follows."""
        with self._parts.store.reading() as conn:
            return audit.page(conn, wanted, limit, after)

    def everything(self, wanted: Wanted) -> Iterator[Entry]:
        """All that fit, page after page, the newest first."""
        after: int | None = None
        while True:
            found, after = self.page(wanted, PAGE, after)
            yield from found
            if after is None:
                return


def build(parts: Parts, services: Services) -> None:
    services.add(Audit(parts))
