"""Tasks whose steps run on hosts: each step once, whatever becomes of the manager."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from islandmgr.model.messages import NOTHING, as_message
from islandmgr.tasks.model import StepSpec, StepState, Task, TaskState
from islandmgr.tasks.rules import End, Finish, Nothing, Record
from islandmgr.tasks.ssh_rules import Run, command_of, decide, ended, lost
from tests.unit.tasks.made import NOW, fresh, step


def on_host(number: int, **changes: Any) -> Any:
    return step(number, spec=StepSpec(f"s{number}", script="true", ssh_host="build1"), **changes)


def hosted(*steps: Any, **changes: Any) -> Task:
    return fresh(*(steps or (on_host(0), on_host(1))), **changes)


DONE = on_host(0, state=StepState.SUCCEEDED, exit=0, started_at=NOW, ended_at=NOW)


def test_one_step_after_the_other() -> None:
    assert decide(hosted(), False, NOW) == Run(on_host(0))
    assert decide(hosted(DONE, on_host(1)), False, NOW) == Run(on_host(1))
    all_done = hosted(DONE, replace(DONE, number=1))
    assert decide(all_done, False, NOW) == End(all_done, TaskState.SUCCEEDED, NOTHING)
    assert isinstance(decide(hosted(), True, NOW), Nothing)


def test_a_failed_step_ends_it() -> None:
    failed = hosted(ended(on_host(0), 3, NOW), on_host(1))
    found = decide(failed, False, NOW)
    assert isinstance(found, End)
    assert (found.state, found.message) == (TaskState.FAILED, "Step s0 ended with exit code 3")
    gone = hosted(lost(on_host(0), as_message("the connection broke"), NOW), on_host(1))
    found = decide(gone, False, NOW)
    assert isinstance(found, End)
    assert found.message == "Step s0 on build1 was lost: the connection broke"


def test_a_step_that_no_thread_runs_is_not_run_again() -> None:
    found = decide(hosted(DONE, on_host(1, state=StepState.RUNNING, started_at=NOW)), False, NOW)
    assert isinstance(found, End)
    assert found.state is TaskState.FAILED
    assert found.message == "The manager was restarted while step s1 ran on build1: it is not run a second time"


def test_it_is_asked_to_end() -> None:
    running = hosted(on_host(0, state=StepState.RUNNING, started_at=NOW))
    asked = decide(replace(running, stop_at=NOW, stop_who="op"), True, NOW)
    assert isinstance(asked, End)
    assert asked.state is TaskState.STOPPED
    late = decide(running, True, NOW + 101)
    assert isinstance(late, End)
    assert late.state is TaskState.TIMED_OUT
    ending = replace(running, ending=TaskState.STOPPED)
    assert isinstance(decide(ending, True, NOW), Nothing), "its thread comes to its end first"
    assert decide(ending, False, NOW) == Finish()
    assert isinstance(decide(replace(running, started_at=NOW + 1000), True, NOW), Record)
    assert isinstance(decide(replace(running, state=TaskState.FAILED), False, NOW), Nothing)


TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)


@given(words=st.lists(TEXT, min_size=1, max_size=4), value=TEXT)
def test_the_hosts_shell_takes_words_and_values_as_they_are(words: list[str], value: str) -> None:
    spec = StepSpec("s", command=("printf", "%s|", *words), env={"A": value}, ssh_host="build1")
    shown = subprocess.run(["sh", "-c", command_of(spec)], capture_output=True, check=True).stdout
    assert shown == "".join(f"{word}|" for word in words).encode()
    spec = StepSpec("s", script='printf %s "$A"', env={"A": value}, ssh_host="build1")
    assert subprocess.run(["sh", "-c", command_of(spec)], capture_output=True, check=True).stdout == value.encode()


@pytest.mark.parametrize("code", [0, 1, 255])
def test_the_exit_code_says_how_a_step_ended(code: int) -> None:
    assert ended(on_host(0), code, NOW).state is (StepState.FAILED if code else StepState.SUCCEEDED)
