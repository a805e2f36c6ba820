"""The client's side of the socket: find the agent or start it, be known to it, ask it, survive its end."""

from __future__ import annotations

import json
import os
import select
import socket
import subprocess
import sys
import threading
from collections.abc import Generator, Iterable, Mapping
from pathlib import Path
from typing import Any

from islandmgr.cluster.local import frames
from islandmgr.cluster.local.images import Images
from islandmgr.cluster.local.options import Options
from islandmgr.config import file_modes, open_files
from islandmgr.model.errors import Unavailable

_PATIENCE = 30.0  # seconds for an answer that should take milliseconds
_START_PATIENCE = 60.0  # seconds for the agent to start
_STOP_CHECK = 0.2  # seconds between looks at a stream's `stop`


class NoAgent(Unavailable):
    """Nobody listens on the socket."""


class WentAway(Unavailable):
    """Somebody did, and ended in the middle."""

    def __init__(self, verb: str) -> None:
        super().__init__(f"the local cluster went away while it was asked to {verb!r}")


class Channel:
    """To the agent of one folder. One connection is held all the time, to be counted as a manager; every request has a
    connection of its own. Safe from several threads and after a fork."""

    def __init__(self, options: Options, images: Images, hidden: Iterable[Path] = ()) -> None:
        self._options = options
        self._folder = options.folder
        self._images = images
        self._hidden = [os.path.realpath(path) for path in hidden]
        self._lock = threading.Lock()
        self._hold: socket.socket | None = None
        self.closed = False
        self._hold_on()

    def ask(self, verb: str, extra: float = 0.0, **args: Any) -> Any:
        """One request, one answer. Raises what the agent raised, or Unavailable.

        `extra` is how many seconds longer than usual the answer may take. When the agent goes away in the middle, its
        successor is asked again: every verb but `exec` may be repeated.
        """
        self._hold_on()
        try:
            return self._ask_once(verb, _PATIENCE + extra, args)
        except WentAway:
            if verb == "exec":
                raise
        self._hold_on()
        return self._ask_once(verb, _PATIENCE + extra, args)

    def stream(self, verb: str, stop: threading.Event | None, **args: Any) -> Generator[Any, None, None]:
        """Items until the agent is done or `stop` is set."""
        self._hold_on()
        with self._request(verb, args, None) as connection:
            rest = b""
            while not (stop and stop.is_set()) and not self.closed:
                if not _readable(connection, _STOP_CHECK):
                    continue
                part = _receive(connection, verb)
                *lines, rest = (rest + part).split(b"\n")
                for line in lines:
                    message = json.loads(line)
                    if "item" not in message:
                        _done(verb, message)
                        return
                    yield message["item"]
                if not part:
                    _done(verb, None)

    def shut_down(self, grace_seconds: float) -> bool:
        """Ask the agent to end, and close. Whether it has ended: not when others are connected."""
        self._hold_on()
        self.closed = True  # from here on no watching thread shall start another agent
        try:
            ended: bool = self._ask_once("shutdown", _PATIENCE + grace_seconds, {"grace_seconds": grace_seconds})
        except (NoAgent, WentAway):
            return True
        else:
            return ended
        finally:
            self.close()

    def close(self) -> None:
        self.closed = True
        self._release(self._hold)

    def _ask_once(self, verb: str, patience: float, args: Mapping[str, Any]) -> Any:
        with self._request(verb, args, patience) as connection, connection.makefile("rb") as lines:
            try:
                message = json.loads(lines.readline() or b"null")
            except TimeoutError as error:
                raise Unavailable(f"the local cluster did not answer {verb!r} within {patience:g} s") from error
            except OSError as error:
                raise WentAway(verb) from error
        return _done(verb, message)

    def _request(self, verb: str, args: Mapping[str, Any], patience: float | None) -> socket.socket:
        connection = self._reach(patience)
        try:
            connection.sendall(frames.encode({"verb": verb, "args": args}))
        except OSError as error:
            connection.close()
            raise WentAway(verb) from error
        return connection

    def _reach(self, patience: float | None) -> socket.socket:
        """A connection to the agent, or to its successor.

        A killed agent's listening socket may be gone while its end of what we hold is still open: the kernel closes
        one after the other.
        """
        held = self._hold
        try:
            return self._connect(patience)
        except NoAgent:
            if self.closed:
                raise
        self._release(held)
        self._hold_on()
        return self._connect(patience)

    def _release(self, held: socket.socket | None) -> None:
        """Hold `held` no longer, unless another thread already holds a newer one."""
        with self._lock:
            if held and self._hold is held:
                held.close()
                self._hold = None

    def _hold_on(self) -> None:
        """Be known to the agent as a manager; start the agent if there is none. Raises Unavailable."""
        if self.closed:
            raise Unavailable("this connection to the local cluster is closed")
        with self._lock:
            if self._hold and not _readable(self._hold, 0):
                return  # nothing to read: the agent still holds the other end
            if self._hold:
                self._hold.close()
                self._hold = None
            self._hold = self._introduce()

    def _introduce(self) -> socket.socket:
        try:
            return self._say_hello()
        except NoAgent:
            self._start_agent()
            return self._say_hello()

    def _say_hello(self) -> socket.socket:
        """A connection that is held for as long as we are there. Raises NoAgent, Unavailable."""
        connection = self._connect(_PATIENCE)
        args = {
            "images": {key: dict(value) for key, value in self._images.items()},
            "hidden": self._hidden,
            "idle_seconds": self._options.idle,
        }
        try:
            connection.sendall(frames.encode({"verb": "hold", "args": args}))
            said = connection.recv(4096)
        except TimeoutError as error:
            connection.close()
            raise Unavailable(f"the local cluster in {self._folder} hangs: no answer in {_PATIENCE:g} s") from error
        except OSError:
            said = b""
        if not said:  # it was just ending
            connection.close()
            raise NoAgent(f"the local cluster in {self._folder} has ended")
        if json.loads(said).get("item", {}).get("protocol") != frames.PROTOCOL:
            connection.close()
            pid = (self._folder / "agent.pid").read_text().strip()
            raise Unavailable(f"the local cluster agent in {self._folder} is of another version; end it: kill {pid}")
        return connection

    def _connect(self, patience: float | None) -> socket.socket:
        try:
            connection = frames.at_socket(self._folder, socket.socket.connect)
        except OSError as error:
            raise NoAgent(f"the local cluster in {self._folder} does not answer: {error}") from error
        connection.settimeout(patience)
        return connection

    def _start_agent(self) -> None:
        package_root = Path(__file__).resolve().parents[3]
        agent = [sys.executable, "-m", "islandmgr.cluster.local.agent", *self._options.to_argv()]
        command = open_files.with_inherited_limit(agent)  # which islands then have, too
        env = {
            "PATH": os.environ.get("PATH", os.defpath),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(package_root),
        }  # nothing of the manager's: it holds secrets, and containers would inherit them
        try:
            self._folder.mkdir(mode=file_modes.FOLDER, parents=True, exist_ok=True)
            done = subprocess.run(
                command,
                env=env,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=_START_PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Unavailable(f"the local cluster agent could not be started: {error}") from error
        if done.returncode:
            raise Unavailable(done.stderr.strip() or f"the local cluster agent ended with code {done.returncode}")


def _receive(connection: socket.socket, verb: str) -> bytes:
    """What has come, or nothing at the end."""
    try:
        return connection.recv(1 << 20)
    except OSError as error:
        raise WentAway(verb) from error


def _readable(connection: socket.socket, seconds: float) -> bool:
    """Data or the other side's end. Not `select`, which fails in a process with more than 1024 open files."""
    poll = select.poll()
    poll.register(connection, select.POLLIN)
    return bool(poll.poll(seconds * 1000))


def _done(verb: str, message: Any) -> Any:
    if message is None:
        raise WentAway(verb)
    if "error" in message:
        raise frames.error_from_json(message["error"])
    return message["done"]
