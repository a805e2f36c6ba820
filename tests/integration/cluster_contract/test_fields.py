"""Fields of a Pod that say how its programs run: honoured the same way on every adapter, or named as not honoured."""

from __future__ import annotations

from islandmgr.cluster import base
from tests.integration.cluster_contract.beds import SERVER, Bed, ended, eventually, ready

LIVE = "trap 'exit 0' TERM; while :; do sleep 0.1; done"
OVER = ("Succeeded", "Failed")


def log_of(bed: Bed, name: str, container: str = SERVER) -> str:
    return b"".join(bed.cluster.logs(name, container)).decode()


def test_an_empty_word_is_a_word(bed: Bed) -> None:
    show = 'for word in "$@"; do echo "<$word>"; done'
    name = bed.start(["sh", "-c", f"{show}; {LIVE}", "sh", "", "a b", ""], env=[{"name": "EMPTY", "value": ""}])
    bed.wait(name, ready)
    bed.wait_log(name, b"<>\n<a b>\n<>\n")
    result = bed.cluster.exec(name, SERVER, ["sh", "-c", f'{show}; echo "${{EMPTY-unset}}."', "sh", "", "x", ""])
    assert result.stdout == b"<>\n<x>\n<>\n.\n"


def test_user_and_groups(bed: Bed) -> None:
    context = {"runAsUser": 1234, "runAsGroup": 2345, "fsGroup": 3456, "supplementalGroups": [4567]}
    name = bed.start(
        f"id -u; id -g; id -G; touch /data/file; ls -ln /data/file; echo out > /dev/stdout; {LIVE}",
        volumeMounts=[{"name": "data", "mountPath": "/data"}],
        env=[{"name": "DATA", "value": "/data"}],
        spec={"securityContext": context, "volumes": [{"name": "data", "emptyDir": {}}]},
    )
    pod = bed.wait(name, ready)
    if pod.not_honoured:
        assert set(pod.not_honoured) == {f"securityContext.{field}" for field in context}
        return
    bed.wait_log(name, b"out\n")
    user, group, groups, file, *_ = log_of(bed, name).splitlines()
    assert (user, group) == ("1234", "2345"), log_of(bed, name)
    assert {"3456", "4567"} <= set(groups.split())
    assert file.split()[2:4] == ["1234", "3456"]
    assert bed.cluster.exec(name, SERVER, ["id", "-u"]).stdout == b"1234\n"


def test_a_container_s_own_user_counts_before_the_pod_s(bed: Bed) -> None:
    name = bed.start("id -u", securityContext={"runAsUser": 1235}, spec={"securityContext": {"runAsUser": 1234}})
    pod = bed.wait(name, ended)
    assert pod.not_honoured or log_of(bed, name) == "1235\n"


def test_root_where_it_must_not_be(bed: Bed) -> None:
    name = bed.start(LIVE, securityContext={"runAsNonRoot": True, "runAsUser": 0})
    bed.wait(name, lambda pod: bool(pod.server and pod.server.reason == "CreateContainerConfigError"))


def test_an_input_that_stays_open(bed: Bed) -> None:
    asks = "[ -p /dev/stdin ] && echo open || echo none"
    names = [bed.start(asks, stdin=True), bed.start(asks)]
    for name in names:
        bed.wait(name, ended)
    for name, said in zip(names, ("open\n", "none\n"), strict=True):
        bed.wait_log(name, said.encode())


def test_a_side_container_among_the_init_containers(bed: Bed) -> None:
    """It runs before and beside the others, is started again when it ends, and goes when they are gone."""
    shared = {
        "volumeMounts": [{"name": "v", "mountPath": "/shared"}],
        "env": [{"name": "SHARED", "value": "/shared"}],
    }
    twice = "echo run >> $SHARED/runs; [ $(wc -l < $SHARED/runs) -ge 2 ] || exit 3; "
    polite = "trap 'echo bye; exit 0' TERM; "
    side = bed.container(f"{polite}{twice}while :; do sleep 0.1; done", name="beside", restartPolicy="Always", **shared)
    check = bed.container("while [ ! -e $SHARED/runs ]; do sleep 0.05; done; echo seen", name="check", **shared)
    name = bed.start(
        "while [ $(wc -l < $SHARED/runs) -lt 2 ]; do sleep 0.05; done; echo done",
        **shared,
        spec={"initContainers": [side, check], "volumes": [{"name": "v", "emptyDir": {}}]},
    )
    pod = bed.wait(name, lambda pod: pod.phase in OVER)
    assert pod.phase == "Succeeded"
    assert (log_of(bed, name, "check"), log_of(bed, name)) == ("seen\n", "done\n")
    eventually(lambda: log_of(bed, name, "beside").endswith("bye\n"), lambda: log_of(bed, name, "beside"))


def test_a_side_container_that_runs_is_no_obstacle_to_an_end(bed: Bed) -> None:
    side = bed.container("trap 'exit 0' TERM; while :; do sleep 0.1; done", name="beside", restartPolicy="Always")
    name = bed.start(LIVE, spec={"initContainers": [side]})
    pod = bed.wait(name, ready)
    assert [container.running for container in pod.containers] == [True, True]
    bed.cluster.delete_pod(name)
    bed.wait_gone(name)


def test_what_a_side_container_requests_is_counted(bed: Bed) -> None:
    asked = {"requests": {"memory": "16Mi"}}
    side = bed.container(LIVE, name="beside", restartPolicy="Always", resources=asked)
    name = bed.start(LIVE, resources=asked, spec={"initContainers": [side]})
    node_name = bed.wait(name, ready).node
    before = _requested(bed, node_name)
    bed.cluster.delete_pod(name, grace_seconds=0)
    bed.wait_gone(name)
    eventually(lambda: before - _requested(bed, node_name) == 2**25, lambda: (before, _requested(bed, node_name)))


def _requested(bed: Bed, node: str) -> int:
    found = bed.cluster.get_node(node)
    listed = next(one for one in bed.cluster.list_nodes() if one.name == node)
    assert found is not None
    return listed.memory_requested


def test_a_pod_that_is_active_for_too_long(bed: Bed) -> None:
    name = bed.start(LIVE, spec={"activeDeadlineSeconds": 1})
    pod = bed.wait(name, lambda pod: pod.phase == "Failed")
    assert pod.reason == "DeadlineExceeded"
    bed.wait(name, _nothing_runs)


def _nothing_runs(pod: base.Pod) -> bool:
    return not any(container.running for container in pod.containers)
