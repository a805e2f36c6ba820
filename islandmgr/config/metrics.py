"""What this process counts for Prometheus. Imports nothing of the project, so that every layer may count.

The metrics belong to no registry by themselves: each web application registers them in its own (`registry()`), so that
several applications in one process, as in tests, do not clash. Sizes of things that the database knows (islands by
state, ports) are not counted here: they are asked for at scrape time, see `islandmgr.web.health`.
"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics
from prometheus_client.process_collector import ProcessCollector

disable_created_metrics()  # type: ignore[no-untyped-call]  # a series each for when a series began: nobody asks

_REQUEST_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60)
_START_BUCKETS = (0.5, 1, 2, 3, 5, 8, 13, 20, 30, 60, 120, 300)

reconciles = Counter(
    "islandmgr_reconciles", "Times an island was looked at, by how it ended.", ["outcome"], registry=None
)
"""`outcome`: `ok`, `temporary`, `permanent` or `error` (a fault of ours)."""

reconcile_seconds = Histogram(
    "islandmgr_reconcile_seconds", "How long one look at an island took.", buckets=_REQUEST_BUCKETS, registry=None
)

start_seconds = Histogram(
    "islandmgr_start_seconds", "From asked for to running.", ["blueprint"], buckets=_START_BUCKETS, registry=None
)

leader = Gauge("islandmgr_leader", "1 in the manager process that leads, 0 in the others.", registry=None)

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def method_label(method: str) -> str:
    """A request's method as a label: what clients invent is `other`, else each would add its own series for good."""
    return method if method in _METHODS else "other"


request_seconds = Histogram(
    "islandmgr_request_seconds",
    "How long a request took, streams until their end, by route template.",
    ["method", "route", "status"],
    buckets=_REQUEST_BUCKETS,
    registry=None,
)

open_streams = Gauge("islandmgr_open_streams", "Answers that stay open: live pages and followed logs.", registry=None)

dropped_connections = Counter(
    "islandmgr_dropped_connections",
    "Connections cut because their clients were slow or too many.",
    ["reason"],
    registry=None,
)
"""`reason`: `head`, `body` or `answer` (time over), `address` (too many of one), `full`, `files` or `memory`."""

_OF_THIS_PROCESS = (
    reconciles,
    reconcile_seconds,
    start_seconds,
    leader,
    request_seconds,
    open_streams,
    dropped_connections,
)


def registry() -> CollectorRegistry:
    """Make a registry that shows this process's metrics; the caller may add collectors of its own."""
    made = CollectorRegistry()
    for metric in _OF_THIS_PROCESS:
        made.register(metric)
    ProcessCollector(registry=made)
    return made
