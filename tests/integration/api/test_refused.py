"""Bad input over HTTP: each with a clear answer in the one form."""

from __future__ import annotations

import socket
from typing import Any

import pytest
import requests

from tests.integration.serving import Json, Serving

GOOD = {"blueprint": "sample", "branch": "dev"}


def error_of(answer: requests.Response) -> Json:
    assert answer.headers["Content-Type"] == "application/json"
    body: Json = answer.json()
    assert body.keys() == {"error"}
    assert body["error"].keys() == {"code", "message", "details"}
    found: Json = body["error"]
    return found


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "words"),
    [
        (
            "POST",
            "/islands",
            GOOD | {"blueprint": "smaple"},
            422,
            "no blueprint 'smaple'; there is: altraserver, sample",
        ),
        ("POST", "/islands", GOOD | {"owner": "x" * 65}, 422, "has 65 characters; at most 64"),
        ("POST", "/islands", GOOD | {"note": "bell \x07"}, 422, r"control character '\x07'"),
        ("POST", "/islands", GOOD | {"branch": "a b"}, 422, "'a b' is no label value"),
        ("POST", "/islands", GOOD | {"colour": 1}, 422, "colour is no field here"),
        ("POST", "/islands", GOOD | {"args": {"wrokers": 1}}, 422, "wrokers"),
        ("POST", "/islands", GOOD | {"args": {"exit_after": "soon"}}, 422, "'soon' is not a whole number"),
        ("POST", "/islands", GOOD | {"ttl_hours": -1}, 422, "ttl_hours -1 must be more than 0"),
        ("POST", "/islands", GOOD | {"ttl_hours": 5000}, 422, "5000 hours is too long"),
        ("POST", "/islands", GOOD | {"clock": {"mode": "at", "at": "noonish"}}, 422, "'noonish'"),
        ("POST", "/islands", GOOD | {"clock": {"mode": "at", "at": "9999-01-01 00:00:00"}}, 422, "9999"),
        ("POST", "/islands", [], 422, "The body is []; send a JSON object"),
        ("POST", "/islands", None, 422, "The body must be a JSON object"),
        ("GET", "/islands/999999999", None, 404, "no island 999999999"),
        ("GET", "/islands/abc", None, 422, "island_id 'abc' must be a whole number"),
        ("GET", "/islands/99999999999999999999", None, 422, "must be at most"),
        ("GET", "/islands?limit=0", None, 422, "limit '0' must be at least 1"),
        ("GET", "/islands?state=gone", None, 422, "'gone' must be one of 'requested'"),
        ("GET", "/islands?colour=red", None, 422, "colour is no field here"),
        ("GET", "/islands?q=" + "x" * 201, None, 422, "at most 200"),
        ("DELETE", "/islands/999999999", None, 404, "no island 999999999"),
        ("POST", "/islands/999999999/restart", None, 404, "no island"),
        ("POST", "/islands/999999999/extend", {"hours": 1}, 404, "no island"),
        ("PATCH", "/islands/999999999", {"note": "x"}, 404, "no island"),
        ("PUT", "/islands/999999999/clock", {"mode": "real"}, 404, "no island"),
        ("GET", "/islands/999999999/logs", None, 404, "no island"),
        ("GET", "/islands/999999999/logs?follow=true", None, 404, "no island"),
        ("GET", "/islands/999999999/events", None, 404, "no island"),
        ("GET", "/islands/999999999/crash", None, 404, "no island"),
        ("GET", "/nodes?selector=a%3D%3D%3Db", None, 422, "selector"),
        ("POST", "/nodes/nowhere/uncordon", None, 404, "nowhere"),
        ("GET", "/stream?after=yesterday", None, 422, "after 'yesterday'"),
        ("GET", "/nothing/here", None, 404, "There is nothing at /api/v1/nothing/here"),
        ("PUT", "/islands", {}, 405, "PUT is not possible at /api/v1/islands; accepted: "),
    ],
)
def test_it_is_said_in_words(manager: Serving, method: str, path: str, body: Any, status: int, words: str) -> None:
    answer = manager.call(method, path, body)
    assert answer.status_code == status, answer.text
    assert words.lower() in error_of(answer)["message"].lower()


def test_unknown_paths_outside_the_api_too(manager: Serving) -> None:
    answer = requests.get(f"{manager.url}/nope", headers={"Accept": "*/*"}, timeout=30)
    assert answer.status_code == 404
    assert error_of(answer)["code"] == "not_found"


