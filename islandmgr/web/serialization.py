"""How values are written in JSON; rooms say with `answers` what their things look like.

Times are RFC 3339 in UTC with milliseconds; what is not known is null.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]


def moment(at: float | None) -> str | None:
    """Epoch seconds as `2026-11-20T10:00:00.123Z`."""
    if at is None:
        return None
    return datetime.fromtimestamp(at, UTC).isoformat("T", "milliseconds")[:-6] + "Z"  # in place of +00:00


def address(host: str, port: int) -> str:
    """`host:port`, as people paste it; an IPv6 address needs its brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def cursor(place: int | str | None) -> str | None:
    """A page's `next`: a text, so that programs do not calculate with it."""
    return None if place is None else str(place)
