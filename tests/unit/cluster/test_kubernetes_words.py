"""What the Kubernetes adapter says when something is wrong: pure words from the API server's own."""

from __future__ import annotations

import json
import ssl

import pytest
import urllib3

from islandmgr.cluster import base
from islandmgr.cluster.kubernetes import api_errors
from islandmgr.cluster.kubernetes.nodes import Tenant, answers
from islandmgr.cluster.kubernetes.reasons import Needs, size, why_no_node
from islandmgr.model.errors import Conflict, Forbidden, Invalid, IslandError, NotFound, Unavailable

SERVER = "https://10.0.0.1:6443"
GIB = 2**30


def answer(status: int, message: str) -> IslandError:
    return api_errors.of_answer(status, json.dumps({"kind": "Status", "message": message}).encode(), SERVER)


@pytest.mark.parametrize(
    ("status", "message", "kind", "words"),
    [
        (401, "Unauthorized", Unavailable, "has expired or was revoked"),
        (404, 'namespaces "x" not found', Invalid, "no namespace 'x'"),
        (404, 'pods "x" not found', NotFound, 'pods "x" not found'),
        (409, "exists", Conflict, "exists"),
        (422, "bad name", Invalid, "bad name"),
        (403, 'pods "x" is forbidden: exceeded quota: q', Invalid, "exceeded quota"),
        (429, "slow down", Unavailable, "answered 429: slow down"),
        (500, "boom", Unavailable, "answered 500: boom"),
    ],
)
def test_answers(status: int, message: str, kind: type[IslandError], words: str) -> None:
    error = answer(status, message)
    assert type(error) is kind
    assert words in error.message


@pytest.mark.parametrize(
    ("message", "missing"),
    [
        (
            'pods is forbidden: User "u" cannot list resource "pods" in API group "" in the namespace "islands"',
            "may not list pods in namespace islands",
        ),
        (
            'nodes "n" is forbidden: User "u" cannot patch resource "nodes" in API group "" at the cluster scope',
            "may not patch nodes in the whole cluster",
        ),
        (
            'x is forbidden: User "u" cannot create resource "leases" in API group "coordination.k8s.io" in the '
            'namespace "a"',
            "may not create leases.coordination.k8s.io in namespace a",
        ),
    ],
)
def test_missing_rights_name_verb_and_resource(message: str, missing: str) -> None:
    error = answer(403, message)
    assert isinstance(error, Forbidden)
    assert missing in error.message


def test_an_answer_that_is_no_status() -> None:
    assert "answered 502: bad gateway" in api_errors.of_answer(502, b"bad gateway", SERVER).message


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (urllib3.exceptions.SSLError(ssl.SSLError(1, "certificate has expired")), "its certificate has expired"),
        (urllib3.exceptions.SSLError(ssl.SSLError(1, "self-signed certificate")), "is not trusted"),
        (ConnectionRefusedError(111, "Connection refused"), "cannot be reached: Connection refused"),
        (TimeoutError("timed out"), "does not answer in time"),
    ],
)
def test_answers_that_never_came(error: Exception, words: str) -> None:
    assert words in api_errors.of_exception(error, SERVER).message


def test_a_tunnel_that_is_down_is_the_reason() -> None:
    said = api_errors.of_exception(
        ConnectionResetError(), SERVER, "jump:22 cannot be reached: No route to host"
    ).message
    assert "tunnel" in said
    assert "No route to host" in said


def node(name: str, **changes: object) -> base.Node:
    plain = {"address": "10.0.0.1", "labels": {"branch": "dev"}, "ready": True, "schedulable": True}
    return base.Node(name=name, **{**plain, "memory": 4 * GIB, "cpu": 2000, **changes})  # type: ignore[arg-type]


def needs(**changes: object) -> Needs:
    plain = {"memory": GIB, "cpu": 100, "ports": frozenset({(30000, "TCP")}), "labels": {"branch": "dev"}}
    return Needs(**{**plain, **changes})  # type: ignore[arg-type]


def tenant(on: str, **changes: object) -> Tenant:
    plain = {"namespace": "web", "name": "nginx", "node": on, "memory": 0, "cpu": 0, "host_ports": ()}
    return Tenant(**{**plain, **changes})  # type: ignore[arg-type]


def test_no_node_has_the_label() -> None:
    said = why_no_node(needs(labels={"branch": "x"}), [node("a"), node("b", labels={"branch": "weekly"})], [])
    assert said == "no node has branch=x; nodes have branch=dev, branch=weekly"


def test_what_stands_in_the_way_on_each_node() -> None:
    nodes = [node("a"), node("b"), node("c", ready=False), node("d", schedulable=False), node("e"), node("f")]
    tenants = [
        tenant("a", host_ports=((30000, "TCP"),)),
        tenant("b", memory=int(3.5 * GIB)),
        tenant("e", cpu=1950),
        tenant("f", cpu=1950),
        tenant("elsewhere", memory=GIB),
    ]
    assert why_no_node(needs(), nodes, tenants).split("; ") == [
        "a has port 30000 taken by Pod web/nginx",
        "b has 512 MiB of 4.0 GiB memory free, 1.0 GiB are asked for",
        "c is not ready",
        "d is cordoned",
        "and 2 more nodes",
    ]


def test_the_same_number_of_another_protocol_is_no_conflict() -> None:
    assert why_no_node(needs(), [node("a")], [tenant("a", host_ports=((30000, "UDP"),))]) == ""


def test_needs_are_read_from_the_manifest() -> None:
    container = {"name": "s", "resources": {"requests": {"memory": "1Gi"}}, "ports": [{"hostPort": 30000}]}
    found = Needs.of({"spec": {"containers": [container], "nodeSelector": {"branch": "dev"}}})
    assert found == needs(cpu=0)


@pytest.mark.parametrize(("count", "words"), [(GIB, "1.0 GiB"), (300 * 2**20, "300 MiB"), (-GIB, "-1.0 GiB")])
def test_sizes(count: int, words: str) -> None:
    assert size(count) == words


@pytest.mark.parametrize(("status", "answering"), [("True", True), ("False", True), ("Unknown", False)])
def test_a_node_that_says_it_is_not_ready_answers(status: str, answering: bool) -> None:
    assert answers({"status": {"conditions": [{"type": "Ready", "status": status}]}}) is answering
