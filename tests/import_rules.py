"""How rooms may import, as a contract for import-linter: `.importlinter` names it, and lists no room.

A room is a package below `islandmgr.resources`. Its parts stand in layers, and every module is in one of them; of other
rooms it knows `service` and `shared` only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

LAYERS = (
    ("api", "pages", "cli", "answers", "serialization", "remedies", "metrics", "stream", "event_kinds"),
    ("shared",),
    ("service", "reconcile"),
    ("store",),
    ("rules", "messages"),
    ("",),  # the manifest
)
"""A part may import those of its own layer and of the layers below."""
KNOWN_TO_OTHERS = frozenset({"service", "shared"})


class RoomsContract(Contract):
    """`rooms` is the package of all rooms."""

    type_name = "rooms"
    rooms = fields.StringField()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002
        found = sorted(violations(graph, str(self.rooms)))
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: Any) -> None:
        for violation in check.metadata["found"]:
            output.print_error(violation)


def violations(graph: ImportGraph, rooms: str) -> Iterator[str]:
    """Each in one sentence."""
    for module in graph.modules:
        if not module.startswith(f"{rooms}."):
            continue
        room, part = _place(module, rooms)
        if _layer(part) is None:
            yield f"{module} is in no layer of a room: {part!r} is none of its parts"
            continue
        for imported in graph.find_modules_directly_imported_by(module):
            if imported.startswith(f"{rooms}.") and (reason := _reason(room, part, *_place(imported, rooms))):
                yield f"{module} -> {imported}: {reason}"


def _place(module: str, rooms: str) -> tuple[str, str]:
    """The room and the part of it."""
    room, _, rest = module.removeprefix(f"{rooms}.").partition(".")
    return room, rest.partition(".")[0]


def _reason(room: str, part: str, other: str, imported: str) -> str:
    """Why `part` of `room` may not import this part of `other`; empty when it may."""
    mine, theirs = _layer(part), _layer(imported)
    if theirs is None:
        return f"{imported!r} is no part of a room"
    if room != other:
        return "" if imported in KNOWN_TO_OTHERS else f"of another room only {sorted(KNOWN_TO_OTHERS)}"
    return "" if mine is not None and mine <= theirs else f"{part} stands below {imported}"


def _layer(part: str) -> int | None:
    return next((number for number, parts in enumerate(LAYERS) if part in parts), None)
