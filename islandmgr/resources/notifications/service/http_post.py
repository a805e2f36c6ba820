"""Posting to receivers over HTTP: signed, without following redirects, only where we may connect to."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import requests

from islandmgr.model.errors import Invalid
from islandmgr.model.messages import NOTHING, Message, as_message
from islandmgr.resources.notifications import messages
from islandmgr.resources.notifications.service.outgoing_connections import check_url, guarded

HEADER = "X-Islandmgr-"
LONGEST = 300  # characters of other systems' words that are kept


@dataclass(frozen=True)
class Outcome:
    """What came of one attempt. Empty `problem`: it was taken."""

    status: int | None
    problem: Message
    milliseconds: float


def encode(body: Mapping[str, Any]) -> bytes:
    """The very bytes that are signed and sent."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """`v1=` and HMAC-SHA256 of `<timestamp>.<body>`, in hex."""
    return "v1=" + hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()


def signed(secret: str, body: bytes, now: float) -> dict[str, str]:
    """The headers that prove that the body is ours, and when it was sent."""
    timestamp = int(now)
    return {f"{HEADER}Timestamp": str(timestamp), f"{HEADER}Signature": signature(secret, timestamp, body)}


def post(url: str, body: bytes, headers: Mapping[str, str], timeout: float, networks: Sequence[str]) -> Outcome:
    """One attempt, which takes `timeout` seconds at most: look-up, connecting, TLS, sending and the answer together.

    Whatever goes wrong is said in the outcome. Every 2xx is taken.
    """
    began = time.monotonic()
    status: int | None = None
    problem: Message = NOTHING
    with guarded(networks, timeout) as guard:
        try:
            check_url(url, networks, guard.seconds)
            status, problem = _answer(url, body, headers, guard.seconds)
        except Invalid as error:
            problem = as_message(error.message)
        except requests.exceptions.SSLError as error:
            problem = messages.BAD_CERTIFICATE(why=_short(error))
        except (requests.RequestException, OSError, ValueError) as error:
            problem = as_message(guard.refused[0].message) if guard.refused else _words(error, timeout)
        if guard.expired:  # what was cut off may look like an answer without headers
            status, problem = None, messages.NO_ANSWER(n=timeout)
    return Outcome(status, problem, (time.monotonic() - began) * 1000)


def _answer(url: str, body: bytes, headers: Mapping[str, str], timeout: float) -> tuple[int, Message]:
    """The status of the answer, and what is wrong with it. Its body is not read."""
    sent = {"Content-Type": "application/json", "User-Agent": "islandmgr", **headers}
    with requests.Session() as session:
        session.trust_env = False  # a proxy of the environment would connect for us, unchecked
        with session.post(url, data=body, headers=sent, timeout=timeout, allow_redirects=False, stream=True) as answer:
            good = 200 <= answer.status_code < 300
            said = f"{answer.status_code} {answer.reason or ''}".strip()[:LONGEST]
            return answer.status_code, NOTHING if good else messages.ANSWERED(status=said)


def _words(error: Exception, timeout: float) -> Message:
    if isinstance(error, requests.Timeout | TimeoutError):
        return messages.NO_ANSWER(n=timeout)
    return messages.NOT_REACHED(why=_cause(error))


def _cause(error: BaseException) -> str:
    """The innermost reason, which is the one that says something."""
    while error.args and isinstance(error.args[0], BaseException):
        error = error.args[0]
    return _short(getattr(error, "reason", None) or error)


def _short(error: object) -> str:
    return str(error)[:LONGEST]
