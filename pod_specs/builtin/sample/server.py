"""The `sample` game server: three TCP ports, its own idea of the time, and a few ways to go wrong on purpose.

    time   each connection gets one line, the server's own time in UTC (2026-11-20T10:00:00.123Z), and is closed
    echo   sends back what it gets
    count  each connection gets one line, the number of connections accepted so far on all ports, this one included

Ports come from ISLANDMGR_PORTS (`time=30000,echo=30001,count=30002`), the address from ISLANDMGR_BIND (0.0.0.0).
What can go wrong is asked for by words of the command line, `exit_after=5 exit_code=3`; see OPTIONS.

Standard library of Python 3.8 or newer and few imports, so that it starts at once. One thread, no locks and no
`time.sleep`: all waiting is in the selector. Timers run on the monotonic clock, which the island's clock leaves alone.
"""

from __future__ import annotations

import os
import selectors
import signal
import socket
import sys
import time

TYPING = False
if TYPING:  # what type checkers see; importing it for real costs more than all the rest
    from collections.abc import Callable

OPTIONS = {
    "exit_after": float,  # seconds after the start; then it exits with `exit_code`, or crashes as `crash` says
    "exit_code": int,  # 0 to 255; 1 when not given
    "crash": str,  # `abort` (SIGABRT) or `hs_err` (leaves a file like a JVM, then SIGABRT), at `exit_after` or at once
    "leak_mb_per_s": float,  # MiB of memory taken and never given back, each second
    "stop_listening_after": float,  # seconds; the process lives on, but nobody can connect
    "slow_start": float,  # seconds before it listens
}
CRASHES = ("abort", "hs_err")
PORT_NAMES = ("time", "echo", "count")
PORT_TAKEN = 98  # exit code; the number that Linux gives EADDRINUSE
MAX_CLIENTS = 500  # of `echo`; more are turned away, so that a flood cannot use up the file descriptors
MAX_UNSENT = 256 * 1024  # bytes; a client of `echo` that does not read is not read from either
TICK = 1.0  # seconds between two looks at the clock
JUMP = 2.0  # seconds of difference that are news
DAY = 86400
MIB = 1024 * 1024


class PortTaken(Exception):
    """We cannot listen where we should; the message names the port."""


def main() -> int:
    try:
        options = read_options(sys.argv[1:])
        ports = read_ports(os.environ.get("ISLANDMGR_PORTS", ""))
    except ValueError as error:
        return fail(error, 2)
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    try:
        Server(options, ports, os.environ.get("ISLANDMGR_BIND") or "0.0.0.0").run()  # noqa: S104
    except PortTaken as error:
        return fail(error, PORT_TAKEN)
    except KeyboardInterrupt:  # raised by `stop`
        say("stopped")
    except SystemExit as end:
        say(f"exits with code {end.code}, as asked")
        raise
    return 0


def fail(error: Exception, code: int) -> int:
    print(f"sample: {error}", file=sys.stderr, flush=True)
    return code


def stop(*_: object) -> None:
    """Signal handler: gets us out of the selector's wait."""
    raise KeyboardInterrupt


def read_options(words: list[str]) -> dict[str, object]:
    """`["exit_after=5"]` -> `{"exit_after": 5.0}`. Raises ValueError, quoting the word, for anything else."""
    options: dict[str, object] = {}
    for word in words:
        name, equals, text = word.partition("=")
        if not equals or name not in OPTIONS:
            raise ValueError(f"{word!r} is no option; they are: {', '.join(option + '=...' for option in OPTIONS)}")
        try:
            options[name] = OPTIONS[name](text)
        except ValueError:
            raise ValueError(f"{word!r}: {text!r} is no number") from None
    if options.get("crash", "abort") not in CRASHES:
        raise ValueError(f"crash is {' or '.join(CRASHES)}, not {options['crash']!r}")
    return options


