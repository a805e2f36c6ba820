"""An idempotency key is the person's: with whichever token, and with nobody else's island as the answer."""

from __future__ import annotations

from dataclasses import replace

from tests.integration.access.people import Person, browser
from tests.integration.serving import Json, Serving, eventually

WANTED: Json = {"blueprint": "sample", "branch": "dev", "note": "nightly"}
KEY = {"Idempotency-Key": "nightly-4711"}


def test_two_people_with_one_key_get_an_island_each(manager: Serving, people: dict[str, Person]) -> None:
    mine, theirs = (people[name].call("POST", "/islands", WANTED, headers=KEY) for name in ("tester", "other"))
    try:
        assert (mine.status_code, theirs.status_code) == (202, 202), (mine.text, theirs.text)
        assert (mine.json()["owner"], theirs.json()["owner"]) == ("tester", "other")
        assert mine.json()["id"] != theirs.json()["id"]
        again = people["other"].call("POST", "/islands", WANTED, headers=KEY)
        assert again.json()["id"] == theirs.json()["id"]
        refused = people["mate"].call("POST", "/islands", {**WANTED, "blueprint": "none"}, headers=KEY)
        assert refused.status_code == 422  # and not a 409 that tells of other people's requests
    finally:
        end(people, mine.json(), theirs.json())


def test_all_tokens_and_sessions_of_a_person_share_its_keys(manager: Serving, people: dict[str, Person]) -> None:
    tester = people["tester"]
    made = tester.json("POST", "/tokens", {"name": "second", "scope": "islands"})
    second = replace(tester, token=made["token"])
    page = browser(manager, tester)
    first = tester.call("POST", "/islands", WANTED, headers={"Idempotency-Key": "shared"})
    try:
        again = second.call("POST", "/islands", WANTED, headers={"Idempotency-Key": "shared"})
        assert (first.status_code, again.status_code) == (202, 202), (first.text, again.text)
        headers = {"Idempotency-Key": "shared", "Origin": manager.url}
        by_page = page.post(f"{manager.url}/api/v1/islands", json=WANTED, headers=headers, timeout=60)
        assert first.json()["id"] == again.json()["id"] == by_page.json()["id"]
    finally:
        end(people, first.json())
        tester.json("DELETE", f"/tokens/{made['id']}")


def end(people: dict[str, Person], *islands: Json) -> None:
    numbers = {island["id"] for island in islands}
    for number in numbers:
        people["admin"].json("DELETE", f"/islands/{number}")

    def stopped(number: int) -> bool:
        return bool(people["admin"].json("GET", f"/islands/{number}")["state"] == "stopped")

    eventually(lambda: all(stopped(number) for number in numbers))
