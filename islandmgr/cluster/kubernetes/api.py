"""Requests to the API server: raw JSON in and out over one pool of connections. Thread-safe."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import urllib3

from islandmgr.cluster.kubernetes import api_errors
from islandmgr.cluster.kubernetes.access import ANSWER, CONNECT, Access, Connection
from islandmgr.model.errors import Invalid, Unavailable

Raw = dict[str, Any]
Query = Mapping[str, Any]

PAGE = 500  # objects in a page where a list may be long and need not come at once
RENEW_GAP = 30.0  # seconds between two readings of credentials that the API server refused
MERGE = "application/merge-patch+json"


class Api:
    """One API server. The connection is made from `access` at once and made anew when its credentials are refused."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._lock = threading.Lock()
        self._renewed = time.monotonic()
        self._connection = Connection(access)
        self._closed = False

    @property
    def connection(self) -> Connection:
        return self._connection

    def get(self, path: str, query: Query | None = None) -> Raw:
        """Raises NotFound, Forbidden, Invalid, Unavailable, as all of these."""
        return self._ask("GET", path, query)

    def post(self, path: str, body: Raw) -> Raw:
        return self._ask("POST", path, None, body)

    def patch(self, path: str, body: Raw) -> Raw:
        """A JSON merge patch: null removes."""
        return self._ask("PATCH", path, None, body, MERGE)

    def delete(self, path: str, options: Raw) -> Raw:
        return self._ask("DELETE", path, None, options)

    def list_cached(self, path: str, query: Query | None = None) -> Raw:
        """A whole list from the API server's own memory: several times cheaper, and perhaps a moment old."""
        return self.get(path, {**(query or {}), "resourceVersion": "0"})

    def pages(self, path: str, query: Query | None = None) -> Iterator[Raw]:
        """Objects of a list that may be very long, so that only a page of them is in memory. Consistent."""
        token = ""
        while True:
            page = self.get(path, {**(query or {}), "limit": PAGE, **({"continue": token} if token else {})})
            yield from page.get("items") or []
            token = (page.get("metadata") or {}).get("continue") or ""
            if not token:
                return

    def stream(self, path: str, query: Query, silence: float | None) -> urllib3.BaseHTTPResponse:
        """An answer to be read as it comes. `silence`: seconds without a byte after which it counts as dead."""
        timeout = urllib3.Timeout(connect=CONNECT, read=silence)
        answer = self._send("GET", path, query, None, "", timeout, preload=False)
        if answer.status >= 400:
            try:
                body = answer.read(64 * 1024)
            finally:
                answer.release_conn()
            raise api_errors.of_answer(answer.status, body, self._connection.server)
        return answer

    def close(self) -> None:
        self._closed = True
        self._connection.close()

    def renew(self) -> bool:
        """Read the credentials anew, if that was not tried a moment ago: a certificate may have been replaced."""
        with self._lock:
            if time.monotonic() - self._renewed < RENEW_GAP:
                return False
            self._renewed = time.monotonic()
            old = self._connection
            try:
                self._connection = Connection(self._access)
            except Invalid:
                return False
            old.close()
            return True

    def _ask(self, method: str, path: str, query: Query | None, body: Raw | None = None, kind: str = "") -> Raw:
        timeout = urllib3.Timeout(connect=CONNECT, read=ANSWER)
        answer = self._send(method, path, query, body, kind, timeout)
        if answer.status == 401 and self.renew():
            answer = self._send(method, path, query, body, kind, timeout)
        if answer.status >= 400:
            raise api_errors.of_answer(answer.status, answer.data, self._connection.server)
        try:
            found: Raw = json.loads(answer.data)
        except ValueError:
            raise Unavailable(
                f"What answers at {self._connection.server} is no API server: {answer.data[:100]!r}"
            ) from None
        return found

    def _send(
        self,
        method: str,
        path: str,
        query: Query | None,
        body: Raw | None,
        kind: str,
        timeout: urllib3.Timeout,
        *,
        preload: bool = True,
    ) -> urllib3.BaseHTTPResponse:
        if self._closed:
            raise Unavailable("this connection to the cluster is closed")
        connection = self._connection
        headers = {"Accept": "application/json", "User-Agent": "islandmgr", **connection.headers()}
        if body is not None:
            headers["Content-Type"] = kind or "application/json"
        url = f"{connection.base}{path}" + (f"?{urlencode(query, doseq=True)}" if query else "")
        try:
            return connection.pool.request(
                method,
                url,
                body=None if body is None else json.dumps(body).encode(),
                headers=headers,
                timeout=timeout,
                preload_content=preload,
            )
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise api_errors.of_exception(error, connection.server, connection.trouble()) from error
