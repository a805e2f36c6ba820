"""Everything that can go wrong in words a tester understands.

`IslandError` and its children travel from any layer to the web and the CLI, which have one table each that turns a
class into a status or an exit code. `Temporary` and `Permanent` are for the reconciler only: they say whether trying
again can help (the two retry classes are kopf's idea, `kopf/_core/actions/execution.py`).

This module imports nothing of the project; a `Message` is a text.
"""

from __future__ import annotations

from typing import Any


class IslandError(Exception):
    """A fault that is shown to a person as it stands: `message` is a whole sentence that quotes the value at fault.

    `code` is stable and for programs; `details` is JSON-able and for programs that want more than the sentence.
    A `message` of ours is a `Message`, put into the reader's language where it is shown; other text stays English.
    `told` is what goes over HTTP, where strangers read it: the same, unless `message` names a machine of ours. Then the
    log and the terminal have `message`.
    """

    code = "error"

    def __init__(self, message: str, **details: Any) -> None:
        super().__init__(message)
        self.message = message
        self.told = message
        self.details = details


class NotFound(IslandError):
    """What was asked for does not exist, and never did or is forgotten."""

    code = "not_found"


class Invalid(IslandError):
    """The input is no good; the message quotes it and says what is accepted."""

    code = "invalid"


class Conflict(IslandError):
    """The request is fine, but not in the state that things are in."""

    code = "conflict"


class NoFreePorts(Conflict):
    """Every block of every fitting pool is held or rests; `details` has the counts."""

    code = "no_free_ports"


class QuotaExceeded(Conflict):
    """A person, a team or a branch uses all that it may; `details` says what to stop."""

    code = "quota_exceeded"


class Forbidden(IslandError):
    """Known, but not allowed to."""

    code = "forbidden"


class Unauthorized(IslandError):
    """No credentials, or wrong, expired or outdated ones."""

    code = "unauthorized"


class TooMany(IslandError):
    """Asked too often; `details` has `retry_after`, in seconds."""

    code = "too_many"


class Unavailable(IslandError):
    """Kubernetes, the database or a host does not answer now; trying again later can help."""

    code = "unavailable"


class Temporary(Exception):
    """The reconciler's step could not be done now. Retry after `delay` seconds, or with a growing gap when None."""

    def __init__(self, reason: str, delay: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.delay = delay


class Permanent(Exception):
    """The reconciler's step can never succeed as things are; `reason` is what the tester reads."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
