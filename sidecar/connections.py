"""How many players are connected: established TCP connections on the island's ports.

A Pod's containers share one network, so /proc/net/tcp and tcp6 show the server's connections here too. (Where a Pod is
only processes of a machine, they show the whole machine's; the ports are the island's alone all the same.) A probe
connects and leaves at once: only what two looks in a row have seen is a player.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Connection = tuple[str, str]

TABLES = ("/proc/net/tcp", "/proc/net/tcp6")
ESTABLISHED = "01"

CALM = 5.0  # seconds between looks: the kernel walks its whole table for each, up to 10 ms on a big machine
CURIOUS = 1.0  # seconds to the second look at a connection just seen


def established(table: Iterable[str], ports: frozenset[int]) -> Iterator[Connection]:
    """The (local, remote) addresses, as the kernel writes them, of established connections to one of the ports.

    Form of a line: proc_net_tcp in the kernel's documentation: `sl local_address rem_address st ...`, numbers in
    hexadecimal, addresses as `ADDRESS:PORT`. Lines of another form are passed over, as is the heading.
    """
    for line in table:
        fields = line.split(None, 4)
        if len(fields) < 4 or fields[3] != ESTABLISHED:
            continue
        try:
            port = int(fields[1].rpartition(":")[2], 16)
        except ValueError:
            continue
        if port in ports:
            yield fields[1], fields[2]


class Connections:
    """Counts players. `count` is of the last look, `last_used_at` the real time (UTC epoch) of the last look that
    saw any, None if none did."""

    def __init__(self, ports: frozenset[int]) -> None:
        self.count = 0
        self.last_used_at: int | None = None
        self._ports = ports
        self._seen: frozenset[Connection] = frozenset()
        self.next_look = 0.0

    def look(self, now: float) -> None:
        """Look again if it is time to."""
        if self._ports and not self.next_look - CALM <= now < self.next_look:
            self.judge(frozenset(_read_tables(self._ports)), now)

    def judge(self, seen: frozenset[Connection], now: float) -> None:
        """Take in what a look saw at real time `now`."""
        steady = seen & self._seen
        self.count = len(steady)
        if steady:
            self.last_used_at = int(now)
        self.next_look = now + (CURIOUS if seen - self._seen else CALM)
        self._seen = seen


def _read_tables(ports: frozenset[int]) -> Iterator[Connection]:
    for path in TABLES:
        try:
            with open(path, encoding="ascii", errors="replace") as table:
                yield from established(table, ports)
        except FileNotFoundError:  # a machine without IPv6
            continue
