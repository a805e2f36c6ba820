"""Structured logs: one line an event, JSON or coloured text, with island and incarnation where they are known.

`configure` is called once at start. Everything goes through it: our own `structlog` loggers and those of libraries that
use the standard library (gunicorn, kubernetes, sqlalchemy, alembic). Whoever works on one island binds it:

    with structlog.contextvars.bound_contextvars(island=269, incarnation=1):
        log.info("pod created", node="local-1")
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import TYPE_CHECKING, Any

import structlog

if TYPE_CHECKING:
    from islandmgr.config.settings import Settings

_SECRET_KEYS = re.compile(r"token|secret|password|authorization|cookie|database_url", re.IGNORECASE)
_URL_PASSWORD = re.compile(r"(://[^\s:/@]+:)[^\s/@]+@")
_CHATTY = ("urllib3", "kubernetes", "alembic", "apscheduler", "paramiko", "sqlalchemy", "asyncio")
"""Libraries that talk a lot at `info`; they are heard from `warning` on, or all of them at `debug`."""


def configure(settings: Settings) -> None:
    """Send every log line of this process to standard error, as the settings say. Calling it again replaces it."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.processors.StackInfoRenderer(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=_rendering(settings.log_format))
    )
    level = settings.log_level.upper()
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.NOTSET if level == "DEBUG" else logging.WARNING)


def _rendering(log_format: str) -> list[structlog.typing.Processor]:
    common: list[structlog.typing.Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
    ]
    if log_format == "console" or (log_format == "auto" and sys.stderr.isatty()):
        console = structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
        return [*common, hide_secrets, console]
    return [
        *common,
        structlog.processors.format_exc_info,
        hide_secrets,
        _facts_first,
        structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
    ]


def hide_secrets(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """A structlog processor: no value under a secret's name, no password inside a URL, leaves the process."""
    for key, value in event.items():
        if _SECRET_KEYS.search(key):
            event[key] = "***"
        elif isinstance(value, str) and "://" in value:
            event[key] = _URL_PASSWORD.sub(r"\1***@", value)
    return event


def _facts_first(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """When, how bad, what, which island: in this order in each JSON line, for people who read them raw."""
    first = ("timestamp", "level", "event", "island", "incarnation")
    return {**{key: event[key] for key in first if key in event}, **event}
