"""Manifests that an API server would refuse are refused with every fault."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from islandmgr.cluster.local.manifest import check
from islandmgr.model.errors import Invalid

GOOD: dict[str, Any] = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "sample-qa01-dev-1", "labels": {"islandmgr.io/island": "1"}},
    "spec": {
        "volumes": [{"name": "code", "emptyDir": {}}],
        "containers": [{"name": "c", "image": "i", "volumeMounts": [{"name": "code", "mountPath": "/home/server"}]}],
    },
}


def changed(path: str, value: Any) -> dict[str, Any]:
    manifest = copy.deepcopy(GOOD)
    *parents, last = path.split(".")
    place: Any = manifest
    for step in parents:
        place = place[int(step) if step.isdigit() else step]
    place[last] = value
    return manifest


def test_a_good_one() -> None:
    check(GOOD)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("kind", "Job", "kind is 'Job'"),
        ("metadata.name", "Up_per", "metadata.name 'Up_per'"),
        ("metadata.name", "", "metadata.name ''"),
        ("metadata.labels", {"a b": "c"}, "'a b' is not a label key"),
        ("metadata.labels", {"a": "c d"}, "'c d' is not a label value"),
        ("spec.containers", [], "spec.containers is empty"),
        ("spec.containers.0.name", "../c", "container name '../c'"),
        ("spec.initContainers", [{"name": "c"}], "container name 'c' is used twice"),
        ("spec.containers.0.volumeMounts.0.mountPath", "home", "mountPath 'home'"),
        ("spec.containers.0.volumeMounts.0.mountPath", "/", "mountPath '/'"),
        ("spec.containers.0.volumeMounts.0.mountPath", "/a/../../b", "mountPath '/a/../../b'"),
        ("spec.containers.0.volumeMounts.0.name", "data", "mounts volume 'data'"),
        ("spec.volumes.0.name", "a/b", "volume name 'a/b'"),
        ("spec.restartPolicy", "Always", "restartPolicy is 'Always'"),
        ("spec.containers.0.resources", {"limits": {"memory": "much"}}, "'much' is not a quantity"),
        ("spec.nodeName", "local-1", "spec.nodeName is 'local-1'"),
        ("spec", None, "not the shape of a Pod"),
        ("spec.containers", "c", "not the shape of a Pod"),
    ],
)
def test_faults_are_named_and_quoted(path: str, value: Any, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        check(changed(path, value))
    assert said in refused.value.message


def test_all_faults_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        check({**GOOD, "kind": "Job", "metadata": {"name": "A"}})
    assert refused.value.message.count(";") == 1


def test_something_that_is_no_manifest() -> None:
    with pytest.raises(Invalid):
        check({})
