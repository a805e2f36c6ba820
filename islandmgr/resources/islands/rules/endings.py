"""How servers and Pods end, in words: by themselves, by their node, by somebody else. Pure."""

from __future__ import annotations

from islandmgr.model.observed import Pod

REFUSED_EXIT, BAD_CLOCK_EXIT = 77, 78
"""The start script's own exit codes (docs/in-pod.md): the server itself never ran."""

DEAD_POD_WORDS = {
    "Evicted": "Its node put it out to keep itself alive",
    "NodeLost": "Its node was lost",
    "Shutdown": "Its node was shut down",
    "Terminated": "Its node was shut down",
    "Preempting": "It had to make way for something more important",
}

DISRUPTION_WORDS = {
    "EvictionByEvictionAPI": "Its Pod was evicted by somebody else, as `kubectl drain` does",
    "DeletionByTaintManager": "Kubernetes took it off its node, which does not answer or was closed to such Pods",
    "DeletionByPodGC": "Its node was taken out of the cluster",
    "PreemptionByScheduler": "It had to make way for something more important",
    "TerminationByKubelet": "Its node put it out: it shuts down, or is short of memory or disk",
}
"""Reasons of the condition `DisruptionTarget`: it is not the server's fault."""

UNSEEN_ENDS = frozenset({"ContainerStatusUnknown", "Unknown"})
"""The kubelet and containerd find no trace of a container that ran: its node was restarted meanwhile."""

DELETED = "Its Pod was deleted by somebody else, and not by the manager"

PLAIN_EXITS = {
    0: "The server ended by itself with exit code 0",
    REFUSED_EXIT: "The manager refused the island's registration",
    BAD_CLOCK_EXIT: "The island's clock file was missing or wrong",
    127: "The server's program was not found (exit code 127)",
}


def is_over(pod: Pod) -> bool:
    """Its server has ended, or the whole Pod."""
    return pod.phase in {"Failed", "Succeeded"} or (pod.server is not None and pod.server.exit_code is not None)


def taken(pod: Pod) -> str:
    """Who ended a Pod that the manager wanted to live, when it was not its server; empty when it was, or it lives."""
    if not (pod.deleting or is_over(pod)):
        return ""
    if pod.reason in DEAD_POD_WORDS:
        return pod_words(pod)
    if pod.disruption:
        return DISRUPTION_WORDS.get(pod.disruption, f"Kubernetes ended it ({pod.disruption})")
    if pod.server is not None and pod.server.exit_code is not None and pod.server.reason in UNSEEN_ENDS:
        where = f"Node {pod.node}" if pod.node else "Its node"
        return f"{where} was restarted, or lost track of the server: nobody saw how it ended"
    return DELETED if pod.deleting else ""


def pod_words(pod: Pod) -> str:
    """A sentence for how a Pod as a whole ended; the second half is the cluster's."""
    word = DEAD_POD_WORDS.get(pod.reason, pod.reason)
    return ": ".join(part for part in (word, pod.message) if part) or f"Its Pod ended as {pod.phase}"


def exit_words(code: int, reason: str, message: str) -> str:
    """A sentence for how a server ended; `reason` and `message` are the kubelet's."""
    if reason == "OOMKilled":
        words = "The server used more memory than its limit and was killed"
    elif code in PLAIN_EXITS:
        words = PLAIN_EXITS[code]
    elif code > 128:
        words = f"The server was ended by signal {code - 128}{_signal(code - 128)}"
    else:
        words = f"The server ended by itself with exit code {code}"
    return f"{words}: {message}" if message else words


def _signal(number: int) -> str:
    names = {
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
    return f" (SIG{names[number]})" if number in names else ""
