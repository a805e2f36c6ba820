"""Which addresses are public. Pure.

Source: IANA's IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890, as of 2025-10), IANA's IPv4 multicast space,
and IANA's IPv6 global unicast space. All that the registries name is refused, also the few entries that are "globally
reachable": those are anycast addresses of relays, and nobody receives anything there.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

Address = IPv4Address | IPv6Address

SPECIAL_V4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # shared, behind carriers' NAT
            "127.0.0.0/8",  # loopback
            "169.254.0.0/16",  # link-local
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # IETF protocols
            "192.0.2.0/24",  # documentation
            "192.31.196.0/24",  # AS112
            "192.52.193.0/24",  # AMT
            "192.88.99.0/24",  # 6to4 relays, deprecated
            "192.168.0.0/16",  # private
            "192.175.48.0/24",  # AS112
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and broadcast
        ),
    )
)

UNICAST_V6 = IPv6Network("2000::/3")
"""All that IANA gives out as global unicast; loopback, local, site-local and multicast addresses are outside."""

SPECIAL_V6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # IETF protocols: Teredo, benchmarks, AMT, AS112, ORCHID, drones
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4: an IPv4 address in an IPv6 one
            "2620:4f:8000::/48",  # AS112
            "3fff::/20",  # documentation
        ),
    )
)

NAT64 = IPv6Network("64:ff9b::/96")
"""Translated to the IPv4 address at its end. `64:ff9b:1::/48` is for local use; nobody knows to what it leads."""


def meant(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for, if it does."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return address.ipv4_mapped
        if address in NAT64:
            return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def is_public(address: Address) -> bool:
    """Whether it is somebody's on the public internet."""
    there = meant(address)
    if isinstance(there, IPv4Address):
        return not any(there in special for special in SPECIAL_V4)
    return there in UNICAST_V6 and not any(there in special for special in SPECIAL_V6)
