"""The Pod of a task: what it holds, that it may be, and that what people write stays data."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from islandmgr.cluster import base
from islandmgr.cluster.local import manifest as local
from islandmgr.cluster.local.environ import command_line, environment
from islandmgr.cluster.views import pod_view
from islandmgr.model.errors import Invalid
from islandmgr.tasks import pods
from islandmgr.tasks.model import StepSpec
from pod_specs import allowlist, container_rules
from tests.unit.tasks.made import fresh, step

GIVEN = pods.PodSettings(image="reg/task:1", last_image="reg/side:1", memory=512)


def made(*specs: StepSpec, **changes: Any) -> Any:
    steps = [step(number, spec=spec) for number, spec in enumerate(specs)]
    return pods.manifest(fresh(*steps, **changes), GIVEN)


def test_steps_are_init_containers_in_their_order() -> None:
    pod = made(
        StepSpec("check out", script="git clone x"),
        StepSpec("build", command=("make", "all"), image="reg/java:8", env={"A": "b"}),
        image="reg/git:2",
        node_selector={"branch": "dev"},
    )
    assert pod["metadata"]["name"] == "task-7"
    assert pod["metadata"]["labels"][base.TASK_LABEL] == "7"
    spec = pod["spec"]
    assert [(one["name"], one["image"], one["command"]) for one in spec["initContainers"]] == [
        ("step-0", "reg/git:2", ["sh", "-c", "git clone x"]),
        ("step-1", "reg/java:8", ["make", "all"]),
    ]
    assert [one["name"] for one in spec["containers"]] == ["end"]
    assert (spec["restartPolicy"], spec["automountServiceAccountToken"]) == ("Never", False)
    assert spec["activeDeadlineSeconds"] == 100 + pods.NET
    assert spec["nodeSelector"] == {"branch": "dev"}
    assert {"name": "A", "value": "b"} in spec["initContainers"][1]["env"]
    assert spec["initContainers"][0]["resources"]["limits"]["memory"] == "512Mi"


def test_kubernetes_and_the_allowlist_take_it() -> None:
    pod = made(StepSpec("a", script="x"), StepSpec("b", command=("y",)))
    assert allowlist.faults(pod, (), ()) == []
    local.check(pod)
    for one in (*pod["spec"]["initContainers"], *pod["spec"]["containers"]):
        assert list(container_rules.faults(one, {"workspace"}, ())) == []
    json.dumps(pod)


def test_it_is_no_islands_pod() -> None:
    seen = pod_view(made(StepSpec("a", script="x")))
    assert (seen.island_id, seen.incarnation, seen.task_id) == (None, None, 7)
    assert base.identity(seen.labels) == (None, None, "7")


def test_what_pods_may_not_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pods, "_last", lambda _given: {"name": "end", "securityContext": {"privileged": True}})
    with pytest.raises(Invalid, match="privileged"):
        made(StepSpec("a", script="x"))


TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30)


@given(words=st.lists(TEXT | st.just("$(WORKSPACE)"), min_size=1, max_size=4), script=TEXT, value=TEXT)
def test_what_people_write_comes_out_as_it_went_in(words: list[str], script: str, value: str) -> None:
    pod = made(StepSpec("a", command=("p", *words), env={"A": value}), StepSpec("b", script=script or "x"))
    first, second = pod["spec"]["initContainers"]
    env = environment(pod, first, {}, {})
    assert env["A"] == value
    assert command_line(first, env) == ("p", *words)
    assert command_line(second, environment(pod, second, {}, {})) == ("sh", "-c", script or "x")
