"""Names in many spellings, and passwords that are tried: at the sign-in, from elsewhere, and with a stolen session."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter

from islandmgr.access import Role
from islandmgr.model.errors import TooMany
from islandmgr.resources.access.service.attempts import BY_NAME, FROM_ELSEWHERE, FROM_KNOWN, OLD_PASSWORDS, Attempts
from islandmgr.resources.access.store.rates import take_back
from islandmgr.resources.access.store.users import User, find, insert_new
from islandmgr.store.store import Store
from tests.integration.access.people import Person
from tests.integration.notifications.outboxes import parts_on
from tests.integration.serving import Serving
from tests.unit.test_names import SPELLINGS

WRONG = "a wrong password"


class _From(HTTPAdapter):
    """Connects from this address of loopback."""

    def __init__(self, address: str) -> None:
        self._address = address
        super().__init__()

    def init_poolmanager(self, *args: Any, **more: Any) -> Any:
        return super().init_poolmanager(*args, source_address=(self._address, 0), **more)


def browser_at(manager: Serving, address: str, name: str, password: str) -> tuple[requests.Session, int]:
    """A browser there that tries to sign in, and the status. Not this test run's own address: its attempts are few."""
    session = requests.Session()
    session.mount("http://", _From(address))
    form = {"name": name, "password": password, "next": "/nodes"}
    answer = session.post(
        f"{manager.url}/sign-in", form, headers={"Origin": manager.url}, allow_redirects=False, timeout=60
    )
    return session, answer.status_code


def in_at(manager: Serving, address: str, person: Person) -> requests.Session:
    """A browser that is signed in there."""
    session, status = browser_at(manager, address, person.name, person.password)
    assert status == 303
    return session


def try_from(manager: Serving, address: str, name: str, password: str) -> int:
    """The status of a program's sign-in from there."""
    with requests.Session() as session:
        session.mount("http://", _From(address))
        body = {"name": name, "password": password}
        return session.post(f"{manager.url}/api/v1/sign-in", json=body, timeout=60).status_code


def who_is(manager: Serving, session: requests.Session) -> str:
    return str(session.get(f"{manager.url}/api/v1/me", timeout=60).json()["name"])


def new_person(manager: Serving, people: dict[str, Person], name: str) -> Person:
    password = people["admin"].json("POST", "/users", {"name": name})["password"]
    return Person(manager, name, password, "")


def test_every_spelling_is_the_one_account(manager: Serving, people: dict[str, Person]) -> None:
    password = people["admin"].json("POST", "/users", {"name": "padded"})["password"]
    for name in ("padded ", " padded", "padded\u00a0", "padded\u3000"):
        answer = people["admin"].call("POST", "/users", {"name": name})
        assert answer.status_code == 409, answer.text
        assert who_is(manager, in_at(manager, "127.0.7.1", Person(manager, name, password, ""))) == "padded"
        assert try_from(manager, "127.0.7.1", name, password) == 201
        # A path names exactly one: MariaDB must not take another one for it.
        assert people["admin"].call("PATCH", f"/users/{name}", {"role": "viewer"}).status_code == 404
    made = people["admin"].json("POST", "/users", {"name": "Zoe\u0301 "})
    assert made["name"] == "Zoé"
    assert who_is(manager, in_at(manager, "127.0.7.1", Person(manager, "Zoe\u0301", made["password"], ""))) == "Zoé"


def test_no_spelling_gives_more_attempts(manager: Serving, people: dict[str, Person]) -> None:
    person = new_person(manager, people, "red1")
    spellings = [name for name in SPELLINGS if name.isprintable()] + ["RED1", "Red1", "ｒｅｄ１", "red1" + " " * 9]
    statuses = [try_from(manager, "127.0.6.1", name, WRONG) for name in [*spellings, *spellings]]
    assert statuses[:BY_NAME] == [401] * BY_NAME
    assert set(statuses[BY_NAME:]) == {429}
    assert try_from(manager, "127.0.6.1", "red1 ", person.password) == 429


