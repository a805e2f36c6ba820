"""Tokens and sessions: scoped, expiring, revoked, never seen again; and what browsers must not be made to do."""

from __future__ import annotations

import threading
from http.cookiejar import CookieJar

import pytest
import requests

from tests.integration.access.people import Person, browser, first_password, log_in
from tests.integration.serving import Json, Serving, eventually


def test_a_token_is_seen_once_and_kept_as_a_digest(manager: Serving, people: dict[str, Person]) -> None:
    made = people["tester"].json("POST", "/tokens", {"name": "ci", "scope": "read", "days": 1})
    listed = people["tester"].call("GET", "/tokens")
    assert made["token"].startswith("imt_")
    assert made["token"] not in listed.text
    assert manager.call("GET", "/me", headers={"Authorization": f"Bearer {made['token']}"}).json()["scope"] == "read"
    (used,) = [one for one in people["tester"].json("GET", "/tokens")["items"] if one["id"] == made["id"]]
    assert used["used_from"] == "127.0.0.1"
    assert used["used_at"] is not None
    assert made["token"] not in manager.log.read_text()


@pytest.mark.parametrize(
    ("scope", "may", "may_not"),
    [
        ("read", [("GET", "/islands")], [("DELETE", "/islands/987654"), ("POST", "/tokens"), ("GET", "/users")]),
        ("islands", [("DELETE", "/islands/987654")], [("POST", "/nodes/nowhere/uncordon"), ("GET", "/tokens")]),
        ("ops", [("POST", "/nodes/nowhere/uncordon"), ("GET", "/audit")], [("GET", "/users"), ("POST", "/tokens")]),
        ("admin", [("GET", "/users"), ("GET", "/tokens")], []),
    ],
)
def test_a_scope_is_a_limit(
    people: dict[str, Person], scope: str, may: list[tuple[str, str]], may_not: list[tuple[str, str]]
) -> None:
    admin = people["admin"]
    made = admin.json("POST", "/tokens", {"name": f"of scope {scope}", "scope": scope})
    person = Person(admin.manager, "admin", "", made["token"])
    for method, path in may:
        assert person.call(method, path).status_code not in {401, 403}, path
    for method, path in may_not:
        answer = person.call(method, path, {} if method == "POST" else None)
        assert answer.status_code == 403, path
        assert f"scope {scope}" in answer.json()["error"]["message"]


def test_a_revoked_token_is_refused_at_once_and_its_open_streams_end(people: dict[str, Person]) -> None:
    tester = people["tester"]
    made = tester.json("POST", "/tokens", {"name": "leaked", "scope": "islands"})
    thief = Person(tester.manager, "tester", "", made["token"])
    with thief.call("GET", "/stream", stream=True) as stream:
        ended = threading.Event()

        def follow() -> None:
            for _chunk in stream.iter_content(None):
                pass
            ended.set()

        reader = threading.Thread(target=follow)
        reader.start()
        tester.json("DELETE", f"/tokens/{made['id']}")
        assert thief.call("GET", "/islands").status_code == 401
        assert ended.wait(60)
        reader.join()


def test_nobody_revokes_anothers_token(people: dict[str, Person]) -> None:
    made = people["tester"].json("POST", "/tokens", {"name": "mine"})
    assert people["other"].call("DELETE", f"/tokens/{made['id']}").status_code == 404
    assert people["admin"].call("DELETE", f"/tokens/{made['id']}").status_code == 404


def test_an_expired_token_is_refused(people: dict[str, Person]) -> None:
    made = people["tester"].json("POST", "/tokens", {"name": "short", "days": 1e-5})  # 0.9 seconds
    short = Person(people["tester"].manager, "tester", "", made["token"])
    eventually(lambda: short.call("GET", "/me").status_code == 401)


def test_shutting_somebody_out_ends_everything(manager: Serving, people: dict[str, Person]) -> None:
    password = people["admin"].json("POST", "/users", {"name": "leaver"})["password"]
    leaver = log_in(manager, "leaver", password)
    session = browser(manager, leaver)
    people["admin"].json("PATCH", "/users/leaver", {"disabled": True})
    assert leaver.call("GET", "/me").status_code == 401
    assert session.get(f"{manager.url}/api/v1/me", timeout=60).status_code == 401
    wrong = manager.call("POST", "/sign-in", {"name": "leaver", "password": password})
    assert (wrong.status_code, wrong.json()["error"]["message"]) == (401, "The name or the password is not right")


def test_another_role_counts_at_once(manager: Serving, people: dict[str, Person]) -> None:
    password = people["admin"].json("POST", "/users", {"name": "riser", "role": "viewer"})["password"]
    riser = log_in(manager, "riser", password)
    assert riser.call("POST", "/nodes/nowhere/uncordon").status_code == 403
    people["admin"].json("PATCH", "/users/riser", {"role": "operator"})
    assert riser.call("POST", "/nodes/nowhere/uncordon").status_code == 404


