"""What is said about islands: in their reasons and histories, and when something asked of them cannot be.

How servers and Pods end, and why one does not start, is said beside those rules.
"""

from __future__ import annotations

from islandmgr.model.messages import declare

# What people asked for
START_ASKED = declare("island.start_asked", "Start requested")
STOP_ASKED = declare("island.stop_asked", "Stop requested")
RESTART_ASKED = declare("island.restart_asked", "Restart requested: incarnation %(n)s")
STOPPED_BY = declare("island.stopped_by", "Stopped by %(who)s")
CLONED_FROM = declare("island.cloned_from", "Cloned from island %(id)s")
NOTE_CHANGED = declare("island.note_changed", "Note changed")
NODE_GIVEN_UP = declare(
    "island.node_given_up", "Released by an operator: what node %(node)s may still run of it was given up"
)

# On its way
POD_CREATED = declare("island.pod_created", "Its Pod is created and waits for a node")
NOT_HONOURED = declare(
    "island.not_honoured", "Its cluster does not honour what its Pod asks for: %(what)s. The server runs without it"
)
ON_NODE = declare("island.on_node", "On node %(node)s")
READY = declare("island.ready", "Its server is ready")
REGISTERED = declare("island.registered", "Registered from %(host)s")
KILLED = declare("island.killed", "Killed %(n)s s after they were told to end, for they had not: %(processes)s")
GONE = declare("island.gone", "Its Pod is gone and its ports are released")

# Its time here
EXTENDED = declare("island.extended", "Extended by %(hours)s hours")
HELD = declare("island.held", "Held: %(reason)s")
HELD_NO_LONGER = declare("island.held_no_longer", "Hold ended")
SET_BACK = declare("island.set_back", "The manager's clock was set back: what lay in the future counts from now on")
LIFETIME_OVER = declare("island.lifetime_over", "Its lifetime is over")
LIFETIME_ENDS_SOON = declare("island.lifetime_ends_soon", "Its lifetime ends soon")
UNUSED = declare("island.unused", "Nobody connected to it for %(days)s days")
UNUSED_ENDS_SOON = declare("island.unused_ends_soon", "Nobody uses it, so it ends soon")
ENDS_SOON_NO_LONGER = declare("island.ends_soon_no_longer", "It no longer ends by itself soon")
SLIMMED = declare(
    "island.slimmed", "Cleaned up %(hours)s hours after it ended: its records are kept, its Pod and ports are released"
)

# What cannot be
UNKNOWN = declare("island.unknown", "There is no island %(id)s.")
CHANGED_MEANWHILE = declare(
    "island.changed_meanwhile", "Island %(id)s was changed by somebody else at the same moment."
)
STOPPED_ALREADY = declare("island.stopped_already", "Island %(id)s is stopped already")
IS_STOPPED = declare("island.is_stopped", "Island %(id)s is stopped")
NO_RESTART_STOPPED = declare(
    "island.no_restart_stopped",
    "Island %(id)s is stopped, and its ports were released; clone it to get a new one like it",
)
NO_RESTART_STOPPING = declare(
    "island.no_restart_stopping", "Island %(id)s is being stopped; clone it to get a new one like it"
)
WAITS_FOR_NO_NODE = declare("island.waits_for_no_node", "Island %(id)s waits for no node; stop or restart it first")
NODE_ANSWERS = declare("island.node_answers", "The node of island %(id)s answers; its Pod ends in order")
LIFE_TOO_LONG = declare(
    "island.life_too_long", "A lifetime of %(hours)s hours is too long; up to %(most)s hours are accepted"
)
EXTENDED_TOO_FAR = declare(
    "island.extended_too_far",
    "%(hours)s more hours would end later than %(most)s hours from now, which is the longest accepted",
)
HELD_TOO_LONG = declare(
    "island.held_too_long",
    "A hold until then would end later than %(most)s hours from now, which is the longest accepted",
)
HOLD_OVER = declare("island.hold_over", "A hold must end in the future")
HOLD_WITHOUT_REASON = declare("island.hold_without_reason", "Say why the island is held: others will want to know")
NOT_HELD = declare("island.not_held", "Island %(id)s is not held")
NO_EXPIRY = declare("island.no_expiry", "Island %(id)s has no expiry; there is nothing to extend")
NOTHING_TO_EXTEND = declare("island.nothing_to_extend", "Island %(id)s is %(state)s; there is nothing to extend")
KEY_USED = declare(
    "island.key_used",
    "Idempotency-Key %(key)s was used for another request; take a new key for a new island",
)
LEFT_NOTHING = declare("island.left_nothing", "Island %(id)s left nothing: it did not crash")
INCARNATION_LEFT_NOTHING = declare(
    "island.incarnation_left_nothing", "Incarnation %(n)s of island %(id)s left nothing: it did not crash"
)
NO_LOG = declare("island.no_log", "Island %(id)s has no Pod now, so there is no log")

# What Pods may not say
NOT_ITS_TOKEN = declare("island.not_its_token", "This token is island %(id)s's, not %(claimed)s's")
OUTDATED_TOKEN = declare(
    "island.outdated_token",
    "Island %(id)s is at incarnation %(n)s; this is incarnation %(old)s's token",
)
UNTRUE = declare("island.untrue", "The registration of island %(id)s is not true: its %(what)s")
UNTRUE_FIELD = declare("island.untrue_field", "%(field)s is %(claimed)s, not %(true)s")
UNCONFIRMED = declare(
    "island.unconfirmed",
    "The cluster has not confirmed yet where Pod %(pod)s is; register again in a moment",
)
