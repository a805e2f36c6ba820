"""What differs between clusters and matters to others."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Traits:
    """Set by each adapter. Others ask for the fact that they need to know, never which cluster it is."""

    ends_with_managers: bool  # its Pods end when the last manager calls `shutdown`
    nodes_are_this_machine: bool  # its nodes have the kernel and the network of the manager's machine
    node_ports: tuple[int, int] | None  # it gives ports of this range, of every node, to Services; None: it gives none
    late_output: float = 0.0  # seconds that a container's last output may come to its log after the container's end
