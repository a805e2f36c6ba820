"""What is said about ports in the audit. What the doctor finds is said in `rules`."""

from __future__ import annotations

from islandmgr.model.messages import declare

EXCLUDED = declare("ports.excluded", "Excluded %(ports)s: %(reason)s")
INCLUDED = declare("ports.included", "Included %(ports)s again")

# Why the manager itself gives a port to no island for a while
USED_BY = declare("ports.used_by", "in use by %(process)s on %(node)s")
SOMEBODY = declare("ports.somebody", "another program")

# What the doctor finds, and what helps
UNSEEN = declare("doctor.unseen", "Other Pods could not be looked at: %(problem)s")
HOST_NETWORK = declare(
    "doctor.host_network", "%(n)s Pods live in their nodes' network and do not say which ports they use: %(pods)s."
)
LOOK_ON_NODE = declare("doctor.look_on_node", "If one is new to you, look on its node with: ss -ltnup")
LET_LIST = declare("doctor.let_list", "Let the manager's account list Pods in all namespaces.")
RELEASE_IF_OFF = declare(
    "doctor.release_if_off",
    "If that machine is off for good, release the ports; nobody may use them while it may still run.",
)
RESTART_OR_STOP = declare(
    "doctor.restart_or_stop",
    "Restart the island, and it moves; or stop it. Its ports stay held until the node is known.",
)
NODE_PORTS = declare("doctor.node_ports", "Pool %(pool)s shares %(first)s-%(last)s with Kubernetes' NodePort range.")
MOVE_NODE_PORTS = declare(
    "doctor.move_node_ports",
    "Set the API server's --service-node-port-range to another range, or use no NodePort services.",
)
EPHEMERAL = declare(
    "doctor.ephemeral",
    "Pool %(pool)s shares %(first)s-%(last)s with the ports that machines take for outgoing connections.",
)
RESERVE = declare(
    "doctor.reserve",
    "Such a connection may take an island's port: on every node, reserve the range with the sysctl "
    "net.ipv4.ip_local_reserved_ports.",
)
GIVEN_TO_NONE = declare("doctor.given_to_none", "%(ports)s of pool %(pool)s are given to no island: %(why)s.")
INCLUDE_WHEN_FREE = declare("doctor.include_when_free", "Include them again when they are free.")
TAKEN = declare("doctor.taken", "%(ports)s of pool %(pool)s are given to no island while they are %(why)s.")
FREE_BY_THEMSELVES = declare(
    "doctor.free_by_themselves",
    "The manager looks again by itself, and gives them out when they are free. End that program, or include them now.",
)
RESTING = declare(
    "doctor.resting",
    "%(n)s ports of pool %(pool)s are in quarantine after their islands ended, the next for %(seconds)s s.",
)
UNBALANCED = declare("doctor.unbalanced", "Port allocation records are inconsistent: %(fault)s")
REPORT_FAULT = declare("doctor.report_fault", "This is a fault of the manager: repair it, and report it with its log.")
LOST_NODE = declare("doctor.lost_node", "Island %(id)s holds %(ports)s, and its node %(node)s does not answer.")
FOREIGN_POD = declare("doctor.foreign_pod", "Pod %(pod)s on %(node)s is not an island and uses %(ports)s.")
MOVE_POD = declare("doctor.move_pod", "Move that Pod to other ports, or exclude these from the pool.")
PROCESS = declare("doctor.process", "%(process)s listens on %(port)s of %(node)s and belongs to no island.")
END_PROCESS = declare(
    "doctor.end_process",
    "No new island gets the port until it is free. End that process, or exclude the port for good.",
)
NO_NODE_YET = declare("doctor.no_node_yet", "no node yet")
NOTHING_TO_DO = declare("doctor.nothing_to_do", "Nothing to do: they become free by themselves.")
ALL_NODES = declare("doctor.all_nodes", "all nodes")

# On the buttons
EXCLUDE = declare("remedy.exclude", "Exclude the ports")
INCLUDE = declare("remedy.include", "Include them again")
RELEASE = declare("remedy.release", "Release its ports")
STOP = declare("remedy.stop", "Stop island")
REPAIR = declare("remedy.repair", "Repair")
