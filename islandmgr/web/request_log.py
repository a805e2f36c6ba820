"""Each request becomes one log line and one measurement, at the moment its last byte is sent."""

from __future__ import annotations

import time

import structlog
from flask import Flask, Response, g, request

from islandmgr.config import metrics

QUIET = frozenset({"/healthz", "/readyz", "/metrics", "/now.json"})
"""Asked every few seconds by machines; a log line each would bury the rest."""

log = structlog.get_logger("islandmgr.access")


def install(app: Flask) -> None:
    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()
        structlog.contextvars.clear_contextvars()  # the thread served somebody else before
        island_id = str((request.view_args or {}).get("island_id", ""))
        if island_id.isdecimal() and len(island_id) < 20:  # else it is no id, and will be refused
            structlog.contextvars.bind_contextvars(island=int(island_id))

    @app.after_request
    def end(response: Response) -> Response:
        began = g.get("began", time.perf_counter())
        method, path, status = request.method, request.path, response.status_code
        route = str(request.url_rule) if request.url_rule else "unknown"
        client = request.remote_addr
        quiet = path in QUIET or str(request.endpoint).startswith("assets.")

        def record() -> None:
            seconds = time.perf_counter() - began
            metrics.request_seconds.labels(metrics.method_label(method), route, str(status)).observe(seconds)
            if not quiet:
                log.info("request", method=method, path=path, status=status, ms=round(seconds * 1000, 1), client=client)

        response.call_on_close(record)
        return response
