"""`islandctl` against a real manager: what it prints and with which code it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.integration.serving import Serving, eventually, free_port


def islandctl(manager: Serving | None, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    server = {"ISLANDCTL_SERVER": manager.url} if manager else {}
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("ISLANDMGR_", "ISLANDCTL_"))}
    return subprocess.run(
        [sys.executable, "-m", "islandmgr.cli", *words],
        env=kept | server | environ,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_an_islands_life(manager: Serving) -> None:
    started = islandctl(manager, "start", "sample", "--branch", "dev", "--owner", "东风", "--note", "n", "--wait")
    assert started.returncode == 0, started.stderr
    assert "is running at 127." in started.stdout
    for step in ("requested", "registered", "running"):
        assert f": {step} (+" in started.stderr
    number = started.stdout.split()[1]

    listed = islandctl(manager, "list", "--owner", "东风").stdout.splitlines()
    assert listed[0].split()[:4] == ["ID", "STATE", "ADDRESS", "BRANCH"]
    assert listed[1].split()[:2] == [number, "running"]
    wide = json.loads(islandctl(manager, "list", "-q", number, "-o", "json").stdout)
    assert wide[0]["note"] == "n"
    assert "sample-code" not in islandctl(manager, "list", "-o", "wide").stderr

    shown = islandctl(manager, "show", number).stdout
    assert "owner" in shown
    assert "东风" in shown

    clock = islandctl(manager, "clock", number, "shift", "-2h")
    assert clock.returncode == 0, clock.stderr
    assert "-2h" in clock.stdout
    report = json.loads(islandctl(manager, "clock", number, "-o", "json").stdout)
    assert report["applied"] is True

    assert "started: time=" in islandctl(manager, "logs", number).stdout
    assert "Its server is ready" in islandctl(manager, "events", number).stdout
    assert islandctl(manager, "note", number, "new words").returncode == 0
    assert manager.island(int(number))["note"] == "new words"
    assert islandctl(manager, "extend", number, "--hours", "1").returncode in {0, 5}  # 5: it lives for ever

    restarted = islandctl(manager, "restart", number, "--wait")
    assert restarted.returncode == 0, restarted.stderr
    copied = json.loads(islandctl(manager, "clone", number, "-o", "json").stdout)
    stopped = islandctl(manager, "stop", number, str(copied["id"]), "--wait")
    assert stopped.returncode == 0, stopped.stderr
    assert stopped.stdout.count("is stopped") == 2
    assert islandctl(manager, "list", "--owner", "东风").stdout.count("\n") == 1
    assert islandctl(manager, "list", "--owner", "东风", "--all").stdout.count("\n") == 3


def test_a_crash(manager: Serving) -> None:
    words = ("start", "sample", "--branch", "dev", "--arg", "exit_after=1", "--arg", "exit_code=3")
    number = islandctl(manager, *words).stdout.split()[1]
    waited = islandctl(manager, "wait", number, "--for", "crashed")
    assert waited.returncode == 0, waited.stderr
    assert islandctl(manager, "wait", number, "--timeout", "30").returncode == 1
    eventually(lambda: "exit         3" in islandctl(manager, "crash", number).stdout)
    assert islandctl(manager, "stop", number, "--wait").returncode == 0


def test_a_branch_that_no_node_has(manager: Serving) -> None:
    started = islandctl(manager, "start", "sample", "--branch", "nowhere", "-o", "json")
    number = str(json.loads(started.stdout)["id"])
    eventually(lambda: manager.island(int(number))["reason"])
    waited = islandctl(manager, "wait", number, "--timeout", "0.1")
    assert waited.returncode == 6
    assert manager.island(int(number))["reason"] in waited.stderr
    assert islandctl(manager, "stop", number, "--wait").returncode == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("show 999999999", 4, "There is no island 999999999"),
        ("stop 999999999", 4, "There is no island 999999999"),
        ("start nonsense --branch dev", 2, "no blueprint 'nonsense'"),
        ("start sample --branch dev --arg exit_after=soon", 2, "'soon' is not a whole number"),
        ("start sample --branch dev --clock noon", 2, "'noon' is no clock"),
        ("uncordon nowhere", 4, "nowhere"),
        ("nodes --selector a===b", 2, "selector"),
    ],
)
def test_what_goes_wrong_has_a_sentence_and_a_code(manager: Serving, words: str, code: int, said: str) -> None:
    done = islandctl(manager, *words.split())
    assert done.returncode == code, done.stderr
    assert said.lower() in done.stderr.lower()
    assert "Traceback" not in done.stderr


def test_conflict_and_timeout(manager: Serving) -> None:
    number = islandctl(manager, "start", "sample", "--branch", "dev").stdout.split()[1]
    late = islandctl(manager, "wait", number, "--for", "lost", "--timeout", "0.5")
    assert late.returncode == 6
    assert "after 0.5 s" in late.stderr
    assert islandctl(manager, "stop", number, "--wait").returncode == 0
    again = islandctl(manager, "stop", number)
    assert again.returncode == 5
    assert "stopped already" in again.stderr


def test_nobody_there() -> None:
    nobody = f"http://127.0.0.1:{free_port()}"
    done = islandctl(None, "--server", nobody, "list")
    assert done.returncode == 3
    assert nobody in done.stderr
    assert islandctl(None, "--server", "nonsense", "list").returncode == 2
    assert islandctl(None, "--server", nobody, "wait", "1").returncode == 3


def test_the_cluster(manager: Serving) -> None:
    assert "branch=dev" in islandctl(manager, "nodes").stdout
    assert "takes islands again" in islandctl(manager, "uncordon", "local-1").stdout
    assert "default" in islandctl(manager, "ports").stdout
    assert islandctl(manager, "doctor").returncode == 0
    assert "sample" in islandctl(manager, "blueprint", "list").stdout


def test_a_log_is_followed_until_ctrl_c(manager: Serving) -> None:
    number = islandctl(manager, "start", "sample", "--branch", "dev", "--wait").stdout.split()[1]
    follower = subprocess.Popen(
        [sys.executable, "-m", "islandmgr.cli", "--server", manager.url, "logs", number, "-f"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert follower.stdout is not None
    assert b"started" in follower.stdout.readline()
    follower.send_signal(signal.SIGINT)
    _, said = follower.communicate(timeout=60)
    assert follower.returncode == 130
    assert b"Traceback" not in said
    islandctl(manager, "stop", number)


def test_blueprints_are_looked_at_without_a_server(tmp_path: Path) -> None:
    sample = Path(__file__).parents[3] / "pod_specs" / "builtin" / "sample.yaml"
    good = islandctl(None, "blueprint", "check", str(sample))
    assert good.returncode == 0, good.stderr
    pod = islandctl(None, "blueprint", "render", str(sample), "--id", "7", "--owner", "qa01", "--arg", "exit_after=5")
    assert pod.returncode == 0, pod.stderr
    assert "name: sample-qa01-dev-7" in pod.stdout
    broken = tmp_path / "broken.yaml"
    broken.write_text("name: x\nport: 1\n")
    bad = islandctl(None, "blueprint", "check", str(broken))
    assert bad.returncode == 2
    assert f"{broken}:2: " in bad.stderr
    assert islandctl(None, "blueprint", "render", str(broken)).returncode == 2


def test_the_schema(empty_database_url: str, tmp_path: Path) -> None:
    environ = {"ISLANDMGR_DATABASE_URL": empty_database_url, "ISLANDMGR_DATA": str(tmp_path)}
    before = islandctl(None, "db", "check", **environ)
    assert before.returncode == 5
    assert "islandctl db upgrade" in before.stderr
    assert islandctl(None, "db", "upgrade", **environ).returncode == 0
    assert islandctl(None, "db", "check", **environ).returncode == 0
    away = islandctl(None, "db", "upgrade", ISLANDMGR_DATABASE_URL="mysql+pymysql://u:s3cr3t@127.0.0.1:1/x")
    assert away.returncode == 3
    assert "s3cr3t" not in away.stderr


def test_waiting_goes_on_without_the_stream(manager: Serving) -> None:
    """Asking again and again takes the stream's place when the server is restarted meanwhile."""
    number = manager.start_island()["id"]
    manager.wait_for(number, "running")
    waiter = subprocess.Popen(
        [sys.executable, "-m", "islandmgr.cli", "--server", manager.url, "wait", str(number), "--for", "stopped"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(0.5)
    manager.json("DELETE", f"/islands/{number}")
    said, _ = waiter.communicate(timeout=120)
    assert waiter.returncode == 0
    assert "is stopped" in said
