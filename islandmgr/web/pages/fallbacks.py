"""Asking what may not answer: a page is shown in any case."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from islandmgr.model.errors import IslandError
from islandmgr.web.wording import worded

T = TypeVar("T")


def asked(ask: Callable[[], T]) -> tuple[str, T | None]:
    """What the cluster answers, or why it does not: a page is shown in any case."""
    try:
        return "", ask()
    except IslandError as error:
        return worded(error.message), None
