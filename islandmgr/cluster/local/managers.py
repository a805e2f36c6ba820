"""Who needs the local cluster: with no manager for a while it ends itself, so that nothing is left running for ever."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator

from islandmgr.cluster.local.engine import Engine

_FIRST_PATIENCE = 30.0  # seconds for the manager that started the agent to say hello
_LAST_GRACE = 3.0  # seconds that islands get when nobody is there any more


class Managers:
    """Counts the managers' connections.

    `ending` is set as soon as the agent is to end and takes no more requests, `ended` once all Pods have ended.
    """

    def __init__(self, engine: Engine, idle_seconds: float | None) -> None:
        self._engine = engine
        self._idle = idle_seconds or None
        self._connected = 0
        self._timer: asyncio.TimerHandle | None = None
        self._ending: asyncio.Task[None] | None = None
        self.ending = asyncio.Event()
        self.ended = asyncio.Event()
        self._wait_for_one(at_least=_FIRST_PATIENCE)

    @contextlib.contextmanager
    def connected(self, idle_seconds: float | None) -> Iterator[None]:
        """For as long as one manager is there. Its `idle_seconds` is the rule from now on; None or 0: never end."""
        self._idle = idle_seconds or None
        self._connected += 1
        if self._timer:
            self._timer.cancel()
        try:
            yield
        finally:
            self._connected -= 1
            if not self._connected:
                self._wait_for_one()

    async def shut_down(self, grace: float) -> bool:
        """The last manager ends its islands; with others still there nothing happens. Whether it was the last."""
        if self._connected > 1:
            return False
        self.end(grace, "the manager was stopped")
        await self.ended.wait()
        return True

    def end(self, grace: float, epitaph: str) -> None:
        """End all Pods, then the agent. See `Engine.end_all` for `epitaph`."""
        if self._ending is None:
            self.ending.set()
            self._ending = asyncio.create_task(self._end(grace, epitaph))

    async def _end(self, grace: float, epitaph: str) -> None:
        try:
            await self._engine.end_all(grace, epitaph)
        finally:
            self.ended.set()

    def _wait_for_one(self, at_least: float = 0.0) -> None:
        if self._idle:
            epitaph = f"no manager was there for {self._idle:g} s, so the local cluster ended"
            self._timer = asyncio.get_running_loop().call_later(
                max(self._idle, at_least), self.end, _LAST_GRACE, epitaph
            )
