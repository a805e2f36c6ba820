"""An id has one spelling. Whoever may not act on an island may not by any other way of writing its number either."""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from flask import Flask

from islandmgr.resources.clocks.api import targets as clock_targets
from islandmgr.web.access import targets
from tests.integration.access.everything import NOWHERE, addresses, rules
from tests.integration.access.people import Person
from tests.integration.access.spellings import in_bodies, in_paths
from tests.integration.serving import Json, Serving

REFUSED = {400, 403, 404, 405, 422, 308}  # 308: two slashes are led to the same place with one
OUTSIDERS = ("other", "programmer", "viewer")  # of another team, or in a role that only looks

GOOD_BODIES = {
    "islands.annotate": '{"note": "mine now"}',
    "islands.extend": '{"hours": 1}',
    "clock.put": '{"mode": "shift", "shift": "+1h"}',
    "clock_groups.put_clock": '{"mode": "shift", "shift": "+1h"}',
    "drains.more_time": '{"hours": 1}',
    "quotas.hold": '{"until": "2031-12-31T23:59:00+08:00", "reason": "mine now"}',
}
LISTS = {
    "clock_groups.create": '{"name": "stolen", "islands": %s}',
    "clock_groups.join": '{"islands": %s}',
    "clock_scripts.start": '{"steps": ["freeze"], "islands": %s}',
}
"""Bodies that would be good if it were one's own island; `%s` is where the list stands."""


class Caller:
    """Sends paths and bodies as they are written, over one connection."""

    def __init__(self, connection: http.client.HTTPConnection, person: Person) -> None:
        self._connection = connection
        self._headers = {"Authorization": f"Bearer {person.token}", "Content-Type": "application/json"}

    def status(self, method: str, path: str, body: str | None) -> int:
        self._connection.request(method, path, body.encode() if body is not None else None, self._headers)
        answer = self._connection.getresponse()
        answer.read()
        return answer.status


Call = Callable[[Person], Caller]


@pytest.fixture
def call(manager: Serving) -> Iterator[Call]:
    with closing(http.client.HTTPConnection("127.0.0.1", manager.port, timeout=60)) as connection:
        yield lambda person: Caller(connection, person)


@pytest.fixture(scope="module")
def theirs(people: dict[str, Person], island: Json) -> Iterator[Json]:
    """The tester's island, alone in a clock group on which a script runs; `run` is the script's."""
    tester = people["tester"]
    tester.json("POST", "/clock-groups", {"name": "theirs", "islands": [island["id"]]})
    run = tester.json("POST", "/clock-runs", {"steps": ["wait 10h real"], "group": "theirs"})["items"][0]
    yield {**island, "run": run["id"]}
    tester.json("DELETE", "/clock-groups/theirs")


@pytest.mark.parametrize("name", OUTSIDERS)
def test_no_spelling_in_a_path_opens_anothers_island(
    app: Flask, people: dict[str, Person], theirs: Json, call: Call, name: str
) -> None:
    before, wrong = _state(people, theirs), []
    caller = call(people[name])
    tried = 0
    for endpoint, method, path in addresses(app):
        about = rules()[endpoint].about
        if about not in {targets.island, clock_targets.run, clock_targets.group} or str(NOWHERE) not in path:
            continue
        number = theirs["run"] if about is clock_targets.run else theirs["id"]
        body = GOOD_BODIES.get(endpoint, None if method == "DELETE" else "{}")
        for spelled in in_paths(number):
            address = path.replace("nowhere", "theirs").replace(str(NOWHERE), spelled)
            status = caller.status(method, address, body)
            tried += 1
            if status not in REFUSED:
                wrong.append((endpoint, method, address, status))
    assert wrong == []
    assert tried > 12 * 50
    assert _state(people, theirs) == before


@pytest.mark.parametrize("name", OUTSIDERS)
def test_no_spelling_in_a_body_opens_anothers_island(
    app: Flask, people: dict[str, Person], theirs: Json, call: Call, name: str
) -> None:
    before, wrong = _state(people, theirs), []
    caller = call(people[name])
    people["admin"].json("POST", "/clock-groups", {"name": "nobodys"})
    listed = {targets.listed_islands, clock_targets.group_and_listed_islands, clock_targets.listed_islands_or_group}
    for endpoint, method, path in addresses(app):
        if rules()[endpoint].about not in listed:
            continue
        for spelled in in_bodies(theirs["id"]):
            body = LISTS[endpoint] % spelled
            status = caller.status(method, path.replace("nowhere", "nobodys"), body)
            allowed = spelled == "null" and endpoint == "clock_groups.create"
            if status not in REFUSED and not allowed:
                wrong.append((endpoint, body, status))
    people["admin"].json("DELETE", "/clock-groups/nobodys")
    assert wrong == []
    assert _state(people, theirs) == before


@pytest.mark.parametrize("field", ["group", "owner"])
@pytest.mark.parametrize(
    "spelled", ['"theirs"', '["theirs"]', '{"theirs": 1}', '"theirs "', '"theirs\\u0000"', "1", "true"]
)
def test_no_spelling_of_a_group_or_an_owner(
    people: dict[str, Person], theirs: Json, call: Call, field: str, spelled: str
) -> None:
    before, caller = _state(people, theirs), call(people["other"])
    if field == "owner":
        body = f'{{"blueprint": "sample", "branch": "dev", "owner": {spelled.replace("theirs", "tester")}}}'
        assert caller.status("POST", "/api/v1/islands", body) in REFUSED
    else:
        body = f'{{"steps": ["freeze"], "group": {spelled}}}'
        assert caller.status("POST", "/api/v1/clock-runs", body) in REFUSED
    assert _state(people, theirs) == before


def test_what_cannot_be_read_is_said_in_words(people: dict[str, Person], theirs: Json) -> None:
    other, number = people["other"], theirs["id"]
    answer = other.call("DELETE", f"/islands/{number}.0")
    assert answer.status_code == 422
    assert answer.json()["error"]["details"] == {
        "fields": {"island_id": f"island_id '{number}.0' must be a whole number"}
    }
    answer = other.call("POST", "/clock-groups", {"name": "stolen", "islands": [str(number)]})
    assert answer.status_code == 422
    assert answer.json()["error"]["message"] == f"islands[0] '{number}' must be a whole number"


def _state(people: dict[str, Person], theirs: Json) -> Json:
    """All that acts on that island could change; what the manager itself goes on with is left out."""
    look = people["admin"].json
    row = look("GET", f"/islands/{theirs['id']}")
    kept = ("owner", "note", "incarnation", "clock_group", "expires_at", "hold", "leaving")
    history = look("GET", f"/islands/{theirs['id']}/events?limit=1000")["items"]
    return {
        "row": {name: row[name] for name in kept},
        "clock": row["clock"]["asked"],
        "stopped": row["state"] in {"stopping", "stopped"},
        "by outsiders": [one for one in history if one["who"] in OUTSIDERS],
        "run": look("GET", f"/clock-runs/{theirs['run']}")["state"],
        "islands": len(look("GET", "/islands?limit=1000")["items"]),
    }
