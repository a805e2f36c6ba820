"""Receivers and names that hang hold up nobody else."""

from __future__ import annotations

import socket
import threading
from typing import Any

import pytest

from islandmgr.model.errors import TooMany
from islandmgr.resources.notifications.service.name_lookup import Resolver
from islandmgr.resources.notifications.service.request_slots import FORGIVEN, RequestSlots
from islandmgr.resources.notifications.service.test_sends import SlotsForTests
from tests.unit.listeners import wait_until

GOOD: list[Any] = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 80))]


def test_a_look_up_that_hangs_keeps_a_bounded_number_of_places(monkeypatch: pytest.MonkeyPatch) -> None:
    free = threading.Event()
    asked: list[str] = []

    def look_up(host: str, *_: object) -> list[Any]:
        asked.append(host)
        if host.startswith("hangs"):
            free.wait(60)
        return GOOD

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    resolver = Resolver(places=8, for_one=2)
    try:
        assert resolver.look_up("good.example", 80, seconds=60) == GOOD
        for number in range(12):
            with pytest.raises(TimeoutError, match="could not be looked up"):
                resolver.look_up(f"hangs{number % 6}.example", 80, seconds=0.05)
        assert len(asked) == 1 + 4  # half of the places
        assert resolver.look_up("good.example", 80, seconds=60) == GOOD
        assert resolver.look_up("127.0.0.1", 80, seconds=0) == GOOD
    finally:
        free.set()
    wait_until(lambda: resolver._busy.total() == 0)
    assert resolver.look_up("new.example", 80, seconds=60) == GOOD


def test_one_host_has_a_share_of_the_look_ups(monkeypatch: pytest.MonkeyPatch) -> None:
    free = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *_: GOOD if host == "good" or free.wait(60) else [])
    resolver = Resolver(places=16, for_one=2)
    try:
        for _ in range(6):
            with pytest.raises(TimeoutError):
                resolver.look_up("hangs", 80, seconds=0.05)
        assert resolver._busy["hangs"] == 2
        assert resolver.look_up("good", 80, seconds=60) == GOOD
    finally:
        free.set()


def taken(places: RequestSlots, receiver: str) -> int:
    number = 0
    while places.take(receiver):
        number += 1
    return number


def test_slow_receivers_leave_places_to_those_that_answer() -> None:
    now = [0.0]
    places = RequestSlots(lambda: now[0])
    for number in range(9):
        assert places.take(f"slow{number}")
        places.give_back(f"slow{number}", 10.0)
    assert places.take("good")
    places.give_back("good", 0.01)
    assert [taken(places, f"slow{number}") for number in range(9)] == [2, 2, 2] + [0] * 6
    assert [taken(places, f"new{number}") for number in range(3)] == [4, 2, 0]
    assert taken(places, "good") == 4
    assert places.full


def test_two_that_were_quick_and_hang_leave_places_too() -> None:
    places = RequestSlots(lambda: 0.0)
    for receiver in ("one", "other", "good"):
        assert places.take(receiver)
        places.give_back(receiver, 0.01)
    assert (taken(places, "one"), taken(places, "other"), taken(places, "good")) == (6, 6, 4)


def test_a_receiver_is_not_quick_by_turns() -> None:
    now = [0.0]
    places = RequestSlots(lambda: now[0])
    for seconds in (0.01, 10.0, 0.01, None):
        assert places.take("it")
        places.give_back("it", seconds)
    assert taken(places, "it") == 2
    now[0] = FORGIVEN
    assert taken(places, "it") == 4  # six together


def test_tests_that_people_wait_for_are_few() -> None:
    trials = SlotsForTests()
    with trials.one("qa01"), trials.one("qa01"), trials.one("qa02"), pytest.raises(TooMany), trials.one("qa01"):
        pass
    with trials.one("qa01"):
        pass
