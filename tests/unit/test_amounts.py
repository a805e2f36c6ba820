"""Amounts that nobody means are refused with what was probably meant; what may be meant on a big machine is not."""

from __future__ import annotations

import pytest

from islandmgr.model.amounts import RANGES, doubt, doubt_of_time, quantity, refuse


def said(kind: str, text: str) -> str:
    value = quantity(text)
    assert value is not None
    found = doubt(kind, text, value)
    return "" if found is None else ("refused: " if found.refused else "warned: ") + found.reason


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("memory", "512m", "refused: 512m is half a byte; write 512Mi"),
        ("memory", "2000m", "refused: 2000m is 2 bytes; write 2000Mi"),
        ("memory", "100", "refused: 100 is 100 bytes; write 100Mi"),
        ("memory", "512k", "refused: 512k is 500KiB; write 512Mi"),
        ("memory", "0", "refused: 0 is no memory at all; accepted: 4Mi to 32Ti, like 512Mi or 2Gi"),
        ("memory", "0Mi", "refused: 0Mi is no memory at all; accepted: 4Mi to 32Ti, like 512Mi or 2Gi"),
        ("memory", "2048Ti", "refused: 2048Ti is 2PiB; accepted: 4Mi to 32Ti, like 512Mi or 2Gi"),
        ("memory", "1Ti", "warned: 1Ti is 1TiB: few machines have so much; is it meant?"),
        ("memory", "64Mi", ""),
        ("memory", "536870912", ""),
        ("memory", "1.5Gi", ""),
        ("cpu", "500", "refused: 500 is 500 cores; write 500m for half a core"),
        ("cpu", "2000", "refused: 2000 is 2,000 cores; write 2000m for 2 cores"),
        ("cpu", "0", "refused: 0 is no CPU at all; accepted: 1m to 256 cores, like 500m for half a core"),
        ("cpu", "100Mi", "refused: 100Mi is 104,857,600 cores; write 100m for 0.1 cores"),
        ("cpu", "96", "warned: 96 is 96 cores: few machines have so much; is it meant?"),
        ("cpu", "500m", ""),
        ("cpu", "64", ""),
        ("storage", "64m", "refused: 64m is 0.064 bytes; write 64Mi"),
        ("storage", "10Gi", ""),
        ("quota of memory", "8", "refused: 8 is 8 bytes; write 8Mi"),
        ("quota of memory", "0", ""),
    ],
)
def test_amounts(kind: str, text: str, words: str) -> None:
    assert said(kind, text) == words


@pytest.mark.parametrize(
    ("kind", "seconds", "words"),
    [
        ("grace", 0, "0 is no time to hear SIGTERM; accepted: 1 to 3600 seconds"),
        ("grace", -5, "-5 is not accepted; accepted: 1 to 3600 seconds"),
        ("grace", 7200, "7200 seconds is 2 hours; accepted: 1 to 3600 seconds"),
        ("grace", 1800, "1800 seconds is unusually long; is it meant?"),
        ("grace", 30, ""),
        ("deadline", 1, "1 is not accepted; accepted: 10 to 31536000 seconds"),
        ("deadline", 10**9, "1000000000 seconds is 11,574.1 days; accepted: 10 to 31536000 seconds"),
        ("delay", 0, ""),
        ("period", 0, "0 is no pause between two probes; accepted: 1 to 3600 seconds"),
        ("times", 5000, "5000 is not accepted; accepted: 1 to 1000 times"),
        ("times", 500, "500 times is unusually many; is it meant?"),
    ],
)
def test_times(kind: str, seconds: int, words: str) -> None:
    found = doubt_of_time(kind, seconds)
    assert (found.reason if found else "") == words
    assert found is None or found.refused == ("unusually" not in words)


def test_what_is_meant_is_given_back() -> None:
    assert refuse("quota of memory", 2**33) == 2**33
    with pytest.raises(ValueError, match="8 is 8 bytes; write 8Mi"):
        refuse("quota of memory", 8)


@pytest.mark.parametrize("kind", RANGES)
def test_each_range_goes_up(kind: str) -> None:
    known = RANGES[kind]
    assert known.least <= known.usual <= known.most
