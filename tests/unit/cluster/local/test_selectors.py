"""Label selectors, by Kubernetes' rules."""

from __future__ import annotations

import pytest

from islandmgr.cluster.local.selectors import parse
from islandmgr.model.errors import Invalid

LABELS = {"branch": "dev", "rack": "a", "kubernetes.io/hostname": "local-1", "empty": ""}


@pytest.mark.parametrize(
    "selector",
    [
        "", "  ", "branch=dev", "branch==dev", "branch = dev", "rack!=b", "zone!=b", "branch=dev,rack=a", "branch",
        "!zone", "! zone", "rack in (a,b)", "rack in (a, b),branch=dev", "rack notin (b,c)", "zone notin (b)", "empty=",
        "empty in (,x)", "kubernetes.io/hostname=local-1", "kubernetes.io/hostname in (local-1)",
    ],
)  # fmt: skip
def test_selectors_that_take_the_node(selector: str) -> None:
    assert parse(selector)(LABELS)


@pytest.mark.parametrize(
    "selector",
    [
        "branch=weekly", "branch=dev,rack=b", "zone", "!branch", "rack in (b)", "rack notin (a)", "zone=", "branch=DEV",
        "branch!=dev", "zone in (a)",
    ],
)  # fmt: skip
def test_selectors_that_do_not(selector: str) -> None:
    assert not parse(selector)(LABELS)


@pytest.mark.parametrize(
    "selector",
    [
        "=dev", ",", "branch=dev,", "rack in a", "rack in (a", "rack in ((a))", "a b", "branch=dev=x",
        "-branch=dev", "branch=-dev", "Kubernetes.io/x=1", "a/b/c=1", "branch=d v", f"{'k' * 64}=1", "branch==!dev",
        "branch=dev;rack=a", "rack in ()x", "in (a)",
    ],
)  # fmt: skip
def test_what_is_no_selector_is_quoted(selector: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse(selector)
    assert repr(selector) in refused.value.message
    assert "key in (a,b)" in refused.value.message