def read_ports(text: str) -> dict[str, int]:
    """`time=1,echo=2,count=3` -> dict. Raises ValueError unless exactly our ports are named."""
    try:
        ports = {name: int(number) for name, number in (part.split("=") for part in text.split(","))}
    except ValueError:
        ports = {}
    if set(ports) != set(PORT_NAMES):
        raise ValueError(f"ISLANDMGR_PORTS must look like 'time=30000,echo=30001,count=30002', not {text!r}")
    return ports


def own_time(now: float) -> str:
    seconds, millis = divmod(int(now * 1000), 1000)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{millis:03d}Z"


def say(message: str) -> None:
    """One line of the log, with the server's own time in front."""
    print(own_time(time.time()), message, flush=True)


class Server:
    """The loop: connections through the selector, and timers."""

    def __init__(self, options: dict[str, object], ports: dict[str, int], bind: str) -> None:
        self.options = options
        self.ports = ports
        self.bind = bind
        self.selector = selectors.DefaultSelector()
        self.listeners: list[socket.socket] = []
        self.accepted = 0  # connections, on all ports
        self.echoing = 0  # clients of `echo` now
        self.leaked: list[bytes] = []
        self.clock = WallClock(time.time(), time.monotonic())
        self.timers: list[tuple[float, Callable[[], None]]] = []  # (monotonic time, what to do), soonest first

    def run(self) -> None:
        """Until a signal, an option or a taken port ends it."""
        self.plan()
        while True:
            wait = self.timers[0][0] - time.monotonic()
            for key, events in self.selector.select(max(0.0, wait)):
                key.data(key.fileobj, events)
            while self.timers[0][0] <= time.monotonic():
                self.timers.pop(0)[1]()

    def plan(self) -> None:
        if self.seconds("slow_start"):
            say(f"starts slowly, as asked: {self.seconds('slow_start'):g} s")
        self.after(self.seconds("slow_start"), self.listen)
        self.after(TICK, self.look_at_the_clock)
        if "crash" in self.options:
            self.after(self.seconds("exit_after"), self.crash)
        elif "exit_after" in self.options:
            self.after(self.seconds("exit_after"), self.leave)
        if "stop_listening_after" in self.options:
            self.after(self.seconds("stop_listening_after"), self.stop_listening)
        if "leak_mb_per_s" in self.options:
            self.after(TICK, self.leak)

    def seconds(self, option: str) -> float:
        return float(str(self.options.get(option, 0)))

    def after(self, seconds: float, action: Callable[[], None]) -> None:
        self.timers.append((time.monotonic() + seconds, action))
        self.timers.sort(key=lambda timer: timer[0])

    # What the timers do

    def look_at_the_clock(self) -> None:
        for news in self.clock.look(time.time(), time.monotonic()):
            say(news)
        # Again at the next whole second of the wall clock, so that midnight is met on time.
        self.after(max(0.05, TICK - time.time() % TICK), self.look_at_the_clock)

    def leave(self) -> None:
        raise SystemExit(self.options.get("exit_code", 1))

    def crash(self) -> None:
        if self.options["crash"] == "hs_err":
            say(f"leaves {leave_error_file()} and aborts, as asked")
        else:
            say("aborts, as asked")
        os.abort()

    def leak(self) -> None:
        self.leaked.append(b"x" * int(self.seconds("leak_mb_per_s") * TICK * MIB))
        say(f"leaked {sum(map(len, self.leaked)) // MIB} MiB so far, as asked")
        self.after(TICK, self.leak)

    def listen(self) -> None:
        serve = {"time": self.serve_time, "echo": self.serve_echo, "count": self.serve_count}
        for name in PORT_NAMES:
            listener = open_port(self.bind, name, self.ports[name])
            self.selector.register(listener, selectors.EVENT_READ, Accept(self, serve[name]))
            self.listeners.append(listener)
        say(f"started: {', '.join(f'{name}={self.ports[name]}' for name in PORT_NAMES)} on {self.bind}")

    def stop_listening(self) -> None:
        say("stops listening, as asked")
        for listener in self.listeners:
            self.selector.unregister(listener)
            listener.close()
        self.listeners.clear()

    # What the ports do with a new client

    def serve_time(self, client: socket.socket) -> None:
        send_line(client, own_time(time.time()))

    def serve_count(self, client: socket.socket) -> None:
        send_line(client, str(self.accepted))

    def serve_echo(self, client: socket.socket) -> None:
        if self.echoing >= MAX_CLIENTS:
            client.close()
        else:
            self.echoing += 1
            self.selector.register(client, selectors.EVENT_READ, Echo(self))


