"""What the kernel's own files say: memory groups and sockets."""

from __future__ import annotations

from islandmgr.cluster.local.cgroups import memory_hierarchies, oom_kills, own_group
from islandmgr.cluster.local.hostports import Bound, bound, socket_inodes
from islandmgr.cluster.local.memory import family

MOUNTS_V1 = """\
25 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
31 30 0:27 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid shared:9 - cgroup cgroup rw,cpu,cpuacct
32 30 0:28 /docker/4f1c /sys/fs/cgroup/memory ro,nosuid master:11 - cgroup cgroup rw,memory
"""


def test_memory_hierarchy_of_version_1() -> None:
    assert memory_hierarchies(MOUNTS_V1) == [("/docker/4f1c", "/sys/fs/cgroup/memory", 1)]


def test_our_own_group() -> None:
    assert own_group("12:pids:/a\n4:memory:/process/946\n0::/user.slice\n", 1) == "/process/946"
    assert own_group("0::/user.slice/user-0.slice/session-1.scope\n", 2) == "/user.slice/user-0.slice/session-1.scope"


def test_kills_for_want_of_memory() -> None:
    assert oom_kills("oom_kill_disable 0\nunder_oom 0\noom_kill 2\n") == 2  # memory.oom_control, version 1
    assert oom_kills("low 0\nhigh 0\nmax 31\noom 1\noom_kill 1\noom_group_kill 1\n") == 1  # memory.events, version 2
    assert oom_kills("oom_kill_disable 0\nunder_oom 0\n") == 0  # before Linux 4.13


SOCKETS = """\
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0200007F:7530 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0000000000000000
   1: 00000000:7530 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4712 1 0000000000000000
   2: 0200007F:7530 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 4713 1 0000000000000000
   3: 0200007F:7531 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4714 1 0000000000000000
"""


def test_who_listens_on_a_port() -> None:
    assert socket_inodes(SOCKETS, 30000, "TCP") == {"4711", "4712"}
    assert socket_inodes(SOCKETS, 30000, "UDP") == {"4711", "4712", "4713"}
    assert socket_inodes(SOCKETS, 1, "TCP") == set()


def test_a_client_s_port_of_udp_is_no_server_s() -> None:
    servers = SOCKETS.replace(" 0A ", " 07 ")
    assert {at.inode for at in bound(servers, "UDP")} == {"4711", "4712", "4714"}


def test_a_process_and_its_descendants() -> None:
    assert set(family(10, {10: 1, 11: 10, 12: 11, 20: 1, 21: 20})) == {10, 11, 12}


def test_on_which_address_somebody_listens() -> None:
    assert [(at.address, at.number) for at in bound(SOCKETS, "TCP")] == [
        ("127.0.0.2", 30000),
        ("", 30000),
        ("127.0.0.2", 30001),
    ]
    ends = "00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 7 1"
    mapped, every, own = "0000000000000000FFFF00000200007F", "0" * 32, "B80D0120000000000000000001000000"
    table = "head\n" + "\n".join(f"   0: {address}:7530 {ends}" for address in (mapped, every, own))
    assert bound(table, "TCP") == [Bound(address, 30000, "7") for address in ("127.0.0.2", "", "2001:db8::1")]
