"""The Pod's end: which grace the server has, whether start.sh is still seeing it off, and whom it had to kill.

All containers of a Pod are told to end at the same moment. This one waits for the server, since nobody else can tell
the manager what became of it.
"""

from __future__ import annotations

import json
import os
from typing import Any

from sidecar import files, logs

LONGEST_GRACE = 999_999  # seconds
RECORD = 256 << 10  # bytes of it that are read
NAMED, NAME = 50, 64  # processes that are told, and characters of a name


class Ending:
    """What start.sh and this container tell each other about it, in the handover folder."""

    def __init__(self, handover: str) -> None:
        self._handover = handover

    def set_grace(self, order: bytes) -> None:
        """Have the server end within other seconds than the Pod's own. Raises ValueError, OSError."""
        try:
            seconds = int(order)
        except ValueError:
            seconds = -1
        if not 0 <= seconds <= LONGEST_GRACE:
            raise ValueError(
                f"{order[:40].decode(errors='replace')!r} is not a number of seconds up to {LONGEST_GRACE}"
            )
        with files.opened_folder(self._handover) as folder:
            files.replace(".grace", folder, f"{seconds}\n".encode())

    def server_lives(self) -> bool:
        """Whether start.sh is there: it holds `.alive` open for reading, and ends when the server has ended."""
        try:
            os.close(os.open(f"{self._handover}/.alive", os.O_WRONLY | os.O_NONBLOCK | os.O_NOFOLLOW))
        except OSError:
            return False
        return not os.path.lexists(f"{self._handover}/server.exit")

    def killed(self) -> dict[str, Any] | None:
        """Whom start.sh killed, as it wrote it: {"after": seconds, "processes": [{"pid", "name"}, ...]}."""
        try:
            record = json.loads(logs.tail(f"{self._handover}/killed", 1, RECORD))
            who = [{"pid": int(each["pid"]), "name": str(each["name"])[:NAME]} for each in record["processes"][:NAMED]]
            return {"after": int(record["after"]), "processes": who}
        except (ValueError, TypeError, KeyError):
            return None
