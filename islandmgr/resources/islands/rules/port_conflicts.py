"""Does a server's last output say that an address was in use already, and which port? Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from islandmgr.model.messages import Message, declare
from islandmgr.model.numbers import listed

LINES = 40  # of the end of the output that are looked at
AROUND = 3  # lines before and after the words in which the port may stand: Java tells it with the outer exception
CHANGES = 3  # times that one start may get other ports

PORTS_TAKEN = declare("island.ports_taken", "Port %(port)s is %(who)s")
SERVER_FOUND_PORT = declare(
    "island.server_found_port", "The server ended because port %(port)s was in use already (exit code %(n)s)"
)
SERVER_FOUND_ADDRESS = declare(
    "island.server_found_address", "The server ended because an address was in use already (exit code %(n)s)"
)
NOT_ITS_PORT = declare(
    "island.not_its_port",
    "The server ended because port %(port)s was in use already (exit code %(n)s); it is none of the island's own ports",
)
STARTS_ELSEWHERE = declare("island.starts_elsewhere", "%(why)s: it starts again with other ports")
OTHER_PORTS = declare("island.other_ports", "It has other ports: %(new)s instead of %(old)s")
KEEPS_PORTS = declare(
    "island.keeps_ports",
    "%(why)s. It was reachable before, so its ports stay: restart it when they are free, or clone it",
)
NO_OTHER_PORTS = declare("island.no_other_ports", "%(why)s, and there are no others: %(detail)s")

_WORDS = re.compile(
    r"EADDRINUSE|AddrInUse|address (?:is )?(?:already )?in use|port \d+ (?:is|was) already in use|connection in use: ",
    re.IGNORECASE,
)
"""C's `perror` (glibc and musl), and with it Python, Ruby, Go, nginx, redis and what else shows `strerror`; node's and
Erlang's code, Rust's kind, Spring's and webpack's sentence, gunicorn's."""

_PORT = re.compile(r"(?:port[ =:]+|[\]\w.*:\s]:|', ?)(\d{1,5})(?![\d.])", re.IGNORECASE)
"""`port 80`, `host:80`, `[::]:80`, `*:80`, `:::80`, `('0.0.0.0', 80)`."""

_TIME = re.compile(r"(?<![.\d])\d{1,2}:\d{2}:\d{2}")


@dataclass(frozen=True)
class InUse:
    """What the output says: the ports it names, of the island's or not; none when it names none."""

    ports: frozenset[int] = frozenset()


def found(output: str, own: Collection[int]) -> InUse | None:
    """What the end of a server's output says of addresses that are in use; None: nothing.

    `own` are the island's ports: where one of them stands, that is the one.
    """
    lines = [line[:2000] for line in output.splitlines()[-LINES:]]
    hits = [number for number, line in enumerate(lines) if _WORDS.search(line)]
    if not hits:
        return None
    named = _named([lines[hit] for hit in hits], own) or _named(_around(lines, hits), own, only_own=True)
    return InUse(frozenset(named))


def words(in_use: InUse, own: Collection[int], code: int) -> Message:
    """How the server ended. The port is a value of the message, for programs."""
    if not in_use.ports:
        return SERVER_FOUND_ADDRESS(n=code)
    kind = SERVER_FOUND_PORT if in_use.ports & set(own) else NOT_ITS_PORT
    return kind(port=listed(in_use.ports), n=code)


def _named(lines: Sequence[str], own: Collection[int], *, only_own: bool = False) -> set[int]:
    numbers = {int(word) for line in lines for word in re.findall(r"(?<![\d.])\d{1,5}(?![\d.])", line)}
    if mine := numbers & set(own):
        return mine
    if only_own:
        return set()
    return {port for line in lines for word in _PORT.findall(_TIME.sub("", line)) if 0 < (port := int(word)) <= 65535}


def _around(lines: Sequence[str], hits: Sequence[int]) -> list[str]:
    near = {number for hit in hits for number in range(hit - AROUND, hit + AROUND + 1)}
    return [lines[number] for number in sorted(near) if 0 <= number < len(lines)]
