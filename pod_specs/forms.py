"""The forms of names and labels that Kubernetes accepts. Source: k8s.io/apimachinery validation."""

from __future__ import annotations

import re
from typing import Any

from islandmgr.model import labels

DNS_LABEL = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?")  # RFC 1123, at most 63 long
DNS_SUBDOMAIN = re.compile(rf"{DNS_LABEL.pattern}(\.{DNS_LABEL.pattern})*")  # at most 253 long
PORT_NAME = re.compile(r"(?!.*--)(?=.*[a-z])[a-z0-9]([-a-z0-9]*[a-z0-9])?")  # IANA service name, at most 15 long
VARIABLE = re.compile(r"[-._a-zA-Z][-._a-zA-Z0-9]*")

LABEL_LENGTH, SUBDOMAIN_LENGTH, PORT_NAME_LENGTH = 63, 253, 15


def fits(pattern: re.Pattern[str], text: Any, longest: int) -> bool:
    """A string of that form from its first to its last character."""
    return isinstance(text, str) and len(text) <= longest and pattern.fullmatch(text) is not None


def is_dns_label(text: Any) -> bool:
    return fits(DNS_LABEL, text, LABEL_LENGTH)


def is_label_value(text: Any) -> bool:
    """At most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends; may be empty."""
    return isinstance(text, str) and labels.is_value(text)


def is_label_key(text: Any) -> bool:
    """A label value that is not empty, with or without `some.domain/` in front."""
    return labels.is_key(str(text))


def is_port(number: Any) -> bool:
    return type(number) is int and 1 <= number <= 65535


def is_host_path(path: Any) -> bool:
    return isinstance(path, str) and path.startswith("/") and ".." not in path.split("/")
