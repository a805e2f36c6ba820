"""The quick reader gives what the careful one gives, or leaves it to that one."""

from __future__ import annotations

import warnings
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml.error import ReusedAnchorWarning

from pod_specs import BUILTIN, yaml_lines, yaml_plain
from pod_specs.loading import load_file
from tests.unit.pod_specs.islands import MINIMAL

TEXTS = [MINIMAL, *(path.read_text("utf-8") for path in sorted(BUILTIN.glob("*.yaml")))]
PIECES = [
    ":", ": ", " ", "  ", "\n", "\n  ", "- ", "[", "]", "{", "}", ",", "'", '"', "#", " # ", "|", ">", "|-\n", ">+\n",
    "?", "!", "!x ", "&a ", "*a", "%", "@", "`", "~", "null", "Null", "true", "FALSE", "yes", "on", "<<", "=", "---\n",
    "1", "010", "-0", "0.5", "1.50", "1e3", ".5", "0x1f", "0o17", "1_000", "12:30", "2020-01-01", ".inf", "10.0.0.1",
    "{{ x }}", "\t", "\r", "é", "中", "🏝", "\x85", "\u2028", "\ufeff", "\x7f", "a", "b: c", "...\n", "\\n", "\\x41",
]  # fmt: skip


def careful(text: str) -> tuple[Any, yaml_lines.Lines] | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ReusedAnchorWarning)
            return yaml_lines.read(text)
    except yaml_lines.BadYaml:
        return None


def check(text: str) -> None:
    quick, slow = yaml_plain.read(text), careful(text)
    if quick is not None and slow is not None:
        assert repr(quick[0]) == repr(slow[0])  # types and signs too: 1, 1.0, True; -0.0
        assert all(slow[1].known[place] == line for place, line in quick[1].known.items())


@pytest.mark.parametrize("text", TEXTS, ids=["minimal", *sorted(path.stem for path in BUILTIN.glob("*.yaml"))])
def test_blueprints_as_people_write_them_are_read_quickly(text: str) -> None:
    quick, slow = yaml_plain.read(text), careful(text)
    assert quick is not None
    assert slow is not None
    assert repr(quick[0]) == repr(slow[0])
    assert quick[1].of(("name",)) == slow[1].of(("name",))


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_odd_texts_are_read_alike(text: str) -> None:
    check(text)
    check(f"a: {text}")


@given(
    st.sampled_from(TEXTS),
    st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 3), st.sampled_from(PIECES)), max_size=4),
)
def test_mistyped_blueprints_are_read_alike(text: str, changes: list[tuple[int, int, str]]) -> None:
    for place, gone, piece in changes:
        place %= len(text) + 1
        text = text[:place] + piece + text[place + gone :]
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: &x 1\nb: *x",
        "a: !!str 1",
        "a: 2020-01-01",
        "a: 1\na: 2",
        "<<: {a: 1}",
        "1: a",
        "'{{ x }}': a",
        "a: 1\n---\nb: 2",
        "%YAML 1.1\n---\na: yes",
        "- a",
        "a",
        "",
        "a: [",
        "a: \0",
        "a:\tb",
        "a: " + "[" * 100 + "]" * 100,
        "a: [" + "1," * 20_000 + "]",
    ],
)
def test_what_is_faulty_or_unusual_is_left_to_the_careful_reader(text: str) -> None:
    assert yaml_plain.read(text) is None


def test_without_libyaml_all_is_left_to_the_careful_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_plain, "_PARSER", None)
    assert yaml_plain.read(MINIMAL) is None
    assert load_file(BUILTIN / "sample.yaml").blueprint is not None


def test_a_comment_that_the_careful_reader_cannot_place_is_no_crash() -> None:
    with pytest.raises(yaml_lines.BadYaml, match="not readable as YAML"):
        yaml_lines.read("  e: #>-\n      f\n      g\n\n")


def test_a_key_that_is_a_mapping_is_no_crash() -> None:
    with pytest.raises(yaml_lines.BadYaml, match="unhashable"):
        yaml_lines.read("a: !!omap\n - {? {b: 1} : 2}")
