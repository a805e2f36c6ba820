"""The person behind this request, and from where."""

from __future__ import annotations

from collections.abc import Callable

from flask import g, request

from islandmgr.access import ANYBODY, Client, Grant, Identity

UNKNOWN = "unknown"
"""The act of an endpoint that no rule is about: it reaches nobody's things."""


def identity() -> Identity:
    """Who asks. Where nobody signs in, it is anybody."""
    found: Identity = g.get("identity", ANYBODY)
    return found


def grant() -> Grant:
    """What this request may do: who asks, and the act that its endpoint is."""
    return Grant(identity(), g.get("act", UNKNOWN))


def begin(act: str) -> None:
    """This request asks for `act`, in the words of `islandmgr.access.rules`."""
    g.act = act


def know(who: Identity, still_good: Callable[[], bool]) -> None:
    """From now on this request is `who`'s; `still_good` is asked while its answer stays open."""
    g.identity = who
    g.still_good = still_good


def still_good() -> Callable[[], bool] | None:
    """Whether the credential of this request is still good; None where nobody signs in."""
    found: Callable[[], bool] | None = g.get("still_good")
    return found


def client() -> Client:
    """The address that connected, and what the program there calls itself."""
    return Client(request.remote_addr or "", request.user_agent.string)


def source() -> str:
    """For histories and the audit: page, program or token, and the address."""
    address = request.remote_addr or ""
    who = identity()
    if who.token:
        return f"token {who.token}, {address}"
    if request.user_agent.string.startswith("islandctl"):
        return f"cli, {address}"
    if "Sec-Fetch-Site" in request.headers or who.by_session:  # browsers only
        return f"page, {address}"
    return address
