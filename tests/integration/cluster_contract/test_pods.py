"""Pods come, live, end and go the same way on every adapter."""

from __future__ import annotations

import threading

import pytest

from islandmgr.cluster import base
from islandmgr.model.errors import Conflict, Invalid
from tests.integration.cluster_contract.beds import SERVER, Bed, ended, eventually, ready, running

POLITE = "trap 'echo bye; exit 0' TERM; echo hello; while :; do sleep 0.1; done"
STUBBORN = "trap '' TERM; echo hello; while :; do sleep 0.1; done"


@pytest.mark.depends_on_isolation
def test_a_pod_from_creation_to_gone(bed: Bed) -> None:
    with bed.watching() as watch:
        name = bed.start(POLITE)
        pod = bed.wait(name, ready)
        assert (pod.phase, pod.deleting, pod.reason) == ("Running", False, "")
        assert pod.island_id is not None
        assert pod.incarnation == 1
        assert pod.server is not None
        assert pod.server.started_at is not None
        node = next(node for node in bed.cluster.list_nodes() if node.name == pod.node)
        assert pod.host == node.address
        bed.wait_log(name, b"hello")
        bed.cluster.delete_pod(name)
        watch.wait_gone(name)
        assert bed.cluster.get_pod(name) is None
        seen = watch.of(name)
    assert isinstance(watch.changes[0], base.Synced)
    assert seen[-1] == "gone"
    assert seen.count("gone") == 1
    states = [state for state in seen if isinstance(state, base.Pod)]
    assert [state.ready for state in states if not state.deleting] == sorted(
        state.ready for state in states if not state.deleting
    )
    assert any(state.deleting and running(state) for state in states)


def test_creating_the_same_island_twice_is_success(bed: Bed) -> None:
    manifest = bed.manifest(POLITE)
    first = bed.cluster.create_pod(manifest)
    assert bed.cluster.create_pod(manifest).uid == first.uid


@pytest.mark.parametrize(
    "labels", [{base.INCARNATION_LABEL: "2"}, {base.ISLAND_LABEL: "999999"}, {base.ISLAND_LABEL: None}]
)
def test_a_name_that_belongs_to_something_else(bed: Bed, labels: dict[str, str | None]) -> None:
    manifest = bed.manifest(POLITE)
    bed.cluster.create_pod(manifest)
    merged = {**manifest["metadata"]["labels"], **labels}
    others = {key: value for key, value in merged.items() if value is not None}
    with pytest.raises(Conflict, match=manifest["metadata"]["name"]):
        bed.cluster.create_pod({**manifest, "metadata": {**manifest["metadata"], "labels": others}})


def test_a_manifest_that_the_cluster_refuses(bed: Bed) -> None:
    manifest = bed.manifest(POLITE)
    manifest["metadata"]["name"] = "Not_A_Name"
    with pytest.raises(Invalid, match="Not_A_Name"):
        bed.cluster.create_pod(manifest)


def test_deleting_what_is_not_there_is_success(bed: Bed) -> None:
    bed.cluster.delete_pod("contract-never-was")


def test_a_pod_with_another_uid_is_not_deleted(bed: Bed) -> None:
    name = bed.start(POLITE)
    bed.wait_log(name, b"hello")
    bed.cluster.delete_pod(name, uid="00000000-0000-0000-0000-000000000000")
    pod = bed.cluster.get_pod(name)
    assert pod is not None
    assert not pod.deleting
    bed.cluster.delete_pod(name, uid=pod.uid)
    bed.wait_gone(name)


def test_a_name_can_be_used_again_once_its_pod_is_gone(bed: Bed) -> None:
    manifest = bed.manifest(POLITE)
    first = bed.cluster.create_pod(manifest)
    bed.cluster.delete_pod(first.name, grace_seconds=0)
    bed.wait_gone(first.name)
    assert bed.cluster.create_pod(manifest).uid != first.uid


@pytest.mark.depends_on_isolation
def test_a_server_that_wants_to_end_has_time_to(bed: Bed) -> None:
    name = bed.start(POLITE)
    bed.wait_log(name, b"hello")
    said: list[bytes] = []
    follower = threading.Thread(target=lambda: said.extend(bed.cluster.logs(name, SERVER, follow=True)))
    follower.start()
    bed.cluster.delete_pod(name)
    bed.wait_gone(name)
    follower.join(30)
    assert b"".join(said).endswith(b"bye\n")


