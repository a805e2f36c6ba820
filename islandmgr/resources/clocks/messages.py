"""What is said about islands' clocks: in histories, of runs of scripts, and when something asked of them cannot be.

What a text has to be to mean a time is said in `faketime`; why a clock is not applied in `rules.verdict`.
"""

from __future__ import annotations

from faketime.scripts import RunState
from islandmgr.model.domain import ClockMode
from islandmgr.model.messages import Message, declare

# In histories
SET = declare("clock.set", "Clock set: %(clock)s")
SET_BY_SCRIPT = declare("clock.set_by_script", "Clock set by script %(script)s: %(clock)s")
SET_BY_A_SCRIPT = declare("clock.set_by_a_script", "Clock set by a script: %(clock)s")
SET_FOR_GROUP = declare("clock.set_for_group", "Clock set for group %(group)s: %(clock)s")
SET_FOR_GROUP_BY_SCRIPT = declare(
    "clock.set_for_group_by_script", "Clock set for group %(group)s by script %(script)s: %(clock)s"
)
SET_FOR_GROUP_BY_A_SCRIPT = declare(
    "clock.set_for_group_by_a_script", "Clock set for group %(group)s by a script: %(clock)s"
)
WITH_WHY = declare("clock.with_why", "%(what)s (%(why)s)")
NOT_APPLIED = declare("clock.not_applied", "Clock not applied: %(reason)s")
CHANGED_BY_HAND = declare("clock.changed_by_hand", "Somebody changed the clock in the Pod: its line was %(line)s")
PUT_RIGHT = declare("clock.put_right", "Somebody changed the clock in the Pod: its line was %(line)s; it was put right")
JOINED = declare("clock.joined", "Joined clock group %(group)s")
LEFT = declare("clock.left", "Left clock group %(group)s")
RESTART_ASKED = declare("clock.restart_asked", "Restart on the new time requested: incarnation %(n)s")
SCRIPT_ENDED = declare("clock.script_ended", "Script %(script)s %(state)s")
A_SCRIPT_ENDED = declare("clock.a_script_ended", "A script %(state)s")

_MODES = {
    ClockMode.REAL: declare("clock_mode.real", "real"),
    ClockMode.AT: declare("clock_mode.at", "at"),
    ClockMode.SHIFT: declare("clock_mode.shift", "shift"),
    ClockMode.FREEZE: declare("clock_mode.freeze", "freeze"),
    ClockMode.RATE: declare("clock_mode.rate", "rate"),
}
_RUN_STATES = {
    RunState.RUNNING: declare("run_state.running", "goes on"),
    RunState.DONE: declare("run_state.done", "done"),
    RunState.FAILED: declare("run_state.failed", "failed"),
    RunState.STOPPED: declare("run_state.stopped", "stopped"),
}

# Why a run of a script ended
WHO_SET_CLOCK = declare("clock.who_set_clock", "%(who)s set the clock")
WHO_SET_GROUP = declare("clock.who_set_group", "%(who)s set the group's clock")
WHO_STOPPED = declare("clock.who_stopped", "%(who)s stopped it")
GROUP_DELETED = declare("clock.group_deleted", "The group was deleted")
JOINED_GROUP = declare("clock.joined_group", "The island joined group %(group)s")
OTHER_SCRIPT = declare("clock.other_script", "Another script began")
ISLAND_STOPPED = declare("clock.island_stopped", "Its island was stopped")

# What cannot be
NO_CHANGES = declare("clock.no_changes", "Island %(id)s is %(state)s; its clock cannot be changed")
SHARED = declare(
    "clock.shared",
    "Island %(id)s shares the time of group '%(group)s': set the group's clock, or take the island out of the group "
    "first",
)
NOTHING_TO_UNDO = declare("clock.nothing_to_undo", "There is no change of this clock to undo")
NO_SUCH_FIELD = declare("clock.no_such_field", "Mode %(mode)s has no field %(field)s. Accepted: %(accepted)s.")
WHICH_ISLAND = declare("clock.which_island", "Say as which island: %(form)s.")
NO_OTHER = declare("clock.no_other", "There is no island %(id)s whose time could be taken.")
NOT_IN_GROUP = declare("clock.not_in_group", "Island %(id)s is not in clock group '%(group)s'")
IN_GROUP_ALREADY = declare("clock.in_group_already", "Island %(id)s is in clock group '%(group)s' already")
TOO_MANY_MEMBERS = declare("clock.too_many_members", "A clock group has at most %(most)s islands, not %(n)s")
GROUP_EXISTS = declare("clock.group_exists", "There is a clock group '%(group)s' already.")
NO_GROUP = declare("clock.no_group", "There is no clock group '%(group)s'.")
NO_SCRIPT = declare("clock.no_script", "There is no clock script '%(script)s'.")
NO_RUN = declare("clock.no_run", "There is no run %(id)s of a clock script.")
RUN_ENDED = declare("clock.run_ended", "Run %(id)s has ended already: %(state)s")
WHICH_SCRIPT = declare("clock.which_script", "Say which script: the name of a saved one, or its steps.")
WHICH_TARGET = declare("clock.which_target", "Say on what the script is to run: on islands, or on a group.")
NOT_WRITTEN = declare("clock.not_written", "the side container refused the clock: %(words)s")
NOT_SAID_WRITTEN = declare(
    "clock.not_said_written", "the side container did not say whether it set the clock: %(words)s"
)
NOT_SAID = declare("clock.not_said", "the server's container did not say what time it is: %(words)s")
SAID_NOTHING = declare("clock.said_nothing", "it said nothing")


def mode_words(mode: ClockMode) -> Message:
    return _MODES[mode]()


def run_state_words(state: RunState) -> Message:
    return _RUN_STATES[state]()
