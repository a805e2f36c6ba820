"""What is said about drains: of each island that is to leave, of the drain itself, and when something cannot be.

Why an island cannot move, and how a drain ends, is said beside those rules.
"""

from __future__ import annotations

from islandmgr.model.messages import Message, declare
from islandmgr.resources.drains.rules import DrainState, ItemState

# In histories
MOVES_SOON = declare("drain.moves_soon", "It moves to another node soon: %(who)s empties node %(node)s")
STOPS_SOON = declare("drain.stops_soon", "It is stopped soon: %(who)s empties node %(node)s")
MOVES_AWAY = declare("drain.moves_away", "Moves away from node %(node)s, which is drained")
STOPPED_BY = declare("drain.stopped_by", "Stopped by %(who)s: its node %(node)s is drained")
STAYS = declare("drain.stays", "It stays on its node: %(why)s")
LEAVES_NOW = declare("drain.leaves_now", "Asked for it to leave its node now")
MORE_ASKED = declare("drain.more_asked", "Asked for %(hours)s more hours on its node: %(reason)s")
NO_REASON = declare("drain.no_reason", "no reason given")
MORE_DECLINED = declare("drain.more_declined", "More time on its node was declined")

# Of a drain
BROKEN_OFF = declare("drain.broken_off", "Stopped by %(who)s")
OPENED_AGAIN = declare("drain.opened_again", "%(who)s uncordoned %(node)s")
EMPTIES = declare("drain.empties", "Empties %(nodes)s (%(selector)s): %(mode)s")
GOES_ON = declare("drain.goes_on", "Goes on")
DEADLINE_OF_ALL = declare("drain.deadline_of_all", "Deadline of all that wait: %(time)s")
DEADLINE_OF_ONE = declare("drain.deadline_of_one", "Deadline of island %(id)s: %(time)s")

# What cannot be
UNKNOWN = declare("drain.unknown", "There is no drain %(id)s.")
IS_IN_STATE = declare("drain.is_in_state", "Drain %(id)s is %(state)s")
NOTHING_WAITS = declare("drain.nothing_waits", "Drain %(id)s is %(state)s; nothing waits for a deadline")
BUSY = declare("drain.busy", "Drain %(id)s is emptying %(nodes)s already")
NO_DEADLINE = declare("drain.no_deadline", "A deadline must be later than now, by %(days)s days at most")
NO_SELECTOR = declare(
    "drain.no_selector",
    "A drain needs a selector, for example branch=dev,rack=a; an empty one would empty every node",
)
NO_NODES = declare("drain.no_nodes", "No node has the labels '%(labels)s'")
NO_ISLAND = declare("drain.no_island", "Drain %(id)s is not about island %(island)s")
WAITS_NO_MORE = declare(
    "drain.waits_no_more", "Island %(island)s is %(state)s in drain %(id)s; it does not wait any more"
)
NO_DRAIN_WAITS = declare("drain.no_drain_waits", "No drain waits for island %(island)s")
NOT_ASKED = declare("drain.not_asked", "Drain %(id)s has no request for more time for island %(island)s")

_MODES = {"move": declare("drain_mode.move", "move"), "stop": declare("drain_mode.stop", "stop")}
_STATES = {
    DrainState.PLANNED: declare("drain_state.planned", "planned"),
    DrainState.RUNNING: declare("drain_state.running", "running"),
    DrainState.DONE: declare("drain_state.done", "done"),
    DrainState.STOPPED: declare("drain_state.stopped", "stopped"),
    DrainState.FAILED: declare("drain_state.failed", "failed"),
}
_ITEM_STATES = {
    ItemState.WAITING: declare("drain_item.waiting", "waiting"),
    ItemState.MOVING: declare("drain_item.moving", "on its way"),
    ItemState.DONE: declare("drain_item.done", "done"),
    ItemState.SKIPPED: declare("drain_item.skipped", "left before"),
    ItemState.FAILED: declare("drain_item.failed", "failed"),
}


def mode_words(mode: str) -> Message:
    return _MODES[mode]()


def state_words(state: str) -> Message:
    return _STATES[DrainState(state)]()


def item_words(state: ItemState) -> Message:
    return _ITEM_STATES[state]()
