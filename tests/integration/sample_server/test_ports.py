"""What the three ports do."""

from __future__ import annotations

import socket
import time

from tests.integration.sample_server.conftest import Start
from tests.integration.sample_server.process import Sample, wait_until

MEGABYTE = 1_000_000


def test_time_is_one_line_with_the_server_s_own_time(server: Sample) -> None:
    before = time.time()
    told = server.own_time()
    after = time.time()
    assert int(before * 1000) <= round(told * 1000) <= after * 1000


def test_count_counts_the_connections_of_all_ports(server: Sample) -> None:
    assert server.line("count") == "1\n"
    server.line("time")
    server.connect("echo").close()
    assert server.line("count") == "4\n"


def test_echo_sends_back_what_it_gets(server: Sample) -> None:
    with server.connect("echo") as client, client.makefile("rb") as stream:
        for text in (b"hello\n", b"\0\xff", b"again"):
            client.sendall(text)
            assert stream.read(len(text)) == text


def test_echo_sends_everything_back_before_it_closes(server: Sample) -> None:
    data = bytes(range(256)) * 4000
    with server.connect("echo") as client, client.makefile("rb") as stream:
        client.sendall(data)
        client.shutdown(socket.SHUT_WR)
        assert stream.read() == data


def test_a_client_that_does_not_read_harms_nobody(server: Sample) -> None:
    memory = server.status("VmRSS")
    with server.connect("echo") as client:
        client.settimeout(0.5)
        sent = 0
        try:
            while sent < 200 * MEGABYTE:
                sent += client.send(b"x" * 65536)
        except TimeoutError:
            pass
        assert sent < 200 * MEGABYTE
        assert server.line("count")
        assert server.status("VmRSS") - memory < 10_000  # KiB


def test_a_flood_of_clients_is_turned_away_and_forgotten(server: Sample) -> None:
    clients = [server.connect("echo") for _ in range(520)]
    assert clients[-1].recv(1) == b""
    assert server.line("time")
    for client in clients:
        client.close()

    def room_again() -> bool:
        with server.connect("echo") as client:
            try:
                client.sendall(b"x")
                return client.recv(1) == b"x"
            except ConnectionError:
                return False

    wait_until(room_again, "there is room for a client again")


def test_clients_that_vanish_do_no_harm(server: Sample) -> None:
    for port in ("time", "echo", "count"):
        client = server.connect(port)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        client.sendall(b"x" * 1000)
        client.close()  # a reset, not a farewell
    assert server.line("count") == "4\n"


def test_it_is_one_small_thread(server: Sample) -> None:
    assert server.status("Threads") == 1
    assert server.status("VmRSS") < 24_000  # KiB


def test_it_listens_on_every_address_unless_told_otherwise(start: Start) -> None:
    server = start(address="0.0.0.0").started()
    assert "on 0.0.0.0" in server.output
    assert server.line("count") == "1\n"
