"""What a container's manifest turns into: environment, command line and mounts. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Raw = Mapping[str, Any]

_REFERENCE = re.compile(r"\$\$|\$\(([A-Za-z_.\-][A-Za-z0-9_.\-]*)\)")
_SUBSCRIPT = re.compile(r"metadata\.(labels|annotations)\['([^']+)'\]")


class BadManifest(Exception):
    """The container asks for something that is not there or that the local cluster cannot give."""


def environment(pod: Raw, container: Raw, base: Mapping[str, str], last: Mapping[str, str]) -> dict[str, str]:
    """`base`, the manifest's `env` in order, then `last`; values may refer to earlier ones as `$(NAME)`."""
    env = dict(base)
    for entry in container.get("env") or []:
        source = entry.get("valueFrom")
        env[entry["name"]] = _from_field(pod, source) if source else expand(str(entry.get("value") or ""), env)
    return {**env, **last}


def command_line(container: Raw, env: Mapping[str, str]) -> tuple[str, ...]:
    """`command` and `args`, expanded. Raises BadManifest without a command."""
    command = [*(container.get("command") or []), *(container.get("args") or [])]
    if not container.get("command"):
        raise BadManifest(
            f"container {container['name']!r} has no `command`; the local cluster needs one, as its images are folders"
            " without an entry point"
        )
    return tuple(expand(str(word), env) for word in command)


def expand(text: str, env: Mapping[str, str]) -> str:
    """Kubernetes' `$(NAME)`; unknown names stay as they are, `$$` is one `$`."""

    def value(found: re.Match[str]) -> str:
        return "$" if found[1] is None else env.get(found[1], found[0])

    return _REFERENCE.sub(value, text)


def _from_field(pod: Raw, source: Raw) -> str:
    path = (source.get("fieldRef") or {}).get("fieldPath") or ""
    if found := _SUBSCRIPT.fullmatch(path):
        return str((pod["metadata"].get(found[1]) or {}).get(found[2], ""))
    fields: Mapping[str, Callable[[], Any]] = {
        "metadata.name": lambda: pod["metadata"]["name"],
        "metadata.namespace": lambda: pod["metadata"]["namespace"],
        "metadata.uid": lambda: pod["metadata"]["uid"],
        "spec.nodeName": lambda: pod["spec"]["nodeName"],
        "status.hostIP": lambda: pod["status"]["hostIP"],
        "status.podIP": lambda: pod["status"]["podIP"],
    }
    if path not in fields:
        raise BadManifest(
            f"`valueFrom` {dict(source)!r} is not known here; accepted: fieldRef to one of {', '.join(fields)}"
        )
    return str(fields[path]())
