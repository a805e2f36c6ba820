"""TLS to MySQL: whether there is any, and contexts that are made once.

A context reads all certificates that the machine trusts: some 30 ms of computing, against 1 ms for a connection.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from threading import Lock
from typing import Any

from pymysql.connections import Connection
from sqlalchemy import URL

from islandmgr.model.errors import Invalid

TLS = ("auto", "off", "required", "verified")
"""What a MySQL URL may say of TLS in its query, as `tls`. `required` accepts any certificate, `verified` does not."""


class Contexts:
    """The contexts of one engine, by what they were asked for with. Safe from several threads.

    Files of certificates are read once: whoever replaces them restarts the manager.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._made: dict[frozenset[tuple[str, Any]], ssl.SSLContext] = {}

    def get(self, asked: Mapping[str, Any], make: Callable[[Any], ssl.SSLContext]) -> ssl.SSLContext:
        """The one that `make` made of the same words before, or makes now."""
        key = frozenset(asked.items())
        with self._lock:
            if key not in self._made:
                self._made[key] = make(asked)
            return self._made[key]


class SharingConnection(Connection):
    """As `pymysql.connect` makes it, but with one of the engine's contexts."""

    def __init__(self, contexts: Contexts, *args: Any, **given: Any) -> None:
        self._contexts = contexts
        super().__init__(*args, **given)

    def _create_ssl_ctx(self, sslp: Any) -> ssl.SSLContext:
        if isinstance(sslp, ssl.SSLContext):
            return sslp
        return self._contexts.get(sslp, super()._create_ssl_ctx)  # type: ignore[misc]  # not in its stubs


def arguments(url: URL) -> dict[str, Any]:
    """PyMySQL's arguments for the `tls` of a URL's query. Raises Invalid for another word.

    `auto`, the default, means none to this machine, and elsewhere TLS if the server has it.
    """
    kind = url.query.get("tls", "auto")
    if kind not in TLS:
        raise Invalid(f"The database URL's tls is {kind!r}. Accepted: {', '.join(TLS)}.")
    if kind == "off" or (kind == "auto" and _is_here(url)):
        return {"ssl_disabled": True}
    if kind == "auto":
        return {}
    context = ssl.create_default_context()
    if kind == "required":
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return {"ssl": context}


def _is_here(url: URL) -> bool:
    """Whether nothing leaves this machine. Whoever names certificates wants TLS all the same."""
    if any(name.startswith("ssl") for name in url.query):
        return False
    if "unix_socket" in url.query or url.host in (None, "", "localhost"):
        return True
    try:
        return ip_address(str(url.host)).is_loopback
    except ValueError:
        return False
