"""The HTTP client behind the verbs."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import requests

from islandmgr.cli.exit_codes import CODE_OF_STATUS, Code, Fault
from islandmgr.model.languages import language_of

Json = dict[str, Any]

DEFAULT_SERVER = "http://127.0.0.1:8000"
CONNECT = 5.0  # seconds
ANSWER = 60.0  # seconds; setting a clock measures it inside a Pod, which takes some


@dataclass(frozen=True)
class Message:
    """One server-sent event; `data` is decoded JSON."""

    topic: str
    data: Any


class Client:
    """Talks to one server. Every method ends the command with a `Fault` when the server does not do as asked."""

    def __init__(self, server: str, token: str = "") -> None:
        self.server = server.rstrip("/")
        self._session = requests.Session()
        self._session.headers["User-Agent"] = "islandctl"
        self._session.headers["Accept-Language"] = language_of_terminal(os.environ)
        self._token = token
        # A proxy for the world outside is of no use for a server on this machine.
        self._session.trust_env = not _is_loopback(self.server)

    def get(self, path: str, **query: Any) -> Json:
        return self._json("GET", path, params=query)

    def pages(self, path: str, **query: Any) -> Iterator[Json]:
        """All items of a list, page by page."""
        after: str | None = None
        while True:
            page = self.get(path, **query, **({"after": after} if after else {}))
            yield from page["items"]
            after = page["next"]
            if after is None:
                return

    def send(self, method: str, path: str, body: Json | None = None, headers: Mapping[str, str] | None = None) -> Json:
        return self._json(method, path, json=body, headers=headers)

    def text(self, path: str, **query: Any) -> Iterator[bytes]:
        """The chunks of a text answer, as they come; without end when followed."""
        with self._ask("GET", path, params=query, stream=True, timeout=(CONNECT, None)) as response:
            yield from self._chunks(response)

    def text_with_headers(self, path: str, **query: Any) -> tuple[bytes, Mapping[str, str]]:
        """A text answer that has an end, and what its headers say."""
        with self._ask("GET", path, params=query) as response:
            return response.content, response.headers

    def events(self, silence: float) -> Iterator[Message | None]:
        """What happens from now on; None is a sign of life, and comes first, when nothing can be missed any more.

        Ends when the server ends the stream, or says nothing for `silence` seconds.
        """
        with self._ask("GET", "/stream", stream=True, timeout=(CONNECT, silence)) as response:
            try:
                yield from parse_events(response.iter_lines(decode_unicode=False))
            except requests.RequestException:
                return

    def _json(self, method: str, path: str, **more: Any) -> Json:
        with self._ask(method, path, **more) as response:
            try:
                answer: Json = response.json() if response.content else {}
            except ValueError:
                raise Fault(
                    f"{self.server} is no islandmgr: it answered {response.status_code} without JSON", Code.UNREACHABLE
                ) from None
            return answer

    def _ask(self, method: str, path: str, **more: Any) -> requests.Response:
        more.setdefault("timeout", (CONNECT, ANSWER))
        try:
            # With `auth` requests does not look for a password in ~/.netrc, which would go before the token.
            response = self._session.request(method, f"{self.server}/api/v1{path}", auth=self._sign, **more)
        except (requests.exceptions.InvalidURL, requests.exceptions.MissingSchema, requests.exceptions.InvalidSchema):
            raise Fault(f"{self.server!r} is no URL; write for example {DEFAULT_SERVER}", Code.USAGE) from None
        except requests.Timeout:
            raise Fault(f"{self.server} did not answer in time", Code.UNREACHABLE) from None
        except requests.RequestException:
            raise Fault(
                f"Nothing answers at {self.server}; does `islandctl serve` run? --server or ISLANDCTL_SERVER names it",
                Code.UNREACHABLE,
            ) from None
        if response.ok:
            return response
        with response:
            raise fault_of(response.status_code, response.content, self.server)

    def _sign(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request

    def _chunks(self, response: requests.Response) -> Iterator[bytes]:
        try:
            yield from response.iter_content(chunk_size=None)
        except requests.RequestException:
            raise Fault(f"{self.server} broke off in the middle", Code.UNREACHABLE) from None


def fault_of(status: int, body: bytes, server: str) -> Fault:
    """The server's own sentence, and the exit code of its status."""
    code = CODE_OF_STATUS.get(status, Code.FAILED)
    try:
        message = json.loads(body)["error"]["message"]
    except (ValueError, KeyError, TypeError):
        message = f"{server} answered {status}"
    if status == 401:
        message = f"{message}. Log in with: islandctl login"
    return Fault(str(message), code)


def parse_events(lines: Iterable[bytes]) -> Iterator[Message | None]:
    """Server-sent events from lines; a comment or a retry time, alone before a blank line, becomes None."""
    topic, data, any_line = "", "", False
    for line in lines:
        text = line.decode("utf-8", "replace")
        any_line = any_line or bool(text)
        if text.startswith("event:"):
            topic = text[6:].strip()
        elif text.startswith("data:"):
            data += text[5:].strip()
        elif not text and any_line:
            yield Message(topic, json.loads(data)) if data else None
            topic, data, any_line = "", "", False


def language_of_terminal(environment: Mapping[str, str]) -> str:
    """The language in which the server is to answer, by the variables that every program of a terminal goes by."""
    named = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return language_of(named) or "en"


def _is_loopback(server: str) -> bool:
    host = urlsplit(server).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
