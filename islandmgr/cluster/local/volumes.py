"""Volumes as folders of this machine: `emptyDir` with the Pod, a claim below `volumes/`, `hostPath` as it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from islandmgr.cluster.local.environ import BadManifest
from islandmgr.cluster.local.mounts import Mount

Raw = Mapping[str, Any]


def volume_folders(pod: Raw, home: Path, claims: Path) -> dict[str, Path]:
    """Volume name -> folder, made where it is ours to make. Raises BadManifest, OSError."""
    places = _places(pod["spec"])
    return {
        volume["name"]: _folder(volume, home / "volumes" / places[volume["name"]], claims)
        for volume in pod["spec"].get("volumes") or []
    }


def container_mounts(container: Raw, folders: Mapping[str, Path], image: Mapping[str, str]) -> tuple[Mount, ...]:
    """The image's folders, then the container's volume mounts. Raises BadManifest."""
    mounts = [Mount(source, target, read_only=True) for target, source in image.items()]
    for entry in container.get("volumeMounts") or []:
        if entry["name"] not in folders:
            raise BadManifest(
                f"container {container['name']!r} mounts volume {entry['name']!r}, which the Pod does not have"
            )
        source = _sub_folder(folders[entry["name"]], entry.get("subPath") or "")
        mounts.append(Mount(str(source), entry["mountPath"].rstrip("/"), bool(entry.get("readOnly"))))
    return tuple(mounts)


def _places(spec: Raw) -> dict[str, str]:
    """Volume name -> where its folder lies below `volumes/`: as at the first mount, so that neighbours stay neighbours.
    Without namespaces a program that is told the parent of two mounts then finds both (see `plain`)."""
    places: dict[str, str] = {}
    for container in (*(spec.get("initContainers") or []), *spec["containers"]):
        for mount in container.get("volumeMounts") or []:
            place = mount["mountPath"].strip("/")
            if place not in places.values():
                places.setdefault(mount["name"], place)
    return {volume["name"]: places.get(volume["name"], f".{volume['name']}") for volume in spec.get("volumes") or []}


def _folder(volume: Raw, folder: Path, claims: Path) -> Path:
    if "persistentVolumeClaim" in volume:
        folder = claims / _name(volume["persistentVolumeClaim"]["claimName"])
    elif "hostPath" in volume:
        return _host_path(volume["hostPath"])
    elif "emptyDir" not in volume:
        kinds = ", ".join(sorted(set(volume) - {"name"}))
        raise BadManifest(
            f"volume {volume['name']!r} is of a kind that the local cluster lacks: {kinds}; accepted: emptyDir,"
            " hostPath, persistentVolumeClaim"
        )
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(0o777)  # as the kubelet makes an emptyDir
    return folder


def _host_path(source: Raw) -> Path:
    path = Path(source["path"])
    if source.get("type") == "DirectoryOrCreate":
        path.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        raise BadManifest(f"hostPath {str(path)!r} does not exist on this machine")
    return path


def _name(text: str) -> str:
    if not text or "/" in text or text in (".", ".."):
        raise BadManifest(f"{text!r} is not a volume or claim name")
    return text


def _sub_folder(volume: Path, sub_path: str) -> Path:
    """Made when it is missing, as the kubelet does. Links may lead anywhere below the volume and nowhere else: what is
    in a volume, islands have written. Raises BadManifest, OSError."""
    path = PurePosixPath(sub_path)
    if path.is_absolute() or ".." in path.parts:
        raise BadManifest(f"subPath {sub_path!r} must stay inside its volume")
    if not path.parts:
        return volume
    root = volume.resolve()
    _below(root, root / path, sub_path).mkdir(parents=True, exist_ok=True)
    return _below(root, root / path, sub_path)  # again: islands may write there meanwhile


def _below(root: Path, path: Path, sub_path: str) -> Path:
    """`path` without links."""
    try:
        found = path.resolve()
    except (OSError, RuntimeError) as error:  # the latter: links in a circle
        raise BadManifest(f"subPath {sub_path!r} leads nowhere: {error}") from None
    if not found.is_relative_to(root):
        raise BadManifest(f"subPath {sub_path!r} leads through a link to {str(found)!r}, outside of its volume")
    return found
