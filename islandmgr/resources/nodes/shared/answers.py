"""Nodes as JSON, and what of it the document promises."""

from __future__ import annotations

from dataclasses import asdict

from pydantic import BaseModel, Field

from islandmgr.model import observed
from islandmgr.web.api.answers import Page
from islandmgr.web.serialization import Json


class Node(BaseModel):
    name: str
    address: str
    labels: dict[str, str]
    ready: bool
    schedulable: bool = Field(description="false when cordoned")
    reason: str
    memory: int = Field(description="Allocatable bytes")
    cpu: int = Field(description="Allocatable millicores")
    memory_requested: int
    cpu_requested: int
    pods: int = Field(description="On it now, not finished")
    pod_limit: int = Field(description="How many Pods it takes; 0 when not known")
    islands: int | None = Field(description="Islands on it that are not stopped")
    boot_id: str = Field(description="Another one after each start of its machine; empty when not known")
    closed_by: str | None = Field(description="Who of ours cordoned it, in lists; empty when somebody else did")


class NodePage(Page):
    items: list[Node]


def node(it: observed.Node, islands: int | None = None, closed_by: str | None = None) -> Json:
    """A node; `islands` is None where they were not counted. `closed_by`: who of ours cordoned it, if that was asked;
    empty when somebody else did."""
    return {**asdict(it), "labels": dict(it.labels), "islands": islands, "closed_by": closed_by}