@pytest.mark.depends_on_isolation
def test_a_server_that_does_not_want_to_end_is_killed(bed: Bed) -> None:
    name = bed.start(STUBBORN)
    bed.wait_log(name, b"hello")
    with bed.watching() as watch:
        bed.cluster.delete_pod(name, grace_seconds=1)
        watch.wait_gone(name)


def test_a_second_deletion_can_shorten_the_grace(bed: Bed) -> None:
    name = bed.start(STUBBORN, spec={"terminationGracePeriodSeconds": 3600})
    bed.wait_log(name, b"hello")
    bed.cluster.delete_pod(name)
    bed.wait(name, lambda pod: pod.deleting)
    bed.cluster.delete_pod(name, grace_seconds=1)
    bed.wait_gone(name)


@pytest.mark.depends_on_isolation
def test_force_does_not_wait(bed: Bed) -> None:
    name = bed.start(STUBBORN)
    bed.wait_log(name, b"hello")
    bed.cluster.delete_pod(name, force=True)
    bed.wait_gone(name)


@pytest.mark.depends_on_isolation
def test_deleting_in_the_middle_of_an_init_container(bed: Bed) -> None:
    patient = bed.container("trap 'exit 1' TERM; echo hello; while :; do sleep 0.1; done", name="prepare")
    name = bed.start(POLITE, spec={"initContainers": [patient]})
    bed.wait_log(name, b"hello", "prepare")
    bed.cluster.delete_pod(name)
    bed.wait_gone(name)


@pytest.mark.depends_on_isolation
def test_a_crash_leaves_the_pod_for_looking(bed: Bed) -> None:
    side = bed.container("trap 'exit 0' TERM; while :; do sleep 0.1; done", name="side")
    manifest = bed.manifest("echo oops; exit 3")
    manifest["spec"]["containers"].append(side)
    name = bed.cluster.create_pod(manifest).name
    pod = bed.wait(name, ended)
    assert pod.server is not None
    assert (pod.server.exit_code, pod.server.reason, pod.server.running) == (3, "Error", False)
    assert pod.server.finished_at is not None
    side_alive = bed.wait(name, lambda pod: pod.containers[1].running)
    assert (side_alive.phase, side_alive.ready) == ("Running", False)
    assert b"".join(bed.cluster.logs(name, SERVER)) == b"oops\n"
    assert bed.cluster.exec(name, "side", ["echo", "here"]).stdout == b"here\n"


@pytest.mark.depends_on_isolation
def test_a_server_killed_by_a_signal(bed: Bed) -> None:
    name = bed.start("sh -c 'kill -KILL $$$$'; exit $?")
    assert bed.wait(name, ended).containers[0].exit_code == 137


def test_a_pod_whose_only_container_ends_well(bed: Bed) -> None:
    # A kubelet may tell of the container's end before it draws the Pod's conclusion from it.
    pod = bed.wait(bed.start("exit 0"), lambda pod: ended(pod) and pod.phase not in {"Pending", "Running"})
    assert pod.phase == "Succeeded"
    assert pod.server is not None
    assert (pod.server.exit_code, pod.server.reason) == (0, "Completed")


@pytest.mark.depends_on_isolation
def test_init_containers_run_before_and_hand_over_files(bed: Bed) -> None:
    shared = {"volumeMounts": [{"name": "handover", "mountPath": "/handover"}]}
    prepare = bed.container("echo 42 > /handover/answer", name="prepare", **shared)
    reading = {"volumeMounts": [{"name": "handover", "mountPath": "/handover", "readOnly": True}]}
    volumes = [{"name": "handover", "emptyDir": {}}]
    name = bed.start(
        "cat /handover/answer; while :; do sleep 0.1; done",
        **reading,
        spec={"initContainers": [prepare], "volumes": volumes},
    )
    pod = bed.wait(name, ready)
    assert [(container.name, container.exit_code) for container in pod.containers] == [("prepare", 0), (SERVER, None)]
    bed.wait_log(name, b"42\n")


