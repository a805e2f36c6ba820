"""Pools and findings as JSON, and what of it the document promises."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from allocator import PoolUsage
from islandmgr.resources.ports import rules
from islandmgr.resources.ports.shared.remedies import remedies
from islandmgr.web.api.answers import MessageCode, MessageValues, Offer, Page
from islandmgr.web.serialization import Json, moment
from islandmgr.web.wording import told


class Holder(BaseModel):
    owner: str
    blocks: int


class Pool(BaseModel):
    name: str
    first: int
    last: int
    selector: str = Field(description="Label selector of the nodes it is for; empty for all")
    retired: bool = Field(description="No longer in the settings; islands still hold ports of it")
    held: int
    free: int
    resting: int = Field(description="Of the free ones: given back lately, not used again yet")
    excluded: int
    block_size: int = Field(description="The block size that the numbers of blocks are for")
    held_blocks: int
    free_blocks: int
    resting_blocks: int
    next_rest_ends_at: datetime | None
    top_holders: list[Holder]


class PoolPage(Page):
    items: list[Pool]


class Finding(BaseModel):
    code: str
    severity: Literal["note", "warning", "error"]
    message: str
    message_code: MessageCode
    message_values: MessageValues
    advice: str
    advice_code: MessageCode
    advice_values: MessageValues
    ports: list[int]
    subject: str
    acts: list[Offer]


class FindingPage(Page):
    items: list[Finding]


def pool(it: PoolUsage) -> Json:
    return {**asdict(it), "next_rest_ends_at": moment(it.next_rest_ends_at)}


def finding(it: rules.Finding) -> Json:
    return {
        "code": it.code,
        "severity": it.severity,
        **told("message", it.message),
        **told("advice", it.advice),
        "ports": list(it.ports),
        "subject": it.subject,
        "acts": [button.to_json() for button in remedies(it)],
    }
