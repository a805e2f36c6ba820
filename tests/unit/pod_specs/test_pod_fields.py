"""Our table of a Pod's fields is the Kubernetes client's, to the last of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kubernetes import client

from pod_specs.pod_fields import TYPES

SCALARS = {"str": "str", "int": "int", "bool": "bool", "object": "port"}
AMOUNTS = {
    ("ResourceRequirements", "limits"),
    ("ResourceRequirements", "requests"),
    ("VolumeResourceRequirements", "limits"),
    ("VolumeResourceRequirements", "requests"),
    ("PodSpec", "overhead"),
    ("EmptyDirVolumeSource", "sizeLimit"),
    ("ResourceFieldSelector", "divisor"),
}
"""The client calls quantities texts; the API takes numbers too."""


def kind_of(owner: str, field: str, kind: str) -> str:
    if inner := re.fullmatch(r"List\[(.*)\]", kind):
        return f"[{kind_of(owner, field, inner[1])}]"
    if inner := re.fullmatch(r"Dict\[str, ?(.*)\]", kind):
        return f"{{{kind_of(owner, field, inner[1])}}}"
    if (owner, field) in AMOUNTS:
        return "amount"
    return SCALARS.get(kind) or ("any" if kind == "V1ObjectMeta" else kind.removeprefix("V1"))


def model_of(name: str) -> type:
    found: type = getattr(client, f"V1{name}", None) or getattr(client, name)
    return found


def fields_of(name: str) -> Iterator[tuple[str, str]]:
    model = model_of(name)
    for ours, theirs in model.attribute_map.items():  # type: ignore[attr-defined]
        yield theirs, kind_of(name, theirs, model.openapi_types[ours])  # type: ignore[attr-defined]


def test_every_field_and_its_type() -> None:
    assert {name: dict(fields_of(name)) for name in TYPES} == {name: dict(fields) for name, fields in TYPES.items()}


def test_no_type_is_missing_and_none_is_too_much() -> None:
    named = {kind.strip("[]{}") for fields in TYPES.values() for kind in fields.values()}
    assert named - {"str", "int", "bool", "amount", "port", "any"} | {"PodSpec"} == set(TYPES)
