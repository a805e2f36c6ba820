"""What the OpenAPI document promises, kept to each role: no fault of ours, no answer that it does not name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import ports
from tests.integration.access.people import Person, everybody
from tests.integration.fuzzing import Trial
from tests.integration.serving import serving

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)
ENDLESS = "/(stream|logs)$"  # they have tests of their own
ENDS = r"/(sign-out|sessions|tokens/\{token_id\}|users/\{name\}(/password)?)$"  # the credential that is used, perhaps


def people(folder: Path) -> Iterator[dict[str, Person]]:
    """Of a manager of its own, with room for two islands: what is tried may well start some."""
    settings: dict[str, Any] = {"auth": "local", "pools": ports.pool(6), "quarantine": 0}
    with serving(folder, **settings) as manager:
        yield everybody(manager)


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Person]]:
    yield from people(tmp_path_factory.mktemp("tried"))


@pytest.fixture
def doomed(tmp_path: Path) -> Iterator[dict[str, Person]]:
    """They may be shut out by what is tried."""
    yield from people(tmp_path)


@pytest.mark.parametrize("name", ["viewer", "tester", "programmer", "operator", "admin"])
def test_each_role_is_answered_as_documented(tried: dict[str, Person], name: str) -> None:
    fuzz(tried[name], without=f"{ENDLESS}|{ENDS}")
    assert tried[name].call("GET", "/me").ok  # it was let in to the end


@pytest.mark.parametrize("name", ["viewer", "admin"])
def test_what_ends_a_credential_is_answered_as_documented(doomed: dict[str, Person], name: str) -> None:
    fuzz(doomed[name], only=ENDS)


def fuzz(person: Person, only: str = "", without: str = "") -> None:
    bearer = {"Authorization": f"Bearer {person.token}"}
    Trial(["fuzzing"], 3, CHECKS, headers=bearer, only=only, without=without).run(person.manager.url)
