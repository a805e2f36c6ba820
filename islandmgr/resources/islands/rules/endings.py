"""How servers and Pods end, in messages: by themselves, by their node, by somebody else. Pure."""

from __future__ import annotations

from islandmgr.model.messages import DETAIL, NOTHING, Message, as_message, declare
from islandmgr.model.observed import Container, Pod
from islandmgr.resources.islands.rules.waiting import holding
from pod_specs import OUR_CONTAINERS

REFUSED_EXIT, BAD_CLOCK_EXIT = 77, 78
"""The start script's own exit codes (docs/in-pod.md): the server itself never ran."""

EXITED = declare("island.exited", "The server ended by itself with exit code %(n)s")
SIGNALLED = declare("island.signalled", "The server was ended by signal %(n)s")
OUT_OF_MEMORY = declare("island.out_of_memory", "The server used more memory than its limit and was killed")
REGISTRATION_REFUSED = declare("island.registration_refused", "The manager refused the island's registration")
BAD_CLOCK = declare("island.bad_clock", "The island's clock file was missing or wrong")
LEFT_FOREGROUND = declare(
    "island.left_foreground",
    "The server went into the background: its first process ended with exit code 0 and left %(process)s behind. Let it "
    "run in the foreground (`daemonize no`, `daemon off;`, `--nodaemon`, `-n`, no `&`)",
)
NO_PROGRAM = declare("island.no_program", "The server's program was not found (exit code %(n)s)")

INIT_EXITED = declare("island.init_exited", "Init container %(name)s ended with exit code %(n)s")
INIT_SIGNALLED = declare("island.init_signalled", "Init container %(name)s was ended by signal %(n)s")
INIT_OUT_OF_MEMORY = declare(
    "island.init_out_of_memory", "Init container %(name)s used more memory than its limit and was killed"
)
INIT_NO_PROGRAM = declare(
    "island.init_no_program", "Init container %(name)s: its program was not found (exit code %(n)s)"
)
INIT_NOT_STARTED = declare("island.init_not_started", "Init container %(name)s could not be started (exit code %(n)s)")
NOT_PREPARED = declare(
    "island.not_prepared",
    "the manager's setting of the clock's line is wrong, or the side image has no zone files; its output says which",
)

EVICTED = declare("island.evicted", "Its node evicted it under resource pressure")
NODE_LOST = declare("island.node_lost", "Its node was lost")
NODE_SHUT_DOWN = declare("island.node_shut_down", "Its node was shut down")
PREEMPTED = declare("island.preempted", "It was preempted by a Pod of higher priority")
WITH_MANAGER = declare("island.with_manager", "It ended with the manager, as islands of the local cluster do")
POD_ENDED = declare("island.pod_ended", "Its Pod ended as %(phase)s")

DRAINED_BY_OTHERS = declare(
    "island.drained_by_others", "Its Pod was evicted outside the manager, as `kubectl drain` does"
)
TAINTED = declare("island.tainted", "Kubernetes evicted it from its node, which does not answer or is tainted")
NODE_REMOVED = declare("island.node_removed", "Its node was taken out of the cluster")
ENDED_BY_NODE = declare("island.ended_by_node", "Its node evicted it: it shuts down, or is short of memory or disk")
DISRUPTED = declare("island.disrupted", "Kubernetes ended it (%(reason)s)")
UNSEEN_END = declare(
    "island.unseen_end",
    "%(where)s was restarted, or lost track of the server: nobody saw how it ended",
)
NAMED_NODE = declare("island.named_node", "Node %(node)s")
ITS_NODE = declare("island.its_node", "Its node")
DELETED = declare("island.deleted", "Its Pod was deleted outside the manager")()

DEAD_POD = {
    "Evicted": EVICTED(),
    "NodeLost": NODE_LOST(),
    "Shutdown": NODE_SHUT_DOWN(),
    "Terminated": NODE_SHUT_DOWN(),
    "Preempting": PREEMPTED(),
    "ManagersEnded": WITH_MANAGER(),
}

