"""Why a server that runs is not ready, in words."""

from __future__ import annotations

import pytest

from islandmgr.model.observed import PodEvent
from islandmgr.resources.islands.rules import readiness
from islandmgr.resources.islands.rules.readiness import is_about_readiness, parse, words

ANY = "00000000:7530"  # 0.0.0.0:30000
LOCAL = "0100007F:7530"
LOCAL_6 = "00000000000000000000000001000000:7530"
MAPPED = "0000000000000000FFFF00000100007F:7530"
OTHER = "00000000:1F91"  # 8081
REFUSED = PodEvent(0.0, "Warning", "Unhealthy", "Readiness probe failed: connection refused", 7)
PULLED = PodEvent(0.0, "Normal", "Pulled", "Pulled the image")


def said(*sockets: str, events: tuple[PodEvent, ...] = (PULLED, REFUSED), wanted: int | None = 30000) -> str:
    return words(events, parse("\n".join(sockets)), wanted)


@pytest.mark.parametrize("socket", [LOCAL, LOCAL_6, MAPPED])
def test_a_server_for_itself_alone_is_told_what_to_do(socket: str) -> None:
    assert "connection refused" in said(socket)
    assert "only, where nobody outside its Pod" in said(socket)
    assert "0.0.0.0" in said(socket)


def test_another_port_is_named_beside_the_wanted_one() -> None:
    assert "listens on port 8081 instead of 30000" in said(OTHER)


def test_no_socket_at_all_is_said() -> None:
    assert "listens on no TCP port" in said()


@pytest.mark.parametrize("sockets", [(ANY,), (LOCAL, ANY)])
def test_of_sockets_that_are_right_nothing_is_said(sockets: tuple[str, ...]) -> None:
    assert said(*sockets) == "Not ready yet, its readiness probe says: connection refused"


def test_without_a_word_of_the_probe_the_sockets_are_told() -> None:
    assert said(OTHER, events=(PULLED,)) == "Not ready yet: the server listens on port 8081 instead of 30000"
    assert said(ANY, events=()) == ""


def test_of_a_probe_that_asks_no_port_sockets_say_nothing() -> None:
    assert said(OTHER, wanted=None) == "Not ready yet, its readiness probe says: connection refused"
    assert words((), None, 30000) == ""


@pytest.mark.parametrize(
    "line", ["", "sl local_address", "zz:7530", "0100007F:", "0100007F:0", "01:7530", "0100007F:FFFFF"]
)
def test_other_lines_are_passed_over(line: str) -> None:
    assert parse(line) == ()


def test_its_own_words_are_known_again() -> None:
    assert is_about_readiness(words((REFUSED,), parse(OTHER), 30000))
    assert is_about_readiness(words((REFUSED,), None, 30000))
    assert is_about_readiness(words((), parse(OTHER), 30000))
    assert not is_about_readiness(readiness.NEVER_READY())


def test_looks_become_rarer() -> None:
    gaps = [readiness.gap_after(waited) for waited in (0.0, 4.0, 10.0, 25.0, 1000.0)]
    assert gaps == sorted(gaps)
    assert gaps[0] == readiness.FIRST_LOOK
    assert gaps[-1] == readiness.LONGEST_GAP
