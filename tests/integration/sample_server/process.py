"""A real process of the sample server, with and without a clock of its own."""

from __future__ import annotations

import importlib.util
import os
import random
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from pod_specs import BUILTIN
from pod_specs.render import FAKETIME
from tests.ports import free_port

PROGRAM = BUILTIN / "sample" / "server.py"
NAMES = ("time", "echo", "count")
PATIENCE = 60.0  # seconds; only a server that never does what it should uses them up
TIME_LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\n")


def libfaketime() -> str:
    """The shared object in the PyPI wheel, found without importing the package."""
    spec = importlib.util.find_spec("libfaketime")
    assert spec is not None
    assert spec.origin is not None
    return str(Path(spec.origin).parent / "vendor/libfaketime/src/libfaketime.so.1")


def wait_until(condition: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"waited {PATIENCE:g} s in vain until {what}"
        time.sleep(0.01)


class ClockFile:
    """The clock file as the side container writes it: replaced as a whole, by rename."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "rc"
        self.write("+0")

    def write(self, line: str) -> None:
        new = self.path.with_suffix(".new")
        new.write_text(line + "\n")
        new.replace(self.path)

    def environment(self) -> dict[str, str]:
        return {**FAKETIME, "FAKETIME_TIMESTAMP_FILE": str(self.path), "LD_PRELOAD": libfaketime()}


class Sample:
    """One process on three free ports of an address: an empty one for some loopback address that nobody else uses."""

    def __init__(self, folder: Path, words: tuple[str, ...], env: Mapping[str, str], address: str) -> None:
        self.address = address or ".".join(["127", *(str(random.randint(1, 254)) for _ in range(3))])
        self.ports = dict(zip(NAMES, (free_port() for _ in NAMES), strict=True))
        self.output = ""
        self.process = subprocess.Popen(
            [sys.executable, "-S", "-E", str(PROGRAM), *words],
            cwd=folder,
            env={"PATH": os.environ["PATH"], **self.environment(), **env},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.reader = threading.Thread(target=self.read_output)
        self.reader.start()

    def environment(self) -> dict[str, str]:
        ports = ",".join(f"{name}={number}" for name, number in self.ports.items())
        return {"ISLANDMGR_PORTS": ports, "ISLANDMGR_BIND": self.address.replace("0.0.0.0", "")}

    def read_output(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.output += line

    def started(self) -> Sample:
        self.says("started: ")
        return self

    def says(self, text: str) -> None:
        wait_until(lambda: text in self.output, f"the server says {text!r}; it said {self.output!r}")

    def connect(self, port: str) -> socket.socket:
        return socket.create_connection((self.address, self.ports[port]), timeout=PATIENCE)

    def line(self, port: str) -> str:
        """Everything that the port sends until it closes."""
        with self.connect(port) as client, client.makefile() as stream:
            return stream.read()

    def own_time(self) -> float:
        """UTC epoch seconds, as the server sees them."""
        line = self.line("time")
        assert TIME_LINE.fullmatch(line)
        return datetime.strptime(line.strip(), "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC).timestamp()

    def ahead(self) -> float:
        """Seconds that the server's clock is ahead of real time, right within the time the question takes."""
        return self.own_time() - time.time()

    def listens(self) -> bool:
        try:
            self.connect("time").close()
        except ConnectionRefusedError:
            return False
        return True

    def status(self, field: str) -> int:
        """A number from /proc/PID/status."""
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        match = re.search(rf"^{field}:\s+(\d+)", text, re.MULTILINE)
        assert match is not None
        return int(match[1])

    def wait(self) -> int:
        """Its exit code, after all of its output was read."""
        code = self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        return code

    def terminate(self) -> int:
        self.process.terminate()
        return self.wait()

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        self.reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()