def test_the_last_admin_stays(people: dict[str, Person]) -> None:
    for change in ({"role": "viewer"}, {"disabled": True}):
        answer = people["admin"].call("PATCH", "/users/admin", change)
        assert answer.status_code == 409
        assert "last admin" in answer.json()["error"]["message"]


def test_the_cookie_is_for_browsers_only(manager: Serving, people: dict[str, Person]) -> None:
    session = browser(manager, people["mate"])
    (cookie,) = CookieJar.__iter__(session.cookies)
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert cookie.get_nonstandard_attr("SameSite") == "Lax"
    as_token = manager.call("GET", "/me", headers={"Authorization": f"Bearer {cookie.value}"})
    assert as_token.status_code == 401
    as_cookie = requests.get(f"{manager.url}/api/v1/me", cookies={cookie.name: people["mate"].token}, timeout=60)
    assert as_cookie.status_code == 401


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:1"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 422),
    ],
)
def test_no_other_page_changes_anything_with_the_cookie(
    manager: Serving, people: dict[str, Person], headers: dict[str, str], status: int
) -> None:
    session = browser(manager, people["mate"])
    answer = session.post(f"{manager.url}/api/v1/islands", json={"nonsense": 1}, headers=headers, timeout=60)
    assert answer.status_code == status, answer.text


def test_signing_out_ends_the_session_on_the_server_too(manager: Serving, people: dict[str, Person]) -> None:
    session = browser(manager, people["mate"])
    kept = session.cookies.copy()
    session.post(f"{manager.url}/sign-out", headers={"Origin": manager.url}, timeout=60)
    assert requests.get(f"{manager.url}/api/v1/me", cookies=kept, timeout=60).status_code == 401


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/%0d%0aX: y", "\\/x"],
)
def test_signing_in_leads_to_no_other_site(manager: Serving, people: dict[str, Person], target: str) -> None:
    form = {"name": "mate", "password": people["mate"].password, "next": target}
    answer = requests.post(
        f"{manager.url}/sign-in", form, headers={"Origin": manager.url}, allow_redirects=False, timeout=60
    )
    assert answer.status_code == 303
    assert answer.headers["Location"] in {"/", "/%0d%0aX: y", "/%0d%0aX:%20y"}
    assert "X" not in answer.headers


def test_a_page_leads_to_the_sign_in_and_back(manager: Serving) -> None:
    answer = requests.get(
        f"{manager.url}/nodes?a=b", headers={"Accept": "text/html"}, allow_redirects=False, timeout=60
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in?next=%2Fnodes%3Fa%3Db")


def test_names_cannot_be_found_out_nor_passwords_tried(manager: Serving, people: dict[str, Person]) -> None:
    """The same answer for a wrong name and a wrong password; after ten of them none is looked at any more."""
    people["admin"].json("POST", "/users", {"name": "target"})
    answers = [
        manager.call("POST", "/sign-in", {"name": name, "password": "wrong wrong"})
        for name in ["guess"] * 11 + ["target"] * 11
    ]
    texts = {answer.text for answer in answers if answer.status_code == 401}
    assert len(texts) == 1
    assert [answer.status_code for answer in answers] == ([401] * 10 + [429]) * 2
    assert int(answers[-1].headers["Retry-After"]) > 0
    # The right password is no way around it: else one could go on guessing and see which one is.
    assert manager.call("POST", "/sign-in", {"name": "guess", "password": "x"}).status_code == 429


def test_changing_the_password(manager: Serving, people: dict[str, Person]) -> None:
    password = people["admin"].json("POST", "/users", {"name": "changer"})["password"]
    changer = log_in(manager, "changer", password)
    here, there = browser(manager, changer), browser(manager, changer)
    address, origin = f"{manager.url}/api/v1/me/password", {"Origin": manager.url}
    wrong = here.put(address, json={"old": "not it at all", "new": "a better one 1"}, headers=origin, timeout=60)
    assert wrong.status_code == 422
    short = here.put(address, json={"old": password, "new": "short"}, headers=origin, timeout=60)
    assert "5 characters" in short.json()["error"]["message"]
    done = here.put(address, json={"old": password, "new": "a better one 1"}, headers=origin, timeout=60)
    assert done.status_code == 204
    assert here.get(f"{manager.url}/api/v1/me", timeout=60).ok
    assert there.get(f"{manager.url}/api/v1/me", timeout=60).status_code == 401
    assert manager.call("POST", "/sign-in", {"name": "changer", "password": password}).status_code == 401
    log_in(manager, "changer", "a better one 1")


def test_the_first_password_is_told_once(manager: Serving) -> None:
    password = first_password(manager)
    assert manager.log.read_text().count(password) == 1


def test_a_token_makes_none_that_may_more(people: dict[str, Person], island: Json) -> None:
    made = people["operator"].json("POST", "/tokens", {"name": "ops", "scope": "ops"})
    ops = Person(people["operator"].manager, "operator", "", made["token"])
    assert ops.call("POST", "/tokens", {"name": "more", "scope": "admin"}).status_code == 403
