"""Logs and exec: what people look at in a Pod."""

from __future__ import annotations

import threading

import pytest

from islandmgr.cluster import base
from islandmgr.model.errors import NotFound, Unavailable
from tests.integration.cluster_contract.beds import SERVER, Bed, ended, eventually, ready, running

IDLE = "trap 'exit 0' TERM; while :; do sleep 0.1; done"


@pytest.mark.depends_on_isolation
def test_both_streams_are_in_the_log(bed: Bed) -> None:
    name = bed.start("echo out; echo err >&2; exit 0")
    bed.wait(name, ended)
    eventually(lambda: sorted(_log(bed, name).splitlines()) == [b"err", b"out"], lambda: _log(bed, name))


def test_tail(bed: Bed) -> None:
    name = bed.start("for i in 1 2 3 4 5; do echo line $i; done; printf 'no newline'")
    bed.wait(name, ended)
    bed.wait_log(name, b"no newline")
    assert _log(bed, name, tail=2) == b"line 5\nno newline"
    assert _log(bed, name, tail=100) == _log(bed, name)
    assert _log(bed, name, tail=0) == b""


def test_bytes_come_as_they_were_written(bed: Bed) -> None:
    name = bed.start(r"printf '\344\270\255\377\000\033[31mred\rx\n'")
    bed.wait(name, ended)
    bed.wait_log(name, b"red")
    assert _log(bed, name) == b"\xe4\xb8\xad\xff\x00\x1b[31mred\rx\n"


@pytest.mark.depends_on_isolation
def test_a_follower_sees_what_is_there_what_comes_and_the_end(bed: Bed) -> None:
    shared = {"volumeMounts": [{"name": "v", "mountPath": "/gate"}], "env": [{"name": "GATE", "value": "/gate"}]}
    name = bed.start(
        "echo one; while [ ! -e $GATE/open ]; do sleep 0.05; done; echo two",
        **shared,
        spec={"volumes": [{"name": "v", "emptyDir": {}}]},
    )
    bed.wait_log(name, b"one\n")
    seen: list[bytes] = []
    reader = threading.Thread(target=lambda: seen.extend(bed.cluster.logs(name, SERVER, follow=True)))
    reader.start()
    eventually(lambda: b"".join(seen) == b"one\n", lambda: seen)
    bed.cluster.exec(name, SERVER, ["sh", "-c", "touch $GATE/open"])
    reader.join(60)
    assert not reader.is_alive()
    assert b"".join(seen) == b"one\ntwo\n"


def test_a_follower_can_be_stopped(bed: Bed) -> None:
    name = bed.start(IDLE)
    bed.wait(name, ready)
    stop = threading.Event()
    reader = threading.Thread(target=lambda: list(bed.cluster.logs(name, SERVER, follow=True, stop=stop)))
    reader.start()
    stop.set()
    reader.join(60)
    assert not reader.is_alive()


@pytest.mark.depends_on_isolation
def test_exec_has_arguments_input_output_and_code(bed: Bed) -> None:
    name = bed.start(IDLE, env=[{"name": "WHO", "value": "me"}])
    bed.wait(name, ready)
    result = bed.cluster.exec(name, SERVER, ["sh", "-c", 'cat; echo "$WHO $1"; echo err >&2; exit 7', "sh", "a b'c"])
    assert (result.code, result.stdout, result.stderr) == (7, b"me a b'c\n", b"err\n")
    text = bytes(range(256)) * 1000
    assert bed.cluster.exec(name, SERVER, ["cat"], stdin=text).stdout == text


def test_exec_keeps_no_more_output_than_it_should(bed: Bed) -> None:
    name = bed.start(IDLE)
    bed.wait(name, ready)
    script = "head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2; exit 3"
    result = bed.cluster.exec(name, SERVER, ["sh", "-c", script], timeout=60)
    assert (result.code, len(result.stdout), len(result.stderr)) == (3, base.EXEC_OUTPUT, base.EXEC_OUTPUT)


@pytest.mark.depends_on_isolation
def test_exec_sees_the_container_s_files_and_processes(bed: Bed) -> None:
    shared = {"volumeMounts": [{"name": "v", "mountPath": "/here"}], "env": [{"name": "HERE", "value": "/here"}]}
    # `$$$$` in a manifest is `$$` for the shell
    name = bed.start("echo $$$$ > $HERE/pid; " + IDLE, **shared, spec={"volumes": [{"name": "v", "emptyDir": {}}]})
    bed.wait(name, ready)
    eventually(
        lambda: bed.cluster.exec(name, SERVER, ["sh", "-c", "kill -0 $(cat $HERE/pid)"]).code == 0,
        lambda: bed.cluster.exec(name, SERVER, ["sh", "-c", "cat $HERE/pid; ps"]),
    )


def test_many_execs_at_once(bed: Bed) -> None:
    name = bed.start(IDLE)
    bed.wait(name, ready)
    results: dict[int, bytes] = {}

    def one(number: int) -> None:
        results[number] = bed.cluster.exec(name, SERVER, ["echo", str(number)], timeout=60).stdout

    threads = [threading.Thread(target=one, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert results == {number: f"{number}\n".encode() for number in range(8)}


@pytest.mark.depends_on_isolation
def test_an_exec_that_takes_too_long(bed: Bed) -> None:
    name = bed.start(IDLE)
    bed.wait(name, ready)
    with pytest.raises(Unavailable, match=r"0\.5"):
        bed.cluster.exec(name, SERVER, ["sleep", "1000"], timeout=0.5)


@pytest.mark.depends_on_isolation
def test_a_program_that_is_not_there(bed: Bed) -> None:
    name = bed.start(IDLE)
    bed.wait(name, ready)
    result = bed.cluster.exec(name, SERVER, ["no-such-program"])
    assert result.code in (126, 127)
    assert b"no-such-program" in result.stderr


def test_pods_and_containers_that_are_not_there(bed: Bed) -> None:
    name = bed.start(IDLE)
    bed.wait(name, running)
    for pod, container in (("contract-never-was", SERVER), (name, "nobody")):
        with pytest.raises(NotFound, match=container if pod == name else pod):
            bed.cluster.exec(pod, container, ["true"])
        with pytest.raises(NotFound, match=container if pod == name else pod):
            list(bed.cluster.logs(pod, container))


def test_exec_in_a_container_that_has_ended(bed: Bed) -> None:
    name = bed.start("exit 0")
    bed.wait(name, ended)
    with pytest.raises((NotFound, Unavailable)):
        bed.cluster.exec(name, SERVER, ["true"])


def _log(bed: Bed, name: str, tail: int | None = None) -> bytes:
    return b"".join(bed.cluster.logs(name, SERVER, tail=tail))
