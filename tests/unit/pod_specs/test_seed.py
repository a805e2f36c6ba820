"""The Pod that the team runs by hand is the Pod that `altraserver` renders, but for what we do better on purpose.

The whole manifests are compared: the hand-made Pod with the differences below applied must equal ours.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from ruamel.yaml import YAML

from pod_specs import render
from tests.unit.pod_specs.islands import builtin, given_for

Pod = dict[str, Any]

SEED = Path(__file__).with_name("seed-pod.yaml")
MINUTE_OF_THE_SEED = datetime(2021, 9, 18, 23, 30, 7, tzinfo=ZoneInfo("Asia/Shanghai")).timestamp()
YEAR = 365 * 86400

IN_POD_ENV = [
    {"name": "ISLANDMGR_ISLAND", "value": "269"},
    {"name": "ISLANDMGR_INCARNATION", "value": "1"},
    {"name": "ISLANDMGR_POD", "value": "altraserver-qa01-dev-269"},
    {"name": "ISLANDMGR_NODE", "valueFrom": {"fieldRef": {"fieldPath": "spec.nodeName"}}},
    {"name": "ISLANDMGR_HOST", "valueFrom": {"fieldRef": {"fieldPath": "status.hostIP"}}},
    {"name": "ISLANDMGR_URL", "value": "http://10.18.8.97:8000"},
    {"name": "ISLANDMGR_TOKEN", "value": "secret"},
    {"name": "ISLANDMGR_PORTS", "value": "app-common-port=30807,remote-msg-port=30808,server-port=30809"},
    {"name": "ISLANDMGR_RUN", "value": "/run/islandmgr"},
    {"name": "ISLANDMGR_TOOLS", "value": "/opt/islandmgr"},
]
HELPER = {
    "resources": {"requests": {"memory": "30Mi"}, "limits": {"memory": "64Mi"}},
    "securityContext": {
        "allowPrivilegeEscalation": False,
        "capabilities": {"drop": ["ALL"], "add": ["DAC_OVERRIDE"]},
    },
}


def server(pod: Pod) -> Pod:
    found: Pod = pod["spec"]["containers"][0]
    return found


def no_power_over_the_node(pod: Pod) -> None:
    """NET_ADMIN and SYS_TIME let one island change the clock and network of all; libfaketime needs neither."""
    server(pod)["securityContext"] = {"allowPrivilegeEscalation": False}
    pod["spec"]["securityContext"] = {"seccompProfile": {"type": "RuntimeDefault"}}


def no_access_to_the_cluster(pod: Pod) -> None:
    """A game server has no business with the cluster's API, nor with a variable for each Service around it."""
    pod["spec"]["automountServiceAccountToken"] = False
    pod["spec"]["enableServiceLinks"] = False


def clock_file_of_its_own(pod: Pod) -> None:
    """/tmp can be emptied or written to by anybody; the server sees its clock read-only, and as a folder mount, since
    a single file's mount keeps the old content when the file is replaced."""
    pod["spec"]["volumes"].append({"name": "clock", "emptyDir": {}})
    server(pod)["volumeMounts"].append({"name": "clock", "mountPath": "/run/islandmgr/clock", "readOnly": True})


def faketime_as_measured(pod: Pod) -> None:
    """The settings with which a JVM neither spins nor hangs, and a change is seen within a second. LD_PRELOAD is set by
    start.sh, which tries the library in the image first: a wrong one would stop every program there."""
    env = server(pod)["env"]
    before = ("LD_PRELOAD", "FAKETIME_TIMESTAMP_FILE", "FAKETIME_DONT_RESET", "FAKETIME_DONT_FAKE_MONOTONIC")
    env[:] = [variable for variable in env if variable["name"] not in before]
    env += [
        {"name": "FAKETIME_TIMESTAMP_FILE", "value": "/run/islandmgr/clock/rc"},
        {"name": "FAKETIME_DONT_FAKE_MONOTONIC", "value": "1"},
        {"name": "FAKETIME_FORCE_MONOTONIC_FIX", "value": "0"},
        {"name": "FAKETIME_CACHE_DURATION", "value": "0"},
        {"name": "FAKETIME_FMT", "value": "%s"},
        {"name": "NO_FAKE_STAT", "value": "1"},
        {"name": "FAKETIME_DISABLE_SHM", "value": "1"},
        {"name": "FAKETIME_DONT_RESET", "value": "1"},
    ]


def one_time_zone(pod: Pod) -> None:
    """The command's date and time are local; the server must read them in the zone in which they were written."""
    server(pod)["env"].append({"name": "TZ", "value": "Asia/Shanghai"})


def starts_through_our_script(pod: Pod) -> None:
    """start.sh registers the island, sets the clock's library, and hands exit code and output to the side container.
    The team's own command follows it, word by word."""
    server(pod)["command"] = ["sh", "/opt/islandmgr/registration/start.sh", *server(pod)["command"]]
    server(pod)["env"] += [
        *IN_POD_ENV,
        {"name": "ISLANDMGR_GRACE", "value": "30"},
        {"name": "ISLANDMGR_CODE", "value": "/home/server/dev"},
    ]
    for name in ("tools", "handover"):
        pod["spec"]["volumes"].append({"name": name, "emptyDir": {}})
    server(pod)["volumeMounts"] += [
        {"name": "tools", "mountPath": "/opt/islandmgr", "readOnly": True},
        {"name": "handover", "mountPath": "/run/islandmgr/handover"},
    ]


