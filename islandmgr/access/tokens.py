"""Tokens of programs and of browsers' sessions: 256 random bits, of which only a digest is kept.

A plain SHA-256 is enough: nobody can guess 256 bits, so there is nothing that a slow hash would slow down. The prefix
lets people and secret scanners see what was found.
"""

from __future__ import annotations

import hashlib
import re
import secrets

TOKEN, SESSION = "imt_", "ims_"
_FORM = re.compile(r"im[ts]_[A-Za-z0-9_-]{43}")


def make(prefix: str) -> str:
    """A new token; the only time it is seen whole."""
    return prefix + secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is kept of a token. Empty for a text that is none of ours, which saves the database the question."""
    return hashlib.sha256(token.encode()).hexdigest() if _FORM.fullmatch(token) else ""
