"""Where the manager connects to on other people's word, and for how long: addresses, look-ups, places, the guard."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from islandmgr.resources.notifications.rules.addresses import is_public
from islandmgr.resources.notifications.service.outgoing_connections import allowed, guarded
from tests.unit.listeners import heard_nothing, listening, wait_until

LOOPBACK = ("127.0.0.0/8", "::1/128")

# IANA's IPv4 and IPv6 Special-Purpose Address Registries, each row with its first and last address, and what else is
# no address of a host on the public internet: multicast, site-local, IPv4 in IPv6, what is not given out.
# https://www.iana.org/assignments/iana-ipv4-special-registry, https://www.iana.org/assignments/iana-ipv6-special-registry
NOT_PUBLIC = """
0.0.0.0 0.255.255.255         10.0.0.0 10.255.255.255         100.64.0.0 100.127.255.255
127.0.0.0 127.255.255.255     169.254.0.0 169.254.255.255     172.16.0.0 172.31.255.255
192.0.0.0 192.0.0.255         192.0.0.8 192.0.0.9             192.0.0.10 192.0.0.170
192.0.2.0 192.0.2.255         192.31.196.0 192.31.196.255     192.52.193.0 192.52.193.255
192.88.99.0 192.88.99.255     192.168.0.0 192.168.255.255     192.175.48.0 192.175.48.255
198.18.0.0 198.19.255.255     198.51.100.0 198.51.100.255     203.0.113.0 203.0.113.255
224.0.0.0 239.255.255.255     240.0.0.0 255.255.255.255
:: ::1                        ::10.0.0.1 ::93.184.216.34      ::ffff:127.0.0.1 ::ffff:169.254.169.254
64:ff9b::7f00:1 64:ff9b::a00:1           64:ff9b:1:: 64:ff9b:1:ffff:ffff:ffff:ffff:ffff
100:: 100::ffff:ffff:ffff:ffff           100:0:0:1:: 100:0:0:1:ffff:ffff:ffff:ffff
2001:: 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff        2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:1::1
2001:2:: 2001:2:0:ffff:ffff:ffff:ffff:ffff           2001:10:: 2001:1f:ffff:ffff:ffff:ffff:ffff:ffff
2001:20:: 2001:3f:ffff:ffff:ffff:ffff:ffff:ffff      2001:db8:: 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff
2002:: 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff       2002:7f00:1:: 2002:a00:1::
2620:4f:8000:: 2620:4f:8000:ffff:ffff:ffff:ffff:ffff 3fff:: 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff
5f00:: 5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff       fc00:: fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
fe80:: febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff       fec0:: feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
ff00:: ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff       4000:: 1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
"""

PUBLIC = """
1.1.1.1 9.255.255.255 11.0.0.0 93.184.216.34 100.63.255.255 100.128.0.0 172.15.255.255 172.32.0.0 192.0.1.0
198.17.255.255 198.20.0.0
223.255.255.255 ::ffff:93.184.216.34 64:ff9b::5db8:d822 2001:200:: 2001:4860:4860::8888 2606:2800:220:1::1
2620:4f:7fff:: 2a00:1450::1 3ffe:: 2003::
"""


@pytest.mark.parametrize("address", NOT_PUBLIC.split())
def test_special_addresses_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))
    assert not allowed(address, ())
    assert not allowed(f"{address}%eth0", ())


@pytest.mark.parametrize("address", PUBLIC.split())
def test_addresses_beside_them_are_public(address: str) -> None:
    assert is_public(ip_address(address))


KINDS = {"TCP": socket.SOCK_STREAM, "datagrams": socket.SOCK_DGRAM}
WAYS: dict[str, Callable[[socket.socket, Any], object]] = {
    "connect": lambda mine, there: mine.connect(there),
    "connect_ex": lambda mine, there: mine.connect_ex(there),
    "sendto": lambda mine, there: mine.sendto(b"x", there),
    "sendmsg": lambda mine, there: mine.sendmsg([b"x"], [], 0, there),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("family", ["IPv4", "IPv6", "Unix"])
def test_every_way_out_is_guarded(family: str, kind: str, way: str, tmp_path: Path) -> None:
    found, address = {
        "IPv4": (socket.AF_INET, ("127.0.0.1", 0)),
        "IPv6": (socket.AF_INET6, ("::1", 0)),
        "Unix": (socket.AF_UNIX, str(tmp_path / "socket")),
    }[family]
    with listening(found, KINDS[kind], address) as server:
        with guarded(()) as guard, socket.socket(found, KINDS[kind]) as mine:
            with pytest.raises(PermissionError):
                WAYS[way](mine, server.getsockname())
            assert len(guard.refused) == 1
        assert heard_nothing(server)
        # Datagrams and Unix sockets stay closed where addresses are open.
        if (family, kind) != ("Unix", "TCP") and kind == "datagrams":
            with guarded(LOOPBACK), socket.socket(found, KINDS[kind]) as mine, pytest.raises(PermissionError):
                WAYS[way](mine, server.getsockname())
            assert heard_nothing(server)


def test_other_threads_are_not_guarded() -> None:
    with listening(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)) as server, guarded(()):

        def send() -> None:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mine:
                mine.sendto(b"x", server.getsockname())

        thread = threading.Thread(target=send)
        thread.start()
        thread.join()
        assert server.recv(100) == b"x"


def test_a_name_is_looked_up_within_the_guard_with_its_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    free = threading.Event()
    # Once more than needed: the guard puts its own in the place of the first one that it finds.
    with guarded(()):
        pass
    real = socket.getaddrinfo
    monkeypatch.setattr(
        "islandmgr.resources.notifications.service.outgoing_connections._look_up", lambda *_args: free.wait(60) or []
    )
    try:
        with guarded((), 0.3), pytest.raises(TimeoutError):
            socket.create_connection(("hangs.example", 80))
    finally:
        free.set()
    assert socket.getaddrinfo is real
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr("islandmgr.resources.notifications.service.outgoing_connections._look_up", lambda *_args: found)
    with guarded(()) as guard, pytest.raises(PermissionError):
        socket.create_connection(("one-of-two.example", 80))
    assert "10.0.0.1, which is not a public address" in guard.refused[0].message


def test_what_is_connected_is_cut_at_the_deadline_and_nothing_is_after_it() -> None:
    with listening(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)) as server:
        with guarded(LOOPBACK, 0.3) as guard:
            with socket.create_connection(server.getsockname(), timeout=60) as mine:
                assert mine.recv(1) == b""
            assert guard.expired
            with pytest.raises(TimeoutError), socket.socket() as mine:
                mine.connect(server.getsockname())
        wait_until(lambda: all(thread.name != "deadline" for thread in threading.enumerate()))
