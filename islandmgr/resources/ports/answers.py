"""Pools and findings as JSON, and what of it the document promises."""

from __future__ import annotations

from allocator import PoolUsage
from islandmgr.resources.ports.rules import Finding
from islandmgr.resources.ports.shared.remedies import remedies
from islandmgr.web.api.answers import Offer
from islandmgr.web.api.derived import Derived, Given
from islandmgr.web.serialization import Json

pool = Derived(PoolUsage, "Pool")
PoolPage = pool.page("PoolPage")

_finding = Derived(Finding, without=("remedies",), acts=Given(list[Offer]))
FindingPage = _finding.page("FindingPage")


def finding(it: Finding) -> Json:
    return _finding(it, acts=[button.to_json() for button in remedies(it)])
