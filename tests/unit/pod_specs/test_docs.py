"""The page for server programmers tells the truth."""

from __future__ import annotations

import re
from pathlib import Path

from islandmgr.config.setting_forms import POD_WORDS
from pod_specs.arguments import Argument
from pod_specs.blueprint import Blueprint, Code, Lifetime, Moment, PortSpec, Readiness
from pod_specs.judging import FILLED_SECTIONS
from pod_specs.values import placeholder_types
from tests.unit.pod_specs.islands import blueprint_of

PAGE = (Path(__file__).parents[3] / "docs" / "blueprints.md").read_text()


def example() -> Blueprint:
    match = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert match is not None
    return blueprint_of(match[1])


def test_the_example_is_a_good_blueprint_that_uses_every_key() -> None:
    unused = {"image_pull_policy", "working_dir", "faketime_library", "clock_reach"}
    assert set(Blueprint.model_fields) - example().model_fields_set == unused


def test_every_key_is_explained() -> None:
    models = (Blueprint, Argument, PortSpec, Readiness, Code, Lifetime, Moment)
    keys = {key for model in models for key in model.model_fields}
    assert {key for key in keys if f"`{key}" not in PAGE} == set()


def test_every_placeholder_is_explained() -> None:
    names = {re.sub(r"^(ports|args)\..*", r"\1.NAME", name) for name in placeholder_types(example())}
    assert {name for name in names if f"`{name}`" not in PAGE} == set()


def test_every_place_for_placeholders_is_named() -> None:
    sentence = PAGE.split("They are replaced in ")[1].split(";")[0]
    assert set(re.findall(r"`(\w+)`", sentence)) == FILLED_SECTIONS


def test_every_word_of_the_allowlist_is_explained() -> None:
    section = PAGE.split("## What blueprints may use")[1].split("\n## ")[0]
    assert {word for word in POD_WORDS if f"`{word}" not in section} == set()
