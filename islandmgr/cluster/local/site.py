"""What containers share: those of a data folder their machine, those of a Pod their site."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from islandmgr.cluster.local.cgroups import MemoryGroups
from islandmgr.cluster.local.images import Images
from islandmgr.cluster.local.isolation import Isolation
from islandmgr.cluster.local.volumes import RequestSlots

Raw = Mapping[str, Any]
Tell = Callable[[str, str, str], None]
"""Record an event: kind, reason, message."""


@dataclass
class Machine:
    """What all containers of a data folder share."""

    folder: Path
    isolation: Isolation
    groups: MemoryGroups | None
    images: Images
    base_env: Mapping[str, str]
    log_limit: int  # bytes a container
    hidden: frozenset[str]  # paths of the machine, without links, that no container sees
    users: bool  # programs can be started as other users of the machine


@dataclass(frozen=True)
class Site:
    """What the containers of one Pod share. `pod` is bound to a node, `home` is its folder."""

    machine: Machine
    pod: Raw
    home: Path
    tell: Tell

    @property
    def places(self) -> RequestSlots:
        return RequestSlots(self.home / "volumes", self.machine.folder / "volumes", self.machine.hidden)

    @property
    def address(self) -> str:
        """Of the Pod's node; containers listen there."""
        address: str = self.pod["status"]["hostIP"]
        return address

    @property
    def uid(self) -> str:
        uid: str = self.pod["metadata"]["uid"]
        return uid


def log_file(home: Path, container: str) -> Path:
    """Where a Pod's folder has the output of one of its containers."""
    return home / "logs" / f"{container}.log"
