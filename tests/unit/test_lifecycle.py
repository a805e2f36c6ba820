"""`lifecycle.decide`: every guarded step, and that no sequence of sightings gives ports back too early."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from islandmgr.model.domain import ENDED, REAL_TIME, Island, Port, State, Wanted
from islandmgr.model.observed import Container, Pod
from islandmgr.resources.islands.rules.endings import exit_words
from islandmgr.resources.islands.rules.lifecycle import Become, Create, Delete, Nothing, Release, Wait, decide
from islandmgr.resources.islands.rules.readiness import PROBE_SEES

NOW, DEADLINE = 1_000_000.0, 300.0


def island(**changes: Any) -> Island:
    plain = Island(
        id=7, name="sample-qa01-dev-7", blueprint="sample", branch="dev", owner="qa01", note="", wanted=Wanted.RUN,
        state=State.REQUESTED, reason="", incarnation=1, pool="default", ports=(Port("time", 30000),), clock=REAL_TIME,
        args={}, created_at=NOW - 1, changed_at=NOW - 1, started_at=NOW - 1, pod="sample-qa01-dev-7",
    )  # fmt: skip
    return replace(plain, **changes)


def pod(**changes: Any) -> Pod:
    plain = Pod(
        name="sample-qa01-dev-7", uid="u1", island_id=7, incarnation=1, phase="Running", node="local-1",
        host="127.0.0.2", server=Container("sample", running=True),
    )  # fmt: skip
    return replace(plain, **changes)


def decided(seen: Island, *pods: Pod, now: float = NOW, silent: bool = False) -> Any:
    return decide(seen, pods, now, DEADLINE, silent=silent)


def test_a_requested_island_gets_its_pod() -> None:
    assert decided(island()) == Create()


def test_a_pod_that_cannot_be_created_in_time_is_a_failure_with_its_reason() -> None:
    late = decided(island(reason="The cluster does not answer"), now=NOW + DEADLINE)
    assert late == Become(State.FAILED, "The cluster does not answer; given up after 300 s")


def test_without_a_node_it_is_scheduling_and_says_why_in_words() -> None:
    message = "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector."
    step = decided(island(), pod(phase="Pending", node="", host="", server=None, message=message))
    assert step.state is State.SCHEDULING
    assert "branch's label" in step.reason
    assert message in step.reason


def test_unschedulable_past_the_deadline_is_a_failure() -> None:
    step = decided(island(state=State.SCHEDULING), pod(node="", server=None, message="0/3 nodes"), now=NOW + DEADLINE)
    assert step.state is State.FAILED
    assert "given up after 300 s" in step.reason


def test_on_a_node_it_is_starting() -> None:
    assert decided(island(state=State.SCHEDULING), pod()) == Become(
        State.STARTING, "", {"node": "local-1", "host": "127.0.0.2"}
    )


def test_a_server_that_is_never_ready_is_given_up() -> None:
    starting = island(state=State.STARTING, node="local-1", host="127.0.0.2")
    assert decided(starting, pod()) == Nothing()
    late = decided(starting, pod(), now=NOW + DEADLINE)
    assert late.state is State.FAILED
    assert late.reason == "It did not become ready; given up after 300 s"


def test_what_was_found_out_about_it_stays_until_it_is_ready_and_is_told_at_the_end() -> None:
    why = PROBE_SEES(why="connection refused")
    starting = island(state=State.STARTING, node="local-1", host="127.0.0.2", reason=why)
    assert decided(starting, pod()) == Nothing()
    assert decided(starting, pod(ready=True)).reason == ""
    assert "connection refused; given up" in decided(starting, pod(), now=NOW + DEADLINE).reason
    assert decided(replace(starting, reason="Its image is pulled"), pod()).reason == ""


def test_ready_is_running_and_the_first_time_is_kept() -> None:
    step = decided(island(state=State.STARTING), pod(ready=True))
    assert (step.state, step.facts["ready_at"]) == (State.RUNNING, NOW)
    again = decided(island(state=State.UNREADY, ready_at=5.0), pod(ready=True))
    assert (again.state, again.facts["ready_at"]) == (State.RUNNING, 5.0)


def test_not_ready_any_more_is_unready() -> None:
    step = decided(island(state=State.RUNNING, ready_at=5.0), pod())
    assert (step.state, step.reason) == (State.UNREADY, "Its readiness probe fails")


@pytest.mark.parametrize(
    ("code", "reason", "state", "words"),
    [
        (0, "Completed", State.CRASHED, "exit code 0"),
        (3, "Error", State.CRASHED, "exit code 3"),
        (137, "OOMKilled", State.CRASHED, "more memory than its limit"),
        (139, "Error", State.CRASHED, "signal 11 (SIGSEGV)"),
        (77, "Error", State.FAILED, "refused the island's registration"),
    ],
)
def test_a_server_that_ended(code: int, reason: str, state: State, words: str) -> None:
    ended = pod(server=Container("sample", exit_code=code, reason=reason, finished_at=NOW))
    step = decided(island(state=State.RUNNING, ready_at=5.0), ended)
    assert step.state is state
    assert words in step.reason
    assert step.facts["exit"].code == code


def test_a_crash_is_kept_for_looking() -> None:
    assert decided(island(state=State.CRASHED), pod(server=Container("sample", exit_code=1))) == Nothing()


def test_a_failed_islands_pod_is_taken_away_so_that_it_does_not_come_up_later() -> None:
    assert isinstance(decided(island(state=State.FAILED), pod()), Delete)


def test_a_deleted_pod_is_a_loss_only_for_an_island_that_had_one() -> None:
    assert decided(island(state=State.RUNNING)).state is State.LOST
    assert decided(island(state=State.CRASHED)) == Nothing()


def test_a_pod_that_somebody_else_deletes_is_a_loss_and_no_crash() -> None:
    going = pod(deleting=True, server=Container("sample", exit_code=0))
    assert decided(island(state=State.RUNNING), going).state is State.LOST
    assert decided(island(state=State.CRASHED), going) == Nothing()


def test_a_silent_node_is_a_loss_that_heals() -> None:
    lost = decided(island(state=State.RUNNING, ready_at=5.0), pod(node_lost=True, ready=True))
    assert lost.state is State.LOST
    back = decided(island(state=State.LOST, ready_at=5.0), pod(ready=True))
    assert back.state is State.RUNNING


def test_a_stop_deletes_then_waits_then_releases() -> None:
    stopping = island(wanted=Wanted.STOP, state=State.STOPPING)
    assert isinstance(decided(stopping, pod()), Delete)
    assert decided(stopping, pod(deleting=True)) == Nothing()
    assert decided(stopping) == Release()


def test_the_old_incarnation_must_be_gone_before_the_next_starts() -> None:
    second = island(incarnation=2)
    assert isinstance(decided(second, pod()), Delete)
    assert decided(second, pod(deleting=True)).reason == "Waiting for the old server to end"
    assert decided(second) == Create()


SILENT = island(wanted=Wanted.STOP, state=State.STOPPING, node="n1")


def test_a_pod_that_vanished_with_its_silent_node_gives_no_ports_back() -> None:
    held = decided(SILENT, silent=True)
    assert held.state is State.STOPPING
    assert "n1 does not answer" in held.reason
    assert decided(replace(SILENT, reason=held.reason), silent=True) == Nothing()


def test_the_node_s_return_or_an_operator_s_word_gives_the_ports_back() -> None:
    assert decided(SILENT) == Release()
    assert decided(replace(SILENT, let_go=1), silent=True) == Release()


def test_a_restart_waits_for_the_silent_node_of_the_old_server() -> None:
    second = island(incarnation=2, node="n1")
    assert "n1 does not answer" in decided(second, silent=True).reason
    assert decided(replace(second, let_go=1), silent=True) == Create()


def test_a_stopped_pod_on_a_silent_node_says_what_it_waits_for() -> None:
    stuck = decided(SILENT, pod(node="n1", node_lost=True, deleting=True))
    assert stuck.state is State.STOPPING
    assert "until the node is back or an operator releases" in stuck.reason


def test_only_an_operator_s_word_deletes_by_force_and_only_on_a_silent_node() -> None:
    on_silent_node = pod(node="n1", node_lost=True, deleting=True)
    forced = decided(replace(SILENT, let_go=1), on_silent_node)
    assert isinstance(forced, Delete)
    assert forced.force
    assert decided(replace(SILENT, let_go=1), pod(node="n1", deleting=True)) == Nothing()
    following = island(incarnation=2, let_go=1, node="n1")
    assert decided(following, on_silent_node).force
    assert decided(following, pod(incarnation=2, node="n1", node_lost=True)) != forced


@pytest.mark.parametrize(
    ("hint", "said", "words"),
    [
        (
            "n1 has 1.0 GiB of 4.0 GiB memory free, 8.0 GiB are asked for",
            "0/1: Insufficient memory.",
            "enough free memory",
        ),
        ("n1 has port 30000 taken by Pod web/nginx", "0/1: didn't have free ports.", "ports are taken"),
        ("", 'persistentvolumeclaim "sample-code" not found', "volume with the code"),
    ],
)
def test_why_no_node_takes_it_with_what_was_found_out(hint: str, said: str, words: str) -> None:
    step = decided(island(), pod(phase="Pending", node="", host="", server=None, message=said, hint=hint))
    assert words in step.reason
    assert hint in step.reason
    assert said in step.reason


def test_a_pod_that_is_slow_on_its_node_says_what_its_events_say() -> None:
    hint = 'MountVolume.SetUp failed for volume "code"'
    assert hint in decided(island(), pod(phase="Pending", server=Container("sample"), hint=hint)).reason


def test_an_evicted_pod_is_a_loss_in_plain_words() -> None:
    gone = pod(phase="Failed", reason="Evicted", message="The node was low on resource: memory.", server=None)
    step = decided(island(state=State.RUNNING, ready_at=5.0), gone)
    assert step.state is State.LOST
    assert step.reason == "Its node evicted it under resource pressure: The node was low on resource: memory."


def test_a_pod_of_a_stopped_island_is_swept_away() -> None:
    assert isinstance(decided(island(state=State.STOPPED, wanted=Wanted.STOP), pod()), Delete)


def test_a_hopeless_container_fails_at_once() -> None:
    taken = Container("sample", reason="HostPortTaken", message="port 30000 is used by nginx")
    step = decided(island(), pod(server=taken, containers=(taken,)))
    assert (step.state, step.reason) == (State.FAILED, "A port is taken on the node: port 30000 is used by nginx")


def test_a_waiting_image_says_so_and_asks_to_be_looked_at_before_the_deadline() -> None:
    waiting = Container("sample", reason="ImagePullBackOff", message="no such image")
    seen = pod(phase="Pending", server=waiting, containers=(waiting,))
    step = decided(island(), seen)
    assert "cannot be pulled" in step.reason
    settled = decided(island(state=State.STARTING, reason=step.reason, node="local-1", host="127.0.0.2"), seen)
    assert isinstance(settled, Wait)
    assert settled.seconds <= DEADLINE


def test_a_failed_init_container_fails_the_island() -> None:
    init = Container("prepare", exit_code=1, reason="Error")
    assert decided(island(), pod(containers=(init,), server=Container("sample"))).state is State.FAILED


pods = st.builds(
    pod,
    phase=st.sampled_from(["Pending", "Running", "Succeeded", "Failed", "Unknown"]),
    node=st.sampled_from(["", "local-1"]),
    deleting=st.booleans(),
    ready=st.booleans(),
    node_lost=st.booleans(),
    incarnation=st.integers(1, 3),
    server=st.none()
    | st.builds(
        Container,
        name=st.just("sample"),
        running=st.booleans(),
        exit_code=st.none() | st.sampled_from([0, 1, 77, 137]),
        reason=st.sampled_from(["", "ImagePullBackOff", "HostPortTaken", "OOMKilled"]),
    ),
)
islands = st.builds(
    island,
    wanted=st.sampled_from(Wanted),
    state=st.sampled_from(State),
    incarnation=st.integers(1, 3),
    let_go=st.integers(0, 3),
    node=st.sampled_from(["", "local-1"]),
    ready_at=st.none() | st.just(NOW - 5),
)


@given(islands, st.lists(pods, max_size=2), st.sampled_from([NOW, NOW + DEADLINE + 1]), st.booleans())
def test_it_always_decides_and_never_gives_ports_back_while_a_pod_is_seen(
    seen: Island, sighted: list[Pod], now: float, silent: bool
) -> None:
    action = decide(seen, sighted, now, DEADLINE, silent=silent)
    if isinstance(action, Release):
        assert not sighted
        assert not silent or seen.let_go >= seen.incarnation - (seen.state is State.REQUESTED)
        assert seen.wanted is Wanted.STOP
    if isinstance(action, Create):
        assert not sighted
        assert seen.wanted is Wanted.RUN
    if isinstance(action, Become):
        assert action.state is not State.STOPPED
        assert action.state not in ENDED or action.reason


@given(islands, pods, st.sampled_from([NOW, NOW + DEADLINE + 1]))
def test_the_same_sighting_settles(seen: Island, sighted: Pod, now: float) -> None:
    """After a state was written, looking again at the same Pod writes nothing more: no loop without news."""
    for _ in range(3):
        action = decide(seen, [sighted], now, DEADLINE)
        if not isinstance(action, Become):
            return
        seen = replace(seen, state=action.state, reason=action.reason, **action.facts)
    pytest.fail(f"still {action}")


def test_exit_words_name_the_signal_only_when_it_has_a_name() -> None:
    assert exit_words(128 + 40, "", "") == "The server was ended by signal 40"


REFUSED = pod(
    phase="Failed", reason="NodeAffinity", message="Predicate NodeAffinity failed", server=Container("sample"),
    created_at=NOW - 10,
)  # fmt: skip


def test_a_pod_that_a_kubelet_turned_away_is_replaced() -> None:
    """It had not heard of a label yet, say: nothing ran, so nothing crashed."""
    first = decided(island(state=State.SCHEDULING), REFUSED)
    assert first.state is State.REQUESTED
    assert "local-1 rejected its Pod: Predicate NodeAffinity failed" in first.reason
    again = island(state=State.REQUESTED, reason=first.reason)
    assert isinstance(decided(again, replace(REFUSED, created_at=NOW - 1)), Wait)
    assert decided(again, REFUSED) == Delete(REFUSED, first.reason)
    assert decided(again, replace(REFUSED, deleting=True)) == Nothing()
    assert decided(again) == Create()


def test_one_that_is_turned_away_for_too_long_has_failed() -> None:
    late = decided(island(state=State.SCHEDULING, started_at=NOW - DEADLINE), REFUSED)
    assert late.state is State.FAILED
    assert "rejected its Pod" in late.reason
