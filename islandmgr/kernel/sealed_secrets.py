"""Secrets of other systems that must be used again: sealed in the database with a key made of the manager's own."""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken

from islandmgr.model.errors import Conflict
from islandmgr.model.messages import declare

OTHER_KEY = declare(
    "secret.other_key", "It was kept with another ISLANDMGR_SECRET_KEY and cannot be read; enter it anew"
)


def seal(key: bytes, secret: str) -> str:
    """What to keep of `secret`."""
    return _box(key).encrypt(secret.encode()).decode()


def unseal(key: bytes, kept: str) -> str:
    """Raises Conflict: the manager's key is another one than when it was sealed."""
    try:
        return _box(key).decrypt(kept.encode()).decode()
    except InvalidToken:
        raise Conflict(OTHER_KEY()) from None


def _box(key: bytes) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hmac.new(key, b"sealed secrets", hashlib.sha256).digest()))
