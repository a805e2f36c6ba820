"""What tasks say of themselves: how one ended, what it waits for, why something cannot be."""

from __future__ import annotations

from islandmgr.model.messages import declare
from islandmgr.tasks.model import TaskState

ASKED_FOR = declare("task.asked_for", "Asked for a task of kind %(kind)s: %(what)s")
BEGINS = declare("task.begins", "Left the queue")
STOP_ASKED = declare("task.stop_asked", "Stop requested")
STEP_FAILED = declare("task.step_failed", "Step %(step)s ended with exit code %(exit)s")
STEP_FAILED_WHY = declare("task.step_failed_why", "Step %(step)s ended with exit code %(exit)s: %(why)s")
STOPPED = declare("task.stopped", "%(who)s stopped it")
STOPPED_IN_QUEUE = declare("task.stopped_in_queue", "%(who)s stopped it before it began")
TIMED_OUT = declare("task.timed_out", "Its deadline passed after %(seconds)s s")
POD_GONE = declare("task.pod_gone", "Its Pod is gone: somebody deleted it, or its node was removed")
POD_REPLACED = declare("task.pod_replaced", "Another Pod has the name of its Pod")
POD_REFUSED = declare("task.pod_refused", "Its Pod could not be created: %(why)s")
POD_FAILED = declare("task.pod_failed", "Its Pod failed: %(why)s")
POD_DELETED = declare("task.pod_deleted", "Somebody else deleted its Pod")
POD_DISRUPTED = declare("task.pod_disrupted", "The cluster ended its Pod: %(why)s")
NOT_STARTED = declare("task.not_started", "No step began within %(seconds)s s: %(why)s")
NOT_STARTED_SILENT = declare("task.not_started_silent", "No step began within %(seconds)s s")
NODE_SILENT = declare("task.node_silent", "Node %(node)s does not answer; what runs there is not known")
NODE_GIVEN_UP = declare("task.node_given_up", "Node %(node)s does not answer: what it runs may go on until it does")
WAITS_FOR_NODE = declare("task.waits_for_node", "Its Pod waits for a node: %(why)s")
WAITS = declare("task.waits", "Step %(step)s waits: %(why)s")
TRYING_AGAIN = declare("task.trying_again", "Trying again: %(why)s")
HOST_UNKNOWN = declare("task.host_unknown", "Step %(step)s: the settings name no host %(host)s")
STEP_LOST = declare("task.step_lost", "Step %(step)s on %(host)s was lost: %(why)s")
MANAGER_RESTARTED = declare(
    "task.manager_restarted",
    "The manager was restarted while step %(step)s ran on %(host)s: it is not run a second time",
)

NO_REASON = declare("task.no_reason", "no reason was given")
NO_TASK = declare("task.no_task", "There is no task %(id)s.")
NO_STEP = declare("task.no_step", "Task %(id)s has no step %(step)s.")
UNKNOWN_STEP = declare("task.unknown_step", "Task %(id)s has no step %(step)s; it has %(known)s")
IS_OVER = declare("task.is_over", "Task %(id)s is over: %(state)s")
CHANGED = declare("task.changed", "Task %(id)s was changed at the same moment")
KEY_USED = declare(
    "task.key_used", "Idempotency-Key %(key)s was used for another request; take a new key for a new task"
)
MIXED = declare("task.mixed", "The steps of a task run either all in its Pod or all on hosts (ssh_host)")
POD_NOT_ALLOWED = declare("task.pod_not_allowed", "The Pod of task %(id)s would be refused: %(faults)s")
LOG_ENDS_ELSEWHERE = declare("task.log_elsewhere", "The log of task %(id)s is written by another manager")

STATES = {
    TaskState.QUEUED: declare("task.state.queued", "waiting"),
    TaskState.RUNNING: declare("task.state.running", "running"),
    TaskState.SUCCEEDED: declare("task.state.succeeded", "succeeded"),
    TaskState.FAILED: declare("task.state.failed", "failed"),
    TaskState.STOPPED: declare("task.state.stopped", "stopped"),
    TaskState.TIMED_OUT: declare("task.state.timed_out", "timed out"),
}
