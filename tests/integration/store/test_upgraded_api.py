"""What the API tells of a database that was brought up to date: the same as before, in the same words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient

from islandmgr.app.bootstrap import bootstrap
from islandmgr.app.manager import Manager
from islandmgr.app.web_app import create_app
from islandmgr.config.settings import Settings
from islandmgr.model.errors import Unavailable
from tests.data.make_old_database import LATER, PASSWORD
from tests.integration.access.everything import TRAITS
from tests.integration.store.old_databases import DUMPED, OldDatabases, Rows, contents

Get = Callable[[str], Any]


class Away:
    """A cluster that does not answer."""

    traits = TRAITS

    def exec(self, *_: object, **__: object) -> object:
        raise Unavailable("The cluster does not answer")


@dataclass(frozen=True)
class Upgraded:
    """The application on a database that was brought up to date, and the rows that it had before."""

    rows: Rows
    client: FlaskClient

    def sign_in(self, name: str) -> dict[str, str]:
        answer = self.client.post("/api/v1/sign-in", json={"name": name, "password": PASSWORD})
        assert answer.status_code == 201, answer.text
        return {"Authorization": f"Bearer {answer.get_json()['token']}"}

    def get(self, path: str, headers: dict[str, str]) -> Any:
        answer = self.client.get(f"/api/v1{path}", headers=headers)
        assert answer.status_code == 200, (path, answer.text)
        return answer.get_json()


@pytest.fixture(scope="module", params=DUMPED)
def upgraded(
    old: OldDatabases, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Upgraded]:
    """As at a start of the manager, but none of its threads runs."""
    engine = old.make(request.param)
    rows = contents(engine)
    url = engine.url.set(drivername=engine.dialect.name).render_as_string(hide_password=False)
    given = {"data": tmp_path_factory.mktemp("data"), "database_url": url, "auth": "local", "pools": LATER["pools"]}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("islandmgr.app.bootstrap.make_cluster", lambda _settings: Away())
        services = bootstrap(Settings.from_env({f"ISLANDMGR_{name.upper()}": str(it) for name, it in given.items()}))
    manager = services.manager
    assert isinstance(manager, Manager)
    assert manager._prepared(), manager.problem
    manager.ready.set()
    yield Upgraded(rows, create_app(services).test_client())
    manager._parts.store.engine.dispose()


@pytest.fixture(scope="module")
def get(upgraded: Upgraded) -> Get:
    """What the API answers to the admin."""
    headers = upgraded.sign_in("admin")
    return lambda path: upgraded.get(path, headers)


def test_islands_are_shown_as_they_were(upgraded: Upgraded, get: Get) -> None:
    shown = {one["id"]: one for one in get("/islands?limit=1000")["items"]}
    rows = upgraded.rows["islands"]
    assert len(shown) == len(rows)
    for row in rows:
        for name in ("name", "blueprint", "branch", "owner", "note", "state", "reason", "incarnation", "node", "pod"):
            assert shown[row["id"]][name] == row[name], (row["id"], name)
        ports = {port["name"]: port["number"] for port in json.loads(row["ports"])}
        assert shown[row["id"]]["ports"] == ports
        clock = get(f"/islands/{row['id']}/clock")
        assert clock["wanted"]["mode"] == json.loads(row["clock"])["mode"]
        assert len(clock["history"]) == min(
            20, sum(change["island_id"] == row["id"] for change in upgraded.rows["clock_changes"])
        )


def test_their_histories_are_told_in_the_same_words(upgraded: Upgraded, get: Get) -> None:
    events = upgraded.rows["events"]
    for island in {row["id"] for row in upgraded.rows["islands"]}:
        told = {one["id"]: one for one in get(f"/islands/{island}/events?limit=1000")["items"]}
        known = [row for row in events if row["island_id"] == island and row["kind"] != "row"]
        assert {row["id"] for row in known} == {*told}
        for row in known:
            for name in ("kind", "before", "after", "who", "message"):
                assert told[row["id"]][name] == row[name], (row["id"], name)


def test_what_crashed_servers_left_is_shown(upgraded: Upgraded, get: Get) -> None:
    for row in upgraded.rows["bundles"]:
        crash = get(f"/islands/{row['island_id']}/crash?incarnation={row['incarnation']}")
        assert (crash["reason"], crash["log"]) == (row["reason"], row["log"])
        assert [file["name"] for file in crash["files"]] == [file["name"] for file in json.loads(row["files"])]


def test_drains_are_shown_with_their_islands(upgraded: Upgraded, get: Get) -> None:
    rows, items = upgraded.rows["drains"], upgraded.rows["drain_items"]
    shown = {one["id"]: (one["state"], one["message"]) for one in get("/drains?limit=1000")["items"]}
    assert shown == {row["id"]: (row["state"], row["message"]) for row in rows}
    for drain in shown:
        found = {(one["island"], one["state"], one["why"]) for one in get(f"/drains/{drain}")["islands"]}
        assert found == {(it["island_id"], it["state"], it["why"]) for it in items if it["drain_id"] == drain}


def test_webhooks_and_what_they_were_told(upgraded: Upgraded, get: Get) -> None:
    rows, deliveries = upgraded.rows["webhooks"], upgraded.rows["deliveries"]
    shown = {one["id"]: one for one in get("/webhooks")["items"]}
    assert {(key, one["name"], one["url"]) for key, one in shown.items()} == {
        (row["id"], row["name"], row["url"]) for row in rows
    }
    for hook, one in shown.items():
        told = [row for row in deliveries if (row["target"], row["target_id"]) == ("webhook", hook)]
        assert +Counter(one["deliveries"]) == Counter(row["state"] for row in told)
        dead = get(f"/webhooks/{hook}/deliveries?state=dead")["items"]
        assert {it["problem"] for it in dead} == {row["problem"] for row in told if row["state"] == "dead"}


def test_people_and_the_audit(upgraded: Upgraded, get: Get) -> None:
    users = {(one["name"], one["role"], one["team"], one["disabled"]) for one in get("/users")["items"]}
    rows = upgraded.rows["users"]
    assert users == {(row["name"], row["role"], row["team"], bool(row["disabled"])) for row in rows}
    audit = {one["id"]: one for one in get("/audit?limit=1000")["items"]}
    for row in upgraded.rows["audit"]:
        for name in ("who", "source", "act", "target", "outcome", "message"):
            assert audit[row["id"]][name] == row[name], (row["id"], name)


def test_the_rest_is_shown(upgraded: Upgraded, get: Get) -> None:
    rows = upgraded.rows
    for path, table in (
        ("/clock-groups", "clock_groups"),
        ("/clock-scripts", "clock_scripts"),
        ("/ports", "port_pools"),
    ):
        assert {one["name"] for one in get(path)["items"]} == {row["name"] for row in rows[table]}, path
    runs = {(one["id"], one["state"]) for one in get("/clock-runs?limit=1000")["items"]}
    assert runs == {(row["id"], row["state"]) for row in rows["clock_runs"]}
    quotas = {(one["kind"], one["name"], one["islands"], one["memory"]) for one in get("/quotas")["items"]}
    assert quotas >= {(row["kind"], row["name"], row["islands"], row["memory"]) for row in rows["quotas"]}


def test_people_sign_in_as_before_and_find_their_own(upgraded: Upgraded) -> None:
    for row in upgraded.rows["users"]:
        if row["disabled"] or not row["password"]:
            continue
        headers = upgraded.sign_in(row["name"])
        me = upgraded.get("/me", headers)
        assert (me["name"], me["role"], me["team"]) == (row["name"], row["role"], row["team"])
        channels = {one["id"] for one in upgraded.get("/channels", headers)["items"]}
        assert channels == {it["id"] for it in upgraded.rows["channels"] if it["user"] == row["name"]}
