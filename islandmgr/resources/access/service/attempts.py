"""How often passwords were tried lately, at the sign-in and where somebody changes their own.

An attempt counts before the password is looked at, the right one too: else one could go on and see which one is right.
It counts for the name from that address, for the address, and for the name from everywhere. The last has two counters:
one for addresses from which that person is signed in, one for all others. So whoever tries from elsewhere, from however
many addresses, does not keep the person out who works here already.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from islandmgr.access.names import canonical_name, counted_name
from islandmgr.kernel.context import Parts
from islandmgr.model.errors import TooMany
from islandmgr.model.messages import Message
from islandmgr.resources.access import messages
from islandmgr.resources.access.store import rates, tokens

WINDOW = 300.0  # seconds in which attempts are counted
BY_NAME, BY_ADDRESS = 10, 100  # attempts in a window for one name from one address, and from one address in all
FROM_ELSEWHERE, FROM_KNOWN = 20, 60  # for one name: from addresses where that person is not signed in, and from others
OLD_PASSWORDS = 10  # for one person, wherever the session is used
OFTEN = messages.TRIED_TOO_OFTEN()


@dataclass(frozen=True)
class Attempt:
    """What an attempt was counted as. Was it right, `here` and `old` are forgotten, the others are taken back."""

    here: str
    address: str
    everywhere: str
    old: str = ""


class Attempts:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def begin(self, name: str, address: str) -> Attempt:
        """One more attempt with the password of `name`. Raises TooMany: it must not be looked at."""
        counted, known = counted_name(name), self._is_known(name, address)
        where = "known addresses" if known else "elsewhere"
        attempt = Attempt(
            here=f"sign-in {address} {counted}",
            address=f"sign-in {address}",
            everywhere=f"sign-in from {where} as {counted}",
        )
        self.count(attempt.here, BY_NAME, WINDOW, OFTEN)
        self.count(attempt.address, BY_ADDRESS, WINDOW, messages.TRIED_TOO_OFTEN_THERE())
        self.count(attempt.everywhere, FROM_KNOWN if known else FROM_ELSEWHERE, WINDOW, OFTEN)
        return attempt

    def begin_change(self, name: str, address: str) -> Attempt:
        """The same for the old password, which the holder of a session shows, perhaps a thief. Raises TooMany."""
        old = f"old password of {counted_name(name)}"
        self.count(old, OLD_PASSWORDS, WINDOW, OFTEN)
        return replace(self.begin(name, address), old=old)

    def passed(self, conn: Connection, attempt: Attempt) -> None:
        """The password was right: this attempt, and those before it from there, count no more."""
        rates.forget(conn, attempt.here)
        rates.take_back(conn, attempt.address)
        rates.take_back(conn, attempt.everywhere)
        if attempt.old:
            rates.forget(conn, attempt.old)

    def count(self, what: str, most: int, window: float, words: Message) -> None:
        """Once more within `window` seconds. Raises TooMany, saying `words`, when that is more than `most`."""
        now = self._parts.now()
        if self._parts.store.run(lambda conn: rates.count(conn, what, now, window)) > most:
            raise TooMany(words, retry_after=int(window))

    def _is_known(self, name: str, address: str) -> bool:
        with self._parts.store.reading() as conn:
            return tokens.is_signed_in_from(conn, canonical_name(name), address, self._parts.now())
