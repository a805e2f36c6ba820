"""Kubernetes' labels: their form, and which keys are Kubernetes' own. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from islandmgr.model.errors import Invalid

NAME = r"[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?"
_PART = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_KEY = re.compile(rf"(?:(?P<prefix>{_PART}(?:\.{_PART})*)/)?{NAME}")
_VALUE = re.compile(rf"(?:{NAME})?")
RESERVED = ("kubernetes.io", "k8s.io")
"""Domains whose labels are Kubernetes' own."""
LONGEST_PREFIX = 253


def is_key(text: str) -> bool:
    found = _KEY.fullmatch(text)
    return found is not None and len(found["prefix"] or "") <= LONGEST_PREFIX


def is_value(text: str) -> bool:
    return _VALUE.fullmatch(text) is not None


def check(key: str, value: str | None) -> None:
    """Raises Invalid for what Kubernetes would refuse as a label. A value of None stands for removal."""
    if not is_key(key):
        raise Invalid(
            f"{key!r} is not a label key; accepted: up to 63 letters, digits, - _ . with an optional DNS prefix/"
        )
    if value is not None and not is_value(value):
        raise Invalid(
            f"{value!r} is not a label value; accepted: up to 63 letters, digits, - _ . between two letters or digits"
        )


def check_change(changes: Mapping[str, str | None], allowed: Collection[str]) -> None:
    """Raises Invalid for labels that cannot be, for those that Kubernetes sets itself, as the scheduler and the manager
    go by them, and for those that are not `allowed`: keys, or beginnings of keys with a `*` behind."""
    for key, value in changes.items():
        check(key, value)
        if is_reserved(key):
            raise Invalid(
                f"{key!r} is Kubernetes' own label and stays; accepted: keys outside kubernetes.io and k8s.io"
            )
        if not any(key.startswith(word[:-1]) if word.endswith("*") else key == word for word in allowed):
            raise Invalid(
                f"{key!r} is not among the node labels that may be changed here; accepted:"
                f" {', '.join(allowed) or 'none'}."
                " The operator may add some: ISLANDMGR_NODE_LABELS"
            )


def is_reserved(key: str) -> bool:
    prefix = key.rpartition("/")[0]
    return any(prefix == domain or prefix.endswith(f".{domain}") for domain in RESERVED)