class Accept:
    """Handler of a listening socket."""

    def __init__(self, server: Server, serve: Callable[[socket.socket], None]) -> None:
        self.server = server
        self.serve = serve

    def __call__(self, listener: socket.socket, _: int) -> None:
        try:
            client, _address = listener.accept()
        except OSError:  # it went away before we looked
            return
        client.setblocking(False)
        self.server.accepted += 1
        self.serve(client)


class Echo:
    """Handler of one client of `echo`: what could not be sent yet, and whether the client has said all."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.unsent = bytearray()
        self.finished = False

    def __call__(self, client: socket.socket, events: int) -> None:
        try:
            if events & selectors.EVENT_READ:
                self.receive(client)
            if self.unsent:
                del self.unsent[: client.send(self.unsent)]
        except BlockingIOError:
            pass
        except OSError:
            self.close(client)
            return
        if self.finished and not self.unsent:
            self.close(client)
        else:
            reads = selectors.EVENT_READ if len(self.unsent) < MAX_UNSENT and not self.finished else 0
            writes = selectors.EVENT_WRITE if self.unsent else 0
            self.server.selector.modify(client, reads | writes, self)

    def receive(self, client: socket.socket) -> None:
        data = client.recv(65536)
        self.unsent += data
        self.finished = not data

    def close(self, client: socket.socket) -> None:
        self.server.selector.unregister(client)
        self.server.echoing -= 1
        client.close()


class WallClock:
    """Notices what the wall clock does that the monotonic one does not. All in seconds."""

    def __init__(self, wall: float, mono: float) -> None:
        self.wall = wall
        self.mono = mono
        self.jump = 0.0  # at the last look; the same one again and again is a rate, and not news each second

    def look(self, wall: float, mono: float) -> list[str]:
        """What there is to say, seen from the look before."""
        news = []
        jump = (wall - self.wall) - (mono - self.mono)
        if abs(jump) > JUMP and abs(jump - self.jump) > JUMP:
            news.append(f"time jumped by {round(jump):+d} s")
        if wall // DAY > self.wall // DAY:
            news.append(f"daily reset: {own_time(wall)[:10]} begins")
        self.wall, self.mono, self.jump = wall, mono, jump
        return news


def open_port(bind: str, name: str, number: int) -> socket.socket:
    """A listening, non-blocking socket. Raises PortTaken."""
    listener = socket.socket()
    listener.setblocking(False)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((bind, number))
        listener.listen(128)
    except (OSError, OverflowError) as error:
        listener.close()
        raise PortTaken(f"cannot listen on port {number} ({name}) of {bind}: {error}") from error
    return listener


def send_line(client: socket.socket, text: str) -> None:
    """Send it and close. A fresh socket's buffer has room for a line, so this never waits."""
    try:
        client.send(text.encode() + b"\n")
        client.recv(65536)  # input that stays unread would turn the close into a reset
    except OSError:  # nothing to read, as it should be, or the client is gone
        pass
    client.close()


def leave_error_file() -> str:
    """Write what a dying JVM writes, where the side container looks for it; returns the path."""
    from pathlib import Path  # only here: it costs a third of the time to start

    folder = Path(os.environ.get("ISLANDMGR_RUN", "/run/islandmgr"), "handover")
    file = (folder if folder.is_dir() else Path()) / f"hs_err_pid{os.getpid()}.log"
    file.write_text(
        "#\n# A fatal error has been detected by the sample server, as asked:\n#\n"
        f"#  SIGABRT (0x6) at pid={os.getpid()}\n#\n# Time: {own_time(time.time())}\n"
    )
    return str(file)


if __name__ == "__main__":
    sys.exit(main())
