"""`islandctl`: log in, make tokens and users, and get back in when the password is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.integration.access.people import Person, log_in
from tests.integration.serving import Serving

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(manager: Serving, tmp_path: Path) -> Run:
    """`run("token", "list", stdin="")` with a home of its own."""
    ours = {key: value for key, value in os.environ.items() if not key.startswith(("ISLANDMGR_", "ISLANDCTL_"))}
    ours |= {"XDG_CONFIG_HOME": str(tmp_path / "config"), "ISLANDCTL_SERVER": manager.url}

    def one(*words: str, stdin: str = "", **environ: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "islandmgr.cli", *words]
        return subprocess.run(
            command, input=stdin, env={**ours, **environ}, capture_output=True, text=True, timeout=120, check=False
        )

    return one


def test_login_keeps_a_token_for_oneself_alone(run: Run, people: dict[str, Person], tmp_path: Path) -> None:
    before = run("list")
    assert (before.returncode, "islandctl login" in before.stderr) == (7, True)
    done = run("login", "--user", "mate", stdin=people["mate"].password + "\n")
    assert done.returncode == 0, done.stderr
    kept = tmp_path / "config/islandctl/tokens.json"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert people["mate"].password not in kept.read_text()
    assert "mate" in run("whoami").stdout
    assert run("list").returncode == 0
    assert run("logout").returncode == 0
    assert run("whoami").returncode == 7


def test_wrong_passwords_and_tokens(run: Run) -> None:
    wrong = run("login", "--user", "nobody-at-all", stdin="a wrong one\n")
    assert (wrong.returncode, "not right" in wrong.stderr) == (7, True)
    assert run("login", "--token", stdin="imt_x\n").returncode == 7


def test_a_token_from_the_environment_goes_first(run: Run, people: dict[str, Person]) -> None:
    made = run("token", "create", "ci", "--scope", "read", ISLANDCTL_TOKEN=people["mate"].token)
    assert made.stdout.startswith("imt_")
    secret = made.stdout.strip()
    assert run("whoami", "-o", "json", ISLANDCTL_TOKEN=secret).stdout.count('"read"') == 1
    refused = run("stop", "1", ISLANDCTL_TOKEN=secret)
    assert (refused.returncode, "scope read" in refused.stderr) == (7, True)


def test_an_admin_manages_people(run: Run, manager: Serving, people: dict[str, Person]) -> None:
    token = people["admin"].token
    password = run("user", "add", "hired", "--team", "blue", ISLANDCTL_TOKEN=token).stdout.strip()
    assert log_in(manager, "hired", password).json("GET", "/me")["team"] == "blue"
    assert run("user", "role", "hired", "operator", ISLANDCTL_TOKEN=token).returncode == 0
    assert run("user", "disable", "hired", ISLANDCTL_TOKEN=token).returncode == 0
    listed = run("user", "list", ISLANDCTL_TOKEN=token).stdout
    assert any(line.split()[:3] == ["hired", "operator", "blue"] and "disabled" in line for line in listed.splitlines())
    assert "hired" in run("audit", "--who", "admin", "--act", "users.change", ISLANDCTL_TOKEN=token).stdout
    assert run("user", "list", ISLANDCTL_TOKEN=people["operator"].token).returncode == 7


def test_a_lost_password_on_the_server_itself(run: Run, manager: Serving, people: dict[str, Person]) -> None:
    """While the manager runs; what the person held is good no more."""
    old = log_in(manager, "viewer", people["viewer"].password)
    server = {key: value for key, value in manager.environ.items() if key.startswith("ISLANDMGR_")}
    made = run("admin-password", "rescued", **server)
    assert made.returncode == 0, made.stderr
    password = made.stdout.split()[-1]
    assert log_in(manager, "rescued", password).json("GET", "/me")["role"] == "admin"
    assert old.call("GET", "/me").ok  # somebody else's
    assert "Made an admin" in people["admin"].call("GET", "/audit?q=rescued").text
    people["admin"].json("PATCH", "/users/rescued", {"disabled": True})  # one admin again, for the tests that follow
