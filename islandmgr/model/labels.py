"""Kubernetes' labels: their form, and which keys are Kubernetes' own. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from islandmgr.model.errors import Invalid
from islandmgr.model.messages import declare

NAME = r"[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?"
_PART = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_KEY = re.compile(rf"(?:(?P<prefix>{_PART}(?:\.{_PART})*)/)?{NAME}")
_VALUE = re.compile(rf"(?:{NAME})?")
RESERVED = ("kubernetes.io", "k8s.io")
"""Domains whose labels are Kubernetes' own."""
LONGEST_PREFIX = 253

NO_KEY = declare(
    "label.no_key",
    "%(key)s is not a label key; accepted: up to 63 letters, digits, - _ . with an optional DNS prefix/",
)
NO_VALUE = declare(
    "label.no_value",
    "%(value)s is not a label value; accepted: up to 63 letters, digits, - _ . between two letters or digits",
)
KUBERNETES_OWN = declare(
    "label.kubernetes_own",
    "%(key)s is Kubernetes' own label and stays; accepted: keys outside kubernetes.io and k8s.io",
)
NOT_ALLOWED = declare(
    "label.not_allowed",
    "%(key)s is not among the node labels that may be changed here; accepted: %(accepted)s. The operator may add some: "
    "ISLANDMGR_NODE_LABELS",
)
NONE_ALLOWED = declare(
    "label.none_allowed",
    "%(key)s is not among the node labels that may be changed here; accepted: none. The operator may add some: "
    "ISLANDMGR_NODE_LABELS",
)


def is_key(text: str) -> bool:
    found = _KEY.fullmatch(text)
    return found is not None and len(found["prefix"] or "") <= LONGEST_PREFIX


def is_value(text: str) -> bool:
    return _VALUE.fullmatch(text) is not None


def check(key: str, value: str | None) -> None:
    """Raises Invalid for what Kubernetes would refuse as a label. A value of None stands for removal."""
    if not is_key(key):
        raise Invalid(NO_KEY(key=repr(key)))
    if value is not None and not is_value(value):
        raise Invalid(NO_VALUE(value=repr(value)))


def check_change(changes: Mapping[str, str | None], allowed: Collection[str]) -> None:
    """Raises Invalid for labels that cannot be, for those that Kubernetes sets itself, as the scheduler and the manager
    go by them, and for those that are not `allowed`: keys, or beginnings of keys with a `*` behind."""
    for key, value in changes.items():
        check(key, value)
        if is_reserved(key):
            raise Invalid(KUBERNETES_OWN(key=repr(key)))
        if not any(key.startswith(word[:-1]) if word.endswith("*") else key == word for word in allowed):
            raise Invalid(
                NOT_ALLOWED(key=repr(key), accepted=list(allowed)) if allowed else NONE_ALLOWED(key=repr(key))
            )


def is_reserved(key: str) -> bool:
    prefix = key.rpartition("/")[0]
    return any(prefix == domain or prefix.endswith(f".{domain}") for domain in RESERVED)
