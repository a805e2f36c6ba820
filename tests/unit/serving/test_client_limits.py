"""Who has to make way, and how much fits into a limit of open files."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from islandmgr.app.server.client_limits import Limits, Phase, Waiting, key_of
from islandmgr.config.open_files import RESERVED, fit
from islandmgr.config.settings import Settings


@dataclass(frozen=True)
class One:
    name: str
    key: str


A, B, C = One("a", "10.0.0.1"), One("b", "10.0.0.1"), One("c", "10.0.0.2")


@pytest.mark.parametrize(
    ("client", "key"),
    [
        (("10.1.2.3", 5), "10.1.2.3"),
        (("::ffff:10.1.2.3", 5, 0, 0), "10.1.2.3"),
        (("2001:db8:1:2:3:4:5:6", 5, 0, 0), "2001:db8:1:2::/64"),
        (("fe80::1%eth0", 5, 0, 2), "fe80::/64"),
        ("", ""),
        (None, ""),
    ],
)
def test_whose_connection_it_is(client: object, key: str) -> None:
    assert key_of(client) == key


def test_only_unfinished_requests_count() -> None:
    waiting: Waiting[One] = Waiting()
    for conn, phase in ((A, Phase.HEAD), (B, Phase.IDLE), (C, Phase.BODY)):
        waiting.put(conn, phase, 1)
    assert [waiting.unfinished(key) for key in (A.key, C.key, "10.0.0.3", "")] == [1, 1, 0, 0]
    waiting.put(A, Phase.IDLE, 2)
    waiting.put(B, Phase.HEAD, 2)
    assert waiting.oldest(A.key) is B
    assert waiting.oldest() is C
    assert waiting.remove(C)
    assert not waiting.remove(C)
    assert waiting.oldest(C.key) is None


def test_who_goes_on_slowly_does_not_become_young() -> None:
    waiting: Waiting[One] = Waiting()
    waiting.put(A, Phase.HEAD, 1)
    waiting.put(B, Phase.HEAD, 1)
    waiting.put(A, Phase.BODY, 5)
    assert waiting.oldest() is waiting.oldest(A.key) is A
    assert waiting.phase(A) is Phase.BODY
    assert waiting.overdue(1) == [B]
    waiting.cap(1)
    assert waiting.overdue(1) == [A, B]


def test_behind_proxies_addresses_say_nothing() -> None:
    assert Limits.of(Settings()).per_address == Settings().unfinished_per_address
    assert Limits.of(Settings(proxies=1)).per_address == 0


@pytest.mark.parametrize("files", [64, 256, 512, 1024, 2048, 4096, 65_536])
@pytest.mark.parametrize("wanted", [8, 600, 5000])
def test_threads_and_connections_fit_into_the_limit(wanted: int, files: int) -> None:
    threads, connections = fit(wanted, files)
    assert 8 <= threads <= wanted
    assert threads < connections
    assert fit(threads, files)[0] == threads  # asked again, it is the same
    assert threads + connections + RESERVED <= max(files, 364)


def test_with_enough_files_everything_is_as_asked() -> None:
    assert fit(600, 65_536) == (600, 1600)
