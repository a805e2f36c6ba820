"""Is a manifest one that an API server would take? Only what the local cluster relies on; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from islandmgr.cluster import views
from islandmgr.model.errors import Invalid
from islandmgr.model.labels import check as check_label

Raw = Mapping[str, Any]

_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_SUBDOMAIN = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")


def check(manifest: Raw) -> None:
    """Raises Invalid with every fault at once."""
    try:
        faults = list(_faults(manifest))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        faults = [f"it has not the shape of a Pod ({type(error).__name__}: {error})"]
    if faults:
        name = (manifest.get("metadata") or {}).get("name") if isinstance(manifest, Mapping) else None
        raise Invalid(f"Pod {name!r} is invalid: {'; '.join(faults)}", pod=name)


def _faults(manifest: Raw) -> Iterator[str]:
    if manifest.get("kind") != "Pod":
        yield f"kind is {manifest.get('kind')!r}, accepted: 'Pod'"
    name = manifest["metadata"].get("name") or ""
    if not _SUBDOMAIN.fullmatch(name):
        yield f"metadata.name {name!r} must be lower case letters, digits, '-' and '.', at most 253"
    for key, value in (manifest["metadata"].get("labels") or {}).items():
        try:
            check_label(key, value)
        except Invalid as fault:
            yield f"metadata.labels: {fault.message}"
    spec = manifest["spec"]
    yield from _container_faults(spec)
    for volume in spec.get("volumes") or []:
        if not _LABEL.fullmatch(volume["name"]):
            yield f"volume name {volume['name']!r} must be lower case letters, digits and '-', at most 63"
    if spec.get("nodeName"):
        yield f"spec.nodeName is {spec['nodeName']!r}; the local cluster chooses the node by spec.nodeSelector alone"
    if spec.get("restartPolicy") not in (None, "Never"):
        yield f"restartPolicy is {spec['restartPolicy']!r}; the local cluster restarts nothing, accepted: 'Never'"
    views.pod_requests(manifest)  # raises ValueError for a quantity that is none
    views.host_ports(manifest)


def _container_faults(spec: Raw) -> Iterator[str]:
    containers = [*(spec.get("initContainers") or []), *(spec.get("containers") or [])]
    if not spec.get("containers"):
        yield "spec.containers is empty"
    volumes = {volume["name"] for volume in spec.get("volumes") or []}
    seen = set()
    for container in containers:
        name = container["name"]
        if not _LABEL.fullmatch(name):
            yield f"container name {name!r} must be lower case letters, digits and '-', at most 63"
        if name in seen:
            yield f"container name {name!r} is used twice"
        seen.add(name)
        for mount in container.get("volumeMounts") or []:
            if mount["name"] not in volumes:
                yield f"container {name!r} mounts volume {mount['name']!r}, which spec.volumes does not have"
            path = PurePosixPath(mount["mountPath"])
            if not path.is_absolute() or path == PurePosixPath("/") or ".." in path.parts:
                yield f"mountPath {mount['mountPath']!r} of container {name!r} must be an absolute path below /"
