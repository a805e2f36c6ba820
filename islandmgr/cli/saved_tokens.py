"""The tokens that `islandctl login` keeps, one for each server, in a file that only its owner can read."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from islandmgr.cli.exit_codes import Code, Fault

VARIABLE = "ISLANDCTL_TOKEN"


def place() -> Path:
    """`$XDG_CONFIG_HOME/islandctl/tokens.json`, usually below `~/.config`."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "islandctl" / "tokens.json"


def token_for(server: str) -> str:
    """The environment's token, else the one kept for this server; empty when there is none."""
    return os.environ.get(VARIABLE, "") or _read().get(server.rstrip("/"), "")


def keep(server: str, token: str) -> Path:
    """Remember a token, in place of an older one. The file is never readable by others, not even for a moment."""
    file = place()
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(file, {**_read(), server.rstrip("/"): token})
    except OSError as error:
        raise Fault(f"{file} cannot be written: {error.strerror}", Code.FAILED) from None
    return file


def forget(server: str) -> None:
    known = _read()
    if known.pop(server.rstrip("/"), None) is not None:
        _write(place(), known)


def _read() -> dict[str, str]:
    try:
        found = json.loads(place().read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise Fault(f"{place()} cannot be read: {error}; delete it and log in again", Code.FAILED) from None
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def _write(file: Path, tokens: dict[str, str]) -> None:
    descriptor, name = tempfile.mkstemp(dir=file.parent)  # made with mode 0600
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        json.dump(tokens, out, indent=2)
    Path(name).replace(file)
