"""What an adapter says of its cluster is so."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.integration.cluster_contract.beds import SERVER, Bed, ready

IDLE = "trap 'exit 0' TERM; while :; do sleep 0.1; done"
KERNEL = "/proc/sys/kernel/random/boot_id"


@pytest.mark.depends_on_isolation
def test_nodes_that_are_this_machine_have_its_kernel_and_its_addresses(bed: Bed) -> None:
    if not bed.cluster.traits.nodes_are_this_machine:
        return  # it may still be so: nothing is concluded from it
    name = bed.start(IDLE)
    pod = bed.wait(name, ready)
    seen = bed.cluster.exec(name, SERVER, ["cat", KERNEL]).stdout
    assert seen == Path(KERNEL).read_bytes()
    with socket.create_server((pod.host, 0)):  # an address of another machine cannot be listened on
        pass


@pytest.mark.depends_on_isolation
def test_who_listens_on_nodes_that_are_this_machine_can_be_seen(bed: Bed) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        found = bed.cluster.listeners(port, port)
    if bed.cluster.traits.nodes_are_this_machine:
        assert [one.number for one in found or ()] == [port]


def test_the_ports_of_services_are_a_range(bed: Bed) -> None:
    if bed.cluster.traits.node_ports:
        first, last = bed.cluster.traits.node_ports
        assert 1 <= first <= last <= 65535


def test_what_is_said_of_an_image_is_what_its_containers_see(bed: Bed) -> None:
    name = bed.start(IDLE)
    bed.wait(name, ready)
    here = bed.cluster.path_in_image(bed.image, "/etc/passwd")
    if here is not None:
        assert bed.cluster.exec(name, SERVER, ["cat", "/etc/passwd"]).stdout == here.read_bytes()