@pytest.mark.parametrize(
    ("body", "kind", "status", "words"),
    [
        (b'{"blueprint": sample}', "application/json", 400, "near '{\"blueprint\": sample}'"),
        (b"\xff\xfe", "application/json", 400, "no JSON"),
        (b"[" * 200_000, "application/json", 400, "no JSON"),
        (b'"text"', "application/json", 422, "The body is 'text'"),
        (b'{"note": "a", "note": "b"}', "application/json", 422, "The body has the key 'note' twice"),
        (b"blueprint=sample", "application/x-www-form-urlencoded", 415, "application/x-www-form-urlencoded"),
        (
            b'{"blueprint": "sample", "branch": "dev"}',
            "text/plain",
            415,
            "send JSON with Content-Type: application/json",
        ),
        (b"{}", None, 415, "send JSON"),
    ],
)
def test_a_body_that_is_no_json(manager: Serving, body: bytes, kind: str | None, status: int, words: str) -> None:
    headers = {"Content-Type": kind} if kind else {}
    answer = requests.post(f"{manager.url}/api/v1/islands", data=body, headers=headers, timeout=30)
    assert answer.status_code == status, answer.text
    assert words in error_of(answer)["message"]


def test_ten_megabytes_are_refused(manager: Serving) -> None:
    body = b'{"note": "' + b"x" * 10_000_000 + b'"}'
    headers = {"Content-Type": "application/json"}
    answer = requests.post(f"{manager.url}/api/v1/islands", data=body, headers=headers, timeout=60)
    assert answer.status_code == 413
    assert "at most 1000000 bytes" in error_of(answer)["message"]


def test_ten_megabytes_are_refused_before_they_are_sent(manager: Serving) -> None:
    head = (
        "POST /api/v1/islands HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        "Content-Length: 10000000\r\n\r\n{"
    )
    with socket.create_connection(("127.0.0.1", manager.port), timeout=60) as connection:
        connection.sendall(head.encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 413 ")


def test_a_body_of_unsaid_length_is_cut_off(manager: Serving) -> None:
    def chunks() -> Any:
        yield b'{"note": "'
        for _ in range(200):
            yield b"x" * 10_000

    headers = {"Content-Type": "application/json"}
    answer = requests.post(f"{manager.url}/api/v1/islands", data=chunks(), headers=headers, timeout=60)
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_pages_of_other_sites_change_nothing(manager: Serving, headers: dict[str, str]) -> None:
    before = manager.json("GET", "/islands", params={"limit": 1})
    answer = manager.call("POST", "/islands", GOOD, headers=headers)
    assert answer.status_code == 403
    assert error_of(answer)["code"] == "forbidden"
    assert manager.json("GET", "/islands", params={"limit": 1}) == before


def test_a_rebound_name_reads_nothing(manager: Serving) -> None:
    assert manager.call("GET", "/islands", headers={"Host": "evil.example:8000"}).status_code == 403


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_probes_come_by_any_address(manager: Serving, path: str) -> None:
    answer = requests.get(f"{manager.url}{path}", headers={"Host": "10.244.1.7:8000"}, timeout=60)
    assert answer.status_code == 200


def test_what_cannot_be_done_to_a_stopped_island(manager: Serving) -> None:
    island_id = manager.start_island()["id"]
    manager.json("DELETE", f"/islands/{island_id}")
    assert manager.call("DELETE", f"/islands/{island_id}").status_code in {202, 409}
    manager.wait_for(island_id, "stopped")
    for method, path, body in (
        ("DELETE", "", None),
        ("POST", "/restart", None),
        ("POST", "/extend", {"hours": 1}),
        ("PUT", "/clock", {"mode": "real"}),
    ):
        answer = manager.call(method, f"/islands/{island_id}{path}", body)
        assert answer.status_code == 409, answer.text
        assert "stopped" in error_of(answer)["message"]


@pytest.mark.parametrize("key", ["", "x" * 129, "with blank"])
def test_a_key_that_is_none(manager: Serving, key: str) -> None:
    answer = manager.call("POST", "/islands", GOOD | {"blueprint": "none"}, headers={"Idempotency-Key": key})
    assert answer.status_code in {404, 422}
    if key:
        assert "Idempotency-Key" in error_of(answer)["message"]


def test_security_headers_are_on_every_answer(manager: Serving) -> None:
    for path in ("/healthz", "/api/v1/islands", "/api/v1/openapi.json", "/nope", "/api/v1/docs"):
        headers = requests.get(manager.url + path, timeout=30).headers
        assert "default-src 'self'" in headers["Content-Security-Policy"], path
        assert "unsafe" not in headers["Content-Security-Policy"], path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], path
        assert headers["Referrer-Policy"] == "same-origin", path
