"""How the raw `pod:` part joins what we make."""

from __future__ import annotations

from typing import Any

import pytest

from pod_specs.merge import merge


@pytest.mark.parametrize(
    ("base", "addition", "merged"),
    [
        ({"a": 1, "b": {"c": 2}}, {"b": {"d": 3}, "e": 4}, {"a": 1, "b": {"c": 2, "d": 3}, "e": 4}),
        ({"a": 1, "b": 2}, {"a": None, "x": None}, {"b": 2}),
        ({"a": [1, 2]}, {"a": [3]}, {"a": [3]}),
        ({"a": [{"name": "x", "v": 1}]}, {"a": []}, {"a": [{"name": "x", "v": 1}]}),
        (
            [{"name": "x", "v": 1}],
            [{"name": "y"}, {"name": "x", "w": 2}],
            [{"name": "x", "v": 1, "w": 2}, {"name": "y"}],
        ),
        ([{"name": "x"}, {"port": 5}], [{"name": "y"}], [{"name": "x"}, {"port": 5}, {"name": "y"}]),
        (
            [{"name": "v", "mountPath": "/a"}],
            [{"name": "v", "mountPath": "/b"}],
            [{"name": "v", "mountPath": "/a"}, {"name": "v", "mountPath": "/b"}],
        ),
        ([{"name": "x"}], [{"key": "k"}], [{"key": "k"}]),
        ([{"name": "x"}], ["y"], ["y"]),
        ({"a": {"b": 1}}, {"a": "text"}, {"a": "text"}),
        ("old", "new", "new"),
    ],
)
def test_merging(base: Any, addition: Any, merged: Any) -> None:
    before = repr(base), repr(addition)
    assert merge(base, addition) == merged
    assert (repr(base), repr(addition)) == before
