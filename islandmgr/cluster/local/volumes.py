"""Volumes as folders of this machine: `emptyDir` with the Pod, a claim below `volumes/`, `hostPath` as it is.

Islands write into volumes, and the agent, which is often root, mounts what lies in them: it follows no link that leads
out of a volume.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from islandmgr.cluster.local import disk
from islandmgr.cluster.local.environ import BadManifest
from islandmgr.cluster.local.mounts import Mount

Raw = Mapping[str, Any]


@dataclass(frozen=True)
class RequestSlots:
    """Where volumes may be: a Pod's `own` folder, the `claims`, and any place but those `hidden`. All without links."""

    own: Path
    claims: Path
    hidden: Collection[str] = ()


def volume_folders(pod: Raw, places: RequestSlots, group: int | None = None) -> dict[str, Path]:
    """Volume name -> folder, made where it is ours to make. The Pod's own belong to `group`, as files made in them do.

    Raises BadManifest, OSError.
    """
    below = _below_own(pod["spec"])
    return {
        volume["name"]: _folder(volume, places, below[volume["name"]], group)
        for volume in pod["spec"].get("volumes") or []
    }


def container_mounts(
    container: Raw, folders: Mapping[str, Path], image: Mapping[str, str], places: RequestSlots
) -> tuple[Mount, ...]:
    """The image's folders, then the container's volume mounts. Raises BadManifest, OSError."""
    mounts = [Mount(source, target, read_only=True) for target, source in image.items()]
    for entry in container.get("volumeMounts") or []:
        if entry["name"] not in folders:
            raise BadManifest(
                f"container {container['name']!r} mounts volume {entry['name']!r}, which the Pod does not have"
            )
        base, source = _source(folders[entry["name"]], entry.get("subPath") or "", places)
        mounts.append(Mount(source, entry["mountPath"].rstrip("/"), bool(entry.get("readOnly")), base))
    return tuple(mounts)


def _source(volume: Path, sub_path: str, places: RequestSlots) -> tuple[str, str]:
    """`base` and `source` of a mount. A `subPath` is made if it is missing; links that stay inside the volume are
    followed, as the kubelet does."""
    own = volume.is_relative_to(places.own)
    if not sub_path:
        return str(places.own) if own else "", str(volume)
    top = volume if own else Path(os.path.realpath(volume))
    source = Path(os.path.realpath(top / _inside(sub_path)))
    if not source.is_relative_to(top):
        raise BadManifest(f"subPath {sub_path!r} leads through a link to {str(source)!r}, outside of its volume")
    if _lies_in(source, places.hidden) and not _lies_in(top, places.hidden):
        raise BadManifest(f"subPath {sub_path!r} leads into what the manager keeps for itself")
    base = places.own if own else top
    try:
        with disk.readable_by_islands():
            os.close(disk.open_below(base, source.relative_to(base).parts, make=True))
    except OSError as error:
        if error.errno != errno.ELOOP:
            raise
        raise BadManifest(f"subPath {sub_path!r} leads in a circle of links") from None
    return str(base), str(source)


def _below_own(spec: Raw) -> dict[str, str]:
    """Volume name -> where its folder lies in the Pod's own: as at the first mount, so that neighbours stay neighbours.
    Without namespaces a program that is told the parent of two mounts then finds both (see `plain`)."""
    places: dict[str, str] = {}
    for container in (*(spec.get("initContainers") or []), *spec["containers"]):
        for mount in container.get("volumeMounts") or []:
            place = mount["mountPath"].strip("/")
            if place not in places.values():
                places.setdefault(mount["name"], place)
    return {volume["name"]: places.get(volume["name"], f".{volume['name']}") for volume in spec.get("volumes") or []}


def _folder(volume: Raw, places: RequestSlots, below_own: str, group: int | None) -> Path:
    if "persistentVolumeClaim" in volume:
        folder = places.claims / _name(volume["persistentVolumeClaim"]["claimName"])
        if not folder.exists():
            folder.mkdir(parents=True)
            folder.chmod(0o777)
        return folder
    if "hostPath" in volume:
        return _host_path(volume["hostPath"], places.hidden)
    if "emptyDir" in volume:
        return _empty_folder(places.own, below_own, group)
    kinds = ", ".join(sorted(set(volume) - {"name"}))
    raise BadManifest(
        f"volume {volume['name']!r} is of a kind that the local cluster lacks: {kinds}; accepted: emptyDir,"
        " hostPath, persistentVolumeClaim"
    )


def _empty_folder(own: Path, place: str, group: int | None) -> Path:
    """It may lie in another volume of the Pod, hence step by step."""
    own.mkdir(parents=True, exist_ok=True)
    folder = own / place
    fresh = not os.path.lexists(folder)
    handle = disk.open_below(own, folder.relative_to(own).parts, make=True)
    try:
        if fresh:
            made = f"/proc/self/fd/{handle}"
            if group is not None:
                os.chown(made, -1, group)
            Path(made).chmod(0o777 if group is None else 0o2777)  # as the kubelet makes an emptyDir
    finally:
        os.close(handle)
    return folder


def _host_path(source: Raw, hidden: Collection[str]) -> Path:
    path = Path(source["path"])
    real = Path(os.path.realpath(path))
    if _lies_in(real, hidden):
        raise BadManifest(f"hostPath {str(path)!r} leads into what the manager keeps for itself")
    if source.get("type") == "DirectoryOrCreate":
        with disk.readable_by_islands():
            real.mkdir(parents=True, exist_ok=True)
    if not real.exists():
        raise BadManifest(f"hostPath {str(path)!r} does not exist on this machine")
    if (source.get("type") == "Directory" and not real.is_dir()) or (source.get("type") == "File" and real.is_dir()):
        raise BadManifest(f"hostPath {str(path)!r} is no {source['type']}")
    return real


def _lies_in(path: Path, folders: Collection[str]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)


def _name(text: str) -> str:
    if not text or "/" in text or text in (".", ".."):
        raise BadManifest(f"{text!r} is not a volume or claim name")
    return text


def _inside(sub_path: str) -> PurePosixPath:
    path = PurePosixPath(sub_path)
    if path.is_absolute() or ".." in path.parts:
        raise BadManifest(f"subPath {sub_path!r} must stay inside its volume")
    return path
