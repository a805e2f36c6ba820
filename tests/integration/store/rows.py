"""Rows to store."""

from __future__ import annotations

from typing import Any

from islandmgr.model.domain import Clock, ClockMode, Event, Exit, Island, Port, State, Wanted, island_subject

PLAIN: dict[str, Any] = {
    "id": 0,
    "name": "",
    "blueprint": "sample",
    "branch": "dev",
    "owner": "qa01",
    "note": "",
    "wanted": Wanted.RUN,
    "state": State.REQUESTED,
    "reason": "",
    "incarnation": 1,
    "pool": "default",
    "ports": (),
    "clock": Clock(),
    "args": {},
    "created_at": 1.0,
    "changed_at": 1.0,
}

FULL: dict[str, Any] = {
    **PLAIN,
    "name": "sample-qa01-dev-1",
    "note": 'with "quotes", 中文, 🏝 and {{ }}',
    "state": State.CRASHED,
    "reason": "It ended with code 3.",
    "ports": (Port("time", 30000), Port("echo", 30001, "TCP+UDP")),
    "clock": Clock(ClockMode.RATE, rate=10, real_anchor=1790000000.25, fake_anchor=1800000000.5, asked="x10"),
    "args": {"slow": 1.5, "words": ["a", "b"]},
    "created_at": 1790000000.123456,
    "changed_at": 1790000001.5,
    "started_at": 1790000002.5,
    "ready_at": 1790000003.5,
    "registered_at": 1790000004.5,
    "stopped_at": 1790000005.5,
    "expires_at": 1790000006.5,
    "last_used_at": 1790000007.5,
    "node": "node-1",
    "host": "10.0.0.1",
    "pod": "sample-qa01-dev-1",
    "connections": 3,
    "exit": Exit(3, "exit code 3", 1790000005.25),
    "fingerprint": "abc",
    "clock_applied": False,
    "clock_problem": "no library",
}


def island(**fields: Any) -> Island:
    return Island(**{**PLAIN, **fields})


def full_island(**fields: Any) -> Island:
    return Island(**{**FULL, **fields})


def event(**fields: Any) -> Event:
    plain: dict[str, Any] = {
        "id": 0,
        "subject": island_subject(1),
        "incarnation": 1,
        "at": 1.5,
        "kind": "state",
        "before": "",
        "after": "requested",
        "who": "qa01",
        "message": "Start requested",
        "data": {"why": "试"},
    }
    return Event(**{**plain, **fields})
