"""Ways in that are none: credentials that were good once, other sites' pages, planted cookies, haste, odd paths."""

from __future__ import annotations

from collections.abc import Callable
from http.cookiejar import CookieJar

import pytest
import requests
from flask import Flask

from islandmgr.web.access.permissions import IN_POD, OPEN, SIGN_IN
from islandmgr.web.guards import SAFE_METHODS
from tests.integration.access.everything import addresses, ask, rules
from tests.integration.access.people import Person, browser, log_in
from tests.integration.serving import Json, Serving, eventually

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def once_good(manager: Serving, people: dict[str, Person]) -> dict[str, dict[str, str]]:
    """Headers of credentials that were an admin's and count no more."""
    admin = people["admin"]
    found = {}
    expired = admin.json("POST", "/tokens", {"name": "short", "scope": "admin", "days": 1e-5})
    found["expired token"] = {"Authorization": f"Bearer {expired['token']}"}
    revoked = admin.json("POST", "/tokens", {"name": "revoked", "scope": "admin"})
    found["revoked token"] = {"Authorization": f"Bearer {revoked['token']}"}
    admin.json("DELETE", f"/tokens/{revoked['id']}")
    password = admin.json("POST", "/users", {"name": "gone", "role": "admin"})["password"]
    gone = log_in(manager, "gone", password)
    found["token of one who is shut out"] = {"Authorization": f"Bearer {gone.token}"}
    session = browser(manager, gone)
    admin.json("PATCH", "/users/gone", {"disabled": True})
    found["session of one who is shut out"] = {"Cookie": cookie_of(session), "Origin": manager.url}
    left = browser(manager, admin)
    found["session that was left"] = {"Cookie": cookie_of(left), "Origin": manager.url}
    left.post(f"{manager.url}/sign-out", headers={"Origin": manager.url}, timeout=60)
    me = f"{manager.url}/api/v1/me"
    eventually(lambda: requests.get(me, headers=found["expired token"], timeout=60).status_code == 401)
    return found


def cookie_of(session: requests.Session) -> str:
    (cookie,) = CookieJar.__iter__(session.cookies)
    return f"{cookie.name}={cookie.value}"


