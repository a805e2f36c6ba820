"""What is said about nodes: of what operators do to them. What others do is said in `rules.outside_changes`."""

from __future__ import annotations

from islandmgr.model.messages import declare

CORDONED = declare("node.cordoned", "Cordoned: takes no new islands")
UNCORDONED = declare("node.uncordoned", "Uncordoned: takes new islands again")
LABELLED = declare("node.labelled", "Labels: %(changes)s")
LABEL_SET = declare("node.label_set", "set %(label)s")
LABEL_REMOVED = declare("node.label_removed", "removed %(label)s")

# For how many more islands there is room
MEMORY_FIRST = declare("capacity.memory_first", "Memory runs out first.")
CPU_FIRST = declare("capacity.cpu_first", "CPU runs out first.")
PODS_FIRST = declare("capacity.pods_first", "The number of Pods that a node takes runs out first.")
PORTS_FIRST = declare("capacity.ports_first", "Ports run out first.")
NO_MEMORY = declare("capacity.no_memory", "No node has enough free memory.")
NO_CPU = declare("capacity.no_cpu", "No node has enough free CPU.")
NO_PODS = declare("capacity.no_pods", "Every node has as many Pods as it takes.")
NO_PORTS = declare("capacity.no_ports", "No block of ports is free.")
NO_NODES = declare("capacity.no_nodes", "No uncordoned node has the labels.")
ALL_NODES = declare("capacity.all_nodes", "all nodes")
NO_ROOM = declare("capacity.no_room", "There is room for no more %(blueprint)s on %(where)s.")
ROOM = declare("capacity.room", "There is room for %(n)s more %(blueprint)s on %(where)s.")
PORTS_RESTING = declare(
    "capacity.ports_resting", "Ports for %(n)s more are in quarantine and become free by themselves."
)
NODES_WOULD_TAKE = declare("capacity.nodes_would_take", "The nodes would take %(n)s.")
PORTS_FREE = declare("capacity.ports_free", "Ports are free for %(n)s.")
NOT_COUNTED = declare("capacity.not_counted", "Not counted, as nothing new may come there: %(nodes)s.")
