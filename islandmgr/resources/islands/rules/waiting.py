"""Why a Pod waits: no node takes it, or its containers cannot be made. Pure."""

from __future__ import annotations

from islandmgr.model.messages import DETAIL, NOTHING, Message, as_message, declare
from islandmgr.model.observed import Container, Pod

_IMAGE_NOT_PULLED = declare("island.image_not_pulled", "The image cannot be pulled")()

WAITING_WORDS = {
    "ImagePullBackOff": _IMAGE_NOT_PULLED,
    "ErrImagePull": _IMAGE_NOT_PULLED,
    "InvalidImageName": declare("island.bad_image_name", "The image's name is not valid")(),
    "ErrImageNeverPull": declare("island.image_not_there", "The image is not on the node")(),
    "CreateContainerConfigError": declare("island.bad_container", "The container's configuration is not right")(),
    "CreateContainerError": declare("island.container_not_made", "The container cannot be made")(),
    "RunContainerError": declare("island.container_not_started", "The container cannot be started")(),
    "HostPortTaken": declare("island.port_taken", "A port is taken on the node")(),
}


NO_LABEL = declare("island.no_label", "No node that is free to use has this branch's label (%(detail)s)")
NO_VOLUME = declare("island.no_volume", "The volume with the code is not there yet (%(detail)s)")
NO_MEMORY = declare("island.no_memory", "No node of this branch has enough free memory (%(detail)s)")
NO_CPU = declare("island.no_cpu", "No node of this branch has enough free CPU (%(detail)s)")
NO_PODS = declare("island.no_pods", "Every node of this branch has as many Pods as it takes (%(detail)s)")
NO_PORTS = declare("island.no_ports", "The island's ports are taken on every node of this branch (%(detail)s)")
NO_NODE = declare("island.no_node", "No node accepts it")
HINTED = declare("island.hinted", "%(hint)s. The scheduler says: %(words)s")


INIT_WAITS = declare("island.init_waits", "Init container %(name)s: %(why)s")
INIT_RUNS = declare("island.init_runs", "Init container %(name)s is still running")

_ITS_TURN = frozenset({"", "PodInitializing", "ContainerCreating"})
"""What a container waits for that nothing is wrong with."""


def holding(pod: Pod) -> Container | None:
    """The init container that the server's container waits for, or will for ever when it has failed. None when there
    is none, or the server has begun."""
    server = pod.server
    if server is not None and (server.running or server.started_at is not None or server.exit_code is not None):
        return None
    return next((one for one in pod.containers if one.init and not _lets_others_begin(one)), None)


def _lets_others_begin(init: Container) -> bool:
    return (init.running or init.started_at is not None) if init.stays else init.exit_code == 0


def held_up(init: Container) -> Message:
    """Why the init container that holds up the others takes its time, as far as it is known."""
    if init.running:
        return INIT_RUNS(name=init.name)
    return NOTHING if init.reason in _ITS_TURN else container_words(init)


def container_words(container: Container | None) -> Message:
    """Why a container waits or ended, when it says so; the second half is the cluster's. An init container is named:
    it is not the one that people look at."""
    if container is None or not container.reason:
        return NOTHING
    word = WAITING_WORDS.get(container.reason) or as_message(container.reason)
    words = DETAIL(what=word, detail=container.message) if container.message else word
    return INIT_WAITS(name=container.name, why=words) if container.init else words


def unschedulable(pod: Pod) -> Message:
    """Why no node takes the Pod, for a tester; empty while the scheduler has not spoken.

    The scheduler has no codes: its words are looked into, and end up after ours, for they hold the counts that an
    operator wants.
    """
    words = pod.message
    if not words:
        return NOTHING
    said = HINTED(hint=pod.hint, words=words) if pod.hint else words
    if (
        "didn't match Pod's node affinity/selector" in words
        and "Insufficient" not in words
        and "free ports" not in words
    ):
        return NO_LABEL(detail=said)
    if "persistentvolumeclaim" in words.lower():
        return NO_VOLUME(detail=said)
    if "Insufficient memory" in words:
        return NO_MEMORY(detail=said)
    if "Insufficient cpu" in words:
        return NO_CPU(detail=said)
    if "Too many pods" in words:
        return NO_PODS(detail=said)
    if "free ports" in words:
        return NO_PORTS(detail=said)
    return DETAIL(what=NO_NODE(), detail=said)
