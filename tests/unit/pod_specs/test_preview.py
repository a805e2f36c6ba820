"""What `islandctl blueprint check` and `render` say, and the schema for editors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema_rs import validator_for
from ruamel.yaml import YAML

import pod_specs
from islandmgr.model.errors import Invalid
from pod_specs import BUILTIN, as_yaml, check, open_file, preview
from pod_specs.yaml_lines import read
from tests.unit.pod_specs.islands import MINIMAL, container


def from_yaml(text: str, version: tuple[int, int]) -> Any:
    yaml = YAML(typ="safe", pure=True)
    yaml.version = version
    return yaml.load(text)


def test_check_finds_nothing_wrong_with_the_built_in_ones() -> None:
    assert [check(file) for file in sorted(BUILTIN.glob("*.yaml"))] == [[], []]


def test_check_and_open_say_all_that_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(MINIMAL.replace("64Mi", "64MB"))
    (problem,) = check(file)
    assert str(problem).startswith(
        f"{file}:11: in the Pod, spec.containers.tiny.resources.limits.memory: '64MB' is not"
    )
    with pytest.raises(Invalid, match=r"x\.yaml:11: "):
        open_file(file)


def test_a_preview_is_the_pod_of_an_invented_island() -> None:
    manifest = preview(
        open_file(BUILTIN / "sample.yaml"), island_id=42, owner="mei", branch="weekly", args={"exit_after": "3"}
    )
    assert manifest["metadata"]["name"] == "sample-mei-weekly-42"
    assert container(manifest, "sample")["command"][-1] == "exit_after=3"
    with pytest.raises(Invalid, match="argument crash: 'x' is not one of abort, hs_err"):
        preview(open_file(BUILTIN / "sample.yaml"), args={"crash": "x"})


@pytest.mark.parametrize("file", sorted(BUILTIN.glob("*.yaml")), ids=lambda file: file.stem)
@pytest.mark.parametrize("version", [(1, 1), (1, 2)])
def test_the_yaml_of_a_pod_is_the_same_pod(file: Path, version: tuple[int, int]) -> None:
    manifest = preview(open_file(file), owner="no", branch="on")
    assert from_yaml(as_yaml(manifest), version) == manifest


@given(
    st.one_of(
        st.text(), st.sampled_from(["no", "On", "~", "012", "1:30", "0x1f", "1e3", ".inf", "=", "<<", "2020-01-01"])
    )
)
def test_every_text_survives_both_kinds_of_yaml(text: str) -> None:
    manifest = {"a": text, "b": [text, {"c": text}], "n": 5, "t": True}
    for version in ((1, 1), (1, 2)):
        assert from_yaml(as_yaml(manifest), version) == manifest


def test_the_schema_accepts_good_files_and_refuses_typing_errors() -> None:
    accepts = validator_for(pod_specs.schema()).is_valid
    for text in (MINIMAL, *(file.read_text() for file in sorted(BUILTIN.glob("*.yaml")))):
        assert accepts(read(text).tree)
    for wrong in (
        MINIMAL.replace("image:", "imgae:"),
        MINIMAL.replace("tcp: game", "tcp: game\n  tpc: game"),
        MINIMAL.replace("name: tiny", "name: Tiny"),
        MINIMAL.replace("- name: game", "- {name: game, protocol: SCTP}"),
        MINIMAL.replace("[run]", "run"),
        MINIMAL.replace("title: Tiny", "title: {zh: x}"),
    ):
        assert not accepts(read(wrong).tree)


def test_every_key_is_described_in_the_schema() -> None:
    schema = pod_specs.schema()
    explained = {name for name, field in schema["properties"].items() if "description" in field or "$ref" in field}
    assert set(schema["properties"]) - explained <= {"ports", "image_pull_policy"}
