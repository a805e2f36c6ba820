"""A server that ends because an address is in use says so in the words of its language or library."""

from __future__ import annotations

import pytest

from islandmgr.resources.islands.rules.port_conflicts import InUse, found, words

OWN = (30000, 30001)

SAID = {
    "python": "    self.socket.bind(self.server_address)\nOSError: [Errno 98] Address already in use\n",
    "perror": "bind: Address already in use\n",
    "musl": "bind: Address in use\n",
    "netty": "io.netty.channel.unix.Errors$NativeIoException: bind(..) failed: Address already in use\n",
    "rust": 'Error: Os { code: 98, kind: AddrInUse, message: "Address already in use" }\n',
    "erlang": '{"init terminating in do_boot",{{badmatch,{error,eaddrinuse}},...}}\n',
}
SAID_WITH_PORT = {
    "asyncio": "OSError: [Errno 98] error while attempting to bind on address ('::', 30001): address already in use",
    "java": "java.net.BindException: Address already in use <null>:30001",
    "java around": (
        "org.apache.catalina.LifecycleException: Failed to start connector on port 30001\n"
        "\tat org.apache.catalina.connector.Connector.startInternal(Connector.java:1038)\n"
        "Caused by: java.net.BindException: Address already in use (Bind failed)\n"
        "\tat java.base/sun.nio.ch.Net.bind0(Native Method)\n"
    ),
    "spring": "Web server failed to start. Port 30001 was already in use.",
    "go": "2026/12/01 01:41:50 listen tcp :30001: bind: address already in use\nexit status 1",
    "go 6": "panic: listen tcp [::]:30001: bind: address already in use",
    "node": (
        "Error: listen EADDRINUSE: address already in use :::30001\n"
        "    at Server.setupListenHandle [as _listen2] (node:net:1463:16)\n"
        "  code: 'EADDRINUSE',\n  errno: -98,\n  port: 30001\n}"
    ),
    "nginx": "nginx: [emerg] bind() to 0.0.0.0:30001 failed (98: Address already in use)",
    "redis": (
        "1:M 01 Dec 2026 01:41:50.123 # Warning: Could not create server TCP listening socket *:30001: bind: "
        "Address already in use\n1:M 01 Dec 2026 01:41:50.123 # Failed listening on port 30001 (tcp), aborting."
    ),
    "ruby": 'Address already in use - bind(2) for "0.0.0.0" port 30001 (Errno::EADDRINUSE)',
    "php": "Failed to listen on 0.0.0.0:30001 (reason: Address already in use)",
    "dotnet": "Failed to bind to address http://127.0.0.1:30001: address already in use.",
    "gunicorn": "[2026-12-01 01:41:50 +0000] [7] [ERROR] Connection in use: ('0.0.0.0', 30001)",
    "udp": "bind udp 30001: Address already in use",
}


@pytest.mark.parametrize("said", SAID.values(), ids=SAID)
def test_an_address_in_use_without_a_port(said: str) -> None:
    assert found(said, OWN) == InUse()
    told = words(InUse(), OWN, 1)
    assert (told.code, told.values) == ("island.server_found_address", {"n": 1})


@pytest.mark.parametrize("said", SAID_WITH_PORT.values(), ids=SAID_WITH_PORT)
def test_the_port_is_found_where_it_is_said(said: str) -> None:
    assert found(said, OWN) == InUse(frozenset({30001}))


def test_a_port_that_is_not_the_island_s() -> None:
    said = "01:41:50 listen tcp :8080: bind: address already in use"
    assert found(said, OWN) == InUse(frozenset({8080}))
    told = words(InUse(frozenset({8080})), OWN, 2)
    assert (told.code, told.values) == ("island.not_its_port", {"port": "8080", "n": 2})
    assert words(InUse(frozenset({30001})), OWN, 2).code == "island.server_found_port"


@pytest.mark.parametrize(
    "said",
    [
        "",
        "listening on 30001\nSegmentation fault",
        "User 30001 is already in the room",
        "bind: Address already in use\n" + "tick\n" * 100,  # long ago: it went on
        "disk usage 30001: in use",
    ],
)
def test_other_ends(said: str) -> None:
    assert found(said, OWN) is None


def test_hostile_output_is_read_quickly() -> None:
    assert found("address already in use " + "1:" * 2_000_000, OWN) is not None
    assert found("port " * 500_000 + "\n" + "address in use" * 100_000, OWN) == InUse()
