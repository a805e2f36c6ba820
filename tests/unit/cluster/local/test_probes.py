"""Thresholds, gaps and ports of readiness probes."""

from __future__ import annotations

import pytest

from islandmgr.cluster.local.probes import Timing, Verdict, port_number

CONTAINER = {"name": "c", "ports": [{"name": "time", "containerPort": 30000}, {"containerPort": 30001}]}


def test_kubernetes_defaults() -> None:
    assert Timing.of({"tcpSocket": {"port": 1}}) == Timing(
        delay=0, period=10, timeout=1, successes=1, failures=3, shortest=0.05
    )


def test_until_first_ready_the_gap_grows_with_the_wait_up_to_the_period() -> None:
    timing = Timing.of({"tcpSocket": {"port": 1}, "periodSeconds": 2})
    assert [timing.gap(waited) for waited in (0, 0.1, 1, 5, 60)] == [0.05, 0.05, 0.2, 1.0, 2.0]
    assert timing.gap(None) == 2.0
    assert Timing.of({"exec": {"command": ["true"]}, "periodSeconds": 1}).gap(0) == 0.5


def test_so_many_in_a_row_change_it() -> None:
    verdict = Verdict(Timing.of({"successThreshold": 2, "failureThreshold": 3}))
    results = [True, False, True, True, False, False, True, False, False, False, False]
    seen = [(verdict.take(ok), verdict.ready) for ok in results]
    assert seen == [
        (False, False), (False, False), (False, False), (True, True), (False, True), (False, True), (False, True),
        (False, True), (False, True), (True, False), (False, False),
    ]  # fmt: skip


@pytest.mark.parametrize(("port", "number"), [(30005, 30005), ("30005", 30005), ("time", 30000)])
def test_ports_by_number_and_by_name(port: int | str, number: int) -> None:
    assert port_number(port, CONTAINER) == number


def test_a_port_that_the_container_lacks() -> None:
    with pytest.raises(ValueError, match="'c' has no port named 'echo'"):
        port_number("echo", CONTAINER)
