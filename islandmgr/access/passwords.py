"""Passwords: argon2id hashes, the least length, random ones."""

from __future__ import annotations

import secrets
import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from islandmgr.model.errors import Invalid

LEAST, MOST = (
    10,
    200,
)  # characters: NIST SP 800-63B wants 8 and no rules about kinds of characters; the most bounds work
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # without those that look alike: it is read from a terminal and typed
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)  # OWASP's least for argon2id
_AT_ONCE = threading.BoundedSemaphore(4)  # each takes 19 MiB and a core: a flood must not take all of them

NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$dRzY82fgceWJKqstlAB6sn56dYrekptRpYPqbR1lZQg"
"""Checked when a name does not exist, so that the answer takes as long as for one that does."""


def hash_of(password: str) -> str:
    """The hash to keep. Raises Invalid when the password is too short or too long; it is never quoted."""
    if not LEAST <= len(password) <= MOST:
        raise Invalid(
            f"The password has {len(password)} characters; {LEAST} to {MOST} are accepted",
            fields={"password": "length"},
        )
    with _AT_ONCE:
        return _HASHER.hash(password)


def fits(password: str, kept: str) -> bool:
    """Whether the password is the one of the hash `kept`; an empty hash fits none, and takes as long to say so."""
    with _AT_ONCE:
        try:
            return _HASHER.verify(kept or NOBODYS, password[: MOST + 1]) and bool(kept)
        except (VerifyMismatchError, VerificationError, InvalidHashError):
            return False


def outdated(kept: str) -> bool:
    """Whether the hash was made with weaker parameters than those of today."""
    return _HASHER.check_needs_rehash(kept)


def random_password() -> str:
    """20 characters in groups of five: 100 random bits that can be typed."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(5)) for _ in range(4))
