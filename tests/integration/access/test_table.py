"""Every endpoint there is, tried with every role, against the one table that says who may."""

from __future__ import annotations

import pytest
from flask import Flask

from islandmgr.access import Identity, Reach, Role, reach
from islandmgr.web.access import targets
from islandmgr.web.access.permissions import IN_POD, OPEN, SIGN_IN
from tests.integration.access.everything import NOWHERE, addresses, ask, rules
from tests.integration.access.people import PEOPLE, Person, log_in
from tests.integration.serving import Json, Serving

FREE = {OPEN, SIGN_IN, IN_POD}
ENDS_THE_TOKEN = {"me.sign_out", "sign_in.leave"}


def test_every_endpoint_has_a_rule_and_every_rule_an_endpoint(app: Flask) -> None:
    assert {endpoint for endpoint, _method, _path in addresses(app)} == set(rules())


@pytest.mark.parametrize("name", PEOPLE)
def test_each_role_may_what_the_table_says(app: Flask, manager: Serving, people: dict[str, Person], name: str) -> None:
    me = Identity(name, Role(PEOPLE[name][0]), PEOPLE[name][1], credential=1)
    wrong = []
    for endpoint, method, path in addresses(app):
        rule = rules()[endpoint]
        if rule.act in FREE:
            continue
        token = people[name].token
        if endpoint in ENDS_THE_TOKEN:
            token = log_in(manager, name, people[name].password).token
        status = ask(manager, method, path, token).status_code
        allowed = reach(me, rule.act) is not Reach.NOBODY
        if (status in {401, 403}) is allowed:
            wrong.append((endpoint, method, path, status))
    assert wrong == []


@pytest.mark.parametrize("token", ["", "nonsense", "imt_" + "A" * 43, "ims_" + "A" * 43, "1.1." + "0" * 64])
def test_nobody_comes_in_without_a_good_token(app: Flask, manager: Serving, token: str) -> None:
    wrong = []
    for endpoint, method, path in addresses(app):
        if rules()[endpoint].act in {OPEN, SIGN_IN}:
            continue
        status = ask(manager, method, path, token).status_code
        # The in-Pod calls look at the body first; a Pod's token that is none is refused after that.
        if status != 401 and not (rules()[endpoint].act == IN_POD and status == 422):
            wrong.append((endpoint, method, path, status))
    assert wrong == []


def test_another_teams_tester_reaches_no_island_of_this_team(
    app: Flask, manager: Serving, people: dict[str, Person], island: Json
) -> None:
    tried = 0
    for endpoint, method, path in addresses(app):
        if rules()[endpoint].about is targets.island:
            real = path.replace(str(NOWHERE), str(island["id"]))
            for name in ("other", "programmer", "viewer"):
                answer = ask(manager, method, real, people[name].token)
                assert answer.status_code == 403, (endpoint, name, answer.text)
                tried += 1
    assert tried > 15
    assert people["tester"].json("GET", f"/islands/{island['id']}")["state"] not in {"stopping", "stopped"}


def test_the_team_and_operators_reach_it(people: dict[str, Person], island: Json) -> None:
    for name in ("tester", "mate", "operator", "admin"):
        assert people[name].json("PATCH", f"/islands/{island['id']}", {"note": name})["note"] == name


def test_nobody_takes_anothers_name(people: dict[str, Person], island: Json) -> None:
    wish = {"blueprint": "nowhere", "branch": "dev"}
    assert people["tester"].call("POST", "/islands", {**wish, "owner": "other"}).status_code == 403
    assert people["tester"].call("POST", "/islands", {**wish, "owner": "stranger"}).status_code == 403
    for name, owner in (("tester", "mate"), ("operator", "stranger"), ("tester", "")):
        answer = people[name].call("POST", "/islands", {**wish, "owner": owner})
        assert "no blueprint 'nowhere'" in answer.json()["error"]["message"]


def test_other_ways_to_anothers_island(people: dict[str, Person], island: Json) -> None:
    """Clock groups and scripts name islands in the body."""
    mine, other = [island["id"]], people["other"]
    assert other.call("POST", "/clock-groups", {"name": "steal", "islands": mine}).status_code == 403
    assert other.call("POST", "/clock-runs", {"steps": ["freeze"], "islands": mine}).status_code == 403
    people["tester"].json("POST", "/clock-groups", {"name": "raid", "islands": mine})
    for method, path, body in (
        ("PUT", "/clock-groups/raid/clock", {"mode": "real"}),
        ("POST", "/clock-runs", {"steps": ["freeze"], "group": "raid"}),
        ("DELETE", f"/clock-groups/raid/islands/{island['id']}", None),
        ("DELETE", "/clock-groups/raid", None),
    ):
        assert other.call(method, path, body).status_code == 403, path
    people["mate"].json("DELETE", "/clock-groups/raid")