DISRUPTION = {
    "EvictionByEvictionAPI": DRAINED_BY_OTHERS(),
    "DeletionByTaintManager": TAINTED(),
    "DeletionByPodGC": NODE_REMOVED(),
    "PreemptionByScheduler": PREEMPTED(),
    "TerminationByKubelet": ENDED_BY_NODE(),
}
"""Reasons of the condition `DisruptionTarget`: it is not the server's fault."""

UNSEEN_ENDS = frozenset({"ContainerStatusUnknown", "Unknown"})
"""The kubelet and containerd find no trace of a container that ran: its node was restarted meanwhile."""

NEVER_RAN = frozenset({"StartError", "ContainerCannotRun"})
"""The container runtime could not start the container's program."""

NO_PROGRAM_EXIT = 127
"""The shell's own code for a program that it does not find."""

PLAIN_EXITS = {
    REFUSED_EXIT: REGISTRATION_REFUSED(),
    BAD_CLOCK_EXIT: BAD_CLOCK(),
    NO_PROGRAM_EXIT: NO_PROGRAM(n=NO_PROGRAM_EXIT),
}

SIGNALS = {
    1: "HUP",
    2: "INT",
    3: "QUIT",
    4: "ILL",
    6: "ABRT",
    7: "BUS",
    8: "FPE",
    9: "KILL",
    11: "SEGV",
    13: "PIPE",
    15: "TERM",
}


def is_over(pod: Pod) -> bool:
    """Its server has ended, or the whole Pod."""
    return pod.phase in {"Failed", "Succeeded"} or (pod.server is not None and pod.server.exit_code is not None)


def taken(pod: Pod) -> Message:
    """Who ended a Pod that the manager wanted to live, when it was not its server; empty when it was, or it lives."""
    if not (pod.deleting or is_over(pod)):
        return NOTHING
    if pod.reason in DEAD_POD:
        return pod_words(pod)
    if pod.disruption:
        return DISRUPTION.get(pod.disruption) or DISRUPTED(reason=pod.disruption)
    last = holding(pod) or pod.server
    if last is not None and last.exit_code is not None and last.reason in UNSEEN_ENDS:
        return UNSEEN_END(where=NAMED_NODE(node=pod.node) if pod.node else ITS_NODE())
    return DELETED if pod.deleting else NOTHING


def pod_words(pod: Pod) -> Message:
    """How a Pod as a whole ended; the second half is the cluster's."""
    known = DEAD_POD.get(pod.reason) or as_message(pod.reason)
    if known and pod.message:
        return DETAIL(what=known, detail=pod.message)
    return known or as_message(pod.message) or POD_ENDED(phase=pod.phase)


def exit_words(code: int, reason: str, message: str) -> Message:
    """How a server ended; `reason` and `message` are the kubelet's."""
    if reason == "OOMKilled":
        words = OUT_OF_MEMORY()
    elif code in PLAIN_EXITS:
        words = PLAIN_EXITS[code]
    elif code > 128:
        words = SIGNALLED(n=_signal(code - 128))
    else:
        words = EXITED(n=code)
    return DETAIL(what=words, detail=message) if message else words


def init_words(init: Container) -> Message:
    """How an init container failed, so that the server was never started."""
    code = init.exit_code or 0
    if init.reason == "OOMKilled":
        words = INIT_OUT_OF_MEMORY(name=init.name)
    elif init.reason in NEVER_RAN:
        words = INIT_NOT_STARTED(name=init.name, n=code)
    elif code == NO_PROGRAM_EXIT:
        words = INIT_NO_PROGRAM(name=init.name, n=code)
    elif code > 128:
        words = INIT_SIGNALLED(name=init.name, n=_signal(code - 128))
    else:
        words = INIT_EXITED(name=init.name, n=code)
    if init.name in OUR_CONTAINERS and code == BAD_CLOCK_EXIT:
        words = DETAIL(what=words, detail=NOT_PREPARED())
    return DETAIL(what=words, detail=init.message) if init.message else words


def _signal(number: int) -> str:
    return f"{number} (SIG{SIGNALS[number]})" if number in SIGNALS else str(number)
