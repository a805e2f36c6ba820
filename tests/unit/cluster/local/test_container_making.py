"""From a container's manifest to environment, command line, image folders and mounts."""

from __future__ import annotations

from typing import Any

import pytest

from islandmgr.cluster.local.environ import BadManifest, command_line, environment, expand
from islandmgr.cluster.local.images import lookup
from islandmgr.cluster.local.mounts import Mount, in_order, outermost, repeated, still_visible

POD: dict[str, Any] = {
    "metadata": {"name": "p-1", "namespace": "local", "uid": "u-1", "labels": {"name": "sample"}, "annotations": {}},
    "spec": {"nodeName": "local-1"},
    "status": {"hostIP": "127.0.0.2", "podIP": "127.0.0.2"},
}


def field(name: str, path: str) -> dict[str, Any]:
    return {"name": name, "valueFrom": {"fieldRef": {"fieldPath": path}}}


def test_environment_in_order_with_fields_and_references() -> None:
    env = [
        {"name": "HOST", "value": "h"},
        {"name": "URL", "value": "http://$(HOST):$(PORT)/$$(HOST)"},
        {"name": "PORT", "value": "1"},
        {"name": "EMPTY"},
        {"name": "MARK", "value": "forged"},
        field("POD", "metadata.name"),
        field("NODE", "spec.nodeName"),
        field("ADDRESS", "status.hostIP"),
        field("NAME", "metadata.labels['name']"),
        field("NOTHING", "metadata.annotations['absent']"),
    ]
    assert environment(POD, {"env": env}, {"PATH": "/bin", "HOST": "base"}, {"MARK": "true"}) == {
        "PATH": "/bin", "HOST": "h", "URL": "http://h:$(PORT)/$(HOST)", "PORT": "1", "EMPTY": "", "POD": "p-1",
        "NODE": "local-1", "ADDRESS": "127.0.0.2", "NAME": "sample", "NOTHING": "", "MARK": "true",
    }  # fmt: skip


@pytest.mark.parametrize(
    "source",
    [{"secretKeyRef": {"name": "s", "key": "k"}}, {"fieldRef": {"fieldPath": "status.podIPs"}}, {"fieldRef": {}}],
)
def test_a_source_that_is_not_known_here(source: dict[str, Any]) -> None:
    with pytest.raises(BadManifest, match=r"accepted: fieldRef to one of metadata\.name"):
        environment(POD, {"env": [{"name": "X", "valueFrom": source}]}, {}, {})


def test_command_line() -> None:
    container = {"name": "c", "command": ["sh", "-c"], "args": ["echo $(WHO) $WHO $$(WHO)", 5]}
    assert command_line(container, {"WHO": "me"}) == ("sh", "-c", "echo me $WHO $(WHO)", "5")
    with pytest.raises(BadManifest, match="'c' has no `command`"):
        command_line({"name": "c", "args": ["x"]}, {})


def test_references_that_are_none() -> None:
    assert expand("$(NOT_THERE) $( ) $() $x $", {"x": "no"}) == "$(NOT_THERE) $( ) $() $x $"


def test_the_longest_prefix_of_an_image_wins() -> None:
    images = {"islandmgr/": {"/a": "1"}, "islandmgr/side": {"/b": "2"}, "own": {}}
    assert lookup("islandmgr/side:0.1", images) == {"/b": "2"}
    assert lookup("islandmgr/sample:dev", images) == {"/a": "1"}
    assert lookup("own:latest", images) == {}
    assert lookup("jdk8:latest", images) is None


MACHINE = {"/", "/run", "/home", "/home/user", "/tmp", "/opt", "/usr", "/usr/lib"}


def test_folders_of_the_machine_that_lack_a_mount_point_are_repeated() -> None:
    targets = ["/run/islandmgr/clock", "/home/server", "/tmp", "/tools", "/usr/lib"]
    assert repeated(targets, [], MACHINE.__contains__) == {"/", "/run", "/home"}


def test_folders_that_hold_something_hidden_are_repeated() -> None:
    hidden = ["/home/user/.islandmgr", "/usr/lib/not/there"]
    assert repeated([], hidden, MACHINE.__contains__) == {"/", "/home", "/home/user", "/usr", "/usr/lib"}


def test_outer_mounts_come_first_and_links_are_followed() -> None:
    mounts = [Mount("b", "/var/run/x/y"), Mount("c", "/data/a/b"), Mount("a", "/data")]
    ordered = in_order(mounts, lambda path: path.replace("/var/run", "/run"))
    assert ordered == (Mount("a", "/data"), Mount("b", "/run/x/y"), Mount("c", "/data/a/b"))


def test_what_is_covered_but_needed_is_shown_again() -> None:
    covered = ["/tmp", "/home/server"]
    needed = ["/tmp/work/.venv", "/tmp/work/.venv/lib", "/usr", "/tmpfiles", "/home/user"]
    assert still_visible(needed, covered) == (Mount("/tmp/work/.venv", "/tmp/work/.venv", read_only=True),)


def test_of_folders_in_folders_the_outermost() -> None:
    assert outermost(["/data/local", "/data", "/database", "/data/local/x"]) == ["/data", "/database"]