def test_an_init_container_that_fails_ends_the_pod(bed: Bed) -> None:
    name = bed.start(POLITE, spec={"initContainers": [bed.container("echo no; exit 78", name="prepare")]})
    pod = bed.wait(name, lambda pod: pod.phase == "Failed")
    assert (pod.containers[0].init, pod.containers[0].exit_code) == (True, 78)
    assert pod.server is not None
    assert (pod.server.running, pod.server.exit_code) == (False, None)


def test_init_containers_are_steps_with_a_log_each(bed: Bed) -> None:
    scripts = (
        "echo one; echo two >&2",
        "printf 'no newline'",
        "trap 'exit 1' TERM; echo on; while :; do sleep 0.1; done",
    )
    steps = [bed.container(script, name=f"step-{number}") for number, script in enumerate(scripts)]
    name = bed.start("exit 0", spec={"initContainers": steps})
    bed.wait_log(name, b"on\n", "step-2")
    pod = bed.wait(name, lambda pod: pod.containers[1].exit_code is not None and pod.containers[2].running)
    assert [container.exit_code for container in pod.containers] == [0, 0, None, None]
    assert all(container.started_at and container.finished_at for container in pod.containers[:2])
    assert sorted(b"".join(bed.cluster.logs(name, "step-0", follow=True)).split()) == [b"one", b"two"]
    assert b"".join(bed.cluster.logs(name, "step-1")) == b"no newline"
    assert b"".join(bed.cluster.logs(name, SERVER)) == b"", "its turn has not come"


def test_of_init_containers_the_first_that_fails_is_the_last(bed: Bed) -> None:
    scripts = ("echo one", "echo two; exit 7", "echo three")
    steps = [bed.container(script, name=f"step-{number}") for number, script in enumerate(scripts)]
    name = bed.start("exit 0", spec={"initContainers": steps})
    pod = bed.wait(name, lambda pod: pod.phase == "Failed")
    assert [container.exit_code for container in pod.containers] == [0, 7, None, None]
    bed.wait_log(name, b"two\n", "step-1")
    assert b"".join(bed.cluster.logs(name, "step-0")) == b"one\n", "of one that ended before, too"


def test_init_containers_that_all_end_well(bed: Bed) -> None:
    steps = [bed.container(f"echo {number}", name=f"step-{number}") for number in range(5)]
    name = bed.start("exit 0", spec={"initContainers": steps})
    pod = bed.wait(name, lambda pod: pod.phase == "Succeeded")
    assert [container.exit_code for container in pod.containers] == [0] * 6
    for number in range(5):
        bed.wait_log(name, f"{number}\n".encode(), f"step-{number}")


@pytest.mark.depends_on_isolation
def test_a_followed_init_container_gives_its_last_words(bed: Bed) -> None:
    polite = bed.container("trap 'echo bye; exit 3' TERM; echo hello; while :; do sleep 0.1; done", name="step-0")
    name = bed.start("exit 0", spec={"initContainers": [polite]})
    bed.wait_log(name, b"hello\n", "step-0")
    said: list[bytes] = []
    follower = threading.Thread(target=lambda: said.extend(bed.cluster.logs(name, "step-0", follow=True)))
    follower.start()
    bed.cluster.delete_pod(name)
    bed.wait_gone(name)
    follower.join(30)
    assert b"".join(said) == b"hello\nbye\n"


def test_a_tasks_pod_is_known_again_by_its_label(bed: Bed) -> None:
    manifest = bed.manifest(POLITE)
    manifest["metadata"]["labels"] = {base.MANAGED_BY[0]: base.MANAGED_BY[1], base.TASK_LABEL: "7"}
    first = bed.cluster.create_pod(manifest)
    assert (first.island_id, first.incarnation, first.task_id) == (None, None, 7)
    assert bed.cluster.create_pod(manifest).uid == first.uid
    assert first.name in {pod.name for pod in bed.cluster.list_pods()}
    for labels in ({base.TASK_LABEL: "8"}, {base.ISLAND_LABEL: "7", base.INCARNATION_LABEL: "1"}):
        manifest["metadata"]["labels"] = {base.MANAGED_BY[0]: base.MANAGED_BY[1], **labels}
        with pytest.raises(Conflict, match=first.name):
            bed.cluster.create_pod(manifest)


