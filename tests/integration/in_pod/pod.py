"""One Pod as processes of this machine: its folders, its environment, and what runs in it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import registration
from pod_specs.render import FAKETIME
from tests.integration.in_pod.waiting import PATIENCE, wait_until
from tests.integration.sample_server.process import libfaketime

SCRIPTS = Path(registration.__path__[0])
ROOT = SCRIPTS.parent
SHELLS = {"dash": ["dash"], "busybox": ["busybox", "sh"], "bash": ["bash"]}

# What start.sh uses of an image, apart from the shell and a client for HTTP; then what the servers of the tests use.
PROGRAMS = (
    "cat cksum cut date env find mkfifo mv rm sed sleep sort stat tee timeout tr",
    "sh dd head id ls printenv tail true",
)

TOKEN = "t0ken-of_this.incarnation"


class Pod:
    """Folders of a Pod whose clock reads `line`; `shell` and `client` say what the server's image has.

    `client` is `curl`, `wget`, `busybox wget` or nothing.
    """

    def __init__(self, url: str, *, shell: str = "dash", client: str = "curl", line: str = "+0") -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="islandmgr-in-pod-"))
        self.folder.chmod(0o755)
        self.image, self.tools, self.run = (self.folder / name for name in ("image", "tools", "run"))
        self.clock, self.handover = self.run / "clock", self.run / "handover"
        self._lay_out_image()
        self._shell = SHELLS[shell]
        self._bin = self._lay_out_bin(client, busybox=shell == "busybox")
        self._started: list[subprocess.Popen[bytes]] = []
        self.env = {
            "ISLANDMGR_ISLAND": "269",
            "ISLANDMGR_INCARNATION": "1",
            "ISLANDMGR_POD": "sample-qa01-dev-269",
            "ISLANDMGR_NODE": "node-a",
            "ISLANDMGR_HOST": "127.0.0.1",
            "ISLANDMGR_URL": url,
            "ISLANDMGR_TOKEN": TOKEN,
            "ISLANDMGR_PORTS": "time=30807,echo=30808",
            "ISLANDMGR_RUN": str(self.run),
            "ISLANDMGR_TOOLS": str(self.tools),
            "ISLANDMGR_CLOCK_LINE": line,
        }

    def prepare(self) -> subprocess.CompletedProcess[bytes]:
        command = [*self._shell, str(self.image / "registration" / "prepare.sh"), str(self.tools)]
        return subprocess.run(command, env={**self.env, "PATH": os.environ["PATH"]}, capture_output=True, check=False)

    def start(self, *command: str, wrapper: Sequence[str] = (), **environment: str) -> subprocess.Popen[bytes]:
        """Run the server's container; `wrapper` stands before start.sh's shell."""
        script = str(self.tools / "registration" / "start.sh")
        # With signals as a container runtime leaves them: under `nohup` this process, and so the shell, ignores one.
        runtime = [shutil.which("env") or "", "--default-signal"]
        return self._popen(
            [*runtime, *wrapper, shutil.which(self._shell[0]) or "", *self._shell[1:], script, *command],
            env={
                **self.env,
                **FAKETIME,
                "FAKETIME_TIMESTAMP_FILE": str(self.clock / "rc"),
                "PATH": str(self._bin),
                **environment,
            },
        )

    def run_server(self, *command: str, **environment: str) -> tuple[int, bytes, bytes]:
        """Run the server's container to its end: exit code, stdout, stderr."""
        server = self.start(*command, **environment)
        out, err = server.communicate(timeout=PATIENCE)
        return server.returncode, out, err

    def start_agent(self, **environment: str) -> subprocess.Popen[bytes]:
        return self._popen([sys.executable, "-m", "sidecar"], env=self._agent_env(environment), cwd=self.image)

    def order(self, order: Any) -> tuple[int, dict[str, Any]]:
        """`python3 -m sidecar clock`: exit code and answer."""
        done = self.command("clock", order if isinstance(order, bytes) else json.dumps(order).encode())
        return done.returncode, json.loads(done.stdout)

    def command(self, name: str, order: bytes) -> subprocess.CompletedProcess[bytes]:
        """`python3 -m sidecar NAME` with an order on stdin."""
        return subprocess.run(
            [sys.executable, "-m", "sidecar", name],
            input=order,
            env=self._agent_env({}),
            cwd=self.image,
            capture_output=True,
            check=False,
        )

    def measure(self, wrapper: Sequence[str] = ()) -> dict[str, Any]:
        env = {**self.env, **FAKETIME, "FAKETIME_TIMESTAMP_FILE": str(self.clock / "rc"), "PATH": os.environ["PATH"]}
        command = [*wrapper, *self._shell, str(self.tools / "registration" / "measure.sh")]
        answer: dict[str, Any] = json.loads(subprocess.run(command, env=env, capture_output=True, check=True).stdout)
        return answer

    def exit(self) -> dict[str, int | str]:
        answer: dict[str, int | str] = json.loads((self.handover / "server.exit").read_text())
        return answer

    def server_pid(self) -> int:
        path = self.handover / "server.pid"
        wait_until(lambda: path.exists() and path.read_text().strip(), "server.pid")
        return int(path.read_text())

    def close(self) -> None:
        for process in self._started:
            process.terminate()
        for process in self._started:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=5)
            with_group(process.pid, signal.SIGKILL)
            process.communicate()
        shutil.rmtree(self.folder)

    def _popen(self, command: Sequence[str], **options: Any) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            **options,
        )
        self._started.append(process)
        return process

    def _agent_env(self, more: dict[str, str]) -> dict[str, str]:
        return {**self.env, "PATH": os.environ["PATH"], **more}

    def _lay_out_image(self) -> None:
        for package in ("registration", "sidecar"):
            shutil.copytree(ROOT / package, self.image / package, ignore=shutil.ignore_patterns("__pycache__"))
        library = self.image / "faketime" / "glibc" / "libfaketime.so.1"
        library.parent.mkdir(parents=True)
        shutil.copy(libfaketime(), library)

    def _lay_out_bin(self, client: str, *, busybox: bool) -> Path:
        """A folder of programs that stands for the image's; busybox is built with all of them or with some."""
        folder = self.folder / "bin"
        folder.mkdir()
        applets = subprocess.run(["busybox", "--list"], capture_output=True, text=True, check=True).stdout.split()
        for program in " ".join(PROGRAMS).split():
            _link(folder / program, "busybox" if busybox and program in applets else program)
        if client:
            _link(folder / client.split()[-1], client.split()[0])
        return folder


def _link(place: Path, program: str) -> None:
    where = shutil.which(program)
    assert where is not None, program
    place.symlink_to(where)


def with_group(pid: int, number: int) -> None:
    """Signal the whole session that a process began."""
    with suppress(ProcessLookupError):
        os.killpg(pid, number)