def try_all(app: Flask, manager: Serving, headers: dict[str, str], good: Callable[[str, str, int], bool]) -> None:
    """Every endpoint with these headers; `good` says of (act, method, status) whether it should be so."""
    wrong = []
    with requests.Session() as session:
        for endpoint, method, path in addresses(app):
            act = rules()[endpoint].act
            body = None if method in {"GET", "DELETE"} else {"nonsense": 1}
            with session.request(
                method, manager.url + path, json=body, headers=headers, timeout=60, stream=True, allow_redirects=False
            ) as answer:
                if not good(act, method, answer.status_code):
                    wrong.append((endpoint, method, path, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize(
    "which",
    [
        "expired token",
        "revoked token",
        "token of one who is shut out",
        "session of one who is shut out",
        "session that was left",
    ],
)
def test_what_was_good_once_opens_nothing(
    app: Flask, manager: Serving, once_good: dict[str, dict[str, str]], which: str
) -> None:
    def refused(act: str, _method: str, status: int) -> bool:
        return act in {OPEN, SIGN_IN} or status == 401 or (act == IN_POD and status == 422)

    try_all(app, manager, once_good[which], refused)


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_another_sites_page_changes_nothing_anywhere(
    app: Flask, manager: Serving, people: dict[str, Person], headers: dict[str, str]
) -> None:
    """Whatever an admin's browser is made to send along: each form and each call, the sign-in too."""
    given = {"Cookie": cookie_of(browser(manager, people["admin"])), **headers}
    try_all(app, manager, given, lambda _act, method, status: method in SAFE_METHODS or status == 403)


def test_a_browser_that_does_not_say_where_from_changes_nothing(
    app: Flask, manager: Serving, people: dict[str, Person]
) -> None:
    given = {"Cookie": cookie_of(browser(manager, people["admin"]))}

    def refused(act: str, method: str, status: int) -> bool:
        return method in SAFE_METHODS or act in {SIGN_IN, IN_POD} or status == 403

    try_all(app, manager, given, refused)


def test_nobody_is_signed_in_by_another_site(manager: Serving, people: dict[str, Person]) -> None:
    """Else a tester would work under an attacker's name, and tell him so what he does."""
    form = {"name": "mate", "password": people["mate"].password}
    for headers in ({}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "same-site"}):
        answer = requests.post(f"{manager.url}/sign-in", form, headers=headers, timeout=60)
        assert answer.status_code == 403, headers
        assert "Set-Cookie" not in answer.headers


def test_a_planted_cookie_is_not_taken_over(manager: Serving, people: dict[str, Person]) -> None:
    """Session fixation: what an attacker put into a browser before the sign-in is worth nothing after it."""
    attacker = browser(manager, people["other"])
    planted = cookie_of(attacker)
    name = planted.partition("=")[0]
    for before in (planted, f"{name}=ims_" + "A" * 43, f"{name}=chosen"):
        form = {"name": "mate", "password": people["mate"].password}
        headers = {"Origin": manager.url, "Cookie": before}
        answer = requests.post(f"{manager.url}/sign-in", form, headers=headers, allow_redirects=False, timeout=60)
        made = answer.headers["Set-Cookie"].partition(";")[0]
        assert made != before
        me = f"{manager.url}/api/v1/me"
        assert requests.get(me, headers={"Cookie": made}, timeout=60).json()["name"] == "mate"
        with_old = requests.get(me, headers={"Cookie": before}, timeout=60)
        assert with_old.json().get("name") == ("other" if before == planted else None)


def test_starts_are_limited_for_each_person(manager: Serving, people: dict[str, Person]) -> None:
    """Refused before anything is looked at, so that a script in a loop costs little; others go on."""
    password = people["admin"].json("POST", "/users", {"name": "loop", "team": "blue"})["password"]
    loop = log_in(manager, "loop", password)
    statuses = [ask(manager, "POST", "/api/v1/islands", loop.token).status_code for _ in range(121)]
    assert statuses == [422] * 120 + [429]
    refused = loop.call("POST", "/islands/987654/clone")
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert "'loop' started 120 islands in a minute" in refused.json()["error"]["message"]
    assert loop.call("GET", "/islands").ok
    assert people["mate"].call("POST", "/islands", {"nonsense": 1}).status_code == 422


@pytest.mark.parametrize("name", ["n" * 100_000, "名" * 900, "a\x00b", "' OR '1'='1", "😀", "\ud83d"])
def test_names_that_are_none(manager: Serving, people: dict[str, Person], name: str) -> None:
    """The last one is half a character, which JSON can carry and no database keeps."""
    form = {"name": name.encode("utf-8", "surrogatepass"), "password": "x"}
    answer = requests.post(f"{manager.url}/sign-in", form, headers={"Origin": manager.url}, timeout=60)
    assert answer.status_code == 401, answer.text
    assert manager.call("POST", "/sign-in", {"name": name, "password": "x"}).status_code in {401, 422}
    assert people["admin"].call("POST", "/users", {"name": name}).status_code in {201, 422}
    wish = {"blueprint": "nowhere", "branch": "dev"}
    for field in ("note", "branch", "blueprint"):
        assert people["admin"].call("POST", "/islands", {**wish, field: name}).status_code == 422, field


OUTSIDE = (
    "..", "../../../../etc/passwd", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%2f..%2f..%2fetc%2fpasswd", "/etc/passwd",
    "%2Fetc%2Fpasswd", "....//....//etc/passwd", "..%5c..%5cetc%5cpasswd", "%252e%252e%252fetc%252fpasswd",
    "game%00/../../etc/passwd", "%00", "prepare/../../../islandmgr.db",
)  # fmt: skip


@pytest.mark.parametrize("path", OUTSIDE)
def test_no_path_leads_out_of_an_islands_logs(
    manager: Serving, people: dict[str, Person], island: Json, path: str
) -> None:
    """Neither as a container nor in the address; `requests` is not let to tidy the address up."""
    inside = f"{manager.url}/api/v1/islands/{island['id']}"
    addresses = [f"{inside}/logs?container={path}", f"{inside}/logs/{path}", f"{inside}/crash/{path}"]
    addresses += [f"{inside}/crash?file={path}", f"{manager.url}/assets/x/{path}", f"{manager.url}/{path}"]
    for address in addresses:
        request = requests.Request("GET", address, headers={"Authorization": f"Bearer {people['admin'].token}"})
        prepared = request.prepare()
        prepared.url = address
        with requests.Session() as session:
            answer = session.send(prepared, timeout=60, allow_redirects=False)
        assert answer.status_code in {308, 404, 422}, (address, answer.status_code, answer.text[:200])
        assert "root:" not in answer.text
        assert not answer.headers.get("Location", "/").startswith(("//", "http://etc"))


@pytest.mark.parametrize(
    "target", ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "/\n/evil.example"]
)
def test_whoever_is_in_already_is_led_to_no_other_site(
    manager: Serving, people: dict[str, Person], target: str
) -> None:
    session = browser(manager, people["mate"])
    for path in ("/sign-in", "/language/zh"):
        answer = session.get(manager.url + path, params={"next": target}, allow_redirects=False, timeout=60)
        assert answer.headers["Location"] == "/", path
    # Not signed in, the gate remembers the page that was asked for: that is no way out either.
    away = requests.get(f"{manager.url}//evil.example/x", headers=HTML, allow_redirects=False, timeout=60)
    assert not away.headers.get("Location", "/").startswith("//")