@pytest.mark.depends_on_isolation
def test_a_program_that_is_not_there(bed: Bed) -> None:
    pod = bed.wait(
        bed.start(["no-such-program"]), lambda pod: bool(pod.server and "no-such-program" in pod.server.message)
    )
    assert pod.server is not None
    assert not pod.server.running
    assert pod.server.reason


def test_an_image_that_is_not_there(bed: Bed) -> None:
    name = bed.start(POLITE, image=bed.missing_image)
    pod = bed.wait(name, lambda pod: bool(pod.server and pod.server.reason in ("ImagePullBackOff", "ErrImagePull")))
    assert pod.server is not None
    assert bed.missing_image in pod.server.message
    bed.cluster.delete_pod(name)
    bed.wait_gone(name)


@pytest.mark.depends_on_isolation
def test_environment_of_a_container(bed: Bed) -> None:
    def field(name: str, path: str) -> dict[str, object]:
        return {"name": name, "valueFrom": {"fieldRef": {"fieldPath": path}}}

    env = [
        {"name": "PLAIN", "value": "a 'b' \"c\" $HOME\nd"},
        {"name": "REFERS", "value": "<$(PLAIN)>"},
        field("POD", "metadata.name"),
        field("NODE", "spec.nodeName"),
        field("HOST", "status.hostIP"),
    ]
    name = bed.start('printf "%s|" "$PLAIN" "$REFERS" "$POD" "$NODE" "$HOST"; echo; sleep 1000', env=env)
    pod = bed.wait(name, ready)
    plain = "a 'b' \"c\" $HOME\nd"
    bed.wait_log(name, f"{plain}|<{plain}>|{name}|{pod.node}|{pod.host}|".encode())


@pytest.mark.depends_on_isolation
def test_memory_beyond_the_limit(bed: Bed) -> None:
    greedy = "x=aaaaaaaaaaaaaaaa; while :; do x=$x$x; done"
    name = bed.start(greedy, resources={"limits": {"memory": "48Mi"}, "requests": {"memory": "16Mi"}})
    pod = bed.wait(name, ended)
    assert pod.server is not None
    assert (pod.server.exit_code, pod.server.reason) == (137, "OOMKilled")


def test_listing_ours_and_all(bed: Bed) -> None:
    ours = bed.start(POLITE)
    foreign = bed.manifest(POLITE)
    del foreign["metadata"]["labels"]
    theirs = bed.cluster.create_pod(foreign).name
    listed = {pod.name for pod in bed.cluster.list_pods()}
    assert ours in listed
    assert theirs not in listed
    assert {ours, theirs} <= {pod.name for pod in bed.cluster.list_pods(ours=False)}
    assert bed.cluster.get_pod("contract-never-was") is None


def test_watchers_see_the_pods_that_are_there_and_only_ours(bed: Bed) -> None:
    ours = bed.start(POLITE)
    bed.wait(ours, ready)
    with bed.watching() as first, bed.watching() as second:
        foreign = bed.manifest(POLITE)
        del foreign["metadata"]["labels"]
        theirs = bed.cluster.create_pod(foreign).name
        bed.cluster.delete_pod(ours, grace_seconds=0)
        for watch in (first, second):
            watch.wait_gone(ours)
            assert isinstance(watch.changes[0], base.Synced)
            assert ours in {pod.name for pod in watch.changes[0].pods}
            assert watch.of(theirs) == []


def test_events_tell_the_story(bed: Bed) -> None:
    name = bed.start(POLITE)
    bed.wait(name, ready)
    eventually(
        lambda: {event.reason for event in bed.cluster.pod_events(name)} >= {"Scheduled", "Started"},
        lambda: bed.cluster.pod_events(name),
    )
    events = bed.cluster.pod_events(name)
    assert {event.kind for event in events} == {"Normal"}
    scheduled = next(event for event in events if event.reason == "Scheduled")
    assert name in scheduled.message
    assert scheduled.at > 0
    assert bed.cluster.pod_events("contract-never-was") == []
