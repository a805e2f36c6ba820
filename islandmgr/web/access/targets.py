"""Which islands and owners a request is about: read from its path and its body, before the view sees it.

What cannot be read is refused here, with the view's own words and by the view's own types: a request that nobody
understands is about everybody's things.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import request
from pydantic import BaseModel, StrictStr, ValidationError

from islandmgr.kernel.permissions import Permissions
from islandmgr.web.ids import BodyId, TextId
from islandmgr.web.refusals import refuse

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class About:
    """Islands by id, and the owner that something new is to have."""

    islands: frozenset[int] = frozenset()
    owner: str = ""


Targets = Callable[[Permissions], About]
"""Raises Invalid for a request that cannot be read."""


class _Island(BaseModel):
    island_id: TextId


class _Run(BaseModel):
    run_id: TextId


class _Group(BaseModel):
    name: StrictStr


class _Body(BaseModel):
    """The fields of bodies that say whose things are meant."""

    owner: StrictStr = ""
    islands: list[BodyId] = []
    group: StrictStr | None = None


def island(_permissions: Permissions) -> About:
    """`<island_id>` of the path."""
    return About(frozenset({_read(_Island, _path()).island_id}))


def wished_owner(_permissions: Permissions) -> About:
    return About(owner=_body().owner)


def listed_islands(_permissions: Permissions) -> About:
    return About(frozenset(_body().islands))


def group(permissions: Permissions) -> About:
    """The members of the clock group `<name>` of the path."""
    return About(frozenset(permissions.islands_of_group(_read(_Group, _path()).name)))


def group_and_listed_islands(permissions: Permissions) -> About:
    return About(group(permissions).islands | listed_islands(permissions).islands)


def listed_islands_or_group(permissions: Permissions) -> About:
    body = _body()
    members = permissions.islands_of_group(body.group) if body.group is not None else []
    return About(frozenset({*body.islands, *members}))


def run(permissions: Permissions) -> About:
    """The islands that the clock script's run `<run_id>` is on."""
    return About(frozenset(permissions.islands_of_run(_read(_Run, _path()).run_id)))


def island_in_path() -> int | None:
    """The island whose id the path has, if it has one that is an id: for the audit, which takes every request."""
    try:
        return _Island.model_validate(_path()).island_id
    except ValidationError:
        return None


def _path() -> Mapping[str, Any]:
    return request.view_args or {}


def _body() -> _Body:
    """Of the JSON object that was sent. A body that is none, or missing, is refused later, in words."""
    try:
        found = request.get_json(silent=True)
    except RecursionError:
        found = None
    return _read(_Body, found if isinstance(found, dict) else {})


def _read(model: type[M], given: Mapping[str, Any]) -> M:
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise refuse(error) from None
