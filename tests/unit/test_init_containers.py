"""Init containers that fail, hang or cannot begin, in Pods as Kubernetes writes them: the reason says which and how."""

from __future__ import annotations

from typing import Any

import pytest

from islandmgr.cluster.views import pod_view
from islandmgr.model.domain import Exit, Island, State
from islandmgr.model.observed import Pod
from islandmgr.resources.islands.rules.lifecycle import SLOW_INIT, Become, Nothing, Wait, decide
from islandmgr.resources.islands.rules.waiting import holding
from tests.unit.test_lifecycle import DEADLINE, NOW, island

Raw = dict[str, Any]

STARTING = island(state=State.STARTING, node="n1", host="10.0.0.1", changed_at=NOW - 1)
ITS_TURN: Raw = {"waiting": {"reason": "PodInitializing"}}
DONE: Raw = {"terminated": {"exitCode": 0, "reason": "Completed", "startedAt": "2026-11-21T10:00:00Z"}}
RUNS: Raw = {"running": {"startedAt": "2026-11-21T10:00:01Z"}}


def ended(code: int, reason: str = "Error", message: str = "") -> Raw:
    return {
        "terminated": {
            "exitCode": code,
            "reason": reason,
            "message": message,
            "startedAt": "2026-11-21T10:00:01Z",
            "finishedAt": "2026-11-21T10:00:02Z",
        }
    }


def pod(migrate: Raw, *, prepare: Raw = DONE, server: Raw = ITS_TURN, stays: bool = False, **status: Any) -> Pod:
    """Ours, with `prepare` and the team's init container `migrate`."""
    statuses = {
        "initContainerStatuses": [{"name": "prepare", "state": prepare}, {"name": "migrate", "state": migrate}],
        "containerStatuses": [{"name": "sample", "state": server}, {"name": "side-container", "state": server}],
    }
    migrating = {"name": "migrate", **({"restartPolicy": "Always"} if stays else {})}
    return pod_view(
        {
            "metadata": {
                "name": STARTING.pod,
                "uid": "u1",
                "labels": {"islandmgr.io/island": "7", "islandmgr.io/incarnation": "1"},
                "annotations": {"islandmgr.io/server-container": "sample"},
            },
            "spec": {
                "nodeName": "n1",
                "initContainers": [{"name": "prepare"}, migrating],
                "containers": [{"name": "sample"}, {"name": "side-container"}],
            },
            "status": {"phase": "Pending", "hostIP": "10.0.0.1", **statuses, **status},
        }
    )


def decided(seen: Island, sighted: Pod, now: float = NOW) -> Any:
    return decide(seen, [sighted], now, DEADLINE)


@pytest.mark.parametrize("phase", ["Pending", "Failed"])  # a kubelet may tell of the end before its conclusion from it
@pytest.mark.parametrize(
    ("end", "code", "words"),
    [
        (ended(22), "island.init_exited", "Init container migrate ended with exit code 22"),
        (ended(127), "island.init_no_program", "Init container migrate: its program was not found (exit code 127)"),
        (ended(137), "island.init_signalled", "Init container migrate was ended by signal 9 (SIGKILL)"),
        (
            ended(137, "OOMKilled"),
            "island.init_out_of_memory",
            "Init container migrate used more memory than its limit and was killed",
        ),
        (
            ended(128, "StartError", 'exec: "no-such": not found'),
            "detail",
            'Init container migrate could not be started (exit code 128): exec: "no-such": not found',
        ),
    ],
)
def test_one_that_fails_is_a_failed_start_with_its_name_and_code(phase: str, end: Raw, code: str, words: str) -> None:
    step = decided(STARTING, pod(end, phase=phase))
    assert isinstance(step, Become)
    assert (step.state, str(step.reason), step.reason.code) == (State.FAILED, words, code)  # type: ignore[attr-defined]
    assert step.container == "migrate", "its output tells why"
    seen = step.facts["exit"]
    assert isinstance(seen, Exit)
    assert (seen.code, seen.reason) == (end["terminated"]["exitCode"], step.reason)


