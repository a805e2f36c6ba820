"""Names of container images as registries and container runtimes take them. Pure.

The grammar is that of github.com/distribution/reference, which Docker, containerd and the kubelet use.
"""

from __future__ import annotations

import re

ACCEPTED = (
    "an image's name like registry.example:5000/team/server:1.2, in lower-case letters but for the tag,"
    " with @sha256:... at the end or not"
)

_PART = r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*"
_HOST_LABEL = r"(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])"
_HOST = rf"(?:{_HOST_LABEL}(?:\.{_HOST_LABEL})*|\[[a-fA-F0-9:]+\])(?::[0-9]{{1,5}})?"
_NAME = re.compile(
    rf"(?:(?P<host>{_HOST})/)?(?P<path>{_PART}(?:/{_PART})*)"
    r"(?::(?P<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?"
    r"(?:@(?P<digest>[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?"
)
_LONGEST = 255  # of host and path together
_SHA256 = re.compile(r"sha256:[0-9a-f]{64}")


def fault(image: str) -> str:
    """Why no runtime would take the name, and what is accepted; empty when one would."""
    found = _NAME.fullmatch(image)
    if found is None:
        return f"{image!r} is not {ACCEPTED}{_hint(image)}"
    host, path, digest = found["host"], found["path"], found["digest"]
    if host and host != host.lower() and not set(".:") & set(host):
        return f"{image!r} is not {ACCEPTED}{_hint(image)}"  # a folder with capitals, not a host
    if len(path) + len(host or "") > _LONGEST:
        return f"{image!r} is longer than {_LONGEST} characters"
    if digest and digest.startswith("sha256:") and not _SHA256.fullmatch(digest):
        return f"{image!r} has no SHA-256 digest behind the @: that has 64 digits 0-9a-f"
    return ""


def _hint(image: str) -> str:
    """The same in lower case, where that is all that it takes."""
    name, colon, tag = image.rpartition(":")
    if not colon or "/" in tag or "@" in image:
        name, colon, tag = image, "", ""
    lower = f"{name.lower()}{colon}{tag}"
    return f"; did you mean {lower}?" if lower != image and _NAME.fullmatch(lower) else ""
