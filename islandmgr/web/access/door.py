"""What the gate asks about people: the room `access` answers."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from flask import Flask, current_app

from islandmgr.access import Client, Grant, Identity

EXTENSION = "islandmgr.door"


class Door(Protocol):
    """See `islandmgr.resources.access.service.door`."""

    def identify(self, secret: str, client: Client) -> Identity: ...

    def still_good(self, secret: str) -> bool: ...

    def check_owner(self, grant: Grant, owner: str) -> None: ...

    def check_islands(self, grant: Grant, island_ids: Collection[int]) -> None: ...

    def mates(self, who: Identity) -> list[str]: ...

    def count(self, grant: Grant) -> None: ...


def install(app: Flask, door: Door) -> None:
    app.extensions[EXTENSION] = door


def door() -> Door:
    """That of the present application."""
    found: Door = current_app.extensions[EXTENSION]
    return found
