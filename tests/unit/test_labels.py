"""Labels that Kubernetes takes, and those that are not ours to change."""

from __future__ import annotations

import pytest

from islandmgr.config.settings import Settings
from islandmgr.model.errors import Invalid
from islandmgr.model.labels import check, check_change


@pytest.mark.parametrize(
    ("key", "value"),
    [("branch", "dev"), ("a" * 63, "b" * 63), ("example.com/rack", ""), ("branch", None), ("x/y_Z.0", "A-1_b.c")],
)
def test_what_kubernetes_takes(key: str, value: str | None) -> None:
    check(key, value)
    check_change({key: value}, ["*"])


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
        check_change({"branch": "dev", key: value}, ["*"])


def test_a_domain_that_only_ends_alike_is_anybodys() -> None:
    check_change({"notkubernetes.io/x": "y", "mykubernetes.io.example.com/x": "y"}, ["*"])


@pytest.mark.parametrize(
    ("key", "taken"),
    [
        ("branch", True),
        ("branch2", False),
        ("branch/x", False),
        ("islandmgr.io/pool", True),
        ("islandmgr.io.example.com/x", False),
        ("game-rack", True),
        ("gam", False),
        ("rack", False),
    ],
)
@pytest.mark.parametrize("value", ["x", None])
def test_only_labels_that_the_operator_names(key: str, value: str | None, *, taken: bool) -> None:
    allowed = ["branch", "islandmgr.io/*", "game-*"]
    if taken:
        check_change({key: value}, allowed)
        return
    with pytest.raises(Invalid) as refused:
        check_change({"branch": "dev", key: value}, allowed)
    assert refused.value.message == (
        f"{key!r} is not among the node labels that may be changed here; accepted: branch, islandmgr.io/*, game-*."
        " The operator may add some: ISLANDMGR_NODE_LABELS"
    )


def test_a_word_that_is_no_key_is_quoted() -> None:
    for word in ("**", "a//*", "-x", "/*"):
        with pytest.raises(Invalid) as refused:
            Settings.from_env({"ISLANDMGR_NODE_LABELS": word})
        assert repr(word) in refused.value.message
