"""What repair says: where rows, registry, records of ports and Pods disagree, what helps, and what was done."""

from __future__ import annotations

from islandmgr.model.messages import declare

# Where they disagree, and what helps
LEFT_POD = declare("repair.left_pod", "Island %(id)s is stopped, and its Pod %(pod)s is still there.")
ORPHAN_POD = declare("repair.orphan_pod", "Pod %(pod)s on %(node)s says that it is an island's, and no island has it.")
DELETE_IF_NOT_OTHERS = declare(
    "repair.delete_if_not_others",
    "Another manager's in this namespace, or one from before the database was restored? If not, delete it.",
)
FORGET_IF_OFF = declare(
    "repair.forget_if_off", "Its node %(node)s does not answer. If that machine is off for good, forget the Pod."
)
DELETE_AGAIN = declare("repair.delete_again", "It takes long to end; delete it again, or look at its node.")
NO_NODE_YET = declare("repair.no_node_yet", "no node yet")
NO_SUCH_ISLAND = declare("repair.no_such_island", "no island has that number")
IT_IS = declare("repair.it_is", "it is %(state)s")
WAS_INCARNATION = declare("repair.was_incarnation", "that was incarnation %(old)s, and it is at %(new)s")
STILL_REGISTERED = declare("repair.still_registered", "The registry still has island %(id)s, but %(why)s.")
TAKE_OUT = declare(
    "repair.take_out", "Other game services go to a server that is not there. Take it out of the registry."
)
OTHER_ADDRESS = declare("repair.other_address", "The registry says another address of island %(id)s than it has.")
REGISTER_ANEW = declare("repair.register_anew", "Register it anew from what is known here.")
UNBALANCED = declare("repair.unbalanced", "Port allocation records are inconsistent: %(fault)s")
COMPUTE_ANEW = declare(
    "repair.compute_anew", "Rebuild them from what islands hold, and please report this with the manager's log."
)
WAITS_FOR_NODE = declare("repair.waits_for_node", "Island %(id)s waits for node %(node)s, which does not answer.")
RELEASE_IF_OFF = declare(
    "repair.release_if_off", "If that machine is off for good, release what the island holds there."
)
NO_POD = declare("repair.no_pod", "Island %(id)s is %(state)s and has no Pod.")
RESTART_OR_STOP = declare(
    "repair.restart_or_stop", "Restart it with the same ports and clock, or stop it to give its ports back."
)
UNREGISTERED = declare("repair.unregistered", "Island %(id)s runs, and the registry does not have it.")
REGISTER = declare("repair.register", "Other game services do not find it. Register it from what is known here.")
STILL_HOLDS = declare("repair.still_holds", "Island %(id)s is stopped and still holds %(ports)s.")
GIVE_BACK = declare("repair.give_back", "Release them: after a short quarantine they can be used again.")
NOT_ITS_OWN = declare(
    "repair.not_its_own", "Island %(id)s uses %(ports)s, which the allocation records do not list as its own."
)
CLONE_AND_STOP = declare("repair.clone_and_stop", "Another island may get them. Clone it and stop it.")
NEWER_POD = declare(
    "repair.newer_pod", "Pod %(pod)s is incarnation %(new)s of island %(id)s, of which only %(old)s is known here."
)
ADOPT_IF_PUT_BACK = declare(
    "repair.adopt_if_put_back",
    "Was the database restored from a backup? Adopt it, and the island goes on with that Pod.",
)

# On the buttons
RELEASE = declare("repair_act.release", "Release its ports")
STOP = declare("repair_act.stop", "Stop island")
DELETE_POD = declare("repair_act.delete_pod", "Delete the Pod")
FORGET_POD = declare("repair_act.forget_pod", "Forget the Pod")
ADOPT = declare("repair_act.adopt", "Adopt the Pod")
RESTART = declare("repair_act.restart", "Restart")
REGISTER_IT = declare("repair_act.register_it", "Register it")
UNREGISTER = declare("repair_act.unregister", "Take it out of the registry")
RELEASE_PORTS = declare("repair_act.release_ports", "Release the ports")
REBUILD = declare("repair_act.rebuild", "Rebuild the port records")

# In the audit and in histories
POD_DELETED = declare("repair.pod_deleted", "Deleted Pod %(pod)s")
ADOPTED = declare("repair.adopted", "Adopted Pod %(pod)s: incarnation %(n)s")
REGISTERED = declare("repair.registered", "Registered from what the manager knows")
TAKEN_OUT = declare("repair.taken_out", "Took island %(id)s out of the registry")
PORTS_GIVEN_BACK = declare("repair.ports_given_back", "Released the ports of island %(id)s, which is stopped")
COMPUTED = declare("repair.computed", "Rebuilt the port allocation records")

# What cannot be
UNKNOWN = declare("repair.unknown", "There is no difference '%(id)s' (any more)")
NOT_OFFERED = declare("repair.not_offered", "'%(act)s' is not offered for '%(id)s'; accepted: %(offered)s")
POD_GONE = declare("repair.pod_gone", "Pod %(pod)s is gone")
AT_INCARNATION = declare("repair.at_incarnation", "Island %(id)s is %(state)s at incarnation %(n)s")
IS_IN_STATE = declare("repair.is_in_state", "Island %(id)s is %(state)s")
REGISTERED_AGAIN = declare("repair.registered_again", "Island %(id)s registered again at the same moment")
ITS_OWN_PORTS = declare("repair.its_own_ports", "Island %(id)s is %(state)s; its ports are its own")
