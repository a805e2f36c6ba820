"""Reading the kernel's table of connections, and telling players from probes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sidecar.connections import CALM, CURIOUS, Connections, established

HEADING = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
PORT = 30807
ADDRESSES = st.sampled_from(["0100007F", "00000000", "0000000000000000FFFF00000100007F"])
PORTS = st.integers(0, 65535)
STATES = st.integers(1, 12)


def line(number: int, local: str, port: int, remote: str, remote_port: int, state: int) -> str:
    return (
        f"{number:4d}: {local}:{port:04X} {remote}:{remote_port:04X} {state:02X} "
        "00000000:00000000 00:00000000 00000000     0        0 4711 1 0000000000000000 20 4 30 10 -1\n"
    )


ROWS = st.tuples(ADDRESSES, st.one_of(st.just(PORT), PORTS), ADDRESSES, PORTS, STATES)


@given(st.lists(ROWS))
def test_only_established_ones_on_the_islands_ports_count(rows: list[tuple[str, int, str, int, int]]) -> None:
    table = [HEADING] + [line(number, *row) for number, row in enumerate(rows)]
    expected = [
        (f"{local}:{port:04X}", f"{remote}:{remote_port:04X}")
        for local, port, remote, remote_port, state in rows
        if state == 1 and port == PORT
    ]
    assert list(established(table, frozenset({PORT}))) == expected


@given(st.lists(st.text()))
def test_any_other_text_is_passed_over(table: list[str]) -> None:
    assert list(established([*table, "0: zz:zz 00:00 01 x\n"], frozenset({PORT}))) == []


A, B = ("local", "a"), ("local", "b")


def test_a_connection_seen_once_may_be_a_probe() -> None:
    connections = Connections(frozenset({PORT}))
    for second, seen in enumerate([{A}, {B}, set(), {A}]):
        connections.judge(frozenset(seen), float(second))
        assert (connections.count, connections.last_used_at) == (0, None)


def test_players_are_counted_and_the_last_use_remembered() -> None:
    connections = Connections(frozenset({PORT}))
    for second, seen, count, last in [(1, {A}, 0, None), (2, {A, B}, 1, 2), (3, {A, B}, 2, 3), (9, set(), 0, 3)]:
        connections.judge(frozenset(seen), second + 0.5)
        assert (connections.count, connections.last_used_at) == (count, last)


def test_looks_are_rare_but_for_something_new() -> None:
    connections = Connections(frozenset({PORT}))
    connections.judge(frozenset({A}), 100.0)
    assert connections.next_look == 100.0 + CURIOUS
    connections.judge(frozenset({A}), 101.0)
    assert connections.next_look == 101.0 + CALM
