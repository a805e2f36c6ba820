"""Logs of real processes: while they run, whole at their ends, however much and whatever they write."""

from __future__ import annotations

import threading

import pytest

from islandmgr.tasks.logs import KEPT, PIECE
from tests.integration.serving import eventually
from tests.integration.tasks.people import Operator


def test_a_log_is_read_on_while_it_comes(manager: Operator) -> None:
    task = manager.run("echo one; while [ ! -e go ]; do sleep 0.05; done; echo two", deadline_seconds=60)
    manager.wait_log(task["id"], b"one\n")
    answer = manager.call("GET", f"/tasks/{task['id']}/log")
    assert (answer.headers["Log-Offset"], answer.headers["Log-Next"]) == ("0", "4")
    assert (answer.headers["Log-Step"], answer.headers["Log-Complete"]) == ("command", "false")
    manager.json("POST", f"/tasks/{task['id']}/stop")
    manager.wait(task["id"])
    answer = manager.call("GET", f"/tasks/{task['id']}/log?offset=2")
    assert (answer.content, answer.headers["Log-Complete"]) == (b"e\n", "true")
    assert manager.call("GET", f"/tasks/{task['id']}/log?step=nowhere").status_code == 422


def test_a_follower_sees_all_of_a_step_from_before_it_begins(manager: Operator) -> None:
    lines = "for i in $(seq 1 30); do echo line $i; sleep 0.2; done; printf end"
    task = manager.steps("sleep 1", lines, "echo never seen")
    seen: list[bytes] = []
    with manager.call("GET", f"/tasks/{task['id']}/log?step=s1&follow=true", stream=True) as answer:
        reader = threading.Thread(target=lambda: seen.extend(answer.iter_content(None)))
        reader.start()
        reader.join(60)
        assert not reader.is_alive()
    assert b"".join(seen) == b"".join(b"line %d\n" % number for number in range(1, 31)) + b"end"
    assert len(seen) > 1, "it came while it was written"


def test_a_follower_of_a_step_that_never_begins(manager: Operator) -> None:
    task = manager.steps("exit 3", "echo never")
    answer = manager.call("GET", f"/tasks/{task['id']}/log?step=s1&follow=true", timeout=60)
    assert answer.content == b""


def test_bytes_stay_bytes(manager: Operator) -> None:
    script = r"printf '\344\270\255\377\000\033[31mred\r\200x'; head -c 300000 /dev/urandom | cksum >/dev/null"
    task = manager.wait(manager.run(script)["id"])
    assert manager.text(task["id"]) == b"\xe4\xb8\xad\xff\x00\x1b[31mred\r\x80x"


def test_big_output_is_whole(manager: Operator) -> None:
    task = manager.wait(manager.run("seq -w 1 400000")["id"])
    assert task["state"] == "succeeded"
    assert manager.text(task["id"]) == b"".join(b"%06d\n" % number for number in range(1, 400_001))


def test_of_too_much_the_end_is_kept(manager: Operator) -> None:
    task = manager.wait(manager.run("seq -w 1 3000000; printf last")["id"])
    answer = manager.call("GET", f"/tasks/{task['id']}/log")
    missing = int(answer.headers["Log-Missing"])
    assert missing > 0
    assert answer.content.startswith(b"[%d bytes of this log are missing here" % missing)
    kept = manager.text(task["id"], offset=missing)
    assert KEPT - 2 * PIECE <= len(kept) <= KEPT
    whole = b"".join(b"%07d\n" % number for number in range(3_000_000 - 500_000, 3_000_001)) + b"last"
    assert kept.endswith(whole)


@pytest.mark.parametrize("code", [0, 5])
def test_the_last_words_of_many_short_steps(manager: Operator, code: int) -> None:
    scripts = [f"printf {number}" for number in range(6)] + [f"printf bye; exit {code}"]
    task = manager.wait(manager.steps(*scripts)["id"])
    assert [manager.text(task["id"], f"s{number}") for number in range(6)] == [b"%d" % number for number in range(6)]
    assert manager.text(task["id"], "s6") == b"bye"
    eventually(lambda: manager.task(task["id"])["steps"][6]["log_complete"])
