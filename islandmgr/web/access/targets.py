"""Which islands and owners a request is about: read from its path and its body, before the view sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import request

from islandmgr.service.access.permissions import Permissions


@dataclass(frozen=True)
class About:
    """Islands by id, and the owner that something new is to have."""

    islands: frozenset[int] = frozenset()
    owner: str = ""


Targets = Callable[[Permissions], About]


def island(_permissions: Permissions) -> About:
    """`<island_id>` of the path. One that is no number, or too great for one, is refused by the view."""
    given = str((request.view_args or {}).get("island_id", ""))
    is_id = given.isascii() and given.isdigit() and len(given) < 20 and int(given) < 2**63
    return About(frozenset({int(given)}) if is_id else frozenset())


def wished_owner(_permissions: Permissions) -> About:
    owner = _body().get("owner", "")
    return About(owner=owner if isinstance(owner, str) else "")


def listed_islands(_permissions: Permissions) -> About:
    return About(_numbers(_body().get("islands")))


def group(permissions: Permissions) -> About:
    """The members of the clock group `<name>` of the path."""
    return About(frozenset(permissions.islands_of_group(str((request.view_args or {}).get("name", "")))))


def group_and_listed_islands(permissions: Permissions) -> About:
    return About(group(permissions).islands | listed_islands(permissions).islands)


def listed_islands_or_group(permissions: Permissions) -> About:
    name = _body().get("group")
    members = permissions.islands_of_group(name) if isinstance(name, str) else []
    return About(listed_islands(permissions).islands | frozenset(members))


def run(permissions: Permissions) -> About:
    """The islands that the clock script's run `<run_id>` is on."""
    given = str((request.view_args or {}).get("run_id", ""))
    known = given.isascii() and given.isdigit() and len(given) < 20
    return About(frozenset(permissions.islands_of_run(int(given)) if known else []))


def _body() -> dict[str, Any]:
    """The JSON object that was sent; what is none is refused later, in words."""
    try:
        found = request.get_json(silent=True)
    except RecursionError:
        return {}
    return found if isinstance(found, dict) else {}


def _numbers(value: Any) -> frozenset[int]:
    listed = value if isinstance(value, list) else []
    return frozenset(one for one in listed if isinstance(one, int) and 0 < one < 2**63)
