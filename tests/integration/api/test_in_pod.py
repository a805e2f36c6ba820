"""What Pods tell: only with their own token."""

from __future__ import annotations

import pytest

from tests.integration.serving import Json, Serving, eventually


@pytest.fixture(scope="module")
def pod(manager: Serving) -> Json:
    """A running island with its token, read where the Pod itself reads it."""
    island = manager.wait_for(manager.start_island(owner="in-pod")["id"], "running")
    return {"island": island, "token": manager.pod_token(island["id"])}


def registration(island: Json, changed: Json | None = None) -> Json:
    return {
        "island": island["id"],
        "incarnation": island["incarnation"],
        "pod": island["pod"],
        "node": island["node"],
        "host": island["host"],
        "ports": island["ports"],
        "fingerprint": "abc",
        "started_at": 1_795_168_800,
        "a field of a newer version": True,
        **(changed or {}),
    }


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_a_repeat_is_harmless(manager: Serving, pod: Json) -> None:
    for _ in range(2):
        answer = manager.call("POST", "/registrations", registration(pod["island"]), headers=bearer(pod["token"]))
        assert answer.status_code == 200
        assert answer.json() == {"island": pod["island"]["id"], "incarnation": 1}


def test_no_token_and_wrong_ones(manager: Serving, pod: Json) -> None:
    for headers in ({}, bearer("x"), bearer("9" * 5000), bearer(pod["token"] + "0"), {"Authorization": "Basic eDp5"}):
        answer = manager.call("POST", "/registrations", registration(pod["island"]), headers=headers)
        assert answer.status_code == 401, answer.text
        assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_another_islands_token_is_refused(manager: Serving, pod: Json) -> None:
    other = registration(pod["island"], {"island": pod["island"]["id"] + 1})
    for path in ("/registrations", "/reports"):
        answer = manager.call("POST", path, other, headers=bearer(pod["token"]))
        assert answer.status_code == 403, answer.text
    events = manager.json("GET", f"/islands/{pod['island']['id']}/events")["items"]
    assert "refused" in [event["kind"] for event in events]


def test_a_report_is_taken_in(manager: Serving, pod: Json) -> None:
    report = {
        "island": pod["island"]["id"],
        "incarnation": 1,
        "connections": 3,
        "last_used_at": 1_795_168_800.5,
        "exit": None,
        "files": [],
        "log": "",
        "clock": {"line": "+0"},
    }
    answer = manager.call("POST", "/reports", report, headers=bearer(pod["token"]))
    assert answer.status_code == 204
    assert answer.content == b""
    assert eventually(lambda: manager.island(pod["island"]["id"])["last_used_at"])


@pytest.mark.parametrize(
    "wrong", [{"island": "x"}, {"incarnation": 0}, {"started_at": -1}, {"ports": {"time": 70000}}, {"pod": None}]
)
def test_what_cannot_be_true_is_refused(manager: Serving, pod: Json, wrong: Json) -> None:
    answer = manager.call("POST", "/registrations", registration(pod["island"], wrong), headers=bearer(pod["token"]))
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "lie",
    [
        {"host": "6.6.6.6"},
        {"host": "::1"},
        {"host": ""},
        {"node": "another"},
        {"pod": "another"},
        {"ports": {"time": 22}},
        {"ports": {"ssh": 22}},
    ],
)
def test_a_pod_that_says_it_is_elsewhere_is_refused(manager: Serving, pod: Json, lie: Json) -> None:
    island, headers = pod["island"], bearer(pod["token"])

    def refused() -> str:
        """The cluster is not asked about each lie: some hear `503` first."""
        answer = manager.call("POST", "/registrations", registration(island, lie), headers=headers)
        assert answer.status_code in (403, 503), answer.text
        return str(answer.json()["error"]["message"]) if answer.status_code == 403 else ""

    assert "is not true" in eventually(refused)
    events = manager.json("GET", f"/islands/{island['id']}/events")["items"]
    assert "refused" in [event["kind"] for event in events]
    honest = manager.call("POST", "/registrations", registration(island), headers=headers)
    assert honest.status_code == 200  # the island itself goes on


def test_an_older_incarnation_is_refused(manager: Serving) -> None:
    island = manager.wait_for(manager.start_island()["id"], "running")
    old = manager.pod_token(island["id"])
    manager.json("POST", f"/islands/{island['id']}/restart")
    answer = manager.call("POST", "/registrations", registration(island), headers=bearer(old))
    assert answer.status_code == 409, answer.text
    manager.json("DELETE", f"/islands/{island['id']}")
    manager.wait_for(island["id"], "stopped")
    answer = manager.call("POST", "/registrations", registration(island), headers=bearer(old))
    assert answer.status_code == 409
