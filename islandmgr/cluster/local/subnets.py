"""Loopback addresses for the pretend-nodes: each local cluster on this machine has its own, so that two copies may give
their islands the same ports.

The first cluster gets 127.0.0.x, the next 127.0.1.x, and so on. A number is claimed by listening on a port of it: the
kernel gives it back however the agent ends. A folder's cluster gets the number again that it had before, if it is free.
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path

CLAIM_HOST, CLAIM_PORT = 254, 29999  # 127.0.N.254:29999 says that N is taken
NUMBERS = range(256)


def claim(folder: Path) -> tuple[str, socket.socket]:
    """The first three parts of the addresses, and the claim: keep it open as long as the addresses are used."""
    kept = folder / "subnet"
    for number in _wishes(kept):
        claimed = socket.socket()
        try:
            claimed.bind((f"127.0.{number}.{CLAIM_HOST}", CLAIM_PORT))
        except OSError:
            claimed.close()
            continue
        claimed.listen(1)
        kept.write_text(f"{number}\n")
        return f"127.0.{number}", claimed
    raise OSError(f"all {len(NUMBERS)} loopback networks are taken: something else listens on port {CLAIM_PORT}")


def _wishes(kept: Path) -> Iterator[int]:
    with contextlib.suppress(OSError, ValueError):
        before = int(kept.read_text())
        if before in NUMBERS:
            yield before
    yield from NUMBERS
