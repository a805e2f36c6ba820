"""The next incarnation of an island: a new Pod with the same id, ports and clock."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pod_specs
from islandmgr.model.domain import Island, State


def next_incarnation(island: Island, now: float) -> dict[str, Any]:
    """The columns that change when the next incarnation is asked for; all that was learned of the old one goes."""
    follows = replace(island, incarnation=island.incarnation + 1)
    return {
        "incarnation": follows.incarnation,
        "pod": pod_specs.pod_name(follows),
        "state": State.REQUESTED,
        "reason": "",
        # `node` stays until the next Pod has one: the old server may still run there.
        "host": "",
        "started_at": now,
        "ready_at": None,
        "registered_at": None,
        "exit": None,
        "connections": 0,
        "clock_applied": None,
        "clock_problem": "",
    }
