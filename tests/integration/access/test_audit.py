"""Every act leaves a line that nobody can change, the refused ones too."""

from __future__ import annotations

import csv
import io

import pytest
import requests
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from islandmgr.kernel import audit as auditing
from islandmgr.kernel import audit_rows as audit
from islandmgr.kernel.audit_rows import Wanted
from islandmgr.model.domain import Actor
from islandmgr.model.messages import as_message
from islandmgr.store import Store
from tests.integration.access.people import Person, browser
from tests.integration.serving import Json, Serving, eventually

HOSTILE = "<script>window.hacked=1</script>"


def lines(people: dict[str, Person], query: str) -> list[Json]:
    found: list[Json] = people["operator"].json("GET", f"/audit?{query}")["items"]
    return found


def test_who_stopped_my_island(manager: Serving, people: dict[str, Person]) -> None:
    """It is told in the audit and in the island's own history, with where from."""
    made = people["tester"].json("POST", "/islands", {"blueprint": "sample", "branch": "dev"})
    assert people["other"].call("DELETE", f"/islands/{made['id']}").status_code == 403
    people["mate"].json("DELETE", f"/islands/{made['id']}")
    stopped, refused, started = lines(people, f"island={made['id']}")
    assert (started["who"], started["act"], started["outcome"]) == ("tester", "islands.start", "done")
    assert (refused["who"], refused["act"], refused["outcome"]) == ("other", "islands.stop", "refused")
    assert (stopped["who"], stopped["act"], stopped["outcome"]) == ("mate", "islands.stop", "done")
    assert stopped["source"] == "token islandctl, 127.0.0.1"
    (event,) = [
        one for one in people["tester"].json("GET", f"/islands/{made['id']}/events")["items"] if one["who"] == "mate"
    ]
    assert event["data"]["source"] == stopped["source"]


def test_refusals_and_failures_are_told_apart(people: dict[str, Person]) -> None:
    people["viewer"].call("POST", "/islands", {"blueprint": "sample", "branch": "dev"})
    people["tester"].call("POST", "/islands", {"blueprint": "nowhere", "branch": "dev"})
    (refused,) = lines(people, "who=viewer&act=islands.start&outcome=refused&limit=1")
    assert "'viewer' is a viewer" in refused["message"]
    (failed,) = lines(people, "who=tester&act=islands&outcome=failed&limit=1")
    assert "no blueprint 'nowhere'" in failed["message"]


def test_acts_outside_the_database_are_told_too(people: dict[str, Person]) -> None:
    node = people["viewer"].json("GET", "/nodes")["items"][0]["name"]
    people["operator"].json("POST", f"/nodes/{node}/uncordon")
    (done,) = lines(people, "who=operator&act=nodes&outcome=done&limit=1")
    assert done["target"] == node


def test_a_failed_sign_in_names_whom_it_was_tried_for(manager: Serving, people: dict[str, Person]) -> None:
    manager.call("POST", "/sign-in", {"name": "victim", "password": "a guess"})
    found = lines(people, "act=sign-in&outcome=refused&q=victim")
    assert (found[0]["who"], found[0]["target"]) == ("nobody", "victim")
    assert "a guess" not in str(found)


def test_only_operators_and_admins_read_it(people: dict[str, Person]) -> None:
    assert {name for name, person in people.items() if person.call("GET", "/audit").ok} == {"operator", "admin"}


def test_the_page_and_the_file_show_it_and_run_nothing(manager: Serving, people: dict[str, Person]) -> None:
    note = f"=cmd|' /C calc'!A0 {HOSTILE}"
    people["admin"].call("POST", "/users", {"name": note[:64]})
    session = browser(manager, people["operator"])
    page = session.get(f"{manager.url}/audit", timeout=60)
    assert HOSTILE not in page.text
    assert "&lt;script&gt;" in page.text
    assert (
        "script-src" not in page.headers["Content-Security-Policy"]
    )  # so `default-src 'self'` counts: no inline script
    file = session.get(f"{manager.url}/audit.csv?who=admin", timeout=60)
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert {row["who"] for row in rows} == {"admin"}
    assert any(row["target"].startswith("'=cmd") for row in rows)
    assert session.get(f"{manager.url}/users", timeout=60).status_code == 403


def test_another_islands_pod_is_refused_and_told(manager: Serving, people: dict[str, Person]) -> None:
    message = {"island": 1, "incarnation": 1, "pod": "p", "node": "n", "host": "127.0.0.1", "started_at": 1}
    token = {"Authorization": "Bearer 1.1." + "0" * 64}

    def told() -> bool:  # unless strangers were too many in this minute
        assert manager.call("POST", "/registrations", message, headers=token).status_code == 401
        return bool(lines(people, "act=in-pod&outcome=refused&limit=1"))

    eventually(told, timeout=100, gap=2)


def test_strangers_cannot_fill_it(manager: Serving, people: dict[str, Person]) -> None:
    before = len(lines(people, "who=nobody&limit=1000"))
    for _ in range(150):
        requests.delete(f"{manager.url}/api/v1/islands/1", timeout=60)
    assert len(lines(people, "who=nobody&limit=1000")) - before <= 121  # sixty a minute, and a minute may have turned


@pytest.mark.parametrize("statement", ["UPDATE audit SET who = 'somebody else'", "DELETE FROM audit"])
def test_the_database_itself_keeps_it(store: Store, statement: str) -> None:
    def write(conn: Connection) -> None:
        auditing.done(conn, Actor("qa01", "cli"), 1.0, kind="islands.stop", message=as_message("x"))

    store.run(write)
    with pytest.raises(DBAPIError, match="append-only"):
        store.run(lambda conn: conn.execute(text(statement)))
    with store.reading() as conn:
        (entry,), _ = audit.page(conn, Wanted(), 10)
    assert entry.who == "qa01"


def test_what_is_rolled_back_leaves_no_line(store: Store) -> None:
    def fail(conn: Connection) -> None:
        auditing.done(conn, Actor("qa01", "cli"), 1.0, kind="islands.stop", message=as_message("x"))
        raise ValueError

    with pytest.raises(ValueError):
        store.run(fail)
    with store.reading() as conn:
        assert audit.page(conn, Wanted(), 10) == ([], None)
