"""A real OpenSSH server on loopback, as the user who runs the tests."""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path

from islandmgr.cluster.ssh import Login
from islandmgr.tasks.ssh import SshHost
from tests.integration.serving import eventually, free_port


class Sshd:
    """Keys, known_hosts and everything else live in `folder`."""

    def __init__(self, folder: Path, **options: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.user = getpass.getuser()
        self.known_hosts = folder / "known_hosts"
        self.key = self.make_key("client")
        self.host_key = self.make_key("host")
        self.process: subprocess.Popen[bytes] | None = None
        self._options = options
        (folder / "authorized_keys").write_text(self.key.with_suffix(".pub").read_text())
        self.know(self.host_key)

    def make_key(self, name: str, password: str = "") -> Path:
        path = self.folder / name
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", password, "-f", str(path)], check=True)
        return path

    def know(self, host_key: Path) -> None:
        kind, text, *_ = host_key.with_suffix(".pub").read_text().split()
        self.known_hosts.write_text(f"[127.0.0.1]:{self.port} {kind} {text}\n")

    def fingerprint(self) -> str:
        """As ssh-keygen shows it."""
        shown = subprocess.run(["ssh-keygen", "-lf", str(self.host_key)], check=True, capture_output=True, text=True)
        return shown.stdout.split()[1]

    def login(self, **changes: object) -> Login:
        given = {"host": "127.0.0.1", "user": self.user, "port": self.port, "key": self.key}
        return Login(**{**given, "known_hosts": self.known_hosts, **changes})  # type: ignore[arg-type]

    def host(self, **changes: object) -> SshHost:
        given = {"name": "build1", "address": "127.0.0.1", "user": self.user, "port": self.port, "key": self.key}
        return SshHost(**{**given, "known_hosts": self.known_hosts, **changes})  # type: ignore[arg-type]

    def start(self) -> None:
        Path("/run/sshd").mkdir(exist_ok=True)
        options = {
            "Port": str(self.port),
            "ListenAddress": "127.0.0.1",
            "HostKey": str(self.host_key),
            "AuthorizedKeysFile": str(self.folder / "authorized_keys"),
            "PidFile": "none",
            "StrictModes": "no",
            "PasswordAuthentication": "no",
            "PermitRootLogin": "prohibit-password",
            "UsePAM": "no",
            "MaxStartups": "100",
            **self._options,
        }
        config = self.folder / "sshd_config"
        config.write_text("".join(f"{key} {value}\n" for key, value in options.items()))
        program = shutil.which("sshd") or "/usr/sbin/sshd"
        with (self.folder / "sshd.log").open("ab") as log:
            self.process = subprocess.Popen([program, "-D", "-e", "-f", str(config)], stderr=log, stdout=log)
        eventually(self._listens)

    def stop(self) -> None:
        """SIGKILL to it and to every connection's process, as when the jump host dies."""
        if self.process is not None:
            for pid in [self.process.pid, *_below(self.process.pid)]:
                with contextlib.suppress(ProcessLookupError):  # one of a connection that just ended
                    os.kill(pid, signal.SIGKILL)
            self.process.wait(30)
            self.process = None

    def signal_connections(self, number: int) -> None:
        """To the processes of connections that are open, not to what they started."""
        assert self.process is not None
        for pid in _below(self.process.pid):
            with contextlib.suppress(ProcessLookupError, FileNotFoundError):  # it ended meanwhile
                if Path(f"/proc/{pid}/comm").read_text().startswith("sshd"):
                    os.kill(pid, number)

    def _listens(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, (self.folder / "sshd.log").read_text()
        try:
            socket.create_connection(("127.0.0.1", self.port), 5).close()
        except OSError:
            return False
        return True


def _below(parent: int) -> list[int]:
    """A server's processes for its connections, each in a session of its own."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(") ")[2].split()
        except OSError:
            continue  # it ended meanwhile
        if int(fields[1]) == parent:
            child = int(status.parent.name)
            found += [child, *_below(child)]
    return found
