"""Scalars are what `kubectl` takes them for; what would change a text without a word is refused with its place."""

from __future__ import annotations

from typing import Any

import pytest

from pod_specs import yaml_lines, yaml_scalars
from tests.unit.pod_specs.islands import MINIMAL, blueprint_of, complaints

# What `kubectl annotate --local -o json` of 1.32 made of them.
KUBECTL: dict[str, Any] = {
    "0022": 18, "0644": 420, "0x10": 16, "1_000": 1000, "TRUE": True, "True": True, "on": True, "off": False,
    "yes": True, "No": False, "y": True, "N": False, "1e3": 1000, ".5": 0.5, "12:30:45": "12:30:45",
    "2020-01-01": "2020-01-01", "~": None, "null": None, "0o17": 15, "0b11": 3, "1.": 1, "+12": 12, "-0": 0, "08": 8,
    "0.10": 0.1, "1.10": 1.1, ".inf2": ".inf2", "1e": "1e", "0x1F": 31, "1__0": 10, "_1": "_1", "1_000.5": 1000.5,
    "2001-12-14t21:59:43.10-05:00": "2001-12-14t21:59:43.10-05:00", "1E3": 1000, "-012": -10, "0755": 493, "00": 0,
    "=": "=", "NULL": None, "nUll": "nUll", "oN": "oN", "+0x10": 16, "0X10": 16, "0O17": 15, "0B11": 3, "1:30": "1:30",
    "190:20:30.15": "190:20:30.15", "1e-3": 0.001, "+.5": 0.5, "0_7": 7, "-0x1": -1, "-0b11": -3, "-1_0": -10,
    "0o8": "0o8", "1.5e3": 1500, "5.0": 5, "1_0.5e1": 105, "1e15": 10**15, "1e21": 1e21, ".5_1": 0.51, "1_.5": 1.5,
    "tRUE": "tRUE", "1e400": "1e400", "0x": "0x", "0b": "0b", "+0b1": 1, "0x1_0": 16, "0_": 0, "123": 123, "a": "a",
    "10.0.0.1": "10.0.0.1", "-": "-", "+": "+", ".": ".",
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), KUBECTL.items())
def test_a_scalar_is_what_kubectl_reads(text: str, value: Any) -> None:
    found = yaml_scalars.resolve(text)
    assert found == value
    assert type(found) is type(value)


def test_digits_are_kept_that_kubectl_loses() -> None:
    assert yaml_scalars.resolve("12345678901234567890") == 12345678901234567890


@pytest.mark.parametrize("text", [".inf", "-.Inf", ".NaN"])
def test_what_json_cannot_hold_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="put quotes round it"):
        yaml_scalars.resolve(text)


CHANGED = [
    text for text, value in KUBECTL.items() if value is not None and not isinstance(value, str) and text != "123"
]


@pytest.mark.parametrize("text", CHANGED)
def test_no_text_changes_without_a_word(text: str) -> None:
    for key, where in (("env: {A: %s}", "env.A"), ("keep: [%s]", "keep.0")):
        line = key % text
        (said,) = complaints(f"{MINIMAL}{line}\n")
        assert said.startswith(f"13: {where}: {text} is read as ")
        assert said.endswith(f"put quotes round it if it is a text (column {line.index(text) + 1})")
        assert complaints(f"{MINIMAL}{line.replace(text, repr(text))}\n") == []


@pytest.mark.parametrize("text", ["5", "-5", "true", "false", "12:30:45", "2020-01-01"])
def test_what_stays_as_it_was_written_is_good_in_texts(text: str) -> None:
    assert blueprint_of(f"{MINIMAL}env: {{A: {text}}}\n").env == {"A": text}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('version: "1"', "version: 1.10", "2: version: 1.10 is read as the number 1.1"),
        ("title: Tiny", "title: No", "3: title: No is read as false"),
        ("command: [run]", "command: [run, on]", "7: command.1: on is read as true"),
        ("time_zone: UTC", "time_zone: 0x1", "12: time_zone: 0x1 is read as the number 1"),
        ("name: game", "name: y", "6: ports.0.name: y is read as true"),
    ],
)
def test_texts_of_other_keys(old: str, new: str, said: str) -> None:
    assert any(one.startswith(said) for one in complaints(MINIMAL.replace(old, new)))


def test_choices_and_defaults() -> None:
    args = "args:\n  a: {type: choice, choices: [on, 010]}\n  b: {type: str, default: 0022}\n"
    said = complaints(MINIMAL + args)
    assert [one.partition(";")[0] for one in said] == [
        "14: args.a.choices.0: on is read as true",
        "14: args.a.choices.1: 010 is read as the number 8",
        "15: args.b.default: 18 is not a text of up to 1000 characters, without line breaks"
        " (0022 is read as the number 18",
    ]


def test_numbers_of_a_raw_part_are_kubectl_s() -> None:
    raw = "pod:\n  volumes:\n  - {name: m, configMap: {name: m, defaultMode: 0644}}\n  enableServiceLinks: No\n"
    pod = blueprint_of(MINIMAL + raw).pod
    assert pod["volumes"][0]["configMap"]["defaultMode"] == 0o644
    assert pod["enableServiceLinks"] is False


def test_a_text_of_a_raw_part_is_refused_as_kubectl_does() -> None:
    raw = "pod:\n  hostname: 0x10\n  containers:\n  - {name: tiny, env: [{name: A, value: 0022}]}\n"
    assert complaints(MINIMAL + raw) == [
        "14: in the Pod, spec.hostname: 16 is not a text; put quotes round it (written 0x10, column 13)",
        "16: in the Pod, spec.containers.tiny.env.A.value: 18 is not a text; put quotes round it"
        " (written 0022, column 41)",
    ]


def test_amounts_are_numbers_for_kubectl_too() -> None:
    made = blueprint_of(MINIMAL.replace("{memory: 64Mi}", "{memory: 64_000_000, cpu: .5}"))
    assert made.resources.limits == {"memory": "64000000", "cpu": "0.5"}


def test_odd_scalars_are_found_through_aliases_and_merge_keys() -> None:
    lines = yaml_lines.read("a: &x {b: 0022}\nc: *x\nd: {<<: *x, e: 1}\nf: {<<: [*x, {g: yes}]}\n").lines
    assert {place: odd.written for place, odd in lines.odd.items() if "<<" not in place} == {
        ("a", "b"): "0022",
        ("c", "b"): "0022",
        ("d", "b"): "0022",
        ("f", "b"): "0022",
        ("f", "g"): "yes",
    }
