"""Signing in with the company's account: a real provider process, real redirects."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from tests.integration.access.conftest import POOL
from tests.integration.access.provider import CLIENT, SECRET
from tests.integration.serving import Serving, eventually, free_port, serving


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    log: Path = tmp_path_factory.mktemp("provider") / "log"
    with log.open("wb") as out:
        command = [sys.executable, "-m", "tests.integration.access.provider", str(port)]
        process = subprocess.Popen(command, stdout=out, stderr=out)
    try:
        eventually(lambda: process.poll() is None and answers(f"{url}/jwks"))
        yield url
    finally:
        process.terminate()
        process.wait(30)


def answers(url: str) -> bool:
    try:
        return requests.get(url, timeout=5).ok
    except requests.RequestException:
        return False


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory, provider: str) -> Iterator[Serving]:
    settings = {
        "auth": "oidc",
        "oidc_issuer": provider,
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SECRET,
        "oidc_roles": "ops=operator qa=tester",
        "oidc_team_claim": "department",
        "pools": POOL,
    }
    with serving(tmp_path_factory.mktemp("company"), **settings) as running:
        yield running


def arrive(company: Serving, provider: str, claims: dict[str, Any]) -> tuple[requests.Session, requests.Response]:
    requests.get(f"{provider}/next", {"claims": json.dumps(claims)}, timeout=60)
    session = requests.Session()
    return session, session.get(f"{company.url}/sign-in/company?next=/nodes", timeout=60)


def me(company: Serving, session: requests.Session) -> dict[str, Any]:
    found: dict[str, Any] = session.get(f"{company.url}/api/v1/me", timeout=60).json()
    return found


def test_the_first_time_makes_an_account_with_the_greatest_role_that_fits(company: Serving, provider: str) -> None:
    claims = {"sub": "17", "preferred_username": "lei", "groups": ["qa", "ops", "chess"], "department": "combat"}
    session, answer = arrive(company, provider, claims)
    assert (answer.status_code, answer.url) == (200, f"{company.url}/nodes")
    assert me(company, session) | {"scope": ""} == {
        "name": "lei",
        "role": "operator",
        "team": "combat",
        "scope": "",
        "signs_in": True,
    }
    # The next time the company's word counts anew.
    again, _answer = arrive(company, provider, {**claims, "groups": "qa"})
    assert me(company, again)["role"] == "tester"
    assert me(company, session)["role"] == "tester"


@pytest.mark.parametrize(
    ("claims", "status", "words"),
    [
        ({"sub": "18", "preferred_username": "mia", "groups": ["chess"]}, 403, "none of your groups has a role here"),
        ({"sub": "19", "preferred_username": "lei2", "groups": ["qa"], "aud": "another"}, 401, "no good"),
        ({"sub": "20", "preferred_username": "lei3", "groups": ["qa"], "exp": 1}, 401, "no good"),
        ({"sub": "21", "preferred_username": "lei4", "groups": ["qa"], "iss": "http://evil.example"}, 401, "no good"),
        ({"sub": "22", "preferred_username": "lei5", "groups": ["qa"], "nonce": "another"}, 401, "no good"),
        ({"sub": "23", "preferred_username": "lei6", "groups": ["qa"], "forged": True}, 401, "no good"),
        ({"sub": "24", "preferred_username": "manager", "groups": ["ops"]}, 422, "is not a valid user name"),
    ],
)
def test_who_may_not_come_in(company: Serving, provider: str, claims: dict[str, Any], status: int, words: str) -> None:
    session, answer = arrive(company, provider, claims)
    assert answer.status_code == status, answer.text
    assert words in answer.text
    assert me(company, session)["error"]["code"] == "unauthorized"


def test_nobody_takes_over_an_account_by_its_name(company: Serving, provider: str) -> None:
    arrive(company, provider, {"sub": "30", "preferred_username": "owner", "groups": ["ops"]})
    _session, answer = arrive(company, provider, {"sub": "31", "preferred_username": "owner", "groups": ["qa"]})
    assert answer.status_code == 403
    assert "another account" in answer.text


def test_a_name_with_blanks_around_it_is_the_same_account(company: Serving, provider: str) -> None:
    session, _answer = arrive(company, provider, {"sub": "32", "preferred_username": " Zoe\u0301 ", "groups": ["ops"]})
    assert me(company, session)["name"] == "Zoé"
    _session, answer = arrive(company, provider, {"sub": "33", "preferred_username": "Zoé", "groups": ["qa"]})
    assert answer.status_code == 403


def test_what_was_not_begun_here_is_refused(company: Serving, provider: str) -> None:
    """Somebody else's code, slipped into a victim's browser, signs nobody in."""
    requests.get(f"{provider}/next", {"claims": json.dumps({"sub": "40", "groups": ["qa"]})}, timeout=60)
    attacker = requests.Session()
    away = attacker.get(f"{company.url}/sign-in/company", allow_redirects=False, timeout=60).headers["Location"]
    back = requests.get(away, allow_redirects=False, timeout=60).headers["Location"]
    assert parse_qs(urlsplit(back).query)["code"]
    victim = requests.get(back, timeout=60)
    assert victim.status_code == 401
    assert attacker.get(back, timeout=60).ok
    assert attacker.get(back, timeout=60).status_code == 401  # a code counts once


def test_the_button_and_the_local_form_are_on_the_page(company: Serving) -> None:
    page = requests.get(f"{company.url}/sign-in", timeout=60).text
    assert "/sign-in/company?next=/" in page
    assert 'name="password"' in page