def test_the_managers_own_says_what_its_code_means() -> None:
    step = decided(STARTING, pod(ITS_TURN, prepare=ended(78), phase="Failed"))
    assert step.state is State.FAILED
    assert step.reason.startswith(
        "Init container prepare ended with exit code 78: the manager's setting of the clock's line"
    )
    assert step.container == "prepare"
    assert "wrong" not in decided(STARTING, pod(ended(78), phase="Failed")).reason, "another one's code is its own"


def test_a_pod_that_was_taken_while_it_initialized_is_lost() -> None:
    evicted = pod(ended(137), phase="Failed", reason="Evicted")
    assert decided(STARTING, evicted).state is State.LOST
    unseen = decided(STARTING, pod(ended(137, "ContainerStatusUnknown"), phase="Failed"))
    assert unseen.state is State.LOST
    assert "nobody saw how it ended" in unseen.reason


def test_a_limit_of_the_pod_itself_that_ends_it() -> None:
    said: Raw = {
        "phase": "Failed",
        "reason": "DeadlineExceeded",
        "message": "Pod was active on the node longer than 60 s",
    }
    for init in (RUNS, ended(137)):
        step = decided(STARTING, pod(init, **said))
        assert (step.state, step.container) == (State.FAILED, "migrate")
        assert step.reason == "DeadlineExceeded: Pod was active on the node longer than 60 s"


def test_once_the_server_ran_its_own_end_counts() -> None:
    assert decided(STARTING, pod(DONE, server=ended(3))).reason == "The server ended by itself with exit code 3"
    assert holding(pod(ended(1), server=RUNS)) is None
    was_ready = island(state=State.RUNNING, node="n1", host="10.0.0.1", ready_at=NOW - 5)
    forgotten: Raw = {"phase": "Failed", "initContainerStatuses": [], "containerStatuses": []}
    assert decided(was_ready, pod(DONE, **forgotten)).state is State.CRASHED, "what ran cannot have failed to start"


def test_one_that_takes_its_time_is_named_after_a_while_and_at_the_deadline() -> None:
    soon = decided(STARTING, pod(RUNS))
    assert isinstance(soon, Wait), "nothing is said of the seconds that each start takes"
    assert soon.seconds == SLOW_INIT - 1
    later = NOW + SLOW_INIT
    named = decided(STARTING, pod(RUNS), later)
    assert (named.state, named.reason) == (State.STARTING, "Init container migrate is still running")
    told = island(state=State.STARTING, node="n1", host="10.0.0.1", changed_at=NOW - 1, reason=named.reason)
    assert isinstance(decided(told, pod(RUNS), later), Wait)
    late = decided(told, pod(RUNS), NOW + DEADLINE)
    assert (late.state, late.container) == (State.FAILED, "migrate")
    assert late.reason == "Init container migrate is still running; given up after 300 s"
    assert decided(told, pod(DONE, server=RUNS, phase="Running"), later).reason == "", "it is over"


def test_one_whose_turn_has_not_come_is_not_named() -> None:
    late = decided(STARTING, pod(ITS_TURN, prepare=RUNS), NOW + DEADLINE)
    assert late.reason == "Init container prepare is still running; given up after 300 s"


@pytest.mark.parametrize(("word", "state"), [("ImagePullBackOff", State.STARTING), ("InvalidImageName", State.FAILED)])
def test_one_whose_image_cannot_be_had_is_named(word: str, state: State) -> None:
    step = decided(STARTING, pod({"waiting": {"reason": word, "message": "no migrator:1"}}))
    assert step.state is state
    assert step.reason.startswith("Init container migrate: The image")
    assert step.reason.endswith("no migrator:1")


def test_one_that_stays_may_end_and_begins_again() -> None:
    assert decided(STARTING, pod(ended(3), stays=True, server=RUNS)) == Nothing()
    never = pod({"waiting": {"reason": "CrashLoopBackOff", "message": "back-off"}}, stays=True)
    late = decided(STARTING, never, NOW + DEADLINE)
    assert late.reason == "Init container migrate: CrashLoopBackOff: back-off; given up after 300 s"
