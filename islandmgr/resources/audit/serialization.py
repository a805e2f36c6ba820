"""Entries of the audit as JSON; and what of it the document promises."""

from __future__ import annotations

from islandmgr.kernel.audit_rows import Entry
from islandmgr.web.api.derived import Derived

entry = Derived(Entry, "AuditEntry", renamed={"island_id": "island"})
AuditPage = entry.page("AuditPage")
