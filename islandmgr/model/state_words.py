"""The states of islands as messages, for sentences that name one."""

from __future__ import annotations

from islandmgr.model.domain import State
from islandmgr.model.messages import Message, declare

_WORDS = {
    State.REQUESTED: declare("state.requested", "requested"),
    State.SCHEDULING: declare("state.scheduling", "scheduling"),
    State.STARTING: declare("state.starting", "starting"),
    State.RUNNING: declare("state.running", "running"),
    State.UNREADY: declare("state.unready", "not answering"),
    State.STOPPING: declare("state.stopping", "stopping"),
    State.STOPPED: declare("state.stopped", "stopped"),
    State.CRASHED: declare("state.crashed", "crashed"),
    State.FAILED: declare("state.failed", "failed"),
    State.LOST: declare("state.lost", "lost"),
}


def state_words(state: State) -> Message:
    """The state as a word of a sentence: `It is stopped`."""
    return _WORDS[state]()
