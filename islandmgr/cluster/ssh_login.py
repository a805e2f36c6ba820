"""Logging in over SSH with host keys that must be known beforehand, and plain words for what stops it.

The jump host of the API server and the hosts that run steps of tasks log in alike. Nobody is asked about a new host
key, so nothing is learned: an unknown or changed one is refused, with its fingerprint and what to do.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from pathlib import Path

import paramiko
from paramiko.hostkeys import InvalidHostKey

from islandmgr.model.errors import Invalid

LOGIN_TIMEOUT = 10.0  # seconds for each step of a login
FAULTS = (paramiko.SSHException, InvalidHostKey, Invalid, OSError, EOFError, ValueError)
"""What `connect` raises and `explain` puts into words."""


@dataclass(frozen=True)
class Login:
    """Where and as whom. `key` None: the agent's and ~/.ssh's keys. `known_hosts` None: ~/.ssh/known_hosts."""

    host: str
    user: str
    port: int = 22
    key: Path | None = None
    key_password: str = field(default="", repr=False)
    known_hosts: Path | None = None
    unlock_setting: str = "ISLANDMGR_SSH_KEY_PASSWORD"  # what reasons tell people to set
    known_hosts_setting: str = "ISLANDMGR_SSH_KNOWN_HOSTS"

    @property
    def place(self) -> str:
        """The host as people write it."""
        return f"{self.host}:{self.port}"

    @property
    def keyscan(self) -> str:
        """The command that shows the host's keys."""
        return f"ssh-keyscan -p {self.port} {self.host}"


class _UnknownHost(paramiko.SSHException):
    def __init__(self, key: paramiko.PKey) -> None:
        super().__init__(key.fingerprint)
        self.key = key


class _Refuse(paramiko.MissingHostKeyPolicy):
    """As paramiko's RejectPolicy, but the key is kept for the reason."""

    def missing_host_key(
        self,
        client: paramiko.SSHClient,  # noqa: ARG002
        hostname: str,  # noqa: ARG002
        key: paramiko.PKey,
    ) -> None:
        raise _UnknownHost(key)


def known_hosts_file(login: Login) -> Path:
    """The file with the host's key. Raises `Invalid` when there is none."""
    path = (login.known_hosts or Path("~/.ssh/known_hosts")).expanduser()
    if not path.is_file():
        raise Invalid(
            f"{login.known_hosts_setting} is {str(path)!r}, which is no file; the key of {login.place} must be known "
            f"beforehand: {login.keyscan} > known_hosts, compared with what its operator says"
        )
    return path


def connect(login: Login, silence: float) -> paramiko.SSHClient:
    """Log in. What was sent and not acknowledged for `silence` seconds ends the connection. Raises one of `FAULTS`."""
    line = socket.create_connection((login.host, login.port), LOGIN_TIMEOUT)
    client = paramiko.SSHClient()
    try:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(silence * 1000))
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.load_host_keys(str(known_hosts_file(login)))
        client.set_missing_host_key_policy(_Refuse())
        client.connect(
            login.host,
            login.port,
            login.user,
            key_filename=str(login.key.expanduser()) if login.key else None,
            passphrase=login.key_password or None,
            allow_agent=login.key is None,
            look_for_keys=login.key is None,
            sock=line,
            timeout=LOGIN_TIMEOUT,
            banner_timeout=LOGIN_TIMEOUT,
            auth_timeout=LOGIN_TIMEOUT,
        )
    except BaseException:
        client.close()
        line.close()
        raise
    return client


def explain(login: Login, error: Exception) -> str:
    """Why logging in failed, and what to do."""
    place = login.place
    match error:
        case Invalid():
            return error.message
        case paramiko.BadHostKeyException() | _UnknownHost() | InvalidHostKey():
            return _host_key_refused(login, error)
        case paramiko.ssh_exception.IncompatiblePeer():
            return (
                f"{place} offers only what is no longer safe ({error}): old servers sign with SHA-1, which is not "
                "accepted any more. Update its OpenSSH to 7.2 or newer, or give it an ed25519 host key"
            )
        case paramiko.PasswordRequiredException():
            return f"The key {login.key} is locked with a password; set {login.unlock_setting}"
        case paramiko.AuthenticationException():
            return f"{place} does not let {login.user!r} in with {login.key or 'the keys at hand'}: {error}"
        case OSError():
            return _out_of_reach(login, error)
        case _:
            return f"{place}: {str(error) or type(error).__name__}"


def _host_key_refused(login: Login, error: paramiko.BadHostKeyException | _UnknownHost | InvalidHostKey) -> str:
    place, known = login.place, login.known_hosts or "~/.ssh/known_hosts"
    match error:
        case paramiko.BadHostKeyException():
            return (
                f"{place} shows another host key ({_shown(error.key)}) than {known} has for it: it was installed anew, "
                "or somebody stands in between. Ask its operator, then replace the line"
            )
        case _UnknownHost():
            return (
                f"{place} is not in {known}; it shows {_shown(error.key)}. Add its key after comparing it with what "
                f"its operator says: {login.keyscan}"
            )
        case _:
            return f"{known} has a line that is no host key: {error.line!r}"


def _out_of_reach(login: Login, error: OSError) -> str:
    match error:
        case socket.gaierror():
            return f"The host name {login.host!r} is not known: {error.strerror}"
        case _ if error.filename:
            return f"{error.filename} cannot be read: {error.strerror}"
        case TimeoutError():
            return f"{login.place} cannot be reached: no answer in {LOGIN_TIMEOUT:.0f} s"
        case _:
            return f"{login.place} cannot be reached: {error.strerror or error}"


def _shown(key: paramiko.PKey) -> str:
    return f"{key.get_name()} {key.fingerprint}"
