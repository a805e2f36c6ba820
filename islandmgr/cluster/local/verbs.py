"""What the agent answers on its socket."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

from islandmgr.cluster import base
from islandmgr.cluster.local import frames
from islandmgr.cluster.local.engine import Engine
from islandmgr.cluster.local.managers import Managers
from islandmgr.model.errors import Invalid, IslandError, Unavailable

Args = Mapping[str, Any]
Answer = Callable[[Args], Awaitable[Any]]
Stream = Callable[[Args], AsyncIterator[Any]]

_LAST_ANSWERS = 1.0  # seconds


class Verbs:
    """One per agent; `serve` is called with each connection."""

    def __init__(self, engine: Engine, managers: Managers) -> None:
        self._engine = engine
        self._managers = managers
        self._answering: set[asyncio.Task[None]] = set()
        self._answers: dict[str, Answer] = {
            "check": self._check,
            "create_pod": self._create_pod,
            "delete_pod": self._delete_pod,
            "get_pod": self._get_pod,
            "list_pods": self._list_pods,
            "list_nodes": self._list_nodes,
            "label_node": self._label_node,
            "cordon": self._cordon,
            "exec": self._exec,
            "pod_events": self._pod_events,
            "shutdown": self._shutdown,
        }
        self._streams: dict[str, Stream] = {
            "hold": self._hold,
            "watch_pods": self._watch_pods,
            "logs": self._logs,
        }

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request; give up when the client goes away, and a stream when the agent is to end."""
        try:
            verb, args = _request(await reader.readline())
            if not self._managers.ending.is_set():
                await self._serve(verb, args, reader, writer)
        except (ValueError, ConnectionError):
            pass  # not one of our clients, or one that left in the middle of a sentence
        except asyncio.CancelledError:
            pass  # the agent ends; raised on, asyncio would log it
        finally:
            writer.close()

    async def finish(self) -> None:
        """Let answers be written that are due when the agent ends; streams have none."""
        if self._answering:
            await asyncio.wait(self._answering, timeout=_LAST_ANSWERS)

    async def _serve(self, verb: str, args: Args, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        work = asyncio.create_task(self._respond(verb, args, writer))
        left = asyncio.create_task(reader.read(1))  # the client says nothing more: this returns when it goes
        ends: list[asyncio.Task[Any]] = [work, left]
        if verb in self._streams:
            ends.append(asyncio.create_task(self._managers.ending.wait()))
        else:
            self._answering.add(work)
            work.add_done_callback(self._answering.discard)
        try:
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in ends:
                task.cancel()
            await asyncio.gather(*ends, return_exceptions=True)

    async def _respond(self, verb: str, args: Args, writer: asyncio.StreamWriter) -> None:
        try:
            message = {"done": await self._answer(verb, args, writer)}
        except IslandError as error:
            message = {"error": frames.error_to_json(error)}
        except ConnectionError:
            return
        except Exception as error:
            traceback.print_exc()
            fault = Unavailable(f"the local cluster agent failed: {type(error).__name__}: {error}")
            message = {"error": frames.error_to_json(fault)}
        with contextlib.suppress(ConnectionError):
            writer.write(frames.encode(message))
            await writer.drain()

    async def _answer(self, verb: str, args: Args, writer: asyncio.StreamWriter) -> Any:
        if verb in self._answers:
            return await self._answers[verb](args)
        if verb not in self._streams:
            raise Invalid(f"{verb!r} is not a verb of the local cluster")
        async for item in self._streams[verb](args):
            writer.write(frames.encode({"item": item}))
            await writer.drain()
        return None

    async def _check(self, _args: Args) -> str:
        machine = self._engine.machine
        nodes = self._engine.nodes.all()
        limits = f"cgroup v{machine.groups.version}" if machine.groups else "watching (no cgroup can be made here)"
        return (
            f"local cluster in {machine.folder}, for trying and developing: {len(nodes)} pretend-nodes,"
            f" {machine.isolation.describe()}, memory limits by {limits}"
        )

    async def _create_pod(self, args: Args) -> Any:
        return self._engine.create(args["manifest"])

    async def _delete_pod(self, args: Args) -> None:
        self._engine.delete(args["name"], args["uid"], args["grace_seconds"], args["force"])

    async def _get_pod(self, args: Args) -> Any:
        return self._engine.pods.get(args["name"])

    async def _list_pods(self, args: Args) -> Any:
        return [pod for pod in self._engine.pods.all() if not args["ours"] or _ours(pod)]

    async def _list_nodes(self, args: Args) -> Any:
        return [dataclasses.asdict(node) for node in self._engine.list_nodes(args["selector"])]

    async def _label_node(self, args: Args) -> Any:
        return dataclasses.asdict(self._engine.label_node(args["name"], args["labels"]))

    async def _cordon(self, args: Args) -> Any:
        return dataclasses.asdict(self._engine.cordon(args["name"], args["on"]))

    async def _exec(self, args: Args) -> Any:
        container = self._engine.container(args["name"], args["container"])
        outcome = await container.exec(args["argv"], frames.unpack(args["stdin"]), args["timeout"])
        return {"code": outcome.code, "stdout": frames.pack(outcome.stdout), "stderr": frames.pack(outcome.stderr)}

    async def _pod_events(self, args: Args) -> Any:
        return [dataclasses.asdict(event) for event in self._engine.pods.events.of(args["name"])]

    async def _shutdown(self, args: Args) -> bool:
        return await self._managers.shut_down(args["grace_seconds"])

    async def _hold(self, args: Args) -> AsyncIterator[Any]:
        """A manager is there for as long as this connection is."""
        machine = self._engine.machine
        machine.images = {**machine.images, **args["images"]}
        machine.hidden |= frozenset(args["hidden"])
        self._engine.schedule()
        with self._managers.connected(args["idle_seconds"]):
            yield {"protocol": frames.PROTOCOL}
            await asyncio.Event().wait()

    async def _watch_pods(self, _args: Args) -> AsyncIterator[Any]:
        with self._engine.pods.watched() as watcher:
            yield {"synced": [pod for pod in self._engine.pods.all() if _ours(pod)]}
            while not watcher.lagging:
                for kind, pod in await watcher.changes():
                    if _ours(pod):
                        yield {kind: pod}

    async def _logs(self, args: Args) -> AsyncIterator[Any]:
        log = self._engine.log(args["name"], args["container"])
        with log.followed() as follower:
            yield frames.pack(b"")  # it is there, however long nothing comes
            with log.kept() as kept:
                for piece in kept.tail(args["tail"]):
                    yield frames.pack(piece)
            while args["follow"] and (chunk := await follower.next()):
                yield frames.pack(chunk)


def _request(line: bytes) -> tuple[str, Args]:
    """Raises ValueError for what no client of ours says."""
    said = json.loads(line)
    if not isinstance(said, dict) or not isinstance(said.get("verb"), str):
        raise ValueError("not a request")  # noqa: TRY004  as for text that is no JSON
    return said["verb"], said.get("args") or {}


def _ours(pod: Mapping[str, Any]) -> bool:
    label, value = base.MANAGED_BY
    return (pod["metadata"].get("labels") or {}).get(label) == value
