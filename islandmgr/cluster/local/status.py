"""A Pod's status from its containers' states, by the kubelet's rules. Pure but for the `now` that is handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from islandmgr.cluster.views import rfc3339

Raw = dict[str, Any]

LOST_SIGHT = "ContainerStatusUnknown"
"""The kubelet's word for a container that it finds no trace of: its end was seen by nobody."""

OVERDUE = "DeadlineExceeded"
"""The kubelet's word for a Pod that it ended for its `activeDeadlineSeconds`."""


@dataclass(frozen=True)
class ContainerState:
    """One container: waiting, then running, then ended (`exit_code` set). Times in UTC epoch seconds."""

    name: str
    image: str
    running: bool = False
    ready: bool = False
    started_at: float | None = None
    exit_code: int | None = None
    finished_at: float | None = None
    reason: str = "PodInitializing"
    message: str = ""
    stays: bool = False  # an init container that runs beside the others (restartPolicy: Always)
    restarts: int = 0

    @property
    def done(self) -> bool:
        """As an init container: the next one may begin."""
        return self.started_at is not None if self.stays else self.exit_code == 0

    def waiting(self, reason: str, message: str = "") -> ContainerState:
        return replace(self, reason=reason, message=message)

    def started(self, now: float, *, ready: bool) -> ContainerState:
        return replace(self, running=True, ready=ready, started_at=now, reason="", message="")

    def ended(self, now: float, code: int, reason: str = "", message: str = "") -> ContainerState:
        word = reason or ("Completed" if code == 0 else "Error")
        return replace(self, running=False, ready=False, exit_code=code, finished_at=now, reason=word, message=message)

    def to_json(self) -> Raw:
        return {
            "name": self.name,
            "image": self.image,
            "ready": self.ready,
            "started": self.running,
            "restartCount": self.restarts,
            "state": self._state(),
        }

    def _state(self) -> Raw:
        if self.exit_code is not None:
            return {
                "terminated": _without_nothing(
                    exitCode=self.exit_code,
                    reason=self.reason,
                    message=self.message,
                    startedAt=_time(self.started_at),
                    finishedAt=_time(self.finished_at),
                )
            }
        if self.running:
            return {"running": {"startedAt": _time(self.started_at)}}
        return {"waiting": _without_nothing(reason=self.reason, message=self.message)}


def waiting_states(pod: Mapping[str, Any], key: str) -> list[ContainerState]:
    return [fresh_state(spec, stays=key == "initContainers" and stays(spec)) for spec in pod["spec"].get(key) or []]


def stays(spec: Mapping[str, Any]) -> bool:
    """Whether an init container is a side container: it goes on while the Pod does, and is started again."""
    return spec.get("restartPolicy") == "Always"


def fresh_state(spec: Mapping[str, Any], *, stays: bool = False) -> ContainerState:
    return ContainerState(spec["name"], spec.get("image", ""), stays=stays)


def pod_phase(init: Sequence[ContainerState], main: Sequence[ContainerState]) -> str:
    """`restartPolicy: Never` throughout: side containers alone are started again, and they do not count."""
    if any(state.exit_code not in (None, 0) for state in init if not state.stays):
        return "Failed"
    if any(state.running for state in main):
        return "Running"
    if all(state.exit_code is not None for state in main):
        return "Succeeded" if all(state.exit_code == 0 for state in main) else "Failed"
    return "Running" if any(state.exit_code is not None for state in main) else "Pending"


def with_condition(pod: Raw, kind: str, ok: bool, now: float, reason: str = "", message: str = "") -> Raw:
    """A copy of the Pod with a condition set; its transition time moves only when its status does."""
    return {**pod, "status": {**pod["status"], "conditions": _conditions(pod, {kind: (ok, reason, message)}, now)}}


def with_containers(
    pod: Raw, init: Sequence[ContainerState], main: Sequence[ContainerState], now: float, *, overdue: bool = False
) -> Raw:
    """A copy of the Pod whose status tells these states. `overdue`: it was active for longer than it may be."""
    phase = "Failed" if overdue else pod_phase(init, main)
    initialized = all(state.done for state in init)
    beside = [*(state for state in init if state.stays), *main]
    ready = all(state.ready for state in beside) and bool(main) and not overdue
    unready = [state.name for state in beside if not state.ready]
    done = "PodCompleted" if phase in ("Succeeded", "Failed") else "ContainersNotReady"
    why = ("", "") if ready else (done, f"containers with unready status: [{' '.join(unready)}]")
    pending = [state.name for state in init if not state.done]
    uninitialized = f"containers with incomplete status: [{' '.join(pending)}]"
    conditions = {
        "Initialized": (initialized, *(("", "") if initialized else ("ContainersNotInitialized", uninitialized))),
        "ContainersReady": (ready, *why),
        "Ready": (ready, *why),
    }
    status = {
        **pod["status"],
        "phase": phase,
        "conditions": _conditions(pod, conditions, now),
        "containerStatuses": [state.to_json() for state in main],
    }
    if init:
        status["initContainerStatuses"] = [state.to_json() for state in init]
    if overdue:
        status |= {"reason": OVERDUE, "message": "Pod was active on the node longer than the specified deadline"}
    return {**pod, "status": status}


def interrupted(pod: Raw, now: float, message: str, reason: str = "") -> Raw:
    """A copy of the Pod as a new agent finds it: whatever may have begun has ended, and `message` says by what, with
    `reason` as the Pod's own word.

    A Pod without a node is untouched: it can still be scheduled.
    """
    if not pod["spec"].get("nodeName") or pod["status"]["phase"] in ("Succeeded", "Failed"):
        return pod
    down = dict.fromkeys(("ContainersReady", "Ready"), (False, "PodFailed", message))
    ended = {
        statuses: [_interrupted(state.to_json(), pod["status"].get(statuses) or [], now, message) for state in states]
        for specs, statuses in (("initContainers", "initContainerStatuses"), ("containers", "containerStatuses"))
        if (states := waiting_states(pod, specs))
    }
    conditions = _conditions(pod, down, now)
    said = _without_nothing(phase="Failed", reason=reason, message=message)
    return {**pod, "status": {**pod["status"], **ended, **said, "conditions": conditions}}


def _interrupted(fresh: Raw, known: Sequence[Raw], now: float, message: str) -> Raw:
    """`known` are the statuses on disk; what is missing there may have begun nevertheless."""
    status = next((entry for entry in known if entry["name"] == fresh["name"]), fresh)
    if "terminated" in status["state"]:
        return status
    started = (status["state"].get("running") or {}).get("startedAt")
    end = _without_nothing(exitCode=137, reason=LOST_SIGHT, message=message, startedAt=started, finishedAt=rfc3339(now))
    return {**status, "ready": False, "started": False, "state": {"terminated": end}}


def _conditions(pod: Raw, changes: Mapping[str, tuple[bool, str, str]], now: float) -> list[Raw]:
    conditions = {condition["type"]: condition for condition in pod["status"].get("conditions") or []}
    for kind, (ok, reason, message) in changes.items():
        word = "True" if ok else "False"
        before = conditions.get(kind, {})
        since = before.get("lastTransitionTime") if before.get("status") == word else None
        conditions[kind] = _without_nothing(
            type=kind, status=word, reason=reason, message=message, lastTransitionTime=since or rfc3339(now)
        )
    return list(conditions.values())


def _time(at: float | None) -> str | None:
    return None if at is None else rfc3339(at)


def _without_nothing(**fields: Any) -> Raw:
    return {key: value for key, value in fields.items() if value not in (None, "")}
