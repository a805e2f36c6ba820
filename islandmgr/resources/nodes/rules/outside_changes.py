"""What others did to a node between two looks: closed it, opened it, restarted it, took it away. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from islandmgr.model.messages import Message, declare
from islandmgr.model.observed import Node

NODE_REMOVED = declare("node.removed", "Node %(node)s was taken out of the cluster")
NODE_RESTARTED = declare("node.restarted", "Node %(node)s was restarted")
NODE_CORDONED = declare(
    "node.cordoned_by_others",
    "Node %(node)s was cordoned outside the manager: it may soon be drained",
)
NODE_UNCORDONED = declare("node.uncordoned_by_others", "Node %(node)s was uncordoned outside the manager")
NODE_OPENED = declare("node.opened", "Node %(node)s takes new islands again")
SOMEBODY = declare("node.somebody", "somebody outside the manager")


@dataclass(frozen=True)
class Known:
    """A node as it was seen last. `closed_by` names who of ours closed it; empty: nobody of ours did."""

    name: str
    boot_id: str = ""  # empty: not seen yet, or the cluster does not say
    closed: bool = False
    closed_by: str = ""
    here: bool = False


class Kind(StrEnum):
    CORDONED = "cordoned"
    UNCORDONED = "uncordoned"
    OPENED = "opened"  # it was not ours, or it was us: nothing follows from it
    RESTARTED = "restarted"
    REMOVED = "removed"


@dataclass(frozen=True)
class Happening:
    """Something that the manager did not do."""

    kind: Kind
    message: Message


def notice(known: Known | None, node: Node | None, name: str) -> tuple[Known, list[Happening]]:
    """What is to be remembered now, and what happened since. A node that is seen for the first time is no news."""
    before = known or Known(name)
    if node is None:
        gone = [Happening(Kind.REMOVED, NODE_REMOVED(node=name))] if before.here else []
        return replace(before, here=False), gone
    closed = not node.schedulable
    reopened = before.here and before.closed and not closed
    after = Known(
        name=name,
        boot_id=node.boot_id or before.boot_id,
        closed=closed,
        closed_by="" if reopened else before.closed_by,
        here=True,
    )
    return after, _happenings(before, after) if before.here else []


def _happenings(before: Known, after: Known) -> list[Happening]:
    name, found = after.name, []
    if before.boot_id and after.boot_id != before.boot_id:
        found.append(Happening(Kind.RESTARTED, NODE_RESTARTED(node=name)))
    if after.closed and not before.closed and not before.closed_by:
        found.append(Happening(Kind.CORDONED, NODE_CORDONED(node=name)))
    if before.closed and not after.closed:
        ours = bool(before.closed_by)
        found.append(
            Happening(Kind.UNCORDONED, NODE_UNCORDONED(node=name))
            if ours
            else Happening(Kind.OPENED, NODE_OPENED(node=name))
        )
    return found