def test_islands_belong_to_names_as_they_are_kept(people: dict[str, Person]) -> None:
    for owner in ("tester ", " tester", "Zoe\u0301"):
        wish = {"blueprint": "sample", "branch": "dev", "owner": owner}
        answer = people["admin"].call("POST", "/islands", wish)
        assert answer.status_code == 422, answer.text
        assert repr(owner) in answer.json()["error"]["message"]
        quota = {"kind": "person", "name": owner, "islands": 1}
        assert people["admin"].call("PUT", "/quotas", quota).status_code == 422


def test_many_addresses_together_have_few_attempts_and_shut_nobody_out(
    manager: Serving, people: dict[str, Person]
) -> None:
    person = new_person(manager, people, "hunted")
    in_at(manager, "127.0.8.1", person)
    numbers = range(1, FROM_ELSEWHERE + 6)
    statuses = [try_from(manager, f"127.0.1.{number}", "hunted", WRONG) for number in numbers]
    assert statuses == [401] * FROM_ELSEWHERE + [429] * 5
    assert try_from(manager, "127.0.2.1", "hunted", person.password) == 429
    in_at(manager, "127.0.8.1", person)  # from where that person works, nothing has changed
    # Names that nobody has are answered alike.
    statuses = [
        try_from(manager, f"127.0.3.{number}", "no-such-name", WRONG) for number in range(1, FROM_ELSEWHERE + 6)
    ]
    assert statuses == [401] * FROM_ELSEWHERE + [429] * 5


def test_a_stolen_session_does_not_find_out_the_password(manager: Serving, people: dict[str, Person]) -> None:
    person = new_person(manager, people, "robbed")
    thief = in_at(manager, "127.0.4.1", person)
    address, origin = f"{manager.url}/api/v1/me/password", {"Origin": manager.url}

    def change(old: str, source: str = "") -> int:
        if source:
            thief.mount("http://", _From(source))
        return thief.put(address, json={"old": old, "new": "another one 1"}, headers=origin, timeout=60).status_code

    statuses = [change(WRONG, f"127.0.4.{number}") for number in range(1, OLD_PASSWORDS + 1)]
    assert statuses == [422] * OLD_PASSWORDS
    assert change(person.password, "127.0.5.1") == 429  # the right one is not looked at either
    in_at(manager, "127.0.4.200", person)  # the sign-in is another thing


def test_wrong_old_passwords_count_as_wrong_sign_ins(manager: Serving, people: dict[str, Person]) -> None:
    person = new_person(manager, people, "mixed")
    session = in_at(manager, "127.0.9.1", person)
    address, origin = f"{manager.url}/api/v1/me/password", {"Origin": manager.url}
    for _ in range(5):
        body = {"old": WRONG, "new": "another one 1"}
        assert session.put(address, json=body, headers=origin, timeout=60).status_code == 422
    statuses = [try_from(manager, "127.0.9.1", "mixed", WRONG) for _ in range(6)]
    assert statuses == [401] * 5 + [429]


@pytest.mark.parametrize("padded", ["red1 ", "red1  ", "Red1", "réd1", " red1"])
def test_a_name_is_found_as_it_is_written(store: Store, padded: str) -> None:
    store.run(lambda conn: insert_new(conn, User("red1", Role.TESTER, 0)))
    with store.reading() as conn:
        assert find(conn, "red1") is not None
        assert find(conn, padded) is None


def test_the_right_password_takes_its_attempt_back(store: Store, tmp_path: Any) -> None:
    """Whoever signs in often is not shut out by that, and nobody gets more attempts by it."""
    attempts = Attempts(parts_on(store, tmp_path))
    for number in range(FROM_KNOWN + FROM_ELSEWHERE):
        attempt = attempts.begin("busy", f"10.0.0.{number}")
        store.run(lambda conn, it=attempt: attempts.passed(conn, it))  # type: ignore[misc]
    store.run(lambda conn: take_back(conn, attempt.everywhere))
    store.run(lambda conn: take_back(conn, "nothing"))
    for number in range(FROM_ELSEWHERE):
        attempts.begin("busy", f"10.0.1.{number}")
    with pytest.raises(TooMany):
        attempts.begin("busy", "10.0.2.1")
