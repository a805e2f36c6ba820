"""Readiness probes: TCP, HTTP and exec, with the manifest's periods and thresholds.

One difference from Kubernetes, on purpose: until a container is ready for the first time it is probed more often, so
that starting an island feels instant. `initialDelaySeconds` is kept.
"""

from __future__ import annotations

import asyncio
import os
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

Raw = Mapping[str, Any]
Exec = Callable[[list[str], float], Awaitable[str]]
"""Run a command in the container within seconds; the answer is what went wrong, or nothing."""

_EAGER_GAP, _EAGER_EXEC_GAP = 0.05, 0.5  # seconds; an exec costs a process
_EAGERNESS = 0.2  # of the time waited so far: that much longer than needed does a start seem to take


@dataclass(frozen=True)
class Timing:
    """Seconds and counts, with Kubernetes' defaults."""

    delay: float
    period: float
    timeout: float
    successes: int
    failures: int
    shortest: float  # gap until ready for the first time

    @classmethod
    def of(cls, probe: Raw) -> Timing:
        period = float(probe.get("periodSeconds") or 10)
        return cls(
            delay=float(probe.get("initialDelaySeconds") or 0),
            period=period,
            timeout=float(probe.get("timeoutSeconds") or 1),
            successes=int(probe.get("successThreshold") or 1),
            failures=int(probe.get("failureThreshold") or 3),
            shortest=_EAGER_EXEC_GAP if "exec" in probe else _EAGER_GAP,
        )

    def gap(self, waited: float | None) -> float:
        """Until the next probe; `waited` seconds for the first readiness so far, None once there was one."""
        return self.period if waited is None else min(self.period, max(self.shortest, waited * _EAGERNESS))


@dataclass
class Verdict:
    """Turns single results into readiness: so many in a row change it."""

    timing: Timing
    ready: bool = False
    _streak: int = 0

    def take(self, ok: bool) -> bool:
        """Count one result; whether readiness changed."""
        self._streak = self._streak + 1 if ok != self.ready else 0
        if self._streak < (self.timing.successes if ok else self.timing.failures):
            return False
        self.ready, self._streak = ok, 0
        return True


async def watch(probe: Raw, check: Callable[[float], Awaitable[str]], report: Callable[[bool, str], None]) -> None:
    """Probe until cancelled. `report(ready, problem)` is called for every change and for every failure."""
    timing = Timing.of(probe)
    verdict = Verdict(timing)
    await asyncio.sleep(timing.delay)
    began: float | None = time.monotonic()
    while True:
        problem = await check(timing.timeout)
        if verdict.take(not problem) or problem:
            report(verdict.ready, problem)
        began = None if verdict.ready else began
        await asyncio.sleep(timing.gap(None if began is None else time.monotonic() - began))


def checker(probe: Raw, container: Raw, address: str, run: Exec) -> Callable[[float], Awaitable[str]]:
    """The probe as a call with a timeout in seconds. Raises ValueError for an unknown kind or port."""
    if "exec" in probe:
        argv = [str(word) for word in probe["exec"]["command"]]
        return lambda timeout: run(argv, timeout)
    if "tcpSocket" in probe:
        host = probe["tcpSocket"].get("host") or address
        port = port_number(probe["tcpSocket"]["port"], container)
        return lambda timeout: _within(timeout, f"{host}:{port}", _tcp(host, port))
    if "httpGet" in probe:
        get = probe["httpGet"]
        host = get.get("host") or address
        port = port_number(get["port"], container)
        call = _Get(host, port, get.get("path") or "/", get.get("scheme") == "HTTPS", _headers(get, f"{host}:{port}"))
        return lambda timeout: _within(timeout, call.url, call.problem())
    raise ValueError(f"readiness probe {dict(probe)!r} is of no known kind; accepted: tcpSocket, httpGet, exec")


def port_number(port: str | int, container: Raw) -> int:
    """A number, or the name of one of the container's ports. Raises ValueError."""
    if isinstance(port, int) or port.isdecimal():
        return int(port)
    named = {entry.get("name"): entry["containerPort"] for entry in container.get("ports") or []}
    if port not in named:
        raise ValueError(
            f"container {container['name']!r} has no port named {port!r}; it has {', '.join(map(str, named))}"
        )
    return int(named[port])


async def _within(timeout: float, target: str, attempt: Awaitable[str]) -> str:
    try:
        async with asyncio.timeout(timeout):
            problem = await attempt
    except TimeoutError:
        problem = f"no answer within {timeout:g} s"
    except OSError as error:
        problem = os.strerror(error.errno).lower() if error.errno else str(error)
    except ValueError:
        problem = "the answer is not HTTP"
    return f"{target}: {problem}" if problem else ""


async def _tcp(host: str, port: int) -> str:
    _, writer = await asyncio.open_connection(host, port)
    writer.close()
    return ""


def _headers(get: Raw, host: str) -> Mapping[str, str]:
    """Those of the manifest, and `Host` unless they say another."""
    given = {str(one["name"]): str(one.get("value") or "") for one in get.get("httpHeaders") or []}
    own = {} if any(name.lower() == "host" for name in given) else {"Host": host}
    return {**own, **given, "Connection": "close"}


@dataclass(frozen=True)
class _Get:
    """As the kubelet calls; over TLS it takes any certificate, as that does."""

    host: str
    port: int
    path: str
    tls: bool
    headers: Mapping[str, str]

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://{self.host}:{self.port}{self.path}"

    async def problem(self) -> str:
        reader, writer = await asyncio.open_connection(
            self.host, self.port, ssl=_any_certificate() if self.tls else None
        )
        try:
            head = "".join(f"{name}: {value}\r\n" for name, value in self.headers.items())
            writer.write(f"GET {self.path} HTTP/1.1\r\n{head}\r\n".encode())
            line = await reader.readline()
        finally:
            writer.close()
        code = int(line.split(b" ", 2)[1]) if line.startswith(b"HTTP/") else 0
        return "" if 200 <= code < 400 else f"status {code}"


def _any_certificate() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
