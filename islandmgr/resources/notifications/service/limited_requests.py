"""The library `requests` as others' plugins may use it: no proxies and passwords of our machine, and short answers."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import partial
from typing import Any

import requests

MOST = 1 << 20  # bytes of an answer that are read


class LimitedRequests:
    """Stands for the module `requests` in a plugin: functions that send are limited, all else is the module's."""

    def __init__(self) -> None:
        for method in ("get", "post", "put", "patch", "delete", "head", "options"):
            setattr(self, method, partial(self.request, method.upper()))

    def __getattr__(self, name: str) -> Any:
        return getattr(requests, name)

    def request(self, method: str, url: str, **how: Any) -> requests.Response:
        """`requests.request`. Raises what that raises, and RequestException for an answer of over `MOST` bytes."""
        with requests.Session() as session:
            session.trust_env = False  # proxies, .netrc and certificates that the environment names
            answer = session.request(method, url, **{**how, "stream": True, "allow_redirects": False})
            if not isinstance(answer._content, bytes):  # not read yet
                with answer:
                    answer._content = _read(answer)
            return answer


def use_limited_requests(modules: Iterable[str]) -> None:
    """In these modules, which are loaded, `requests` is `LimitedRequests` from now on."""
    limited = LimitedRequests()
    for name in modules:
        if hasattr(sys.modules[name], "requests"):
            sys.modules[name].requests = limited  # type: ignore[attr-defined]


def _read(answer: requests.Response) -> bytes:
    found = b""
    for part in answer.iter_content(16384):
        found += part
        if len(found) > MOST:
            raise requests.RequestException(f"The answer has more than {MOST} bytes")
    return found
