"""The reader of YAML: places, everything wrong at once, and limits."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pod_specs import BUILTIN, yaml_lines
from pod_specs.loading import load_file
from pod_specs.yaml_lines import BadYaml, Mark
from tests.unit.pod_specs.islands import MINIMAL

PIECES = [
    ":", ": ", " ", "  ", "\n", "\n  ", "- ", "[", "]", "{", "}", ",", "'", '"', "#", " # ", "|", ">", "|-\n", ">+\n",
    "?", "!", "!x ", "&a ", "*a", "%", "@", "`", "~", "null", "Null", "true", "FALSE", "yes", "on", "<<", "=", "---\n",
    "1", "010", "-0", "0.5", "1.50", "1e3", ".5", "0x1f", "0o17", "1_000", "12:30", "2020-01-01", ".inf", "10.0.0.1",
    "{{ x }}", "\t", "\r", "é", "中", "🏝", "\x85", "\u2028", "\ufeff", "\x7f", "a", "b: c", "...\n", "\\n", "\\x41",
]  # fmt: skip


def test_places_of_keys_items_and_values() -> None:
    lines = yaml_lines.read("a:\n  - b: 1\n    c: [x, 010]\nd: |\n  text\n").lines
    assert lines.at(("a",)) == Mark(1, 1)
    assert lines.at(("a", 0)) == Mark(2, 5)
    assert lines.at(("a", 0, "b")) == Mark(2, 8)
    assert lines.at(("a", 0, "c", 1)) == Mark(3, 12)
    assert lines.at(("d",)) == Mark(4, 4)
    assert lines.at(("a", 0, "c", 1, "no", "such")) == Mark(3, 12)
    assert lines.at(("nothing",)) == Mark(1, 1)


def test_everything_wrong_is_told_at_once() -> None:
    document = yaml_lines.read(
        "a: 1\na: 2\nb: !x 1\n1.10: c\n'{{ x }}': d\ne: *no\nf: .inf\ng: [{{ y }}]\nh: &h [*h]\n"
    )
    assert [(mark.line, reason.partition(";")[0]) for mark, reason in document.faults] == [
        (2, 'duplicate key "a"'),
        (3, "tags (!) are not read here"),
        (4, "the key 1.10 is no text"),
        (5, "the key '{{ x }}': placeholders are for values, not for keys"),
        (6, "*no stands for nothing before it"),
        (7, ".inf is no number that can be used"),
        (8, 'put quotes round a text with {{ }}, like "{{ island.id }}"'),
        (9, "*h holds itself"),
    ]


def test_what_comes_before_a_mistake_is_there() -> None:
    document = yaml_lines.read("a: 1\nb: {c: 2}\nd: [x, y\ne: 1\n")
    assert document.broke_off
    assert document.tree == {"a": 1, "b": {"c": 2}}
    assert [mark.line for mark, _ in document.faults] == [4]


def test_merge_keys_give_way_to_what_is_written() -> None:
    assert yaml_lines.read("a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\n").tree["b"] == {"y": 3, "x": 1}


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 100 + "]" * 100,
        "a: [" + "1," * 20_000 + "]",
        "a: &a [1,1,1,1,1,1,1,1,1,1]\n"
        + "".join(
            f"{n}x: &n{n} [*{p}, *{p}, *{p}, *{p}, *{p}, *{p}, *{p}]\n"
            for n, p in zip(range(9), ["a", *(f"n{m}" for m in range(8))], strict=True)
        ),
        "a: " + "x" * 300_000,
    ],
    ids=["deep", "wide", "bomb", "large"],
)
def test_what_is_too_large_is_refused(text: str) -> None:
    assert re.search("too large|larger than", read_or_reason(text))


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    for one in (text, f"a: {text}"):
        assert read_or_reason(one)


def read_or_reason(text: str) -> str:
    """What was wrong first, or `good`."""
    try:
        document = yaml_lines.read(text)
    except BadYaml as error:
        return error.reason
    assert isinstance(document.tree, dict) or not document.broke_off
    return next((reason for _, reason in document.faults), "good")


@given(
    st.dictionaries(
        st.text(max_size=5),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
            max_leaves=8,
        ),
        max_size=4,
    )
)
def test_what_a_yaml_library_writes_is_read_as_it_was(tree: dict[str, Any]) -> None:
    text = yaml.safe_dump(tree, default_style='"', allow_unicode=False)
    plain = yaml_lines.read(text.replace("!!int ", "").replace("!!bool ", "").replace("!!null ", ""))
    assert texts(plain.tree) == texts(tree)


def texts(node: Any) -> Any:
    """Quoted by the library, all scalars are texts."""
    if isinstance(node, dict):
        return {key: texts(value) for key, value in node.items()}
    if isinstance(node, list):
        return [texts(item) for item in node]
    return (
        {None: "null", True: "true", False: "false"}.get(node, str(node))
        if not isinstance(node, int) or isinstance(node, bool)
        else str(node)
    )


def test_without_libyaml_it_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = yaml_lines.read(MINIMAL)
    monkeypatch.setattr(yaml_lines, "_PARSER", yaml.Loader)
    assert yaml_lines.read(MINIMAL) == quick
    assert load_file(BUILTIN / "sample.yaml").blueprint is not None
