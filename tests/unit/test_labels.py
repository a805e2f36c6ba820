"""Labels that Kubernetes takes, and those that are not ours to change."""

from __future__ import annotations

import pytest

from islandmgr.errors import Invalid
from islandmgr.labels import check, check_change


@pytest.mark.parametrize(
    ("key", "value"),
    [("branch", "dev"), ("a" * 63, "b" * 63), ("example.com/rack", ""), ("branch", None), ("x/y_Z.0", "A-1_b.c")],
)
def test_what_kubernetes_takes(key: str, value: str | None) -> None:
    check(key, value)
    check_change({key: value})


@pytest.mark.parametrize(
    "key",
    ["", "-a", "a-", "a b", "a" * 64, "/a", "a/", "a//b", "Upper.com/a", "a..b/c", "-a/b", "x" * 254 + "/a", "分支"],
)
def test_a_key_that_is_none_is_quoted(key: str) -> None:
    with pytest.raises(Invalid) as refused:
        check(key, "x")
    assert f"{key!r} is not a label key; accepted: " in refused.value.message


@pytest.mark.parametrize("value", ["x y", "-x", "x-", "x" * 64, "a,b", "a=b", "开发", "a\n"])
def test_a_value_that_is_none_is_quoted(value: str) -> None:
    with pytest.raises(Invalid) as refused:
        check("branch", value)
    assert f"{value!r} is not a label value; accepted: " in refused.value.message


@pytest.mark.parametrize(
    "key", ["kubernetes.io/hostname", "node-role.kubernetes.io/control-plane", "beta.k8s.io/x", "k8s.io/x"]
)
@pytest.mark.parametrize("value", ["x", None])
def test_labels_of_kubernetes_stay(key: str, value: str | None) -> None:
    with pytest.raises(Invalid, match="Kubernetes' own label"):
        check_change({"branch": "dev", key: value})


def test_a_domain_that_only_ends_alike_is_anybodys() -> None:
    check_change({"notkubernetes.io/x": "y", "mykubernetes.io.example.com/x": "y"})
