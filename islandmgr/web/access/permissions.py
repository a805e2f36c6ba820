"""Which act an endpoint is: said beside it with `permit`. An endpoint without it is refused to everybody.

The act's row in a room's manifest says who may. With `about` the islands or owners that the request is about count too:
a tester reaches those of the team.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask

from islandmgr.web.access.targets import Targets

OPEN = "open"
"""For everybody, before any sign-in."""
SIGN_IN = "sign-in"
"""Likewise: there is no other way in."""
IN_POD = "in-pod"
"""For islands' Pods: the verb checks the incarnation's own token."""

MARK = "islandmgr_permission"

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Permission:
    act: str
    about: Targets | None = None


def permit(act: str, about: Targets | None = None) -> Callable[[View], View]:
    """The view below is `act`. Write it next to the function: decorators above keep the mark."""

    def mark(view: View) -> View:
        setattr(view, MARK, Permission(act, about))
        return view

    return mark


def permission_of(app: Flask, endpoint: str) -> Permission | None:
    """What was said beside the endpoint; None where nothing was."""
    found: Permission | None = getattr(app.view_functions.get(endpoint), MARK, None)
    return found


def permissions(app: Flask) -> dict[str, Permission]:
    """Of all endpoints that say one."""
    found = {endpoint: permission_of(app, endpoint) for endpoint in app.view_functions}
    return {endpoint: permission for endpoint, permission in found.items() if permission is not None}
