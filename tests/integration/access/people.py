"""People for tests: one of each role and team, each with a session's cookie and an API token."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import requests

from tests.integration.serving import Json, Serving

PEOPLE = {
    "viewer": ("viewer", "blue"),
    "tester": ("tester", "blue"),
    "mate": ("tester", "blue"),
    "other": ("tester", "red"),
    "programmer": ("programmer", "red"),
    "operator": ("operator", ""),
    "admin": ("admin", ""),
}


@dataclass
class Person:
    """Somebody with an account. `token` is of scope `admin`: all that the role may do."""

    manager: Serving
    name: str
    password: str
    token: str

    def call(self, method: str, path: str, body: Json | None = None, **more: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.token}", **more.pop("headers", {})}
        return self.manager.call(method, path, body, headers=headers, **more)

    def json(self, method: str, path: str, body: Json | None = None) -> Json:
        answer = self.call(method, path, body)
        assert answer.ok, answer.text
        found: Json = answer.json() if answer.content else {}
        return found


def first_password(manager: Serving) -> str:
    """The first admin's, as it was told in the terminal."""
    found = re.search(r"as admin with the password\s+(\S+)", manager.log.read_text())
    assert found, manager.log.read_text()[:2000]
    return found[1]


def log_in(manager: Serving, name: str, password: str, **wish: Any) -> Person:
    answer = manager.call("POST", "/sign-in", {"name": name, "password": password, **wish})
    assert answer.status_code == 201, answer.text
    return Person(manager, name, password, answer.json()["token"])


def everybody(manager: Serving) -> dict[str, Person]:
    """All of `PEOPLE`, added by the first admin."""
    admin = log_in(manager, "admin", first_password(manager))
    found = {"admin": admin}
    for name, (role, team) in PEOPLE.items():
        if name != "admin":
            made = admin.json("POST", "/users", {"name": name, "role": role, "team": team})
            found[name] = log_in(manager, name, made["password"])
    return found


def browser(manager: Serving, person: Person) -> requests.Session:
    """A session as the sign-in page makes it."""
    session = requests.Session()
    form = {"name": person.name, "password": person.password, "next": "/nodes"}
    answer = session.post(
        f"{manager.url}/sign-in", form, headers={"Origin": manager.url}, allow_redirects=False, timeout=60
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, "/nodes"), answer.text
    return session
