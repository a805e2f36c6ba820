"""Carries start.sh's announcement to the manager where the server's image has neither curl nor wget.

start.sh leaves the message as `.announce` in the handover folder and waits for `.announced`, which says how it went in
the words that curl would have used; the body of the answer lies in `.answer` before that.
"""

from __future__ import annotations

import threading

from sidecar.files import opened_file, opened_folder, remove, replace
from sidecar.reporting import post

LONGEST = 1 << 16  # bytes of a message


class Announcer:
    """One attempt for each message; start.sh decides about the next."""

    def __init__(self, url: str, token: str, handover: str) -> None:
        self._url = f"{url.rstrip('/')}/api/v1/registrations"
        self._token = token
        self._handover = handover
        self._thread: threading.Thread | None = None

    def look(self) -> None:
        """Take a message that waits. Raises OSError when it cannot be read."""
        if self._thread is not None and self._thread.is_alive():
            return
        try:
            message = self._take()
        except FileNotFoundError:
            return
        self._thread = threading.Thread(target=self._carry, args=(message,), name="announcer", daemon=True)
        self._thread.start()

    def _take(self) -> bytes:
        with opened_folder(self._handover) as folder, opened_file(".announce", folder=folder) as file:
            with open(file, "rb", closefd=False) as stream:
                message = stream.read(LONGEST)
            remove(".announce", folder)
            return message

    def _carry(self, message: bytes) -> None:
        try:
            status, body = post(self._url, self._token, message)
            report = f"HTTP/ {status}\n"
        except (OSError, ValueError) as error:
            body, report = b"", f"side container: {error}\n"
        with opened_folder(self._handover) as folder:
            replace(".answer", folder, body)
            replace(".announced", folder, report.encode())
