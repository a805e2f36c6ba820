"""How a command ends when it does not end well: an exit code that scripts can rely on, and one sentence.

The codes are documented in `docs/cli.md`; a new meaning gets a new number.
"""

from __future__ import annotations

from enum import IntEnum

import click


class Code(IntEnum):
    """Exit codes of `islandctl`."""

    OK = 0
    FAILED = 1  # the island failed, crashed or was lost; or the server had an error of its own
    USAGE = 2  # bad options, bad input, wrong settings
    UNREACHABLE = 3  # the server, or what it needs, does not answer
    NOT_FOUND = 4
    CONFLICT = 5  # not in the state that things are in
    TIMEOUT = 6  # waited as long as asked
    REFUSED = 7  # not allowed, or not so often
    INTERRUPTED = 130  # Ctrl-C


CODE_OF_STATUS = {
    400: Code.USAGE,
    401: Code.REFUSED,
    403: Code.REFUSED,
    404: Code.NOT_FOUND,
    409: Code.CONFLICT,
    413: Code.USAGE,
    415: Code.USAGE,
    422: Code.USAGE,
    429: Code.REFUSED,
    503: Code.UNREACHABLE,
}

CODE_OF_ERROR = {
    "invalid": Code.USAGE,
    "not_found": Code.NOT_FOUND,
    "conflict": Code.CONFLICT,
    "no_free_ports": Code.CONFLICT,
    "quota_exceeded": Code.CONFLICT,
    "forbidden": Code.REFUSED,
    "unauthorized": Code.REFUSED,
    "too_many": Code.REFUSED,
    "unavailable": Code.UNREACHABLE,
}
"""By `IslandError.code`, for commands that do not go through the server."""


class Fault(click.ClickException):
    """Ends the command: one sentence on standard error, no traceback."""

    def __init__(self, message: str, code: Code) -> None:
        super().__init__(message)
        self.code = code

    @property
    def exit_code(self) -> int:  # type: ignore[override]
        """What click ends the process with."""
        return self.code