def prepared_before_the_server(pod: Pod) -> None:
    """Script, library and clock file are in place before the server's first instruction."""
    pod["spec"]["initContainers"] = [
        {
            "name": "prepare",
            "image": "side:1",
            "command": ["sh", "/opt/islandmgr/registration/prepare.sh", "/tools"],
            "env": [*IN_POD_ENV, {"name": "ISLANDMGR_CLOCK_LINE", "value": f"-{YEAR}"}],
            "volumeMounts": [
                {"name": "tools", "mountPath": "/tools"},
                {"name": "clock", "mountPath": "/run/islandmgr/clock"},
                {"name": "handover", "mountPath": "/run/islandmgr/handover"},
            ],
            **HELPER,
        }
    ]


def side_container_with_a_task(pod: Pod) -> None:
    """It still keeps the Pod, and now moves the clock, counts connections, and keeps what a crash left. Its memory is
    limited, so that it can never be why the server is killed."""
    pod["spec"]["containers"][1] = {
        "name": "side-container",
        "image": "side:1",
        "command": ["python3", "-m", "sidecar"],
        "workingDir": "/opt/islandmgr",
        "env": [
            *IN_POD_ENV,
            {
                "name": "ISLANDMGR_KEEP",
                "value": ":".join(
                    f"{folder}/{pattern}"
                    for pattern in ("hs_err*.log", "core", "core.[0-9]*")
                    for folder in ("/home/server/dev", "/run/islandmgr/handover")
                ),
            },
            {"name": "PYTHONPATH", "value": "/opt/islandmgr"},
        ],
        "volumeMounts": [
            {"name": "clock", "mountPath": "/run/islandmgr/clock"},
            {"name": "handover", "mountPath": "/run/islandmgr/handover"},
            {"name": "code", "mountPath": "/home/server/dev", "subPath": "dev", "readOnly": True},
        ],
        **HELPER,
    }


def its_own_branch_s_code(pod: Pod) -> None:
    """At the same path; the other branches' folders are not there at all, so no island changes what they run."""
    for mount in server(pod)["volumeMounts"]:
        if mount["mountPath"] == "/home/server":
            mount |= {"mountPath": "/home/server/dev", "subPath": "dev"}


def known_to_the_manager(pod: Pod) -> None:
    """By these labels the manager finds its Pods and knows which island and incarnation each is."""
    pod["metadata"]["labels"] |= {
        "app.kubernetes.io/managed-by": "islandmgr",
        "islandmgr.io/island": "269",
        "islandmgr.io/incarnation": "1",
    }
    pod["metadata"]["annotations"] = {
        "islandmgr.io/server-container": "altraserver",
        "islandmgr.io/owner": "qa01",
        "islandmgr.io/blueprint-version": "1",
    }


def one_name_for_the_code(pod: Pod) -> None:
    """The volume has the same name in the Pods of all blueprints; claim and mount path stay."""
    pod["spec"]["volumes"][0]["name"] = "code"
    server(pod)["volumeMounts"][0]["name"] = "code"


def said_instead_of_assumed(pod: Pod) -> None:
    """What Kubernetes would fill in anyway, written down: these two decide about ports and about how a stop goes."""
    for port in server(pod)["ports"]:
        port["protocol"] = "TCP"
    pod["spec"]["terminationGracePeriodSeconds"] = 30


DIFFERENCES: list[Callable[[Pod], None]] = [
    no_power_over_the_node,
    no_access_to_the_cluster,
    clock_file_of_its_own,
    faketime_as_measured,
    one_time_zone,
    starts_through_our_script,
    prepared_before_the_server,
    side_container_with_a_task,
    its_own_branch_s_code,
    known_to_the_manager,
    one_name_for_the_code,
    said_instead_of_assumed,
]


def seed() -> Pod:
    documents = list(YAML(typ="safe", pure=True).load_all(SEED.read_text()))
    pod: Pod = documents[0]
    return pod


def ours() -> Pod:
    """Started a year after the date in the hand-made Pod, with a clock that runs a year behind."""
    blueprint = builtin("altraserver")
    return render(
        blueprint,
        given_for(
            blueprint,
            id=269,
            owner="qa01",
            branch="dev",
            first_port=30807,
            started_at=MINUTE_OF_THE_SEED + YEAR + 0.9,
            clock_line=f"-{YEAR}",
            url="http://10.18.8.97:8000",
        ),
    )


def in_order(pod: Pod) -> Pod:
    """Lists that Kubernetes reads as sets, sorted. A variable may refer to earlier ones, which none of these does."""
    pod = deepcopy(pod)
    for container in [*pod["spec"]["initContainers"], *pod["spec"]["containers"]]:
        container["env"].sort(key=lambda variable: variable["name"])
        container["volumeMounts"].sort(key=lambda mount: mount["mountPath"])
    pod["spec"]["volumes"].sort(key=lambda volume: volume["name"])
    return pod


def test_it_is_the_pod_of_the_team_but_for_the_listed_differences() -> None:
    wanted = seed()
    for differ in DIFFERENCES:
        differ(wanted)
    assert in_order(ours()) == in_order(wanted)


@pytest.mark.parametrize("left_out", DIFFERENCES, ids=lambda differ: differ.__name__)
def test_each_difference_is_one(left_out: Callable[[Pod], None]) -> None:
    wanted = seed()
    for differ in DIFFERENCES:
        if differ is not left_out:
            differ(wanted)
    wanted["spec"].setdefault("initContainers", [])
    for container in wanted["spec"]["containers"]:
        container.setdefault("env", [])
        container.setdefault("volumeMounts", [])
    assert in_order(ours()) != in_order(wanted)


def test_every_difference_says_why() -> None:
    assert all(differ.__doc__ for differ in DIFFERENCES)
