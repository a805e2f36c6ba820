"""What the OpenAPI document promises, kept to each role: no fault of ours, no answer that it does not name."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.integration.access.conftest import FIRST_PORT
from tests.integration.access.people import Person, everybody
from tests.integration.serving import Serving, serving

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)
LEFT_OUT = "/(stream|logs)$|/sign-out$"  # endless, with tests of their own; and what ends the credential


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Person]]:
    """People of a manager of its own, with room for two islands: what is tried may well start some."""
    settings: dict[str, Any] = {"auth": "local", "pools": f"default={FIRST_PORT}-{FIRST_PORT + 5}", "quarantine": 0}
    with serving(tmp_path_factory.mktemp("tried"), **settings) as manager:
        yield everybody(manager)


@pytest.mark.parametrize("name", ["viewer", "tester", "programmer", "operator", "admin"])
def test_each_role_is_answered_as_documented(tried: dict[str, Person], tmp_path: Path, name: str) -> None:
    manager: Serving = tried[name].manager
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{manager.url}/api/v1/openapi.json", "--no-color"]
    command += ["--header", f"Authorization: Bearer {tried[name].token}", "--exclude-path-regex", LEFT_OUT]
    command += ["--checks", ",".join(CHECKS), "--phases", "fuzzing", "--max-examples", "3", "--seed", "1"]
    command += ["--max-time", "20"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-2_000:]
    assert "test cases" in done.stdout.lower()
    assert tried[name].call("GET", "/me").ok  # it was let in to the end
