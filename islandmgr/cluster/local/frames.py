"""How the client and the agent talk: one request a connection over a Unix socket, a JSON document a line.

Request `{"verb": ..., "args": {...}}`. Answers: any number of `{"item": ...}`, then `{"done": ...}` or
`{"error": {"kind", "message", "details"}}`. Bytes travel as base64.
"""

from __future__ import annotations

import base64
import json
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from islandmgr.model import errors

PROTOCOL = 2
"""Raised when an older agent would misunderstand; such an agent is asked to end."""

SOCKET = "agent.sock"
LONGEST_LINE = 64 * 2**20  # bytes

_ERRORS = {kind.__name__: kind for kind in (errors.NotFound, errors.Invalid, errors.Conflict, errors.Unavailable)}


def encode(message: Any) -> bytes:
    return json.dumps(message, separators=(",", ":")).encode() + b"\n"


def error_to_json(error: errors.IslandError) -> dict[str, Any]:
    return {"kind": type(error).__name__, "message": error.message, "details": error.details}


def error_from_json(said: dict[str, Any]) -> errors.IslandError:
    kind = _ERRORS.get(said["kind"], errors.Unavailable)
    return kind(said["message"], **said["details"])


def pack(data: bytes) -> str:
    return base64.b64encode(data).decode()


def unpack(text: str) -> bytes:
    return base64.b64decode(text)


def at_socket(folder: Path, act: Callable[[socket.socket, str], None]) -> socket.socket:
    """A Unix socket on which `act` (connect or bind) was called with a short name for the socket's path.

    The kernel takes 108 bytes at most, and data folders may be deeper.
    """
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        handle = os.open(folder, os.O_PATH | os.O_DIRECTORY)
        try:
            act(connection, f"/proc/self/fd/{handle}/{SOCKET}")
        finally:
            os.close(handle)
    except BaseException:
        connection.close()
        raise
    return connection
