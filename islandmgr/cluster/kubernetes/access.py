"""How an API server is reached: from a kubeconfig, as a Pod's own account, and perhaps through a jump host."""

from __future__ import annotations

import os
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import urllib3
from kubernetes.client import Configuration
from kubernetes.config import ConfigException, load_incluster_config, load_kube_config
from urllib3.connection import HTTPConnection

from islandmgr.model.errors import Invalid

if TYPE_CHECKING:
    from islandmgr.cluster.ssh import Login, Tunnel

CONNECT, ANSWER = 5.0, 30.0  # seconds to connect, and to wait for an answer
CONNECTIONS = 64  # kept open; more are made when needed and closed after use

# A peer that vanished without a word (a cut cable, a lost VM) is noticed by the kernel within some 20 s.
_KEEPALIVE = [
    (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),
    (socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 8),
    (socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 4),
    (socket.IPPROTO_TCP, socket.TCP_KEEPCNT, 3),
    (socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 20_000),
]
SOCKET_OPTIONS = [*HTTPConnection.default_socket_options, *_KEEPALIVE]


@dataclass(frozen=True)
class Access:
    """`kubeconfig` None: the account of the Pod we run in, else what $KUBECONFIG or ~/.kube/config say.

    With `jump` the API server is reached through that SSH host, under the name that the kubeconfig has for it.
    """

    kubeconfig: Path | None = None
    jump: Login | None = None


class Connection:
    """One API server: where it is, who we are there, and a pool of connections. Nothing is asked of it yet.

    Raises:
        Invalid: the kubeconfig cannot be read or names no server.
    """

    def __init__(self, access: Access) -> None:
        self._config = _configuration(access.kubeconfig)
        self.server: str = self._config.host
        self._tls = _tls(self._config)
        self.tunnel = _tunnel(access.jump, self.server) if access.jump else None
        self.base = _through(self.tunnel, self.server) if self.tunnel else self.server.rstrip("/")
        # Behind a tunnel the address is loopback's, but the certificate is the API server's.
        self.tls_name: str | None = self._config.tls_server_name or (
            urlsplit(self.server).hostname if self.tunnel else None
        )
        self.proxy: str | None = None if self.tunnel else self._config.proxy
        self.pool = self._make_pool()

    def headers(self) -> dict[str, str]:
        """Who we are, for one request; a token that ages is read anew."""
        found: Any = self._config.auth_settings()
        return {one["key"]: one["value"] for one in found.values() if one["in"] == "header"}

    @property
    def tls(self) -> ssl.SSLContext:
        return self._tls

    def trouble(self) -> str:
        """Why the way there is closed, when it is the tunnel's fault; else empty."""
        return self.tunnel.problem if self.tunnel else ""

    def close(self) -> None:
        self.pool.clear()
        if self.tunnel:
            self.tunnel.close()

    def _make_pool(self) -> urllib3.PoolManager:
        options: dict[str, Any] = {
            "maxsize": CONNECTIONS,
            "retries": False,
            "timeout": urllib3.Timeout(connect=CONNECT, read=ANSWER),
            "ssl_context": self._tls,
            "server_hostname": self.tls_name,
            "socket_options": SOCKET_OPTIONS,
        }
        if self.proxy:
            return urllib3.ProxyManager(self.proxy, **options)
        return urllib3.PoolManager(**options)


def _configuration(kubeconfig: Path | None) -> Configuration:
    config = Configuration()
    try:
        if kubeconfig is None and os.environ.get("KUBERNETES_SERVICE_HOST") and not os.environ.get("KUBECONFIG"):
            load_incluster_config(client_configuration=config)  # type: ignore[no-untyped-call]
        else:
            load_kube_config(str(kubeconfig.expanduser()) if kubeconfig else None, client_configuration=config)  # type: ignore[no-untyped-call]
    except (ConfigException, OSError, ValueError) as error:
        named = kubeconfig or os.environ.get("KUBECONFIG") or "~/.kube/config"
        raise Invalid(
            f"No way to the cluster: kubeconfig {str(named)!r} is no good ({str(error).strip().rstrip('.')}); "
            "set ISLANDMGR_KUBECONFIG to a file that kubectl accepts"
        ) from None
    return config


def _tls(config: Configuration) -> ssl.SSLContext:
    # An empty context when the cluster has a CA of its own: the system's authorities have no say about it.
    context = ssl.create_default_context(cafile=config.ssl_ca_cert or None, cadata=config.ca_cert_data or None)
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # CAs of older clusters lack what RFC 5280 wants of them
    if config.cert_file:
        context.load_cert_chain(config.cert_file, config.key_file or None)
    if not config.verify_ssl:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _tunnel(jump: Login, server: str) -> Tunnel:
    from islandmgr.cluster.ssh import Tunnel  # it takes a second, which only those wait for who need it

    return Tunnel(jump, _address(server))


def _address(server: str) -> tuple[str, int]:
    parts = urlsplit(server)
    if not parts.hostname:
        raise Invalid(f"The kubeconfig's server {server!r} is no URL; write https://host:port")
    return parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)


def _through(tunnel: Tunnel, server: str) -> str:
    parts = urlsplit(server)
    host, port = tunnel.address
    return f"{parts.scheme}://{host}:{port}{parts.path.rstrip('/')}"
