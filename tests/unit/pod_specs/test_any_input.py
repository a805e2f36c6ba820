"""Whatever a file holds, the answer is a blueprint or problems with lines, never a crash."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pod_specs.blueprint import Blueprint
from tests.unit.pod_specs.islands import MINIMAL, read

KEYS = sorted(
    """
    name volumes containers initContainers env ports volumeMounts mountPath subPath resources limits requests memory
    hostPath path persistentVolumeClaim claimName readinessProbe livenessProbe tcpSocket httpGet exec port command
    image nodeSelector tolerations operator effect securityContext hostPort containerPort protocol value lifecycle
    """.split()  # noqa: SIM905
)
NAMES = st.sampled_from(["tiny", "prepare", "side-container", "clock", "code", "game", "{{ island.id }}", "{{", ""])
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(-1, 70000), st.floats(allow_nan=False), NAMES, st.text(max_size=5)
)
ITEMS = st.lists(
    st.dictionaries(st.sampled_from(KEYS), LEAVES | st.just([1]) | st.just({"a": 1}), max_size=4), max_size=2
)
CONTAINERS = st.dictionaries(st.sampled_from(KEYS), ITEMS | LEAVES, max_size=4).map(lambda one: {"name": "tiny"} | one)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
        st.fixed_dictionaries({"containers": st.lists(CONTAINERS, max_size=1)}),
        st.lists(st.fixed_dictionaries({"name": NAMES | inner}, optional=dict.fromkeys(KEYS[:12], inner)), max_size=2),
    ),
    max_leaves=12,
)


def judge(text: str) -> None:
    loaded = read(text)
    assert (loaded.blueprint is None) == bool(loaded.problems)
    lines = max(1, len(text.splitlines()))
    assert all(problem.reason and 1 <= problem.line <= lines for problem in loaded.problems)


@given(TREES)
def test_any_raw_part(tree: Any) -> None:
    judge(MINIMAL + "pod: " + json.dumps(tree) + "\n")


@given(st.sampled_from(sorted(Blueprint.model_fields)), TREES)
def test_any_value_of_any_key(key: str, tree: Any) -> None:
    kept = "".join(f"{line}\n" for line in MINIMAL.splitlines() if not line.startswith(f"{key}:"))
    judge(kept + f"{key}: {json.dumps(tree)}\n")


@given(st.text())
def test_any_text(text: str) -> None:
    judge(text)


@given(st.data())
def test_any_damage_to_a_good_file(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(MINIMAL)))
    end = data.draw(st.integers(start, min(len(MINIMAL), start + 20)))
    judge(
        MINIMAL[:start] + data.draw(st.text(st.sampled_from("{}[]:-#&*!|>'\"%@` \n\tab1"), max_size=5)) + MINIMAL[end:]
    )
