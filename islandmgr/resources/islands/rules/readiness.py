"""Why a server that runs is not ready: what its readiness probe sees, and what the server listens on. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import NamedTuple

from islandmgr.model.messages import NOTHING, Message, all_of, as_message, declare
from islandmgr.model.observed import PodEvent

FIRST_LOOK = 4.0  # seconds that a server may take before anybody asks why it is not ready
LONGEST_GAP = 30.0  # seconds between looks, which double
UNHEALTHY = "Unhealthy"
_SAID = "Readiness probe failed: "
MOST_NAMED = 5  # ports in a message

PROBE_SEES = declare("island.probe_sees", "Not ready yet, its readiness probe says: %(why)s")
LISTENS_INSIDE = declare(
    "island.listens_inside",
    "the server listens on %(address)s only, where nobody outside its Pod can reach it: let it listen on 0.0.0.0",
)
LISTENS_ELSEWHERE = declare("island.listens_elsewhere", "the server listens on port %(ports)s instead of %(wanted)s")
LISTENS_NOWHERE = declare("island.listens_nowhere", "the server listens on no TCP port")
NEVER_READY = declare("island.never_ready", "It did not become ready")
_NOT_READY_YET = declare("island.not_ready_yet", "Not ready yet: %(why)s")


class Listening(NamedTuple):
    """A TCP socket that the server listens on."""

    address: IPv4Address | IPv6Address
    port: int

    @property
    def is_inside(self) -> bool:
        """Only from within its own Pod can anybody connect."""
        mapped = getattr(self.address, "ipv4_mapped", None)
        return bool((mapped or self.address).is_loopback)


def parse(output: str) -> tuple[Listening, ...]:
    """What listens.sh wrote: a socket a line, as /proc/net/tcp has it, `0100007F:7530`. Other lines are passed over."""
    return tuple(found for line in output.splitlines() if (found := _socket(line.strip())))


def gap_after(waited: float) -> float:
    """Seconds until the next look, `waited` after the server's start."""
    return min(max(FIRST_LOOK, waited), LONGEST_GAP)


def words(events: Sequence[PodEvent], listens: Sequence[Listening] | None, wanted: int | None) -> Message:
    """Why it is not ready, as far as anybody can tell; NOTHING when nobody can.

    `listens` is None where it could not be asked; `wanted` the number of the port that the probe asks, None for one
    that asks none.
    """
    said = next((one.message for one in reversed(events) if one.reason == UNHEALTHY), "")
    probe = PROBE_SEES(why=as_message(said.removeprefix(_SAID))) if said else NOTHING
    sockets = _about_sockets(listens, wanted) if listens is not None and wanted is not None else NOTHING
    if probe:
        return all_of([probe, sockets] if sockets else [probe])
    return _NOT_READY_YET(why=sockets) if sockets else NOTHING


def is_about_readiness(reason: Message) -> bool:
    """Whether `words` made it: it stays until the server is ready, or something else is known."""
    first = reason.values.get("one", reason) if reason.code == "both" else reason
    return getattr(first, "code", "") in (PROBE_SEES.code, _NOT_READY_YET.code)


def _about_sockets(listens: Sequence[Listening], wanted: int) -> Message:
    right = [one for one in listens if one.port == wanted]
    if any(not one.is_inside for one in right):
        return NOTHING
    if right:
        return LISTENS_INSIDE(address=str(right[0].address))
    if not listens:
        return LISTENS_NOWHERE()
    ports = sorted({one.port for one in listens})[:MOST_NAMED]
    return LISTENS_ELSEWHERE(ports=ports, wanted=wanted)


def _socket(line: str) -> Listening | None:
    address, _, port = line.partition(":")
    try:
        raw = bytes.fromhex(address)
        number = int(port, 16)
    except ValueError:
        return None
    if len(raw) not in (4, 16) or not 0 < number < 65536:
        return None
    # Each word of 32 bits is in the order of the machine, which is little-endian wherever we run.
    return Listening(ip_address(b"".join(raw[at : at + 4][::-1] for at in range(0, len(raw), 4))), number)
