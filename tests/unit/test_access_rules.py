"""The table of rules, and passwords and tokens, without a database."""

from __future__ import annotations

import pytest

from islandmgr.access import ACTS, ANYBODY, Identity, Reach, Role, Scope, may, passwords, reach, tokens
from islandmgr.model.errors import Invalid

ROLES = list(Role)


@pytest.mark.parametrize("act", ACTS)
def test_a_greater_role_reaches_at_least_as_far(act: str) -> None:
    reaches = [reach(Identity("x", role), act) for role in ROLES]
    assert reaches == sorted(reaches)
    assert reaches[-1] is Reach.ALL
    assert reach(ANYBODY, act) is Reach.ALL


def test_what_is_in_no_row_is_forbidden_to_everybody() -> None:
    assert not any(may(Identity("x", role), "islands.eat") for role in ROLES)


@pytest.mark.parametrize(
    ("role", "owner", "team", "expected"),
    [
        (Role.TESTER, "me", "", True),
        (Role.TESTER, "mate", "blue", True),
        (Role.TESTER, "other", "red", False),
        (Role.TESTER, "stranger", "", False),
        (Role.OPERATOR, "stranger", "", True),
        (Role.VIEWER, "me", "blue", False),
    ],
)
def test_whose_islands(role: Role, owner: str, team: str, expected: bool) -> None:
    assert may(Identity("me", role, "blue"), "islands.stop", owner, team) is expected


def test_two_people_in_no_team_are_not_in_one() -> None:
    assert not may(Identity("me", Role.TESTER, ""), "islands.stop", "you", "")


def test_a_token_reaches_no_further_than_its_scope() -> None:
    allowed = {scope: {act for act in ACTS if may(Identity("x", Role.ADMIN, scope=scope), act)} for scope in Scope}
    assert allowed[Scope.READ] == {"look", "self.look"}
    assert allowed[Scope.READ] < allowed[Scope.ISLANDS] < allowed[Scope.OPS] < allowed[Scope.ADMIN] == set(ACTS)


def test_passwords() -> None:
    kept = passwords.hash_of("correct horse")
    assert kept.startswith("$argon2id$")
    assert passwords.fits("correct horse", kept)
    assert not passwords.fits("correct horsf", kept)
    assert not passwords.fits("", "")
    assert not passwords.fits("anything at all", "")
    assert not passwords.outdated(kept)


@pytest.mark.parametrize("password", ["short", "x" * 201])
def test_a_password_that_is_no_good_is_not_quoted(password: str) -> None:
    with pytest.raises(Invalid, match=f"has {len(password)} characters") as caught:
        passwords.hash_of(password)
    assert password not in caught.value.message


def test_random_ones_differ_and_can_be_typed() -> None:
    made = {passwords.random_password() for _ in range(100)}
    assert len(made) == 100
    assert all(len(one) == 23 and not set(one) & set("0O1l ") for one in made)


def test_only_our_own_tokens_are_looked_up() -> None:
    token = tokens.make(tokens.TOKEN)
    assert len(tokens.digest(token)) == 64
    for text in ("", "x", token[:-1], token + "x", token.replace("imt_", "abc_"), "imt_" + "é" * 43, token + "\n"):
        assert tokens.digest(text) == ""
