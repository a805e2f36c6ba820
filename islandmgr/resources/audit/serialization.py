"""Entries of the audit as JSON; and what of it the document promises."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from islandmgr.kernel.audit_rows import Entry, Outcome
from islandmgr.model.messages import Translate
from islandmgr.web.api.answers import MessageCode, MessageValues, Page
from islandmgr.web.serialization import moment
from islandmgr.web.wording import told

Json = dict[str, Any]


class AuditEntry(BaseModel):
    id: int
    at: datetime
    who: str
    source: str = Field(description="Page, program or token, and the address")
    act: str
    island: int | None
    target: str
    outcome: Outcome
    message: str
    message_code: MessageCode
    message_values: MessageValues


class AuditPage(Page):
    items: list[AuditEntry]


def entry(it: Entry, words: Translate | None = None) -> Json:
    """In the language of `words`, or of the request that is answered."""
    return {
        "id": it.id,
        "at": moment(it.at),
        "who": it.who,
        "source": it.source,
        "act": it.act,
        "island": it.island_id,
        "target": it.target,
        "outcome": it.outcome,
        **told("message", it.message, words),
    }
