"""`islandctl task`, as people and CI jobs call it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from tests.integration.tasks.people import Operator


def call(manager: Operator, *words: str, text: str = "") -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "ISLANDCTL_SERVER": manager.url, "HOME": str(manager.data)}
    command = [sys.executable, "-m", "islandmgr.cli", "task", *words]
    return subprocess.run(command, input=text, env=environ, capture_output=True, text=True, timeout=120, check=False)


def test_run_prints_the_output_and_ends_with_the_exit_code(manager: Operator) -> None:
    done = call(manager, "run", "--reason", "to see", "--", "printf", "%s|", "-x", "a b")
    assert (done.returncode, done.stdout) == (0, "-x|a b|")
    failed = call(manager, "run", "--env", "A=b", "--script", 'echo "$A"; exit 9')
    assert (failed.returncode, failed.stdout) == (9, "b\n")
    assert "Step command ended with exit code 9" in failed.stderr
    assert call(manager, "run").returncode == 2


def test_detached_then_looked_at_and_stopped(manager: Operator, tmp_path: Path) -> None:
    script = tmp_path / "script.sh"
    script.write_text("echo hello\nwhile :; do sleep 0.1; done\n")
    number = call(manager, "run", "-d", "--script", f"@{script}").stdout.strip()
    manager.wait_log(int(number), b"hello\n")
    listed = call(manager, "list", "--state", "running").stdout
    assert re.search(rf"^{number} +running +command ", listed, re.MULTILINE)
    shown = call(manager, "show", number)
    assert "running" in shown.stdout
    assert json.loads(call(manager, "show", number, "-o", "json").stdout)["id"] == int(number)
    assert call(manager, "log", number).stdout == "hello\n"
    stopped = call(manager, "stop", number, "--wait")
    assert (stopped.returncode, stopped.stdout) == (0, f"Task {number} is stopped\n")
    assert call(manager, "stop", number).returncode == 5
    assert call(manager, "show", "987654").returncode == 4


def test_all_steps_of_a_log(manager: Operator) -> None:
    task = manager.wait(manager.steps("seq 1 60000", "echo two")["id"])
    for more in ((), ("-f",)):
        shown = call(manager, "log", str(task["id"]), *more)
        assert shown.stdout == "".join(f"{number}\n" for number in range(1, 60_001)) + "two\n"
    assert call(manager, "log", str(task["id"]), "--step", "s1").stdout == "two\n"
