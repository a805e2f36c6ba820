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

from islandmgr.web.ids import BodyId, TextId
from islandmgr.web.refusals import refuse

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class About:
    """Islands by id, and the owner that something new is to have."""

    islands: frozenset[int] = frozenset()
    owner: str = ""


Targets = Callable[[], About]
"""Raises Invalid for a request that cannot be read."""


class _Island(BaseModel):
    island_id: TextId


class Body(BaseModel):
    """The fields of bodies that say whose things are meant."""

    owner: StrictStr = ""
    islands: list[BodyId] = []
    group: StrictStr | None = None


def island() -> About:
    """`<island_id>` of the path."""
    return About(frozenset({path(_Island).island_id}))


def wished_owner() -> About:
    return About(owner=body().owner)


def listed_islands() -> About:
    return About(frozenset(body().islands))


def island_in_path() -> int | None:
    """The island whose id the path has, if it has one that is an id: for the audit, which takes every request."""
    try:
        return _Island.model_validate(request.view_args or {}).island_id
    except ValidationError:
        return None


def path(model: type[M]) -> M:
    """The parts of the path. Raises Invalid."""
    return _read(model, request.view_args or {})


def body() -> Body:
    """Of the JSON object that was sent. A body that is none, or missing, is refused later, in words."""
    try:
        found = request.get_json(silent=True)
    except RecursionError:
        found = None
    return _read(Body, found if isinstance(found, dict) else {})


def _read(model: type[M], given: Mapping[str, Any]) -> M:
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise refuse(error) from None
